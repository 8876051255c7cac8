"""`SRC`: the files of sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from explainer import citations
from explainer.data import exclusion_of
from explainer.model import Citation, Place, Project
from explainer.rules.registry import Finding, rule
from explainer.rules.unread import may_be_cited, meant_by_unknown
from explainer.sources import FIELDS, url_identity
from explainer.yaml_schema import advice, lacking

MOST_WORDS = 12
"""How many of a source's own words a passage may hold."""

_PERIODICAL = {"article-newspaper", "article-journal", "article-magazine", "chapter"}
_WIDE = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]"


@rule(
    "SRC101",
    message="{field!r} is not a date: {value!r}",
    hint="{guidance} For example: {example}",
)
def source_malformed(project: Project) -> Iterator[Finding]:
    """
    A source's file is YAML, and holds only what the schema knows, in the form that it asks for.

    ```yml bad docs/sources/heat.yml
    title: Heat
    issued: 14/08/2025
    ```

    ```yml good docs/sources/heat.yml
    type: report
    title: Heat
    issued: 2025-08-14
    URL: https://example.org/heat
    tier: research
    origin: example
    passages:
      - slug: warming
        fact: The air warmed.
    ```
    """
    for invalid in project.invalid:
        yield Finding(invalid.place, message=invalid.message, hint=invalid.hint)


@rule(
    "SRC102",
    message="{key!r} has no {name}",
    hint="{guidance} For example: {example}",
)
def source_incomplete(project: Project) -> Iterator[Finding]:
    """
    A source has what a source of its type needs.

    Every source has a type, a title, an address, a tier, an origin and at least one passage; a book
    with an ISBN can be found without an address. What appeared in a newspaper, journal, magazine or
    book also names it, or its publisher.

    ```yml bad docs/sources/heat.yml
    type: report
    title: Heat
    URL: https://example.org/heat
    tier: research
    passages:
      - slug: warming
        fact: The air warmed.
    ```

    ```yml good docs/sources/heat.yml
    type: report
    title: Heat
    URL: https://example.org/heat
    tier: research
    origin: example
    passages:
      - slug: warming
        fact: The air warmed.
    ```
    """
    for source in project.sources.values():
        for field in lacking(source.places, FIELDS):
            if field.name == "URL" and source.isbn:
                continue
            yield Finding(source.place, key=source.key, name=field.name, hint=advice(field))
        if "passages" in source.places and not source.passages:
            hint = advice(next(field for field in FIELDS if field.name == "passages"))
            place = source.places["passages"]
            yield Finding(place, key=source.key, name="passage", hint=hint)
        if source.type in _PERIODICAL and not source.venue:
            hint = advice(next(field for field in FIELDS if field.name == "container-title"))
            yield Finding(source.place, key=source.key, name="container-title", hint=hint)


@rule(
    "SRC103",
    message="{key!r} has the same address as {other!r}",
    hint="move its passages to docs/sources/{other}.yml and cite that",
)
def source_duplicate(project: Project) -> Iterator[Finding]:
    """
    One address is one source, so that nothing is counted twice.

    ```yml bad docs/sources/ipcc-again.yml
    type: report
    title: Heat
    URL: http://www.example.org/ipcc/
    tier: research
    origin: ipcc
    passages:
      - slug: warming
        fact: The air warmed.
    ```

    ```yml good docs/sources/heat.yml
    type: report
    title: Heat
    URL: https://example.org/heat
    tier: research
    origin: example
    passages:
      - slug: warming
        fact: The air warmed.
    ```
    """
    first: dict[str, str] = {}
    for source in project.sources.values():
        if source.url:
            other = first.setdefault(url_identity(source.url), source.key)
            if other != source.key:
                yield Finding(source.places["URL"], key=source.key, other=other)


@rule(
    "SRC104",
    message="no page cites {key!r}",
    hint="cite it as [@{key}#{slug}], or delete the file",
)
def source_unused(project: Project) -> Iterator[Finding]:
    """
    Every source is cited somewhere.

    ```yml bad docs/sources/heat.yml
    type: report
    title: Heat
    URL: https://example.org/heat
    tier: research
    origin: example
    passages:
      - slug: warming
        fact: The air warmed.
    ```

    ```md good
    It warmed. [@ipcc#warming]
    ```
    """
    cited = {citation.key for citation in project.citations()} | meant_by_unknown(project)
    cited |= {key for key in project.sources if not citations.is_key(key)}
    for source in project.sources.values():
        if source.key not in cited and not may_be_cited(project, source.key):
            slug = source.passages[0].slug if source.passages else "passage"
            yield Finding(source.place, key=source.key, slug=slug)


@rule(
    "SRC105",
    message="the words of {passage!r} are {count}, more than {most}",
    hint="keep the few that let a reader find the place",
)
def words_too_long(project: Project) -> Iterator[Finding]:
    """
    A passage holds at most twelve of the source's own words.

    They are there to find the place again, and belong to somebody else. In scripts without spaces
    two characters count as a word.

    ```yml bad docs/sources/heat.yml
    type: report
    title: Heat
    URL: https://example.org/heat
    tier: research
    origin: example
    passages:
      - slug: warming
        fact: The air warmed.
        words: one two three four five six seven eight nine ten eleven twelve thirteen
    ```

    ```yml good docs/sources/heat.yml
    type: report
    title: Heat
    URL: https://example.org/heat
    tier: research
    origin: example
    passages:
      - slug: warming
        fact: The air warmed.
        words: one two three four five six seven eight nine ten eleven twelve
    ```
    """
    for source in project.sources.values():
        for passage in source.passages:
            count = count_words(passage.words or "")
            if count > MOST_WORDS:
                name = f"{source.key}#{passage.slug}"
                yield Finding(passage.place, passage=name, count=count, most=MOST_WORDS)


@rule(
    "SRC106",
    message="'{path}' would be published",
    hint="add below `exclude_docs: |`, each indented on a line of its own: {patterns}",
    several=(
        "'{path}' and {count} more data {files} would be published",
        "add below `exclude_docs: |`, each indented on a line of its own: {patterns}",
    ),
)
def data_published(project: Project) -> Iterator[Finding]:
    """
    The files of sources and other data are not part of the site.

    They hold what the checks read and no reader should: notes, hashes, what is not on a page yet.
    Both MkDocs and Zensical leave out what `exclude_docs` in the settings lists.

    ```yml bad mkdocs.yml
    site_name: Heat
    markdown_extensions: [explainer.markdown]
    ```

    ```yml good mkdocs.yml
    site_name: Heat
    markdown_extensions: [explainer.markdown]
    exclude_docs: |
      /sources/**/*.yml
    ```
    """
    # What has to be renamed is reported itself.
    published = [path for path in project.published if not path.endswith(".yaml")]
    if published and project.exclusion:
        first, *others = published
        patterns = dict.fromkeys(map(exclusion_of, published))
        yield Finding(
            project.exclusion,
            "several" if others else "",
            path=first,
            count=f"{len(others):,}",
            files="file" if len(others) == 1 else "files",
            patterns=", ".join(f"'{pattern}'" for pattern in patterns),
        )


@rule(
    "SRC107",
    message="{key!r} only points to what it reports, and is all that this sentence rests on",
    hint="cite what it points to, or another source as well",
    claim=(
        "{key!r} only points to what it reports, and is all that {stance} {slug!r}",
        "cite what it points to, or another source as well",
    ),
)
def pointer_alone(project: Project) -> Iterator[Finding]:
    """
    A pointer is never the only source of a sentence, nor all that a verdict leans on.

    A source with `reliance: pointer` leads to what it reports and is not relied on itself. A claim
    that is cited beside it is not a source of the sentence. A verdict leans on what supports the
    claim, where it is contradicted on what contradicts it, and where it is disputed on both; one
    that says that there is no evidence may have pointers only, and those of supported and reported
    claims are reported by the rules on these. Sentences with a label are ours.

    ```md bad
    The air has warmed. [@digest#hotter]
    ```

    ```md good
    The air has warmed. [@ipcc#warming; @digest#hotter]
    ```

    ```md bad docs/claims/heat.md
    ---
    title: The air has cooled.
    verdict: contradicted
    as_of: 2026-11-24
    review_after: 2027-11-24
    evidence:
      - {cite: digest#hotter, stance: contradicts, why: It sums up who measured the opposite.}
    ---
    The air has warmed. [@ipcc#warming; @digest#hotter]
    ```

    ```md good docs/claims/heat.md
    ---
    title: The air has cooled.
    verdict: contradicted
    as_of: 2026-11-24
    review_after: 2027-11-24
    evidence:
      - {cite: ipcc#warming, stance: contradicts, why: It measured the opposite.}
      - {cite: digest#hotter, stance: contradicts, why: It sums up who measured the opposite.}
    ---
    The air has warmed. [@ipcc#warming; @digest#hotter]
    ```
    """
    reported: set[Place] = set()
    for page in project.pages:
        for sentence in page.sentences:
            alone = None if sentence.labels else _pointer(project, sentence.effective_citations)
            # All rows of a table may share the citation in its caption.
            if alone and alone.place not in reported:
                reported.add(alone.place)
                yield Finding(alone.place, key=alone.key)
    for claim in project.claims.values():
        for stance in () if claim.stub else _NEEDED_STANCES.get(claim.verdict, ()):
            exhibits = claim.of_stance(stance)
            through_claims = any(each.citation.claim is not None for each in exhibits)
            alone = _pointer(project, [each.citation for each in exhibits])
            if alone and not through_claims:
                place = next(each.place for each in exhibits if each.citation == alone)
                yield Finding(place, "claim", key=alone.key, stance=stance, slug=claim.slug)


_NEEDED_STANCES = {
    "partly-supported": ("supports",),
    "disputed": ("supports", "contradicts"),
    "contradicted": ("contradicts",),
}
"""
The stances that a verdict needs evidence of.

What is supported or reported is not here: the rules on these count origins, and a pointer is none.
"""


def _pointer(project: Project, citations: Iterable[Citation]) -> Citation | None:
    """The first citation of a source, if all cited sources are pointers; claims are left out."""
    cited = [each for each in citations if each.claim is None and each.label is None]
    return cited[0] if cited and all(map(project.is_of_pointer, cited)) else None


def count_words(words: str) -> int:
    """The number of words in a text; two characters of a script without spaces count as one."""
    wide = len(re.findall(_WIDE, words))
    return len(re.sub(_WIDE, " ", words).split()) + (wide + 1) // 2
