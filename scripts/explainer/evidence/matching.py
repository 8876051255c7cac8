"""Whether one figure is what another one says, and whether it follows from two."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from explainer.evidence.spellings import LOOSE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from explainer.evidence.figures import Figure


def held(figure: Figure, other: Figure, *, loose: bool = False) -> bool:
    """
    Whether a figure is what another one says.

    Without a hedge it has to be the same; a hedge allows rounding to its own last digit, and a
    bound only in its direction. With `loose` a bare number may stand for one with any unit, as in
    a table whose head holds the unit.
    """
    return same_unit(figure, other, loose=loose) and _fits(figure, other)


def derived(figure: Figure, evidence: Sequence[Figure]) -> bool:
    """
    Whether a part, a multiple or a difference follows from two figures of the evidence.

    `half as many` follows from 384 and 192, `48 percentage points` from 25 % and 73 %, and `40 W
    below` from 350 W and 310 W.
    """
    ratio = figure.unit in {"part", "x"}
    apart = "%" if figure.unit == "pp" else figure.unit
    if figure.unit == "pp" and any(o.unit == "%" and o.value == figure.value for o in evidence):
        # Per cent was meant.
        return False
    if not (ratio or figure.unit == "pp" or (figure.unit and figure.sense in {"less", "more"})):
        return False
    for one, two in itertools.permutations(evidence, 2):
        if one.unit != two.unit or one.unit in {"ordinal", "part", "x"} or not two.value:
            continue
        if ratio and one.unit not in {"second", "minute", "hour", "day", "month", "year"}:
            results = [one.value / two.value, (two.value - one.value) / two.value]
        else:
            results = [one.value - two.value] if one.unit == apart else []
        if any(_fits(figure, figure._replace(value=each, hedge="")) for each in results):
            return True
    return False


def same_unit(figure: Figure, other: Figure, *, loose: bool = False) -> bool:
    """Whether two figures count the same, as far as they say."""
    one, two = figure.unit, other.unit
    if one == two or (loose and not one):
        return True
    pair = {one, two}
    if pair <= {"$", "USD"} or pair <= {"CNY", "\u00a5"} or pair <= {"JPY", "\u00a5"}:
        return True
    if pair == {"part", "%"}:
        return True
    return "" in pair and pair <= LOOSE


def _fits(figure: Figure, other: Figure) -> bool:
    value, evidence, step = figure.value, other.value, figure.step
    if other.sense == "of" and figure.sense in {"less", "more"}:
        return False
    if figure.unit != other.unit and "part" in {figure.unit, other.unit}:
        # A third is 33 per cent.
        value, evidence = _percent(figure), _percent(other)
        step = value * 2 / 5
        if round(value) == evidence:
            return figure.hedge not in {"over", "under"}
    if _DIRECTION.get(figure.hedge, 0) * _DIRECTION.get(other.hedge, 0) < 0:
        return False
    if value == evidence:
        allowed = _AT_THE_BOUND.get(figure.hedge)
        return allowed is None or other.hedge in allowed
    return _rounded(figure.hedge, value, evidence, step)


_DIRECTION = {"over": 1, "least": 1, "under": -1, "most": -1}
"""Which way a bound leaves open."""

_AT_THE_BOUND = {
    "over": {"over", "least", "about"},
    "under": {"under", "most", "about"},
    "nearly": {"nearly", "under", "about"},
}
"""What `more than 5` and the like need, where the evidence has just 5."""


def _percent(figure: Figure) -> Fraction:
    return figure.value * 100 if figure.unit == "part" else figure.value


def _rounded(hedge: str, value: Fraction, evidence: Fraction, step: Fraction) -> bool:
    # Nobody calls 60 about 100, though its one digit would allow it.
    near = min(step / 2, value / 4)
    if hedge == "about":
        return abs(evidence - value) <= near
    if hedge == "nearly":
        return value - near <= evidence < value
    if hedge in {"over", "least"}:
        return value < evidence < value + step
    if hedge in {"under", "most"}:
        return max(value - step, value / 2) < evidence < value
    return False
