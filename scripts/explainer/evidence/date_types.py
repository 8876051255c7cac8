"""What a date is: a range of days, at the precision in which it is written."""

from __future__ import annotations

import calendar
from typing import NamedTuple

_LEAP_YEAR = 2024


class Date(NamedTuple):
    """
    A range of days within a year, as it is written.

    `year` is 0 if none is named. `first` and `last` are (month, day), both included. What spans
    several years is several dates, or one that lasts `until` a later year, as a decade does.
    `start` and `end` are its offsets in the text.
    """

    year: int
    first: tuple[int, int]
    last: tuple[int, int]
    start: int
    end: int
    until: int = 0


def days_of(month: int, day: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """The first and the last (month, day) of a day, a month or, with a month of 0, a year."""
    if not month:
        return (1, 1), (12, 31)
    if day:
        return (month, day), (month, day)
    return (month, 1), (month, calendar.monthrange(_LEAP_YEAR, month)[1])


def months(first: int, last: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """The first and the last (month, day) of several months of a year."""
    return (first, 1), (last, calendar.monthrange(_LEAP_YEAR, last)[1])


def from_iso(value: str) -> Date:
    """The date of an ISO 8601 date, a year and a month, or a year."""
    year, month, day = (*map(int, value.split("-")), 0, 0)[:3]
    return Date(year, *days_of(month, day), 0, 0)


def to_iso(date: Date) -> str:
    """A date in ISO 8601: in full, as a year and a month, or as a year."""
    if date.first == date.last:
        return f"{date.year}-{date.first[0]:02}-{date.first[1]:02}"
    return f"{date.year}-{date.first[0]:02}" if date.first[0] == date.last[0] else str(date.year)


def precision(date: Date) -> int:
    """How precise a date is: 0 for a year, 1 for a part of one, 2 for a month, 3 for a day."""
    if date.first == date.last:
        return 3
    if date.first[0] == date.last[0]:
        return 2
    return 0 if (date.first, date.last) == ((1, 1), (12, 31)) else 1
