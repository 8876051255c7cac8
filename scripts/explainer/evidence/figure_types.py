"""What a figure is: a number with its unit, precision, hedge and context."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.evidence.units import Rates
    from explainer.vocabulary.unit_spellings import UnitDefinition


class Alternative(NamedTuple):
    """Another value and unit that a figure may mean."""

    value: Fraction
    unit: str
    step: Fraction


class Figure(NamedTuple):
    """
    A number as it was written.

    `value` is in the base unit: full counts, dollars, watts, bytes, grams, metres, seconds. `unit`
    is empty for a mere count. `step` is the place value of the last digit that was written, so
    `5.6 million` has 100,000; a number that ends in noughts has the place of its last other digit.
    `hedge` is empty, `about`, `nearly`, `over`, `least`, `under`, `most`, `ceiling` or `floor`, as
    a maximum and a minimum are, or `through`, which is `over` before a time and may give its
    length. `factor` is what its scale and unit make of its
    digits. `sense` is `less` or `more` where it is by how much one thing is so than another, `of`
    where it is a part of another, and `group` where it is a ranked part, as the top fifth.
    `in_name` is true where it follows a name, as in `Atlas 950`. `also` is what else it may mean,
    `rates` what it is for each of, `counted` the noun that a mere count counts, and `size` how
    much of the base unit its own unit is.
    """

    value: Fraction
    unit: str
    step: Fraction
    hedge: str
    start: int
    end: int
    factor: Fraction = Fraction(1)
    sense: str = ""
    in_name: bool = False
    also: tuple[Alternative, ...] = ()
    rates: Rates = ()
    counted: str = ""
    size: Fraction = Fraction(1)

    @property
    def digits(self) -> str:
        """The value in plain digits."""
        return str(int(self.value) if self.value.denominator == 1 else float(self.value))

    @property
    def meanings(self) -> Iterator[Figure]:
        """The figure, then the figure with each of its alternatives."""
        yield self
        for value, unit, step in self.also:
            yield self._replace(value=value, unit=unit, step=step, also=())


def measured(  # noqa: PLR0913, PLR0917  (these are what a figure is made of)
    digits: Fraction,
    step: Fraction,
    unit: UnitDefinition,
    scale: Fraction | int,
    hedge: str,
    start: int,
    end: int,
) -> Figure:
    """A figure of so many of a unit, with the alternatives that the unit has."""
    factor = unit.factor * scale
    also = tuple(
        Alternative(digits * scale * o.factor + o.offset, o.base, step * scale * o.factor)
        for o in unit.also
    )
    if factor != 1:
        digits, step = digits * factor, step * factor
    value = digits + unit.offset if unit.offset else digits
    return Figure(
        value, unit.base, step, hedge, start, end, Fraction(factor), also=also, size=unit.factor
    )
