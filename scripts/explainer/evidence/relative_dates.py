"""
Relative dates: what a text tells from another date, or from the day when it was written.

`The next year` is 2018 after 2017, if the sentence has that. In a text of Thursday, 2 March 2017,
`on Wednesday` is 1 March, `yesterday` as well, `last year` is 2016 and `two months ago` is January.
"""

from __future__ import annotations

import bisect
import calendar
import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from explainer.evidence.date_types import Date, days_of, precision
from explainer.vocabulary.spellings import NUMBER_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
_RELATIVE = re.compile(
    r"\b(?:(?:the|that|this) (?:very )?(?P<which>following|next|subsequent|previous|preceding|same)"
    r" (?P<unit>year|month|week|day)|(?P<that>that) (?P<of>year|month)"
    r"|(?:an?|one) (?P<some>year|month|week|day) (?P<way>later|earlier))\b(?!['-])",
    re.IGNORECASE,
)
_SHIFTS = {"previous": -1, "preceding": -1, "same": 0, "that": 0, "earlier": -1}
_A_MONTH, _A_DAY, _WEEK, _MONTHS = 2, 3, 7, 12
_PRECISIONS = {"year": 0, "month": _A_MONTH, "week": _A_DAY, "day": _A_DAY}


class RelativeDate(NamedTuple):
    """
    A date that is told from another: `the next year`.

    `meant` is the date that follows from one before it in its text, if there is one. `start` and
    `end` are its offsets in the text.
    """

    unit: str
    meant: Date | None
    start: int
    end: int

    @property
    def precision(self) -> int:
        """How precise a date has to be for it to be told from."""
        return _PRECISIONS[self.unit]


def extract(text: str, dates: Sequence[Date]) -> list[RelativeDate]:
    """The relative dates in a text of plain characters, which has some other dates."""
    return [_relative(match, dates) for match in _RELATIVE.finditer(text)]


def _relative(match: re.Match[str], dates: Sequence[Date]) -> RelativeDate:
    unit = (match["unit"] or match["of"] or match["some"]).lower()
    way = (match["which"] or match["that"] or match["way"]).lower()
    found = RelativeDate(unit, None, *match.span())
    # Two dates of a range may begin at one place, and overlap.
    behind = bisect.bisect_left(dates, match.start(), key=lambda date: date.start)
    before = (
        each
        for each in reversed(dates[max(0, behind - _MOST_BEFORE) : behind])
        if each.end <= match.start()
        and each.year
        and not each.until
        and (unit == "year" or precision(each) >= found.precision)
    )
    last = next(before, None)
    if last is None or unit == "week":
        # A week is mostly not one of exactly seven days.
        return found
    return found._replace(meant=next(_shifted(last, unit, _SHIFTS.get(way, 1)), None))


_MOST_BEFORE = 100
"""How many dates before a relative one are looked at."""


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
