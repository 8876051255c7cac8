"""
The kinds of mistakes in what a sentence means, made of sentences in English.

A change of what is attributed is a mistake only where the source is no authority: what a report
itself says may be stated.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from explainer import evidence
from explainer.mutation import meaning_mutators
from explainer.mutation.page_text import MEANING, UNSEEN, Kind, in_sentences

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterable, Iterator

    from explainer.model import Sentence, Source
    from explainer.mutation.mutators import Edit
    from explainer.mutation.page_text import Text

_LANGUAGE = "en"
_AUTHORITIES = ("primary", "research")
_INITIALS = 3
"""How many letters names have at most that may need an article, such as `US`."""


def _words(
    mutate: Callable[[str], Iterator[Edit]],
) -> Callable[[Sentence, Text, random.Random], Iterator[Edit]]:
    """What a mutator makes of the text of a sentence in its language."""

    def read(sentence: Sentence, text: Text, _chance: random.Random) -> Iterator[Edit]:
        if text.project.language.startswith(_LANGUAGE):
            yield from mutate(sentence.text)

    return read


def _dropped(sentence: Sentence, text: Text, chance: random.Random) -> Iterator[Edit]:
    """
    An attribution that goes, where the sources only pass on what somebody says.

    What a source itself reports may be stated in its place: whoever is dropped is named, and does
    not publish it.
    """
    cited = _sources(sentence, text)
    if not cited or any(source.tier in _AUTHORITIES for source in cited):
        return
    publishing = _meanings("; ".join(map(str, _publishers(cited))), text)
    for start, end, instead in _words(meaning_mutators.dropped_attribution)(sentence, text, chance):
        speaking = _meanings(sentence.text[start:end], text)
        if speaking and publishing.isdisjoint(speaking):
            yield start, end, instead


def _publishers(cited: Iterable[Source]) -> set[str | None]:
    """Those who publish and write some sources, and whom these relay."""
    named = ((it.publisher, it.container_title, it.relays, *it.authors) for it in cited)
    return set(itertools.chain(*named))


def _meanings(names: str, text: Text) -> set[str]:
    """What the names in a text mean, whatever their aliases."""
    return {each.folded for each in evidence.extract(names, text.pools.lexicon).names}


def _moved(sentence: Sentence, text: Text, chance: random.Random) -> Iterator[Edit]:
    """Another body in the place of a speaker, one that the evidence names where there is one."""
    cited = _sources(sentence, text)
    publishing = _publishers(cited)
    facts = " ".join(passage.fact for it in cited for passage in it.passages)
    spans = {(it.start, it.end) for it in text.read(sentence).speeches}
    for start, end, others in _bodies(sentence, text):
        if any(first <= start and end <= last for first, last in spans):
            strangers = [
                name for name in others if name not in publishing and len(name) > _INITIALS
            ]
            near = [name for name in strangers if name in facts] or strangers
            if near:
                yield start, end, [chance.choice(near)]


def _sources(sentence: Sentence, text: Text) -> list[Source]:
    found = (text.project.sources.get(citation.key) for citation in sentence.citations)
    return [source for source in found if source]


def _names(sentence: Sentence, text: Text, _chance: random.Random) -> Iterator[Edit]:
    """Two bodies of a sentence in each other's place."""
    spans = [(start, end) for start, end, _ in _bodies(sentence, text)]
    yield from meaning_mutators.exchanged(sentence.text, spans)


def _bodies(sentence: Sentence, text: Text) -> Iterator[Edit]:
    """The bodies that a sentence names in full, each with others."""
    for start, end, others in text.pools.bodies(sentence.text):
        if meaning_mutators.is_whole_name(sentence.text, start, end):
            yield start, end, others


def _figures(sentence: Sentence, text: Text, _chance: random.Random) -> Iterator[Edit]:
    """Two figures of one unit in each other's place."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for figure in text.read(sentence).figures:
        written = sentence.text[figure.start : figure.end]
        if not figure.in_name and not written[-1:].isupper():
            spans.setdefault(figure.unit, []).append((figure.start, figure.end))
    for each in spans.values():
        yield from meaning_mutators.exchanged(sentence.text, each)


_MADE = {
    "negation added": _words(meaning_mutators.added_negation),
    "negation dropped": _words(meaning_mutators.dropped_negation),
    "verb reversed": _words(meaning_mutators.reversed_verb),
    "hedge removed": _words(meaning_mutators.removed_hedge),
    "attribution dropped": _dropped,
    "attribution moved": _moved,
    "scope widened": _words(meaning_mutators.widened_scope),
    "cause added": _words(meaning_mutators.added_cause),
    "comparison reversed": _words(meaning_mutators.reversed_comparison),
    "names exchanged": _names,
    "figures exchanged": _figures,
}
MEANING_KINDS = (
    *(Kind(name, in_sentences(make), MEANING) for name, make in _MADE.items()),
    Kind("place dropped", in_sentences(_words(meaning_mutators.dropped_place)), UNSEEN),
)
"""The kinds of mistakes in what a sentence means."""
