"""The similarity of words, for suggestions."""

from __future__ import annotations

import heapq
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_MAX_RANKED = 40
"""How many names are ranked by their likeness to another."""
_MAX_COMPARED = 6
"""How many names are compared letter by letter with another."""
_MAX_POSTINGS = 3_000
"""How many names that share two letters with another are counted."""


def similarity(one: str, other: str) -> float:
    """The similarity of two words from 0 to 1, ignoring case."""
    import difflib  # noqa: PLC0415  (slow to load, and rarely needed)

    return difflib.SequenceMatcher(None, one.casefold(), other.casefold()).ratio()


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The most similar candidate, ignoring case, or `None` where none is similar enough."""
    import difflib  # noqa: PLC0415  (as above)

    folded = {candidate.casefold(): candidate for candidate in candidates}
    close = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None


class NameIndex:
    """
    Names by the pairs of letters in them, to find those that are similar to others.

    What it takes to find one grows with neither the number of names nor that of searches for it.
    """

    def __init__(self, names: Iterable[str]) -> None:
        # The order decides between names that are equally similar.
        self._names = sorted(names)
        self._sizes: list[int] = []
        self._by_pair: dict[str, list[int]] = {}
        for index, name in enumerate(self._names):
            pairs = _pairs(name)
            self._sizes.append(len(pairs))
            for pair in pairs:
                self._by_pair.setdefault(pair, []).append(index)
        self._found: dict[str, str | None] = {}

    def nearest(self, word: str) -> str | None:
        """The most similar name, ignoring case, or `None` where none is similar enough."""
        if word not in self._found:
            self._found[word] = self._nearest(word)
        return self._found[word]

    def _nearest(self, word: str) -> str | None:
        # A number is similar to any other.
        if not any(map(str.isalpha, word)):
            return None
        pairs = _pairs(word)
        shared = self._shared(pairs).most_common(_MAX_RANKED)
        scores = {index: 2 * count / (len(pairs) + self._sizes[index]) for index, count in shared}
        best = heapq.nlargest(_MAX_COMPARED, scores, key=scores.__getitem__)
        # Comparing letter by letter is slow, so that only the most promising names are.
        return nearest(word, [self._names[index] for index in best])

    def _shared(self, pairs: set[str]) -> Counter[int]:
        """How many of the pairs each name has, the rarest pairs first."""
        shared: Counter[int] = Counter()
        counted = 0
        for found in sorted((self._by_pair.get(pair, []) for pair in sorted(pairs)), key=len):
            counted += len(found)
            if counted > _MAX_POSTINGS and shared:
                break
            shared.update(found[:_MAX_POSTINGS])
        return shared


def _pairs(name: str) -> set[str]:
    folded = f" {name.casefold()} "
    return {folded[at : at + 2] for at in range(len(folded) - 1)}
