"""The kinds of mistakes in values, citations and verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.mutation import mutators
from explainer.mutation.page_text import UNSEEN, Kind, in_sentences

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

    from explainer.model import Sentence
    from explainer.mutation.mutators import Edit
    from explainer.mutation.page_text import Changes, Text


def _digits(sentence: Sentence, text: Text, chance: random.Random) -> Iterator[Edit]:
    for figure in text.read(sentence).figures:
        if figure.unit != "%":
            yield from mutators.digits(sentence.text, figure.start, figure.end, chance)


def _percentages(sentence: Sentence, text: Text, chance: random.Random) -> Iterator[Edit]:
    for figure in text.read(sentence).figures:
        if figure.unit == "%":
            yield from mutators.digits(sentence.text, figure.start, figure.end, chance)
            yield from mutators.percent(sentence.text, figure.start, figure.end)


def _scales(sentence: Sentence, text: Text, _chance: random.Random) -> Iterator[Edit]:
    for figure in text.read(sentence).figures:
        yield from mutators.scale(sentence.text, figure.start, figure.end)


def _currencies(sentence: Sentence, text: Text, _chance: random.Random) -> Iterator[Edit]:
    for figure in text.read(sentence).figures:
        yield from mutators.currency(sentence.text, figure.start, figure.end)


def _dates(part: str) -> Callable[[Sentence, Text, random.Random], Iterator[Edit]]:
    def read(sentence: Sentence, text: Text, chance: random.Random) -> Iterator[Edit]:
        for date in text.read(sentence).dates:
            yield from mutators.date(sentence.text, date.start, date.end, part, chance)

    return read


def _organisations(sentence: Sentence, text: Text, chance: random.Random) -> Iterator[Edit]:
    for start, end, others in text.pools.bodies(sentence.text):
        if others:
            yield start, end, [chance.choice(others)]


def _models(sentence: Sentence, text: Text, chance: random.Random) -> Iterator[Edit]:
    for name in text.read(sentence).names:
        written = mutators.bare(name.written)
        others = text.pools.models(written, sentence.text)
        if others:
            yield name.start, name.start + len(written), [chance.choice(others)]


def _quotations(sentence: Sentence, text: Text, chance: random.Random) -> Iterator[Edit]:
    for quotation in text.read(sentence).quotations:
        yield from mutators.word(sentence.text, quotation.start, quotation.end, chance)


def _keys(text: Text, chance: random.Random) -> Changes:
    everything = [(s.key, p.slug) for s in text.project.sources.values() for p in s.passages]
    for sentence in text.sentences:
        for citation in sentence.citations:
            key, slug = chance.choice(everything)
            if key != citation.key and citation.place.path == text.page.path:
                yield from _citation(text, citation.place.line, citation.place.column, key, slug)


def _passages(text: Text, chance: random.Random) -> Changes:
    for sentence in text.sentences:
        for citation in sentence.citations:
            source = text.project.sources.get(citation.key)
            slugs = [p.slug for p in source.passages] if source else []
            others = [slug for slug in slugs if slug != citation.passage]
            if others and citation.passage and citation.place.path == text.page.path:
                at = citation.place.line, citation.place.column
                yield from _citation(text, *at, citation.key, chance.choice(others))


def _citation(text: Text, line: int, column: int, key: str, slug: str) -> Changes:
    offset = text.offset(line, column)
    match = mutators.CITATION.match(text.text, offset)
    if match:
        yield (*match.span(), [f"@{key}#{slug}"])


def _verdicts(text: Text, _chance: random.Random) -> Changes:
    """A verdict that the evidence does not support: a required side is missing."""
    if text.claim:
        lacking = mutators.unsupported_verdicts(text.claim)
        if lacking:
            yield from mutators.field(text.text, "verdict", lacking)


def _stances(text: Text, _chance: random.Random) -> Changes:
    """A negated stance that decides the verdict."""
    if text.claim:
        for index in mutators.decisive_evidence(text.claim, text.project, removed=False):
            yield from mutators.stance(text.text, index)


def _any_stance(text: Text, _chance: random.Random) -> Changes:
    """A negated stance that other evidence compensates."""
    if text.claim:
        decisive_evidence = mutators.decisive_evidence(text.claim, text.project, removed=False)
        for index, exhibit in enumerate(text.claim.evidence):
            if index not in decisive_evidence and exhibit.stance in mutators.OPPOSED:
                yield from mutators.stance(text.text, index)


def _independence(text: Text, _chance: random.Random) -> Changes:
    """A source without which the verdict does not hold."""
    if text.claim:
        for index in mutators.decisive_evidence(text.claim, text.project, removed=True):
            yield from mutators.item(text.text, index)


VALUE_KINDS = (
    Kind("digit", in_sentences(_digits)),
    Kind("scale", in_sentences(_scales)),
    Kind("percentage", in_sentences(_percentages)),
    Kind("currency", in_sentences(_currencies)),
    Kind("date, by day", in_sentences(_dates("day"))),
    Kind("date, by month", in_sentences(_dates("month"))),
    Kind("date, by year", in_sentences(_dates("year"))),
    Kind("organisation", in_sentences(_organisations)),
    Kind("model or number", in_sentences(_models)),
    Kind("word of a quotation", in_sentences(_quotations)),
    Kind("key", _keys),
    Kind("passage", _passages),
    Kind("verdict", _verdicts),
    Kind("stance", _stances),
    Kind("independent source", _independence),
    Kind("stance among several", _any_stance, UNSEEN),
)
"""The kinds of mistakes in values, citations and verdicts."""
