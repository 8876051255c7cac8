"""What a sentence is compared with: the facts that it cites, and where they differ from it."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explainer.evidence import Lexicon
    from explainer.meaning.wording import Wording


class Fact(NamedTuple):
    """
    A fact of the evidence.

    `title` is that of its source. `primary` is true where the source itself is an authority on it,
    as a law or a firm's own report is.
    `is_claim` is true for the title of a claim of the site.
    """

    wording: Wording
    words: Wording | None = None
    title: Wording | None = None
    primary: bool = False
    is_claim: bool = False

    @property
    def texts(self) -> list[Wording]:
        """The fact, and the words of its source."""
        return [self.wording, self.words] if self.words else [self.wording]


class Difference(NamedTuple):
    """
    Where a sentence says something else than its evidence.

    `start` and `end` are offsets in the sentence, `written` what stands there, and `instead` what
    the evidence says.
    """

    start: int
    end: int
    written: str
    instead: str


class Comparison:
    """A sentence with the facts that it cites."""

    def __init__(
        self,
        sentence: Wording,
        facts: Sequence[Fact],
        lexicon: Lexicon,
        *,
        is_row: bool = False,
    ) -> None:
        """Take the wording of a sentence and at least one fact; `is_row` for a row of a table."""
        self.sentence = sentence
        self.facts = facts
        self.lexicon = lexicon
        self.is_row = is_row
        self.language = sentence.language

    @property
    def texts(self) -> list[Wording]:
        """All texts of the evidence but titles."""
        return [text for fact in self.facts for text in fact.texts]

    @functools.cached_property
    def content(self) -> frozenset[str]:
        """The stems of the content words of the evidence."""
        return frozenset().union(*(text.content for text in self.texts))

    def difference(self, positions: range, instead: str) -> Difference:
        """A difference at positions of the sentence."""
        tokens = self.sentence.tokens[positions.start : positions.stop]
        written = self.sentence.written(positions)
        return Difference(tokens[0].start, tokens[-1].end, written, instead)

    def closest(self, clause: range) -> list[tuple[int, Wording, range]]:
        """
        The clauses of facts that share content with a clause of the sentence, the closest first.

        Each comes with the number of stems that they share.
        """
        own = self.sentence.stems_in(clause)
        found = [
            (len(own & text.stems_in(part)), text, part)
            for text in self.texts
            for part in text.clauses
        ]
        return sorted((each for each in found if each[0]), key=lambda each: -each[0])
