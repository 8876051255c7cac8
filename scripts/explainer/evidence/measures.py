"""
The unit or currency behind a number, looked up instead of matched.

One pattern of all spellings takes longer to compile than most runs take to check.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import NamedTuple

from explainer.evidence.spellings import MONEY, UNITS


class Measure(NamedTuple):
    """What a number counts: the base unit, how many of it one is, and where it ends."""

    unit: str
    factor: Fraction
    end: int

    @property
    def known(self) -> bool:
        """Whether there is any."""
        return bool(self.unit)


_ONE = Fraction(1)
_ALL = {**{spelling: (code, _ONE) for spelling, code in MONEY.items()}, **UNITS}


def _by_first(spellings: dict[str, tuple[str, Fraction]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for spelling in sorted(spellings, key=len, reverse=True):
        found[spelling[0]].append(spelling)
    return dict(found)


_FOLDED = {spelling.lower(): measure for spelling, measure in reversed(_ALL.items())}
_EXACT_BY_FIRST, _FOLDED_BY_FIRST = _by_first(_ALL), _by_first(_FOLDED)


def measure_at(text: str, at: int, *, fold: bool = False) -> Measure:
    """
    The unit or currency that begins at an offset, or behind one space or hyphen there.

    With `fold` letter case does not matter, as behind a number in words.
    """
    known, by_first = (_FOLDED, _FOLDED_BY_FIRST) if fold else (_ALL, _EXACT_BY_FIRST)
    told = text.lower() if fold else text
    for start in (at, at + 1) if text[at : at + 1] in {" ", "-"} else (at,):
        for spelling in by_first.get(told[start : start + 1], ()):
            end = start + len(spelling)
            if told.startswith(spelling, start) and _ends(spelling, text[end : end + 1]):
                unit, factor = known[spelling]
                return Measure(unit, factor, end)
    return Measure("", _ONE, at)


def _ends(spelling: str, behind: str) -> bool:
    """Whether a unit in letters ends where its word ends."""
    last = spelling[-1]
    in_letters = last.isascii() and (last.isalpha() or last == "2")
    return not (in_letters and behind.isascii() and behind.isalnum())
