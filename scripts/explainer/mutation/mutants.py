"""
The mistakes: each changes one stretch of one file.

A kind is a function from a `Text` to the changes that it could make there; which of them are made
is for the caller's random numbers. Nothing here looks at how the rules work.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from explainer import evidence
from explainer.mutation import mutators

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explainer.model import Claim, Page, Project, Sentence
    from explainer.mutation.mutators import Edit


class Mutant(NamedTuple):
    """One mutation of one file: `text[start:end]`, which is on `line`, becomes `after`."""

    kind: str
    path: str
    line: int
    start: int
    end: int
    before: str
    after: str

    def apply(self, text: str) -> str:
        """The mutated text of the file."""
        return text[: self.start] + self.after + text[self.end :]


class Text(NamedTuple):
    """A page to be mutated: its text, the parsed page, and its project."""

    page: Page
    text: str
    claim: Claim | None
    project: Project
    pools: mutators.Pools

    @property
    def sentences(self) -> list[Sentence]:
        """The sentences that rest on evidence, and not on a label."""
        return [s for s in self.page.sentences if s.citations and not s.labels]

    def read(self, sentence: Sentence) -> evidence.Statement:
        """What a sentence states."""
        return evidence.extract(sentence.text, self.pools.lexicon)

    def find(self, sentence: Sentence, start: int, end: int) -> tuple[int, int] | None:
        """Where `sentence.text[start:end]` stands in the page, if it stands there as it is."""
        place = sentence.at(start, end)
        if place.path != self.page.path or not place.exact:
            return None
        offset = self.offset(place.line, place.column)
        written = sentence.text[start:end]
        return (offset, offset + len(written)) if self.text.startswith(written, offset) else None

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and a column, both from 1."""
        lines = self.text.split("\n")
        return sum(len(each) + 1 for each in lines[: line - 1]) + column - 1


Changes = Iterator[tuple[int, int, list[str]]]
"""Stretches of a text, each with what could stand there instead."""


class Kind(NamedTuple):
    """
    A kind of mistake.

    `seen` is false for kinds that the rules cannot be expected to notice; they are made all the
    same, to say so in figures.
    """

    name: str
    make: Callable[[Text, random.Random], Changes]
    seen: bool = True


def _from(
    read: Callable[[Sentence, Text, random.Random], Iterator[Edit]],
) -> Callable[[Text, random.Random], Changes]:
    """Make changes in the sentences of a page."""

    def make(text: Text, chance: random.Random) -> Changes:
        for sentence in text.sentences:
            for start, end, instead in read(sentence, text, chance):
                span = text.find(sentence, start, end)
                if span and instead:
                    yield (*span, instead)

    return make


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


def _negations(sentence: Sentence, _text: Text, _chance: random.Random) -> Iterator[Edit]:
    for match in re.finditer(r" (?:not|never)\b", sentence.text):
        yield match.start(), match.end(), [""]


def _verbs(sentence: Sentence, _text: Text, _chance: random.Random) -> Iterator[Edit]:
    for match in mutators.VERB.finditer(sentence.text):
        yield match.start(), match.end(), [mutators.OPPOSITES[match[0]]]


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


KINDS = (
    Kind("digit", _from(_digits)),
    Kind("scale", _from(_scales)),
    Kind("percentage", _from(_percentages)),
    Kind("currency", _from(_currencies)),
    Kind("date, by day", _from(_dates("day"))),
    Kind("date, by month", _from(_dates("month"))),
    Kind("date, by year", _from(_dates("year"))),
    Kind("organisation", _from(_organisations)),
    Kind("model or number", _from(_models)),
    Kind("word of a quotation", _from(_quotations)),
    Kind("key", _keys),
    Kind("passage", _passages),
    Kind("verdict", _verdicts),
    Kind("stance", _stances),
    Kind("independent source", _independence),
    Kind("stance among several", _any_stance, seen=False),
    Kind("flipped verb", _from(_verbs), seen=False),
    Kind("dropped not", _from(_negations), seen=False),
)
"""The kinds of mistakes, in the order in which they are reported."""


def mutants(texts: Sequence[Text], seed: int, count: int) -> list[Mutant]:
    """
    Some mistakes, as many of each kind as of any other where there are enough places for them.

    The same seed, count and pages give the same mistakes.
    """
    chance = random.Random(seed)  # noqa: S311  (no secret)
    waiting = {kind.name: _shuffled(kind, texts, chance) for kind in KINDS}
    made: list[Mutant] = []
    while len(made) < count and any(waiting.values()):
        for left in waiting.values():
            if left and len(made) < count:
                made.append(left.pop())
    order = {kind.name: index for index, kind in enumerate(KINDS)}
    return sorted(made, key=lambda mutant: (order[mutant.kind], mutant.path, mutant.start))


def _shuffled(kind: Kind, texts: Sequence[Text], chance: random.Random) -> list[Mutant]:
    found = list(
        dict.fromkeys(
            Mutant(
                kind.name,
                text.page.path,
                text.text.count("\n", 0, start) + 1,
                start,
                end,
                text.text[start:end],
                chance.choice(instead),
            )
            for text in texts
            for start, end, instead in kind.make(text, chance)
        )
    )
    chance.shuffle(found)
    return [mutant for mutant in found if mutant.before != mutant.after]
