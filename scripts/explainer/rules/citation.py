"""`CIT`: sentences and citations."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.model import LABELS, Citation, Project, nearest
from explainer.rules.registry import Found, rule


@rule(
    "CIT101",
    message="{kind} without citation or label",
    hint="cite a passage, as in [@key#passage], or label it [@analysis], [@definition] or [@about]",
)
def sentence_without_citation(project: Project) -> Iterator[Found]:
    """
    Every sentence carries a citation, or a label that says what it is instead.

    In running text, quotes, admonitions, captions and definitions each sentence needs its own; in
    a list each sentence of an item, and an item without a full stop is one; in a table each row,
    wherever in it, unless the table's caption has one for all. A citation behind the full stop
    belongs to the sentence before it. Questions, headings, navigation and code state nothing.
    Where the option `require` names pages, it holds on these.

    ```md bad
    It warmed. [@ipcc#warming] It warmed fast.
    ```

    ```md good
    It warmed. [@ipcc#warming] Why did it? We think it was us. [@analysis]
    ```
    """
    nouns = {"item": "list item", "row": "table row"}
    # Front matter that cannot be read is shown as text, of which nothing is asked.
    broken = set(project.unread_claims.values())
    for page in project.pages:
        for sentence in page.sentences if page.required and page.path not in broken else ():
            if not sentence.covered:
                yield Found(sentence.place, kind=nouns.get(sentence.kind, sentence.kind))


@rule("CIT102", message="unknown source {key!r}", hint="add docs/sources/{key}.yml{or_else}")
def unknown_source(project: Project) -> Iterator[Found]:
    r"""
    A citation names a source that exists.

    What only looks like one is written with a backslash, `\@name`, or as code. In running text an
    at sign cites nothing where there is no such key, unless the option `in_text` is set.

    ```md bad
    It warmed. [@ipccc#warming]
    ```

    ```md good
    It warmed. [@ipcc#warming]
    ```
    """
    known = set(project.sources) | project.unread_keys
    for citation in project.citations():
        if citation.claim is None and citation.key not in known:
            or_else = _or_else(citation, nearest(citation.key, [*known, *LABELS]))
            yield Found(citation.place, key=citation.key, or_else=or_else)


def _or_else(citation: Citation, close: str | None) -> str:
    """What else may have been meant: another source, a label, or no citation at all."""
    plain = f"write \\@{citation.key} where nothing is cited"
    if close:
        return f", or cite {close!r}" + (f", or {plain}" if citation.narrative else "")
    if citation.narrative or citation.passage is not None:
        return f", or {plain}"
    *labels, last = (f"[@{label}]" for label in LABELS)
    return f", label the sentence {', '.join(labels)} or {last}, or {plain}"


@rule(
    "CIT103",
    message="unknown passage {passage!r} of {key!r}",
    hint="add it to docs/sources/{key}.yml{or_cite}",
)
def unknown_passage(project: Project) -> Iterator[Found]:
    """
    A citation names a passage that its source has.

    ```md bad
    It warmed. [@ipcc#cooling]
    ```

    ```md good
    It warmed. [@ipcc#warming]
    ```
    """
    for citation in project.citations():
        source = project.sources.get(citation.key)
        if source and citation.passage is not None and not source.passage(citation.passage):
            close = nearest(citation.passage, (passage.slug for passage in source.passages))
            or_cite = f", or cite {f'{citation.key}#{close}'!r}" if close else ""
            yield Found(citation.place, key=citation.key, passage=citation.passage, or_cite=or_cite)


@rule(
    "CIT104",
    message="{what} shown as typed",
    hint="{hint}",
)
def citation_not_rendered(project: Project) -> Iterator[Found]:
    """
    Nothing that looks like a citation stands where it stays plain text.

    Citations are read in Markdown's running text. In raw HTML, in the text of a link and in
    attributes such as `alt` and `title` readers see the brackets; so they do everywhere where the
    extension is not listed in `mkdocs.yml`.

    ```md bad
    <p>It warmed. [@ipcc#warming]</p>
    ```

    ```md good
    It warmed. [@ipcc#warming]
    ```
    """
    count = sum(len(page.citations) for page in project.pages)
    if project.extension_missing and count:
        what = f"{count} citation{'s are' if count > 1 else ' is'}"
        hint = "list 'explainer.markdown' under markdown_extensions"
        yield Found(project.extension_missing, what=what, hint=hint)
    hint = "move it into the running text, close its bracket, or add `markdown` to the HTML tag"
    for page in project.pages:
        for place in page.unrendered:
            yield Found(place, what="this citation is", hint=hint)


@rule(
    "CIT105",
    message="no sentence of this page was read, and here it has text",
    hint="write it as Markdown, outside of the HTML element that it is in",
)
def page_without_sentences(project: Project) -> Iterator[Found]:
    """
    A page whose sentences are all in HTML where none are read was not checked, which is no pass.

    No sentences are read in navigation, buttons, labels and drawings. A page that says nothing in
    sentences, such as a list of links, is none of these. Where the option `require` names pages,
    it holds on these.

    ```md bad
    # Heat

    <nav>The air has warmed by 1.1 degrees.</nav>
    ```

    ```md good
    # Heat

    - [The air](index.md)
    - [The sea](sea.md)
    ```
    """
    for page in project.pages:
        if page.required and page.hidden and not page.sentences:
            yield Found(page.hidden)
