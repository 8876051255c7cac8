"""
Relative dates: what a text tells from the day when it was written.

In a text of Thursday, 2 March 2017, `on Wednesday` is 1 March, `yesterday` as well, `last year` is
2016 and `two months ago` is January.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import TYPE_CHECKING

from explainer.evidence.date_types import Date, days_of, precision
from explainer.vocabulary.spellings import NUMBER_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

_DAYS = tuple(name.lower() for name in calendar.day_name)
_WEEKDAY = re.compile(
    r"\b(?P<next>(?:next|coming|from|until|by|will [^.;]{0,40}) )?(?:on )?"
    rf"(?P<day>{'|'.join(_DAYS)})\b"
    rf"(?!'?s?,? (?:the )?\d|,? (?:{'|'.join(filter(None, calendar.month_name))})\b)",
    re.IGNORECASE,
)
_NEAR = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_DAY = re.compile(rf"\b(?:{'|'.join(_NEAR)})\b", re.IGNORECASE)
_WHICH = {"last": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}
_PERIOD = re.compile(rf"\b(?P<which>{'|'.join(_WHICH)}) (?P<unit>year|month)\b", re.IGNORECASE)
_AGO = re.compile(
    rf"\b(?P<some>an?|{'|'.join(NUMBER_WORDS)}|\d{{1,3}}) (?P<unit>year|month|week|day)s? ago\b",
    re.IGNORECASE,
)
_A_MONTH, _A_DAY, _WEEK, _MONTHS = 2, 3, 7, 12


def told(text: str, written: Date) -> Iterator[Date]:
    """The dates that a text in plain characters tells from the date when it was written."""
    if not written.year:
        return
    if precision(written) == _A_DAY:
        yield from _days(text, dt.date(written.year, *written.first))
    for match in _PERIOD.finditer(text):
        yield from _shifted(written, match["unit"], _WHICH[match["which"].lower()])
    for match in _AGO.finditer(text):
        yield from _shifted(written, match["unit"], -_count(match["some"]))


def _days(text: str, written: dt.date) -> Iterator[Date]:
    for match in _WEEKDAY.finditer(text):
        later = (_DAYS.index(match["day"].lower()) - written.weekday()) % _WEEK
        yield _date(written, later if match["next"] or not later else later - _WEEK)
    for match in _DAY.finditer(text):
        yield _date(written, _NEAR[match[0].lower()])


def _shifted(written: Date, unit: str, by: int) -> Iterator[Date]:
    """The year, month or day so many units after a date that is as precise."""
    unit = unit.lower()
    if unit == "year":
        yield Date(written.year + by, *days_of(0, 0), 0, 0)
    elif unit == "month" and precision(written) >= _A_MONTH:
        years, month = divmod(written.first[0] - 1 + by, _MONTHS)
        yield Date(written.year + years, *days_of(month + 1, 0), 0, 0)
    elif precision(written) == _A_DAY:
        day = dt.date(written.year, *written.first)
        yield _date(day, by * (_WEEK if unit == "week" else 1))


def _date(day: dt.date, later: int) -> Date:
    moved = day + dt.timedelta(later)
    return Date(moved.year, *days_of(moved.month, moved.day), 0, 0)


def _count(word: str) -> int:
    folded = word.lower()
    return int(folded) if folded.isdigit() else NUMBER_WORDS.get(folded, 1)
