"""Initials: whether evidence has several words of a name as one word."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from explainer.evidence.case_folding import TOKEN, fold
from explainer.evidence.english import NAME_PARTICLES

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from explainer.evidence.names import Name

MOST_INITIALS = 7
_SMALL_WORDS = len(" for the ")
_ONE_WORD = len(" and ")


def is_spelled_out(names: Sequence[Name], at: int | None, words: Collection[str]) -> bool:
    """
    Whether one of the names of a text and its neighbours have initials that are a word.

    `at` is its index, if it has one. Small words may stand between the names, and do not count:
    the Centre for a New Ambleford Economy is CNAE.
    """
    if at is None:
        return False
    for first in range(max(0, at - MOST_INITIALS), at + 1):
        for last in range(at + 1, min(len(names), first + MOST_INITIALS) + 1):
            run = names[first:last]
            if len(run) > 1 and _are_of_one_name(run):
                initials = "".join(map(_initials_of, run))
                if len(initials) > 1 and initials in words:
                    return True
    return False


def _are_of_one_name(run: Sequence[Name]) -> bool:
    """Whether only small words stand between words of names."""
    return all(
        b.start - a.end <= (_SMALL_WORDS if b.before in NAME_PARTICLES else _ONE_WORD)
        for a, b in itertools.pairwise(run)
    )


def _initials_of(word: Name) -> str:
    """The initials of a word of a name, which may be an alias of several words."""
    words = TOKEN.findall(word.written) if word.folded.startswith("=") else [word.folded]
    return "".join(fold(each)[:1] for each in words if fold(each) not in NAME_PARTICLES)
