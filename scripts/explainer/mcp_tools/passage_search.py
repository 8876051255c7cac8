"""
Passages found by words, ranked by BM25.

Source: S. Robertson and H. Zaragoza (2009), "The Probabilistic Relevance Framework: BM25 and
Beyond", with the usual constants.
"""

from __future__ import annotations

import heapq
import math
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from explainer.evidence.english import FUNCTION_WORDS
from explainer.evidence.similarity import stem
from explainer.text_normalization import plain_characters, unaccented

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from explainer.model import Passage, Source

_SATURATION = 1.2
_LENGTH = 0.75
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+")
# In Unicode, scripts without spaces between words begin with Thai.
_UNSPACED = "\u0e00"


class Hit(NamedTuple):
    """A passage that has some of the searched words; the higher the score, the better."""

    source: Source
    passage: Passage
    score: float


class PassageIndex:
    """The words of passages: facts, quoted words and locators, with titles, names and keys."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._passages = [(source, passage) for source in sources for passage in source.passages]
        self._lengths: list[int] = []
        self._postings: dict[str, list[tuple[int, int]]] = {}
        for number, (source, passage) in enumerate(self._passages):
            counts = Counter(terms(" ".join(_texts(source, passage))))
            self._lengths.append(counts.total())
            for term, count in counts.items():
                self._postings.setdefault(term, []).append((number, count))
        self._mean = sum(self._lengths) / max(1, len(self._lengths))

    def search(self, words: str, most: int) -> list[Hit]:
        """The best passages for some words, at most so many; none where no word is in any."""
        scores: defaultdict[int, float] = defaultdict(float)
        for term in set(terms(words)):
            found = self._postings.get(term, [])
            rarity = math.log1p((len(self._passages) - len(found) + 0.5) / (len(found) + 0.5))
            for number, count in found:
                length = 1 - _LENGTH + _LENGTH * self._lengths[number] / self._mean
                weight = count * (_SATURATION + 1) / (count + _SATURATION * length)
                scores[number] += rarity * weight
        best = heapq.nsmallest(most, scores, key=lambda number: (-scores[number], number))
        return [Hit(*self._passages[number], round(scores[number], 3)) for number in best]


def terms(text: str) -> Iterator[str]:
    """
    The terms of a text: the stems of its words, and numbers as they are written.

    Of a script without spaces, they are the pairs of neighbouring characters.
    """
    for word in _WORD.findall(unaccented(plain_characters(text)).lower()):
        if word[0] >= _UNSPACED:
            yield from (word[at : at + 2] for at in range(max(1, len(word) - 1)))
        elif word[0].isdigit():
            yield word.replace(",", "")
        elif word not in FUNCTION_WORDS:
            yield stem(word)


def _texts(source: Source, passage: Passage) -> Iterator[str]:
    """The texts by which a passage is found."""
    yield passage.fact
    yield passage.slug.replace("-", " ")
    yield source.key.replace("-", " ")
    named = (source.title, source.publisher, source.container_title, source.origin, *source.authors)
    yield from filter(None, (passage.words, passage.locator, source.issued, *named))
