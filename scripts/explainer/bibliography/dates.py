"""Dates as bibliographies and pages write them, to ISO 8601 at the precision that they have."""

from __future__ import annotations

import re

from explainer.schema import CHECKS, Field

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
"""The months' English names."""

_NUMBERS = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_TIME = re.compile(r"(?<=[0-9])[T ][0-9]{1,2}:[0-9]{2}.*$")
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[0-9]{4})"
_WEEKDAY = re.compile(
    r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+", re.IGNORECASE
)
_WORDS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_DAY}[\s-]+(?:of\s+)?{_MONTH},?[\s-]+{_YEAR}",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_YEAR},?[\s-]+{_MONTH}[\s-]+{_DAY}",
        rf"{_MONTH},?\s+{_YEAR}",
        rf"{_YEAR},?[\s-]+{_MONTH}",
    )
)
_DATE = Field("issued", "date", "", "", "")
_SHORTEST = 3


def read_date(text: str) -> str | None:
    """
    A date in ISO 8601, or `None` where a text is none or could be two.

    Read are `2025`, `2025-08`, `2025/08/14`, `20250814`, a time behind them, and days with the
    month in English words. `08/14/2025` is not: who wrote it may have meant either.
    """
    text = _WEEKDAY.sub("", _TIME.sub("", " ".join(text.split())).strip(" ."))
    if re.fullmatch(r"[0-9]{4}", text):
        return text
    if match := _NUMBERS.fullmatch(text) or _COMPACT.fullmatch(text):
        return join(*match.groups())
    for pattern in _WORDS:
        if match := pattern.fullmatch(text):
            parts = match.groupdict()
            month = month_of(parts["month"])
            return join(parts["year"], month, parts.get("day")) if month else None
    return None


def month_of(text: str) -> str | None:
    """The number of a month, of two digits, from its English name or the beginning of it."""
    word = text.strip(" .").casefold()
    if word == "sept":
        return "09"
    fits = [name for name in MONTHS if len(word) >= _SHORTEST and name.startswith(word)]
    return f"{MONTHS.index(fits[0]) + 1:02}" if fits else None


def join(year: str, month: str | None = None, day: str | None = None) -> str | None:
    """A date of these parts, or `None` where the calendar has none such."""
    date = "-".join(part.zfill(4 if part is year else 2) for part in (year, month, day) if part)
    return None if CHECKS["date"](date, _DATE) else date
