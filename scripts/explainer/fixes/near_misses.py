"""Whether a name is a slip of another one: so near that nothing else can have been meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHORTEST = 4
"""How many letters a name has at least to be a slip by one letter."""


def is_slip(written: str, meant: str) -> bool:
    """
    Whether two names differ in letter case and punctuation, and in one letter at most.

    A letter may be missing, one too many, another one, or in the place of its neighbour. Digits are
    no slips: another year is another source.
    """
    if re.findall(r"\d+", written) != re.findall(r"\d+", meant):
        return False
    one, other = _folded(written), _folded(meant)
    return one == other or (min(len(one), len(other)) >= _SHORTEST and _is_near(one, other))


def only_candidate(written: str, names: Iterable[str]) -> str | None:
    """The one name that another one is a slip of; `None` where there are several, or none."""
    found = [name for name in names if is_slip(written, name)]
    return found[0] if len(found) == 1 else None


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", "-", name.casefold()).strip("-")


def _is_near(one: str, other: str) -> bool:
    """Whether one insertion, deletion, replacement or swap of neighbours makes one the other."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    first = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), None)
    if first is None:
        return True
    if len(short) < len(long):
        return short[first:] == long[first + 1 :]
    if short[first + 1 :] == long[first + 1 :]:
        return True
    swapped = long[first + 1 : first + 2] + long[first]
    return short[first : first + 2] == swapped and short[first + 2 :] == long[first + 2 :]
