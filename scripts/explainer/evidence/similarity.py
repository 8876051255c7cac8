"""How similar a sentence is to a passage: the words that they share."""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from typing import TYPE_CHECKING

from explainer.evidence.english import FUNCTION_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from explainer.model import Passage

_WORD = re.compile(r"[^\W_]{2,}")
_ENDINGS = ("ingly", "edly", "ings", "ing", "ies", "ied", "ed", "es", "s", "ly", "e")
_STEM = 6
_SHORTEST = 3
_ENOUGH = 4
# In Unicode, scripts without spaces between words begin with Thai.
_UNSPACED = "\u0e00"
_LEAST_COMMON = 10
_SHARE = 20


def shared_words(text: str, passage: Passage) -> frozenset[str]:
    """The stems of the words that a text shares with a passage's fact or words."""
    return _stems(text) & _words_of(passage)


def rarity(passages: Iterable[Passage]) -> Callable[[str], float]:
    """
    How rare a stem of `shared_words` is: the logarithm of one in so many passages.

    Source: K. Spärck Jones (1972), "A statistical interpretation of term specificity and its
    application in retrieval", the inverse document frequency.
    """
    counts, number = _counted(passages)
    return lambda word: math.log(max(number, 1) / (1 + counts[word]))


def has_shared_word(text: str, others: Iterable[str], common: Collection[str]) -> bool:
    """Whether a text shares a word with other texts that is not among the `common` ones."""
    stems = _stems(text).difference(common)
    return any(not stems.isdisjoint(_stems(other)) for other in others)


def different(texts: Iterable[str]) -> list[str]:
    """
    The texts that say something else than those before them.

    Two texts say the same if they share more than half of the words of the one that has fewer.
    """
    found: dict[frozenset[str], str] = {}
    for text in texts:
        stems = _stems(text)
        if all(2 * len(stems & other) <= min(len(stems), len(other)) for other in found):
            found[stems] = text
    return list(found.values())


def has_enough_words(text: str) -> bool:
    """Whether a text has enough words, in a script with spaces, for a comparison by words."""
    return sum(stem.isalpha() and max(stem) < _UNSPACED for stem in _stems(text)) >= _ENOUGH


def common_words(passages: Iterable[Passage]) -> frozenset[str]:
    """
    The stems of words that are too common to compare by, as `has_shared_word` uses them.

    These are the words of more than one passage in twenty, and of ten at least.
    """
    counts, number = _counted(passages)
    most = max(_LEAST_COMMON, number // _SHARE)
    return frozenset(word for word, count in counts.items() if count > most)


def _counted(passages: Iterable[Passage]) -> tuple[Counter[str], int]:
    """In how many passages each word stands, and how many passages there are."""
    every = list(passages)
    return Counter(word for passage in every for word in _words_of(passage)), len(every)


def _words_of(passage: Passage) -> frozenset[str]:
    return _stems(f"{passage.fact} {passage.words or ''}")


@functools.lru_cache(maxsize=20_000)
def _stems(text: str) -> frozenset[str]:
    words = (word.lower() for word in _WORD.findall(text))
    return frozenset(stem(word) for word in words if word not in FUNCTION_WORDS)


# The same words come again and again.
@functools.lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of an English word in small letters, without its commonest endings."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word.removesuffix(ending)[:_STEM]
    return word[:_STEM]
