"""
What is mutated: the text of a page with its sentences, and the kinds of changes in it.

A kind is a function from a `Text` to the changes that it could make there; which of them are made
is for the caller's random numbers. Nothing here looks at how the rules work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from explainer import evidence

if TYPE_CHECKING:
    import random

    from explainer.model import Claim, Page, Project, Sentence
    from explainer.mutation import mutators
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


VALUES, MEANING, UNSEEN = GROUPS = ("values", "meaning", "unseen")
"""The groups of kinds: of values, citations and verdicts, of meaning, and of what nobody sees."""


class Kind(NamedTuple):
    """
    A kind of mistake, which is of a group, such as those of values or those of meaning.

    Kinds of the last group are such that no rule looks for; they are made all the same, to say so
    in figures.
    """

    name: str
    make: Callable[[Text, random.Random], Changes]
    group: str = VALUES


def in_sentences(
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
