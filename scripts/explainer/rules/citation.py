"""`CIT`: sentences and citations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explainer import evidence
from explainer.model import CLAIM_PREFIX, LABELS, Citation, Project, Sentence, nearest
from explainer.rules.citation_queries import (
    cited_as,
    is_said_otherwise,
    key_before_locator,
    key_file,
    near_at,
    near_citation,
    similar_key,
)
from explainer.rules.registry import Finding, rule
from explainer.rules.unread import is_uncitable

_MOST_FACTS = 3


@rule(
    "CIT101",
    message="{kind} without citation or label",
    hint="cite a passage, as in [@key#passage], or label it [@analysis], [@definition] or [@about]",
    nearly=("{written!r} is shown as text, and cites nothing", "write {meant}"),
    behind_citation=(
        "{kind} without citation or label, behind the citation of another",
        "cite a passage for it or label it; if both are one, move the citation to the end",
    ),
)
def sentence_without_citation(project: Project) -> Iterator[Finding]:
    """
    Every sentence carries a citation, or a label that says what it is instead.

    In running text, quotes, admonitions, captions and definitions each sentence needs its own; in
    a list each sentence of an item, and an item without a full stop is one; in a table each row,
    wherever in it, unless the table's caption has one for all. A citation behind the full stop
    belongs to the sentence before it. What follows a citation is a sentence of its own, even if the
    full stop was forgotten, unless it goes on with a small letter or with punctuation; this holds
    in a cell of a table, too. Questions, headings, navigation and code state nothing. Where the
    option `require` names pages, it holds on these.

    ```md bad
    It warmed. [@ipcc#warming] It warmed fast.
    ```

    ```md bad
    It warmed [@ipcc#warming] The ice melted.
    ```

    ```md good
    It warmed [@ipcc#warming], and (as the IPCC [@ipcc#warming] says) it still does.
    ```

    ```md good
    It warmed. [@ipcc#warming] Why did it? We think it was us. [@analysis]
    ```
    """
    nouns = {"item": "list item", "row": "table row"}
    # A claim without front matter is reported itself; its fields are no sentences.
    broken = set(project.unread_claims.values())
    for page in project.pages:
        for sentence in page.sentences if page.required and page.path not in broken else ():
            if sentence.covered or is_said_otherwise(page, sentence):
                continue
            if near := near_citation(page, sentence):
                yield Finding(near.place, "nearly", written=near.written, meant=near.meant)
                continue
            variant = "behind_citation" if sentence.unstopped_before else ""
            yield Finding(sentence.place, variant, kind=nouns.get(sentence.kind, sentence.kind))


@rule(
    "CIT102",
    message="unknown source {key!r}",
    hint="{add_or} write \\@{key} where nothing is cited",
    similar=("unknown source {key!r}", "cite {close!r}, or add docs/sources/{key}.yml{or_plain}"),
    renamed=("unknown source {key!r}", "rename {path} to {name}, or cite {close!r}"),
    misplaced=("unknown source {key!r}", "{how} {path} to {name}"),
)
def unknown_source(project: Project) -> Iterator[Finding]:
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
    unknown = [it for it in project.citations() if it.claim is None and it.key not in known]
    cited = {it.key for it in project.citations()} if unknown else set()
    meant = {key: similar_key(project, key) for key in {it.key for it in unknown}}
    for citation in unknown:
        key, close = citation.key, meant[citation.key]
        if not is_uncitable(key, known):
            variant, values = _alternative(project, citation, close, is_cited=close in cited)
            yield Finding(citation.place, variant, key=key, cause=key, **values)


def _alternative(
    project: Project, citation: Citation, close: str | None, *, is_cited: bool
) -> tuple[str, dict[str, str]]:
    """The variant of the message on an unknown source, with its values: what to do instead."""
    key = citation.key
    where = key_file(key)
    path = project.misplaced.get(key)
    if path and path.rpartition("/")[2].removesuffix(".yml") not in project.sources:
        same_folder = path.rpartition("/")[0] == where.rpartition("/")[0]
        return "misplaced", {
            "path": path, "name": where, "how": "rename" if same_folder else "move",
        }  # fmt: skip
    if not close:
        return "", {"add_or": _add_or(citation)}
    if close in project.sources and not is_cited:
        return "renamed", {"path": key_file(close), "name": where, "close": close}
    or_plain = f", or write \\@{key} where nothing is cited" if citation.narrative else ""
    return "similar", {"close": close, "or_plain": or_plain}


def _add_or(citation: Citation) -> str:
    """The beginning of a hint with the alternatives: a label, or another source."""
    add = f"add {key_file(citation.key)}, or"
    if citation.narrative or citation.passage is not None:
        return add
    *labels, last = (f"[@{label}]" for label in LABELS)
    return f"label the sentence {', '.join(labels)} or {last}, {add}"


@rule(
    "CIT103",
    message="unknown passage {passage!r} of {key!r}",
    hint="add it to docs/sources/{key}.yml",
    similar=("unknown passage {passage!r} of {key!r}", "cite {close!r}, or add it to {path}"),
)
def unknown_passage(project: Project) -> Iterator[Finding]:
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
        if not source or source.lost_passages:
            continue
        if citation.passage is not None and not source.passage(citation.passage):
            close = nearest(citation.passage, (passage.slug for passage in source.passages))
            yield Finding(
                citation.place,
                "similar" if close else "",
                key=citation.key,
                passage=citation.passage,
                close=f"{citation.key}#{close}",
                path=key_file(citation.key),
                cause=f"{citation.key}#{citation.passage}",
            )


@rule(
    "CIT104",
    message="this citation is shown as typed",
    hint="move it into the running text, close its bracket, or add `markdown` to the HTML tag",
    nearly=("{written!r} is shown as typed", "write {meant}"),
    in_locator=(
        "{key!r} is shown as typed, as a part of the citation before it",
        "put a semicolon between the two, as in [@{first}; @{key}]",
    ),
    extension_missing=(
        "{citations} shown as typed",
        "list 'explainer.markdown' under markdown_extensions",
    ),
)
def citation_not_rendered(project: Project) -> Iterator[Finding]:
    """
    Citations stand only where they are rendered.

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
        citations = f"{count} citation{'s are' if count > 1 else ' is'}"
        yield Finding(project.extension_missing, "extension_missing", citations=citations)
    for page in project.pages:
        for place in page.unrendered:
            if near := near_at(page, place):
                yield Finding(place, "nearly", written=near.written, meant=near.meant)
            else:
                yield Finding(place)
        for citation in page.citations:
            key = key_before_locator(citation)
            if key and key.partition("#")[0] in project.sources:
                yield Finding(citation.place, "in_locator", key=key, first=cited_as(citation))


@rule(
    "CIT105",
    message="this text was not checked; the page has no sentence that was",
    hint="write it as Markdown, outside of the HTML element that it is in",
)
def page_without_sentences(project: Project) -> Iterator[Finding]:
    """
    At least one sentence of a page is outside the HTML that is not read.

    No sentences are read in navigation, buttons, labels and drawings. A page without any sentences,
    such as a list of links, is not reported. Where the option `require` names pages,
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
        if page.required and page.unread_sentence and not page.sentences:
            yield Finding(page.unread_sentence)


@rule(
    "CIT106",
    message="unknown label {label!r}",
    hint="the labels are {labels}",
    similar=("unknown label {label!r}", "did you mean {similar!r}? The labels are {labels}"),
)
def unknown_label(project: Project) -> Iterator[Finding]:
    """
    The label of a page or a section is a known label.

    A page has its label in its front matter, a section in its heading's attributes: sentences there
    that cite nothing wear it. What stands in the block `/// label | definition` wears that one.
    Where the option `require` names pages, other unknown names are reported on these, too.

    ```md bad
    ## How we measure { data-label=abuot }

    We read the thermometer every morning.
    ```

    ```md bad
    ---
    label: defintion
    ---
    # Words

    A heatwave is five hot days in a row.
    ```

    ```md good
    ## How we measure { data-label=about }

    We read the thermometer every morning.
    ```
    """
    for page in project.pages:
        for label, place in page.unknown_labels:
            similar = nearest(label, LABELS)
            if similar or page.required:
                variant, labels = "similar" if similar else "", ", ".join(LABELS)
                yield Finding(place, variant, label=label, similar=similar, labels=labels)


@rule(
    "CIT108",
    message="a sentence labelled 'about' states {facts}",
    hint="cite a passage that says so; where none can, give the label a reason: {reason}",
)
def label_on_a_fact(project: Project) -> Iterator[Finding]:
    """
    A sentence labelled `about` states no external fact.

    It has no figure, no date and no name of somebody else: these need a source that readers can
    look up. The label may be the sentence's own, or that of the block, the section or the page that
    it stands in. A label with a reason is accepted.

    The site's own pages, rules or sources may be counted, small numbers do not matter, and code is
    not a fact. Names of the site's own are its `site_name`, page titles, and what `ours` in
    `docs/vocabulary.yml` lists.

    ```md bad
    By our notes the air has warmed by 1.1 °C. [@about]
    ```

    ```md bad
    ## How we measure { data-label=about }

    The IPCC keeps the thermometers that we read.
    ```

    ```md good
    By our notes it has warmed in all 12 places. [@about]

    The air has warmed by 1.1 °C. [@ipcc#warming]
    ```

    ```md good
    ## What we read { data-label=about data-reason="only we know what we read" }

    We read the IPCC's report in October 2026.
    ```
    """
    lexicon = evidence.lexicon_of(project.vocabulary)
    ours = project.vocabulary.ours
    titles = {page.title for page in project.pages if f"/{CLAIM_PREFIX}" not in f"/{page.path}"}
    own = _any_of({*titles, project.site_name} - {""})
    for page in project.pages:
        for sentence in page.sentences:
            if not _is_unreasoned(sentence):
                continue
            text = own.sub(_blank, sentence.text) if own else sentence.text
            for start, end in sentence.code_spans:
                text = text[:start] + " " * (end - start) + text[end:]
            found = evidence.find_external_facts(text, lexicon, ours)
            if found:
                named = [repr(text[start:end]) for start, end in found[:_MOST_FACTS]]
                more = len(found) - len(named)
                named += [f"{more} more"] if more else []
                yield Finding(
                    sentence.at(*found[0]),
                    facts=" and ".join([", ".join(named[:-1]), named[-1]] if named[1:] else named),
                    reason="`data-reason` or `label_reason`"
                    if sentence.inherited_label
                    else "[@about, …]",
                )


def _is_unreasoned(sentence: Sentence) -> bool:
    """Whether a sentence has the label `about` without a reason."""
    if sentence.inherited_label:
        return sentence.inherited_label.label == "about" and not sentence.inherited_label.reason
    own = [citation.locator for citation in sentence.citations if citation.label == "about"]
    return bool(own) and not any(own)


def _any_of(names: set[str]) -> re.Pattern[str] | None:
    longest = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)") if names else None


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
