"""How dates compare: whether one contains another, and the durations between them."""

from __future__ import annotations

import calendar
import datetime as dt
import itertools
import re
from fractions import Fraction
from typing import TYPE_CHECKING

from explainer.evidence.date_types import precision
from explainer.evidence.just_before import found_before

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from explainer.evidence.date_types import Date

_WEEKDAY = re.compile(
    r"\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),? (?:the )?\Z", re.IGNORECASE
)
_REACH = 20
_YEAR_REACH = 250
_A_MONTH, _A_DAY, _SECONDS, _MOST_DATES = 2, 3, 86400, 12
_MOST_MONTHS = 12


def contains(date: Date, other: Date, years: Iterable[int]) -> bool:
    """
    Whether another date lies within a date: 14 August 2025 is in 2025, not the reverse.

    If the other has no year, it may be of any of `years`.
    """
    if date.until or other.until:
        within = date.year <= other.year and (other.until or other.year) <= date.until
        return within and other.year != 0
    known = {other.year} if other.year else set(years)
    same_year = not date.year or date.year in known
    return same_year and date.first <= other.first and other.last <= date.last


def are_apart(date: Date, other: Date) -> bool:
    """Whether two dates have no day in common."""
    if date.until or other.until:
        last, other_last = date.until or date.year, other.until or other.year
        return last < other.year or other_last < date.year
    if date.year and other.year and date.year != other.year:
        return True
    return date.last < other.first or other.last < date.first


def is_on_its_weekday(date: Date, text: str) -> bool:
    """Whether the weekday before a date in a text, if there is one, is that of the date."""
    before = found_before(_WEEKDAY, text, date.start, _REACH)
    if not before or not date.year or date.first != date.last:
        return True
    day = dt.date(date.year, *date.first)
    return calendar.day_name[day.weekday()].lower() == before[1].lower()


def shifted(date: Date, days: int) -> Date:
    """The date some days later; `date` has to be a day of a known year."""
    day = dt.date(date.year, *date.first) + dt.timedelta(days)
    return date._replace(year=day.year, first=(day.month, day.day), last=(day.month, day.day))


def durations(dates: Sequence[Date]) -> Iterator[tuple[str, Fraction]]:
    """The durations between any two of some dates: a unit, second or month, and how many."""
    for one, two in itertools.combinations(list(_with_inferred_years(dates))[:_MOST_DATES], 2):
        years, both = abs(one.year - two.year), {precision(one), precision(two)}
        if years:
            yield "month", Fraction(years * _MOST_MONTHS)
        if years and both == {0} and 0 < two.start - one.end <= len(" to "):
            # From 1991 to 2020 there are thirty years.
            yield "month", Fraction((years + 1) * _MOST_MONTHS)
        if both == {_A_DAY}:
            days = abs(dt.date(one.year, *one.first) - dt.date(two.year, *two.first)).days
            yield "second", Fraction(days * _SECONDS)
            if one.start == two.start:
                # From 5 to 7 June there are three days.
                yield "second", Fraction((days + 1) * _SECONDS)
        if min(both) >= _A_MONTH:
            months = (one.year - two.year) * _MOST_MONTHS + one.first[0] - two.first[0]
            yield "month", Fraction(abs(months))


def _with_inferred_years(dates: Sequence[Date]) -> Iterator[Date]:
    """
    The dates with a year, their own or that of the date before or after.

    Between 9 August and 2 September 2018, the first has that year too, and so has 3 December after
    14 November 2018.
    """
    before: Date | None = None
    dates = [date for date in dates if not date.until]
    for date, behind in itertools.zip_longest(dates, dates[1:]):
        of = next((each for each in (behind, before) if each and _has_year_of(date, each)), None)
        before = date if date.year else date._replace(year=of.year) if of else None
        if before:
            yield before


def _has_year_of(date: Date, other: Date) -> bool:
    """Whether a date without a year, in a text with another, is of the same year."""
    if date.year or not other.year or precision(date) < _A_MONTH:
        return False
    if other.start > date.end:
        return other.start - date.end < _REACH and date.last <= other.first
    return 0 <= date.start - other.end < _YEAR_REACH and other.last <= date.first
