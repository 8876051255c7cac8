"""How two figures compare: whether they agree, with their hedges, units and precision."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from explainer.evidence.units import WORK
from explainer.vocabulary.spellings import NEVER_OMITTED_UNITS

if TYPE_CHECKING:
    from explainer.evidence.figure_types import Figure


def agrees(figure: Figure, other: Figure, *, loose: bool = False) -> bool:
    """
    Whether a figure agrees with another one, of the evidence.

    Without a hedge it has to be equal. A hedge allows rounding to its own last digit, and a bound
    allows it in one direction. With `loose` a bare number may have any unit, as in a table whose
    head has the unit.
    """
    if figure.unit == "score":
        # Each of its numbers is a count as well where the evidence has it, and nothing alone.
        return figure.unit == other.unit and figure.value == other.value
    return any(
        _same_unit(one, two, loose=loose)
        and (_as_long(one, two) if {one.unit, two.unit} == _TIMES else _fits(one, two))
        for one in figure.meanings
        for two in other.meanings
    )


def same_unit(figure: Figure, other: Figure, *, loose: bool = False) -> bool:
    """Whether two figures count the same, as far as they say."""
    return any(
        _same_unit(one, two, loose=loose) for one in figure.meanings for two in other.meanings
    )


def _same_unit(figure: Figure, other: Figure, *, loose: bool = False) -> bool:
    one, two = figure.unit, other.unit
    pair = {one, two}
    if figure.rates and other.rates and not _same_rates(figure, other):
        return False
    if "group" in {figure.sense, other.sense} and figure.sense != other.sense:
        return False
    if one == two or (loose and not one) or any(pair <= each for each in _ALIKE):
        return True
    # A bare number may leave out its unit, but not where it counts something else.
    may_leave_out = "" in pair and pair.isdisjoint(NEVER_OMITTED_UNITS)
    if may_leave_out and not (figure.counted or other.counted):
        return True
    # Of a share, six points are percentage points.
    return pair == {"", "pp"} and f"{figure.counted}{other.counted}" in {"point", "points"}


def may_leave_out(unit: str) -> bool:
    """Whether a bare number may stand for one with a unit."""
    return bool(unit) and unit not in NEVER_OMITTED_UNITS


_ALIKE = (
    {"$", "USD"},
    {"CNY", "\u00a5"},
    {"kr", "DKK"},
    {"kr", "NOK"},
    {"JPY", "\u00a5"},
    {"part", "%"},
    # She scored twice: she scored two goals, and twice as many.
    {"x", "times"},
    {"", "times"},
    # Half a year is 26 weeks.
    {"second", "month"},
    {"second", WORK},
)
"""Units that may be one."""


def _same_rates(figure: Figure, other: Figure) -> bool:
    """Whether two figures are for each of the same, whatever its size."""
    return [base for base, _ in figure.rates] == [base for base, _ in other.rates] or (
        # One of two may be left out: 40 mg/kg is 40 mg/kg a day.
        len(figure.rates) != len(other.rates)
        and {base for base, _ in figure.rates} & {base for base, _ in other.rates} != set()
    )


def _per_one(figure: Figure, other: Figure) -> Fraction:
    """What the rates of one figure are of those of another: a week is seven days."""
    sizes = dict(other.rates)
    factor = Fraction(1)
    for base, size in figure.rates:
        if base in sizes and sizes[base] != size:
            factor *= size / sizes[base]
    return factor


def _fits(figure: Figure, other: Figure) -> bool:
    value, evidence, step = figure.value, other.value, figure.step
    if figure.rates != other.rates and figure.rates and other.rates:
        evidence *= _per_one(figure, other)
    if not figure.unit and other.unit and other.size != 1:
        # A bare number leaves out the unit, and with it how large that is.
        evidence /= other.size
    if figure.unit == WORK and not other.unit:
        value, step = value / figure.size, step / figure.size
    if other.sense == "of" and figure.sense in {"less", "more"}:
        return False
    if figure.unit != other.unit and "part" in {figure.unit, other.unit}:
        # A third is 33 per cent.
        value, evidence = _percent(figure), _percent(other)
        step = value * 2 / 5
        if round(value) == evidence:
            return figure.hedge not in _ONE_SIDED or other.hedge in _AT_THE_BOUND[figure.hedge]
    if are_opposite(figure, other):
        return False
    if value == evidence:
        allowed = _AT_THE_BOUND.get(figure.hedge)
        return allowed is None or other.hedge in allowed
    if _converted(figure, other) and _near(value, evidence, step):
        return True
    return _rounded(figure.hedge, value, evidence, step)


_CLOSE = Fraction(1, 50)
_TIMES = {"second", "month"}
_MONTH = Fraction(146097, 4800) * 86400
"""The seconds of a month, on average."""


def _as_long(figure: Figure, other: Figure) -> bool:
    """Whether a time in months or years is as long as one in days or weeks, or the reverse."""
    of_other = _MONTH if figure.unit == "second" else 1 / _MONTH
    value, evidence, step = figure.value, other.value * of_other, figure.step
    least = min(figure.factor * _per_second(figure), other.factor * _per_second(other))
    if least < _A_DAY or figure.rates != other.rates:
        # Nobody gives a month in hours.
        return False
    if are_opposite(figure, other):
        return False
    if _near(value, evidence, step):
        return figure.hedge not in {"over", "under"} or other.hedge == figure.hedge
    return _rounded(figure.hedge, value, evidence, step)


def lasts(figure: Figure, unit: str, length: Fraction) -> bool:
    """Whether a figure, with its hedge, is a length of time that was computed."""
    if figure.unit == unit:
        return says(figure, length)
    if (figure.unit, unit) != ("month", "second"):
        # From 6 August to 1 September it is a month only in name.
        return False
    other = figure._replace(value=length, unit=unit, factor=Fraction(_A_DAY), hedge="", rates=())
    return _as_long(figure, other)


def _per_second(figure: Figure) -> Fraction:
    return _MONTH if figure.unit == "month" else Fraction(1)


_A_DAY = 86400


def _converted(figure: Figure, other: Figure) -> bool:
    """Whether two figures are in units of different systems, as miles and kilometres are."""
    if figure.unit != other.unit or figure.factor == other.factor or not other.factor:
        return False
    ratio = figure.factor / other.factor
    left = ratio.numerator * ratio.denominator
    for prime in (2, 3, 5, 7):
        while not left % prime:
            left //= prime
    return abs(left) != 1 or figure.unit == "\u00b0C"


def says(figure: Figure, value: Fraction) -> bool:
    """Whether a figure is a value that was computed, with its hedge."""
    return _fits(figure, figure._replace(value=value, hedge="", rates=()))


_ONE_SIDED = {"over", "under"}


def rounds(figure: Figure, value: Fraction) -> bool:
    """Whether a figure is a value that was computed, rounded to the figure's own last digit."""
    if (
        figure.hedge not in _ONE_SIDED
        and abs(figure.value - value) <= min(figure.step, Fraction(1)) / 2
    ):
        return True
    return _rounded(figure.hedge, figure.value, value, figure.step)


def _near(value: Fraction, evidence: Fraction, step: Fraction) -> bool:
    """Whether a converted figure is the other one, rounded as whoever converts it does."""
    return abs(evidence - value) <= min(step / 2, abs(value) * _CLOSE)


def are_opposite(figure: Figure, other: Figure) -> bool:
    """Whether one figure is a lower bound and the other an upper one."""
    return _DIRECTION.get(figure.hedge, 0) * _DIRECTION.get(other.hedge, 0) < 0


def is_bound(figure: Figure) -> bool:
    """Whether a figure is a lower or an upper bound."""
    return figure.hedge in _DIRECTION


_DIRECTION = {
    "over": 1, "through": 1, "least": 1, "floor": 1, "under": -1, "most": -1, "ceiling": -1,
}  # fmt: skip
"""Which way a bound leaves open."""

_AT_THE_BOUND = {
    "over": {"over", "least", "through", "floor"},
    "under": {"under", "most", "ceiling"},
    "nearly": {"nearly", "under", "about"},
}
"""What `more than 5` and the like need, where the evidence has just 5."""


def _percent(figure: Figure) -> Fraction:
    return figure.value * 100 if figure.unit == "part" else figure.value


def _rounded(hedge: str, value: Fraction, evidence: Fraction, step: Fraction) -> bool:
    # Nobody calls 60 about 100, though its one digit would allow it.
    if value < 0:
        # What is nearly ten below zero is above it, and more than that is below.
        value, evidence = -value, -evidence
    near = min(step / 2, value / 4)
    if hedge == "about":
        return abs(evidence - value) <= near
    if hedge == "nearly":
        return value - near <= evidence < value
    if hedge in {"over", "least", "through"}:
        return value < evidence < value + step
    if hedge in {"under", "most"}:
        return max(value - step, value / 2) < evidence < value
    return False
