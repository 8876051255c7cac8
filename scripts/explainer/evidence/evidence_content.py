"""The content of evidence: the texts of passages and sources, and the values in them."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, NamedTuple

from explainer.evidence.date_types import to_iso
from explainer.evidence.statement import extract_numbers
from explainer.evidence.word_index import WordIndex
from explainer.text_normalization import plain_characters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.evidence.date_types import Date
    from explainer.evidence.figure_types import Figure
    from explainer.evidence.lexicon import Lexicon


class Occurrence(NamedTuple):
    """
    A figure or a date as it occurs in a text of the evidence.

    `in_passage` is true in the text of a passage, and false in the title of its source and for the
    source's date of issue, whose text is empty.
    """

    value: Any
    text: str
    in_passage: bool
    lexicon: Lexicon

    @property
    def written(self) -> str:
        """The value as it is written there."""
        return self.text[self.value.start : self.value.end] or to_iso(self.value)

    @property
    def other_figures(self) -> list[Figure]:
        """The other figures of its text."""
        figures = extract_numbers(self.text, self.lexicon).figures
        return [each for each in figures if each.start != self.value.start]


class EvidenceTexts(NamedTuple):
    """
    The texts of evidence.

    `passages` are the facts, words and locators of the passages; `sources` the titles, publishers
    and the like of their sources, and `issue_dates` these were issued on. `publishers` are all that
    publish, write or pass on the sources, and speak in them. `words` may be quoted;
    `secondary_words` are those of a translation or a digest. `quoted_people` are, for each passage
    with words, those that its fact says are quoted. `author_counts` are the numbers of authors of
    the sources.
    """

    passages: tuple[str, ...]
    sources: tuple[str, ...] = ()
    issue_dates: tuple[Date, ...] = ()
    publishers: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    secondary_words: tuple[str, ...] = ()
    quoted_people: tuple[tuple[str, ...], ...] = ()
    author_counts: tuple[int, ...] = ()


class EvidenceContent:
    """The texts of evidence with the values in them, each extracted when it is first needed."""

    def __init__(self, lexicon: Lexicon, texts: EvidenceTexts) -> None:
        """Store the texts, and the lexicon to extract values with."""
        self.lexicon = lexicon
        self.texts = texts

    @property
    def all_texts(self) -> tuple[str, ...]:
        """The texts of the passages, then those of their sources."""
        return (*self.texts.passages, *self.texts.sources)

    @functools.cached_property
    def plain_passages(self) -> list[str]:
        """The texts of the passages in plain characters."""
        return [plain_characters(text) for text in self.texts.passages]

    @functools.cached_property
    def figures(self) -> tuple[Occurrence, ...]:
        """The figures in all texts."""
        return tuple(self._occurrences("figures"))

    @functools.cached_property
    def dates(self) -> tuple[Occurrence, ...]:
        """The dates in all texts, and the dates of issue."""
        issued = self.texts.issue_dates
        return (
            *self._occurrences("dates"),
            *(Occurrence(date, "", in_passage=False, lexicon=self.lexicon) for date in issued),
        )

    def _occurrences(self, kind: str) -> Iterator[Occurrence]:
        for text in self.all_texts:
            for value in getattr(extract_numbers(text, self.lexicon), kind):
                yield Occurrence(value, text, text in self.texts.passages, self.lexicon)

    @functools.cached_property
    def wording(self) -> WordIndex:
        """The words of all texts, to look up names in."""
        return WordIndex(map(plain_characters, self.all_texts), self.lexicon)
