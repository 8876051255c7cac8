"""
How a figure of a comparison is written, and what it follows from.

A figure is a number and the unit of one of the measures, as a sentence would have them: `310 kW`,
`-4.5 °C`, `12.5 mg/kg`, `42% of votes`, `1,204 people`, `2.5 million people`. Money has its sign
before or behind: `$5`, `€3.20/MWh` or `3.20 €/MWh`. One source may give a range: `10–15 knots`,
`$5 to $7`. What stands behind the unit is a remark, then the citation.
"""

from __future__ import annotations

import functools
import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from explainer import citations

if TYPE_CHECKING:
    from collections.abc import Iterable

# Longer ones are no figures, and nothing could draw them.
_DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,9}|\d{1,30})(?:\.\d{1,30})?"
_SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_AMOUNT = rf"{_DIGITS}(?: (?:{'|'.join(_SCALES)})\b)?"
_TO = r"(?: ?[–—-] ?| to )"
_MONEY = re.compile(r"[A-Za-z]{0,3}[$¢£¤¥฿៛\u20a0-\u20cf]")
_END = r"(?=[\s,;:.()\[\]]|$)"
_NUMBER = re.compile(rf"(?<![\w.])[-−]?{_AMOUNT}")
BEGINNING = re.compile(rf"[-−]?(?:{_MONEY.pattern})?[-−]?{_DIGITS}")
"""What every figure begins with."""


class Figure(NamedTuple):
    """
    One figure as it is written.

    `number` is the number and `upper` the second one of a range; `money` is what stands before
    them, `unit` is that of the measure whose index `measure` is, and `rest` all behind it. `basis`
    is what it follows from and `steps` how, as pairs of `divided_by` or `multiplied_by` and a
    number.
    """

    number: str
    unit: str
    rest: str
    upper: str = ""
    money: str = ""
    measure: int = 0
    basis: str = ""
    steps: tuple[tuple[str, str], ...] = ()
    planned: bool = False

    @property
    def low(self) -> Decimal:
        """The number, or the lower end of its range."""
        return min(value_of(self.number), value_of(self.upper or self.number))

    @property
    def high(self) -> Decimal:
        """The number, or the upper end of its range."""
        return max(value_of(self.number), value_of(self.upper or self.number))

    @property
    def derived(self) -> bool:
        """Whether it follows from another figure."""
        return bool(self.basis)

    @property
    def cites(self) -> tuple[citations.Item, ...]:
        """What it rests on, labels left out."""
        groups = citations.find(f"{self.rest} {self.basis}")
        return tuple(item for group in groups for item in group.items if item.passage)

    @property
    def remark(self) -> str:
        """What is said of it behind its unit, without citations."""
        return without_citations(self.rest).strip(" ,;:")


def read_figure(text: str, units: Iterable[str]) -> Figure | None:
    """
    A figure as it is written, in the longest of `units` that fits; `None` where none does.

    The measure, the basis and whether it is planned are for others to fill in.
    """
    for unit in sorted(units, key=len, reverse=True):
        for form in _forms(unit):
            found = form.match(text)
            if found:
                money = found["money"] if "money" in form.groupindex else ""
                number = (found["sign"] or "") + found["number"]
                upper = (found["sign_2"] or "") + found["upper"] if found["upper"] else ""
                scale = upper.partition(" ")[2]
                if scale and " " not in number:
                    number = f"{number} {scale}"
                return Figure(number, unit, text[found.end() :], upper, money)
    return None


@functools.lru_cache(maxsize=200)
def _forms(unit: str) -> tuple[re.Pattern[str], ...]:
    name = re.escape(unit)
    # "5%" and "5 %" are both read; what begins with a letter stands apart from its number.
    gap = " " if unit[0].isalnum() else " ?"
    behind = (
        rf"(?P<sign>[-−])?(?P<number>{_AMOUNT})"
        rf"(?:(?:{gap}{name})?{_TO}(?P<sign_2>[-−])?(?P<upper>{_AMOUNT}))?{gap}{name}{_END}"
    )
    money = _MONEY.match(unit)
    if money is None:
        return (re.compile(behind),)
    sign, tail = re.escape(money[0]), re.escape(unit[money.end() :])
    before = (
        rf"(?P<sign>[-−])?(?P<money>{sign})(?P<number>[-−]?{_AMOUNT})"
        rf"(?:(?:{tail})?{_TO}(?P<sign_2>[-−])?(?:{sign})?(?P<upper>{_AMOUNT}))?{tail}{_END}"
    )
    return (re.compile(before), re.compile(behind))


def value_of(number: str) -> Decimal:
    """What a number says that is written with commas, a minus of any kind, and a scale."""
    digits, _, scale = number.replace(",", "").replace("−", "-").partition(" ")
    return Decimal(digits).scaleb(_SCALES.get(scale, 0))


def without_citations(text: str) -> str:
    """A text of one line without the citations and labels in it."""
    for group in reversed(citations.find(text)):
        text = text[: group.start] + text[group.end :]
    return " ".join(text.split())


def follows(figure: Figure) -> bool:
    """Whether a figure is what its basis makes it, rounded as it is written."""
    wanted, step = Fraction(figure.low), _last_place(figure.number)
    return not figure.upper and any(abs(result - wanted) <= step / 2 for result in _results(figure))


def result_of(figure: Figure) -> str | None:
    """What the basis of a figure makes it, with as many decimals; `None` without a number there."""
    results = _results(figure)
    if not results:
        return None
    digits, _, scale = figure.number.partition(" ")
    places = len(digits.partition(".")[2])
    last = round(results[0] / _last_place(figure.number))
    number = f"{Decimal(last).scaleb(-places):,.{places}f}"
    return f"{number} {scale}" if scale else number


def _results(figure: Figure) -> list[Fraction]:
    numbers = _NUMBER.findall(without_citations(figure.basis))
    factor = Fraction(1)
    for name, by in figure.steps:
        number = Fraction(by.replace(",", ""))
        factor = factor * number if name == "multiplied_by" else factor / number
    return [Fraction(value_of(number)) * factor for number in numbers]


def _last_place(number: str) -> Fraction:
    digits, _, scale = number.partition(" ")
    decimals = len(digits.partition(".")[2])
    return Fraction(10) ** (_SCALES.get(scale, 0) - decimals)
