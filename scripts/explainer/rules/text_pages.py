"""`TXT`: page hygiene: headings, images, titles and descriptions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from explainer.model import Page, Place, Project
from explainer.rules.registry import Finding, rule


@rule(
    "TXT109",
    message="a heading of level {level} follows one of level {before}",
    hint="make it a heading of level {expected}, or add the heading between them",
    first=(
        "the first heading of the page is of level {level}",
        "make it a heading of level 2, or of level 1 if it is the page's title",
    ),
)
def heading_level_skipped(project: Project) -> Iterator[Finding]:
    """
    A heading is at most one level below the heading before it.

    Readers of a screen reader move through a page by its headings, and look for the level that is
    left out. The levels before the first heading are those of the page's title. Headings in
    quotations are not those of the page.

    ```md bad
    # Heat

    ## Sea

    #### Ice
    ```

    ```md good
    # Heat

    ## Sea

    ### Ice

    ## Land
    ```
    """
    for page in _required(project):
        headings = page.structure.headings
        if headings and headings[0].level > _FIRST_LEVEL:
            yield Finding(headings[0].place, "first", level=headings[0].level)
        for before, heading in pairwise(headings):
            if heading.level > before.level + 1:
                yield Finding(
                    heading.place,
                    level=heading.level,
                    before=before.level,
                    expected=before.level + 1,
                )


@rule(
    "TXT110",
    message="an image has no alternative text",
    hint='describe it between the brackets; write `alt=""` if it is decoration only',
)
def image_without_alt(project: Project) -> Iterator[Finding]:
    """
    An image has alternative text, or says that it is decoration.

    The text is read out to readers who do not see the image, and shown if it cannot be loaded. An
    image that adds nothing has an empty one, which has to be written: `<img alt="" src="line.png">`
    or, with the extension `attr_list`, `![](line.png){ alt="" }`.

    ```md bad
    ![](ice.png)
    ```

    ```md good
    ![The ice in March 2025 and in March 1980](ice.png)

    ![](line.png){ alt="" }
    ```
    """
    for page in _required(project):
        for place in page.structure.images_without_alt:
            yield Finding(place)


@rule(
    "TXT111",
    message="the page has no title",
    hint="begin it with a heading of level 1, such as `# Heat`, or set `title` in its front matter",
)
def title_missing(project: Project) -> Iterator[Finding]:
    """
    A page with sentences has a title: a heading of level 1, or `title` in its front matter.

    Without one, the name of its file is its title in search results and in links to it, unless the
    navigation names the page. As that is not checked, the rule runs only if it is selected, as in
    `explainer check --select +title-missing`.

    ```md bad
    It warmed. [@ipcc#warming]
    ```

    ```md good
    # Heat

    It warmed. [@ipcc#warming]
    ```
    """
    for page in _required(project):
        if page.sentences and page.structure.title is None:
            yield Finding(page.place)


@rule(
    "TXT112",
    message="{path} has the title {title!r}, too",
    hint="give each page a title of its own, by which readers tell them apart",
)
def title_duplicate(project: Project) -> Iterator[Finding]:
    """
    No two pages have the same title.

    Titles are compared without regard to case and white space, and those in the navigation are not
    compared. So the rule runs only if it is selected.

    ```md bad docs/page.md
    # Sea

    It warmed. [@ipcc#warming]
    ```

    ```md good docs/page.md
    # Sea ice

    It warmed. [@ipcc#warming]
    ```
    """
    first: dict[str, Page] = {}
    for page in _required(project):
        place = page.structure.title
        if place is not None:
            other = first.setdefault(_folded(page.title), page)
            if other is not page:
                yield Finding(place, path=other.path, title=page.title)


@rule(
    "TXT113",
    message="the field 'description' is empty",
    hint="describe the page in a sentence, or remove the field",
)
def description_empty(project: Project) -> Iterator[Finding]:
    """
    A `description` in the front matter of a page describes it.

    A page needs none: its first paragraph is its description if that cites a source or has a label.

    ```md bad
    ---
    description:
    ---
    # Heat
    ```

    ```md good
    ---
    description: How much warmer it is than it was.
    ---
    # Heat
    ```
    """
    for page, place in _described(project):
        if not page.structure.description:
            yield Finding(place)


@rule(
    "TXT114",
    message="{path} has the same description",
    hint="say what only this page has, or remove the field",
)
def description_duplicate(project: Project) -> Iterator[Finding]:
    """
    No two pages have the same `description` in their front matter.

    Search results show it below the title. Descriptions that are made of a page's first paragraph
    are not compared.

    ```md bad docs/page.md
    ---
    description: Our plans.
    ---
    # Heat
    ```

    ```md good docs/page.md
    ---
    description: Our plans for the heat.
    ---
    # Heat
    ```
    """
    first: dict[str, Page] = {}
    for page, place in _described(project):
        text = _folded(page.structure.description or "")
        if text and (other := first.setdefault(text, page)) is not page:
            yield Finding(place, path=other.path)


_FIRST_LEVEL = 2
"""The lowest level of a page's first heading; themes render the title above it if it has none."""


@rule(
    "TXT115",
    message="is not YAML: {fault}",
    hint="put a text that holds ': ' or ' #', or begins with a quote or a bracket, in quotes",
)
def page_malformed(project: Project) -> Iterator[Finding]:
    """
    A page is UTF-8, and its front matter is YAML between two lines of dashes.

    A page that cannot be read is one problem, and so is each on which a Markdown extension fails;
    nothing else is reported of its text.

    ```md bad
    ---
    title: Heat: what we know
    ---
    It warmed. [@ipcc#warming]
    ```

    ```md good
    ---
    title: "Heat: what we know"
    ---
    It warmed. [@ipcc#warming]
    ```
    """
    # What is wrong with the front matter of a claim is said by the rule on claims.
    claims = {invalid.place.path for invalid in project.invalid_claims}
    for page in project.pages:
        if page.invalid and page.path not in claims:
            invalid = page.invalid
            yield Finding(invalid.place, message=invalid.message, hint=invalid.hint)


@rule(
    "TXT116",
    message="there is no setting {name!r}",
    hint="write {close!r}",
)
def settings_malformed(project: Project) -> Iterator[Finding]:
    """
    The settings file has each setting once, under its name, and its navigation names pages.

    MkDocs reads such a file, and leaves out what it does not know. A page that is not there is
    reported where it is plain which one was meant; others may be made by a plugin.

    ```yml bad mkdocs.yml
    site_name: Heat
    markdown_extension: [explainer.markdown]
    exclude_docs: "*.yml"
    ```

    ```yml good mkdocs.yml
    site_name: Heat
    markdown_extensions: [explainer.markdown]
    exclude_docs: "*.yml"
    ```
    """
    for invalid in project.invalid_settings:
        yield Finding(invalid.place, message=invalid.message, hint=invalid.hint)


def _required(project: Project) -> Iterator[Page]:
    """The pages that the option `require` covers; others may be generated by other tools."""
    return (page for page in project.pages if page.required)


def _described(project: Project) -> Iterator[tuple[Page, Place]]:
    for page in _required(project):
        if page.structure.description_place is not None:
            yield page, page.structure.description_place


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
