"""A sentence beside the facts that it cites, and where the two differ in meaning."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

from explainer.meaning.wording import wording_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explainer.evidence import Lexicon
    from explainer.meaning.wording import Wording


LONGEST_FACT = 40
"""How many words a fact may have: a longer one says too many things at once."""


class Fact(NamedTuple):
    """
    A fact of the evidence.

    `words` are the source's own, `title` is that of the source, and `publishers` are those who
    publish and write it. `is_authority` is true where these are an authority on the fact, as
    a court is on its judgment, and `is_claim` for the title of one of the site's claims.
    """

    wording: Wording
    words: Wording | None = None
    title: str = ""
    publishers: tuple[str, ...] = ()
    is_authority: bool = False
    is_claim: bool = False


class Difference(NamedTuple):
    """
    What a sentence says otherwise than its evidence: the offsets there, and both wordings.

    `variant` tells differences of one kind apart.
    """

    start: int
    end: int
    stated: str
    held: str
    variant: str = ""


class Comparison:
    """A sentence with the facts that it cites, of which there has to be one at least."""

    def __init__(
        self, sentence: Wording, facts: Sequence[Fact], lexicon: Lexicon, *, is_row: bool = False
    ) -> None:
        """Take the wording of a sentence, or of a row of a table."""
        self.sentence = sentence
        self.facts = facts
        self.lexicon = lexicon
        self.is_row = is_row

    @property
    def can_be_told(self) -> bool:
        """Whether all facts are short enough to compare the meaning of a sentence with them."""
        return all(fact.wording.text.count(" ") < LONGEST_FACT for fact in self.facts)

    @functools.cached_property
    def texts(self) -> list[Wording]:
        """The facts, and the words of their sources."""
        words = [fact.words for fact in self.facts if fact.words]
        return [*(fact.wording for fact in self.facts), *words]

    @functools.cached_property
    def licenses(self) -> list[Wording]:
        """The same with the titles of the sources, and without those of claims beside them."""
        language = self.sentence.language
        own = [fact for fact in self.facts if not fact.is_claim] or self.facts
        titles = [wording_of(fact.title, language) for fact in own]
        words = [fact.words for fact in own if fact.words]
        return [*(fact.wording for fact in own), *words, *titles]

    @functools.cached_property
    def content(self) -> frozenset[str]:
        """The stems of the words of the evidence that carry content."""
        return frozenset().union(*(text.content for text in self.texts))

    @functools.cached_property
    def closest_fact(self) -> str:
        """The fact that shares most content with the sentence, as it is written."""
        own = self.sentence.content
        return max((fact.wording for fact in self.facts), key=lambda it: len(it.content & own)).text

    def difference(self, part: range, held: str, variant: str = "") -> Difference:
        """A difference at a part of the sentence, of which there has to be one word at least."""
        spans = self.sentence.spans[part.start : part.stop]
        stated = self.sentence.written(part)
        return Difference(spans[0][0], spans[-1][1], stated, held, variant)
