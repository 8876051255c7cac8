"""`DAT`: data files."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.model import EmptyBlock, Place, Project, nearest
from explainer.rules.registry import Finding, rule
from explainer.rules.unread import may_be_cited


@rule(
    "DAT101",
    message="{field!r} is not a date: {value!r}",
    hint="{guidance} For example: {example}",
)
def data_malformed(project: Project) -> Iterator[Finding]:
    """
    A data file is YAML, and holds only what the schema knows, in the form that it asks for.

    What its rows state is checked like any sentence on the page that shows them, and reported at
    its line in the file.

    ```yml bad docs/timeline.yml
    categories:
      - {slug: repairs, title: Repairs}
    events:
      - date: last spring
        category: repair
        event: It warmed. [@ipcc#warming]
    ```

    ```yml good docs/timeline.yml
    categories:
      - {slug: repairs, title: Repairs}
    events:
      - date: 2023-03
        category: repairs
        event: It warmed. [@ipcc#warming]
    ```
    """
    for invalid in project.invalid_data:
        yield Finding(invalid.place, message=invalid.message, hint=invalid.hint)


@rule(
    "DAT102",
    message="there is no block {name!r}",
    hint="did you mean {similar!r}? The blocks are {blocks}",
    no_data=(
        "there is no {block} {name!r}",
        "write docs/{block}s/{name}.yml, or take the block out",
    ),
)
def block_without_data(project: Project) -> Iterator[Finding]:
    """
    A block has a known name, and its data file exists.

    Readers of the page see the line that begins the block, marked as unknown. A name that
    is similar to none of ours may be that of a block of a hook or a plugin; where the option
    `require` names pages, it is reported on these.

    ```md bad
    # Weather

    It warmed. [@ipcc#warming]

    /// timelin
    ///
    ```

    ```md bad
    # Weather

    It warmed. [@ipcc#warming]

    /// comparison | thermometers
    ///
    ```

    ```md good
    # Weather

    It warmed. [@ipcc#warming]

    /// claims
    ///
    ```
    """
    for page in project.pages:
        lacking = (block for block in page.empty_blocks if block.ours or page.required)
        for block in lacking:
            if _is_unread(project, block):
                continue
            yield Finding(block.place, message=block.message, hint=block.hint)


def _is_unread(project: Project, block: EmptyBlock) -> bool:
    """Whether the file of a block is there, and reported since it is not called as it should be."""
    name, _, which = block.block.partition(" | ")
    stem = which or name
    return any(
        invalid.place.path.rpartition(".")[0].endswith(f"/{stem}")
        and invalid.message.startswith(("is not read", "is a folder"))
        for invalid in project.invalid_data
    )


@rule(
    "DAT103",
    message="no page shows {path!r}",
    hint="put `/// {block}` and `///` on a page, or delete the file",
)
def data_unused(project: Project) -> Iterator[Finding]:
    """
    Data is compared with its citations only on pages that show it.

    So every data file is shown on a page.

    ```yml bad docs/timeline.yml
    events:
      - date: 2023-03
        event: It warmed. [@ipcc#warming]
    ```

    ```md good
    # Weather

    It warmed. [@ipcc#warming]

    /// timeline
    ///
    ```
    """
    shown = {block for page in project.pages for block in page.data_blocks}
    meant = {each.block.partition(" | ")[0] for page in project.pages for each in page.empty_blocks}
    names = {block.partition(" | ")[0] for block in project.data.values()}
    reported = {nearest(name, names) for name in meant}
    for path, block in project.data.items():
        # A block that is misspelt is reported where it is, and so is a page that is not read.
        if block not in shown and block.partition(" | ")[0] not in reported:
            if may_be_cited(project, f"/// {block}"):
                continue
            yield Finding(Place(path), path=path, block=block)
