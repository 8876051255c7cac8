"""Whatever is written in one of the supported ways is read back, and no text raises."""

from __future__ import annotations

import calendar
import datetime as dt
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

import comparing
from explainer import evidence

Stretch = tuple[int, tuple[int, int], tuple[int, int]]
"""Year, first and last day."""

TABLES: dict[str, Any] = yaml.safe_load(
    Path(__file__).with_name("test_matcher.yml").read_text(encoding="utf-8")
)
AFFIXES = [
    ("", "", "1 "),
    *((written, "", f"1 {code}") for written, code in TABLES["before"].items()),
    *(("", written, f"1 {code}") for written, code in TABLES["behind"].items()),
    *(("", written, counts) for written, counts in TABLES["units"].items()),
]
"""What stands before and behind a number, with the base unit and how many of it one is."""

BASES = {written: counts.split(" ", 1)[1] for written, counts in TABLES["units"].items()}
CONVERTED = [
    (one, two) for one in BASES for two in BASES if one != two and BASES[one] == BASES[two]
]
"""Units of one dimension."""

APART = [(one, two) for one in BASES for two in BASES if BASES[one] != BASES[two]]
APART = [pair for pair in APART if {BASES[each] for each in pair} != {"x", "times"}]
"""Units of two, but for the two senses of `times`."""

SEPARATORS = ("", ",", "'", "’", " ", "\u00a0", "\u2009", "\u202f")
YEARS = range(1800, 2040)
"""Bare numbers among these are years, unless something says that they are not."""

SMALL = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SIZES = {10**9: "billion", 10**6: "million", 10**3: "thousand", 10**2: "hundred"}
NTH = ("first", "second", "third", "fourth")
DAYS = (
    "{day} {month} {year}",
    "{day} {short} {year}",
    "{day}{ending} {month} {year}",
    "the {day}{ending} of {month} {year}",
    "{month} {day}, {year}",
    "{short} {day} {year}",
    "{month} {day}{ending}, {year}",
    "{year}-{number:02}-{day:02}",
    "{day}/{number}/{year}",
    "{day:02}.{number:02}.{year}",
    "{year}年{number}月{day}日",
)
STRETCHES = {
    12: ("{year}", "{year}年"),
    6: ("H{part} {year}", "the {nth} half of {year}"),
    3: ("Q{part} {year}", "Q{part} of {year}", "{year}Q{part}", "the {nth} quarter of {year}"),
    1: ("{month} {year}", "{short} {year}", "{month} of {year}", "{year}-{number:02}"),
}
"""How a stretch of so many months may be written."""

PIECES = [
    *SMALL,
    *TENS,
    *(text for table in ("scales", "before", "behind", "units") for text in TABLES[table]),
    *(text for table in ("figures", "dates", "names") for text, *_ in TABLES[table]),
    *(text for table in ("speeches", "quotations") for text, *_ in TABLES[table]),
    *"\"“”‘’'«»„「」…[]().,;:-–−+/%$€¥£0123456789十½²٣İßﬁ\x00\n ",
    "Monday, 14 August 2025",
    "9999999999 days",
    "H100",
    "910C",
    "V3.1",
]
PIECE = st.sampled_from(PIECES) | st.text("0123456789$€¥%.,'’ ", max_size=8) | st.text(max_size=3)
JOINED = st.sampled_from(["", " "]).flatmap(lambda sign: st.lists(PIECE).map(sign.join))

steadily = settings(derandomize=True, deadline=None, max_examples=500)


@st.composite
def figures(draw: st.DrawFn) -> tuple[str, Fraction, str]:
    """A figure as it may be written, with its value in base units and its unit."""
    whole = draw(st.integers(0, 9_999_999) | st.integers(900, 2_200))
    decimals = draw(st.sampled_from(["", "", ".5", ".25", ".125", ".10"]))
    # A space between thousands goes with no point.
    apart = draw(st.sampled_from([sign for sign in SEPARATORS if not decimals or sign in ",'’"]))
    assume(apart or decimals or whole not in YEARS)
    scale = draw(st.just("") | st.sampled_from(sorted(TABLES["scales"])))
    before, behind, counts = draw(st.sampled_from(AFFIXES))
    # Nobody writes `millionGB`.
    assume(not behind or not scale or behind[0] in " -" or not scale.strip().strip("-").isascii())
    factor, unit = counts.split(" ", 1)
    value = Fraction(f"{whole}{decimals}") * TABLES["scales"].get(scale, 1) * Fraction(factor)
    number = f"{whole:,}".replace(",", apart)
    return f"{before}{number}{decimals}{scale}{behind}", value, unit


def spelled(number: int, hyphen: str, also: str) -> str:
    """A whole number in words."""
    for size, name in SIZES.items():
        if number >= size:
            many, rest = divmod(number, size)
            behind = (also if rest < 100 else " ") + spelled(rest, hyphen, also) if rest else ""
            return f"{spelled(many, hyphen, also)} {name}{behind}"
    if number < len(SMALL):
        return SMALL[number]
    tens, ones = divmod(number, 10)
    return TENS[tens - 2] + (hyphen + SMALL[ones] if ones else "")


@st.composite
def dates(draw: st.DrawFn) -> tuple[str, Stretch]:
    """A day, or a year or a part of one, as it may be written."""
    day = draw(st.dates(dt.date(YEARS[0], 1, 1), dt.date(YEARS[-1], 12, 31)))
    months = draw(st.sampled_from([0, *STRETCHES]))
    part = (day.month - 1) // (months or 1)
    text = draw(st.sampled_from(STRETCHES.get(months, DAYS))).format(
        day=day.day,
        ending={1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 * (day.day // 10 != 1), "th"),
        month=calendar.month_name[day.month],
        short=calendar.month_abbr[day.month],
        number=day.month,
        year=day.year,
        part=part + 1,
        nth=NTH[part % 4],
    )
    if not months:
        return text, (day.year, (day.month, day.day), (day.month, day.day))
    first, last = part * months + 1, (part + 1) * months
    # February has 29 days where nobody looks at the year.
    return text, (day.year, (first, 1), (last, calendar.monthrange(2024, last)[1]))


@steadily
@given(figures())
def test_figures(written: tuple[str, Fraction, str]) -> None:
    """A figure with separators, scale, currency and unit in any spelling is the same figure."""
    text, value, unit = written
    found = evidence.extract(f"It came to {text}.", comparing.GENERAL).figures

    assert [(each.value, each.unit, each.hedge) for each in found] == [(value, unit, "")]


@st.composite
def conversions(draw: st.DrawFn) -> tuple[str, str]:
    """One amount in two units."""
    one, two = draw(st.sampled_from(CONVERTED))
    factors = [Fraction(TABLES["units"][each].split(" ", 1)[0]) for each in (one, two)]
    number = draw(st.integers(1, 999))
    other = number * factors[0] / factors[1]
    assume(other * 10**6 % 1 == 0 and other < 10**9)
    return f"{number}{one}", f"{Decimal(other.numerator) / Decimal(other.denominator):f}{two}"


@steadily
@given(conversions())
def test_conversions(written: tuple[str, str]) -> None:
    """An amount in one unit is held by the same one in another, whichever is the evidence."""
    for says, fact in (written, written[::-1]):
        held = evidence.of_text(f"It came to {fact}.", comparing.GENERAL)

        assert not comparing.lacking(f"It came to {says}.", held)["figure"]


@steadily
@given(st.sampled_from(APART), st.integers(3, 9_999))
def test_dimensions(units: tuple[str, str], number: int) -> None:
    """An amount is never held by as many of a unit of another dimension."""
    assume(number not in YEARS)
    held = evidence.of_text(f"It came to {number}{units[0]}.", comparing.GENERAL)
    lacking = comparing.lacking(f"It came to {number}{units[1]}.", held)["figure"]

    assert lacking == [f"{number}{units[1]}"]


@steadily
@given(st.integers(2, 10**12 - 1), st.sampled_from("- "), st.sampled_from([" and ", " "]))
def test_spelled_out(number: int, hyphen: str, also: str) -> None:
    """A whole number in words is that number."""
    found = evidence.extract(
        f"It came to {spelled(number, hyphen, also)}.", comparing.GENERAL
    ).figures

    assert [(each.value, each.unit) for each in found] == [(Fraction(number), "")]


@steadily
@given(dates())
def test_dates(written: tuple[str, Stretch]) -> None:
    """A day, a month, a quarter, a half and a year in any spelling are that stretch of days."""
    text, stretch = written
    stated = evidence.extract(f"It was in {text}.", comparing.GENERAL)

    assert [(each.year, each.first, each.last) for each in stated.dates] == [stretch]
    assert not stated.figures


@steadily
@given(st.text() | JOINED, st.text() | JOINED)
def test_any_text(text: str, other: str) -> None:
    """Any text is read and compared with any other, and what it states stands in it."""
    source = {"title": text, "publisher": other, "issued": "2025-02"}
    comparing.lacking(text, evidence.of_text(other, comparing.GENERAL))
    comparing.lacking(text, comparing.held({"fact": other, "words": text, "source": source}))

    for kind in evidence.extract(text, comparing.GENERAL):
        for each in kind:
            assert 0 <= each.start < each.end <= len(text)


@steadily
@given(JOINED)
@example("It rose by more than 5 W, and by nearly half of 910C's 2.6x.")
def test_own_evidence(text: str) -> None:
    """A text lacks no figure, date or name of its own, but for a day on a false weekday."""
    assume("day" not in text)
    lacking = comparing.lacking(text, evidence.of_text(text, comparing.GENERAL))

    assert (lacking["figure"], lacking["date"], lacking["name"]) == ([], [], [])
