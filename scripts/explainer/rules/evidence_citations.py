"""`EVI`: whether a sentence cites the passage that says what it says."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping

from explainer import evidence
from explainer.model import Citation, Passage, Project, Sentence, Source
from explainer.rules.cited_evidence import CitedSentence, cited_sentences, evidence_of
from explainer.rules.registry import Finding, rule

_MORE_WORDS = 2
"""How many more shared words make a passage closer to a sentence than another."""
_RARER_WORDS = 4.0
"""How much more rarity, in the sum of `evidence.rarity`, makes it closer with fewer words."""
_RARER_BESIDE_OTHERS = 0.8
"""The same where the sentence has other citations, as a part of a word's that no passage has."""


class _WordsOfAll:
    """How frequent words are among all passages of some sources."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self.sources = sources

    @property
    def _passages(self) -> Iterator[Passage]:
        return (passage for source in self.sources.values() for passage in source.passages)

    @functools.cached_property
    def rarity(self) -> Callable[[str], float]:
        return evidence.rarity(self._passages)

    @functools.cached_property
    def common(self) -> frozenset[str]:
        return evidence.common_words(self._passages)


_last_words: list[_WordsOfAll] = []


def _words_of_all(project: Project) -> _WordsOfAll:
    """The frequencies in a project; those in the last sources are cached, for its other pages."""
    if not _last_words or _last_words[0].sources is not project.sources:
        _last_words[:] = [_WordsOfAll(project.sources)]
    return _last_words[0]


@rule(
    "EVI106",
    message="{key!r} has {count} passages, and none of them is named",
    hint="cite as [@{key}#{slug}], with the slug of the passage that supports the sentence",
    apart=("the passage {slug!r} stands apart from its key {key!r}", "write [@{key}#{slug}]"),
)
def passage_not_named(project: Project) -> Iterator[Finding]:
    """
    A citation of a source with several passages names the one that it means.

    A whole source holds so many figures and names that it would seem to back almost anything.

    ```md bad
    The sea has warmed. [@noaa]
    ```

    ```md good
    The sea has warmed. [@noaa#sea]
    ```
    """
    for citation in project.citations():
        source = project.sources.get(citation.key)
        if not source or citation.passage is not None:
            continue
        apart = citation.locator.lstrip("# ")
        if citation.locator.startswith("#") and source.passage(apart):
            yield Finding(citation.place, "apart", key=source.key, slug=apart)
        elif len(source.passages) > 1:
            slug = source.passages[0].slug
            yield Finding(citation.place, key=source.key, count=len(source.passages), slug=slug)


@rule(
    "EVI107",
    message="{other!r} of the same source is closer to this sentence than {passage!r}",
    hint="cite [@{key}#{other}] if that passage supports the sentence, or use the words of"
    " {passage!r}",
)
def closer_passage_not_cited(project: Project) -> Iterator[Finding]:
    """
    A sentence cites the passage of its source that matches it best.

    Reported is a sentence that shares clearly more words, or rarer ones, with another passage of a
    source that it cites. Of several citations, one is right that holds a figure, a date or a name
    of the sentence which neither the others nor that passage hold. So a slip in the slug is found,
    and a sentence that has drifted from its passage.

    ```md bad
    Over land, the satellites show that it has warmed. [@noaa#sea]
    ```

    ```md bad
    The air has warmed; over land, satellites show it. [@ipcc#warming; @noaa#sea]
    ```

    ```md good
    Over land, the satellites show that it has warmed. [@noaa#land]
    ```
    """
    rarity = _words_of_all(project).rarity
    for each in cited_sentences(project):
        for index, citation in enumerate(each.sentence.citations):
            source = project.sources.get(citation.key)
            passage = source and citation.passage and source.passage(citation.passage)
            if not source or not passage:
                continue
            others = [it for at, it in enumerate(each.sentence.citations) if at != index]
            other = _closer_passage(
                each.sentence, source, passage, rarity, _words_of(project, each.sentence, others)
            )
            if other and not _is_needed(project, each, index, other):
                yield Finding(citation.place, key=source.key, other=other, passage=passage.slug)


def _words_of(
    project: Project, sentence: Sentence, citations: Iterable[Citation]
) -> frozenset[str] | None:
    """The words that a sentence shares with its other citations; `None` if it has no others."""
    found: set[str] | None = None
    for citation in citations:
        found = found or set()
        source = project.sources.get(citation.key)
        passage = source and citation.passage and source.passage(citation.passage)
        found |= evidence.shared_words(sentence.text, passage) if passage else frozenset()
    return None if found is None else frozenset(found)


def _closer_passage(
    sentence: Sentence,
    source: Source,
    passage: Passage,
    rarity: Callable[[str], float],
    of_others: frozenset[str] | None,
) -> str | None:
    """
    The slug of the passage that is clearly closer to a sentence, if there is one.

    Beside other citations, whose words are `of_others`, it has to be closer by more, and to share a
    word that no other citation does.
    """
    cited = {each.passage for each in sentence.citations if each.key == source.key}
    shared = evidence.shared_words(sentence.text, passage)
    weight = sum(map(rarity, shared))
    closer: dict[str, tuple[int, float]] = {}
    for other in source.passages:
        if other.slug not in cited:
            found = evidence.shared_words(sentence.text, other)
            more, rarer = len(found) - len(shared), sum(map(rarity, found)) - weight
            if of_others is not None:
                new = len(found - of_others) - len(shared - of_others)
                if new > 0 and rarer >= _RARER_BESIDE_OTHERS * rarity(""):
                    closer[other.slug] = more, rarer
            # A row has too few words to weigh them by rarity.
            elif more >= _MORE_WORDS or (rarer >= _RARER_WORDS and sentence.kind != "row"):
                closer[other.slug] = more, rarer
    return max(closer, key=lambda slug: closer[slug], default=None)


def _is_needed(project: Project, each: CitedSentence, index: int, other: str) -> bool:
    """Whether one of several citations supports what another passage in its place would not."""
    cited = each.sentence.citations
    if len(cited) == 1:
        return False
    instead = cited[index]._replace(passage=other)
    lexicon = each.evidence.lexicon
    parts = [
        part
        for it in (*cited[:index], instead, *cited[index + 1 :])
        for part in evidence_of(project, lexicon, it, alone=False)
        if part
    ]
    return not _unsupported(each, evidence.union(parts)) <= _unsupported(each, each.evidence)


@rule(
    "EVI108",
    message="{key!r} is not related to this sentence",
    hint="remove it, cite a passage that is related, or say what it adds",
)
def citation_without_bearing(project: Project) -> Iterator[Finding]:
    """
    A citation is related to its sentence.

    Of several, each shares a word with it that few other passages have, or holds a figure, a date
    or a name of the sentence that no other of its citations holds. One alone shares any word with
    a sentence of some length that states none of these. More citations than a sentence needs make
    it look better founded than it is, and hide a slip in a key. A claim is cited for its verdict.

    ```md bad
    Over land, satellites saw it first. [@noaa#land; @ipcc#warming]
    ```

    ```md bad
    The harbour bridge closed early for repairs. [@ipcc#warming]
    ```

    ```md good
    Over land, satellites saw the air warm first. [@noaa#land; @ipcc#warming]
    ```
    """
    for each in cited_sentences(project):
        cited = each.sentence.citations
        if len(cited) == 1 and not _is_compared_by_words(each):
            continue
        lexicon = each.evidence.lexicon
        offers = [
            list(filter(None, evidence_of(project, lexicon, it, alone=False))) for it in cited
        ]
        shared = _words_of_all(project).common if len(cited) > 1 else ()
        for index, citation in enumerate(cited):
            texts = (text for part in offers[index] for text in part.texts)
            if citation.claim is not None or evidence.has_shared_word(
                each.sentence.text, texts, shared
            ):
                continue
            rest = [part for parts in offers[:index] + offers[index + 1 :] for part in parts]
            if not (rest and _unsupported(each, evidence.union(rest))):
                key = f"{citation.key}#{citation.passage}" if citation.passage else citation.key
                yield Finding(citation.place, key=key)


def _is_compared_by_words(each: CitedSentence) -> bool:
    """Whether a sentence can be compared with its only citation by its words alone."""
    stated = each.stated
    # Other rules check whether these are in the evidence.
    listed = stated.figures or stated.dates or stated.names
    return not listed and evidence.has_enough_words(each.sentence.text)


def _unsupported(each: CitedSentence, held: evidence.Evidence) -> set[int]:
    """Where the figures, dates and names of a sentence begin that evidence does not support."""
    stated, text = each.stated, each.sentence.text
    return {
        *(
            it.start
            for it in stated.figures
            if not held.supports_figure(it, text, loose=each.loose)
        ),
        *(it.start for it in stated.dates if not held.supports_date(it, text)),
        *(it.start for it in stated.names if not held.supports_name(it, stated.names)),
    }
