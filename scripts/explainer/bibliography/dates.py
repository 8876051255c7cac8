"""Dates as bibliographies and pages write them, to ISO 8601 at the precision that they have."""

from __future__ import annotations

import re

from explainer.yaml_schema import CHECKS, Field

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
"""The months' English names."""

_NUMBERS = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_TIME = re.compile(r"(?<=[0-9]),?(?:T|\s(?:at\s)?)[0-9]{1,2}:[0-9]{2}.*$")
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
_SEASON = re.compile(
    r"(?:spr(?:ing)?|sum(?:mer)?|fal(?:l)?|aut(?:umn)?|win(?:ter)?)\.?", re.IGNORECASE
)
_IN_YEAR = re.compile(
    r"(?:(?P<first>[0-9]{1,2})\.?\s+)?(?P<month>[A-Za-z]{3,9})\.?(?:\s+(?P<last>[0-9]{1,2})\.?)?"
)
_RANGE = re.compile(r"\s*(?:[-–/&]|--|\band\b)\s*")
_DATE = Field("issued", "date")
_SHORTEST = 3


def read_date(text: str) -> str | None:
    """
    A date in ISO 8601, or `None` where a text is no date or an ambiguous one.

    Accepted are `2025`, `2025-08`, `2025/08/14`, `20250814`, each with a time after it, and dates
    with the English name of the month. `08/14/2025` is ambiguous.
    """
    text = _WEEKDAY.sub("", _TIME.sub("", " ".join(text.split())).strip(" ."))
    if re.fullmatch(r"[0-9]{4}", text):
        return text
    if match := _NUMBERS.fullmatch(text) or _COMPACT.fullmatch(text):
        return from_parts(*match.groups())
    for pattern in _WORDS:
        if match := pattern.fullmatch(text):
            parts = match.groupdict()
            month = month_number(parts["month"])
            return from_parts(parts["year"], month, parts.get("day")) if month else None
    return None


def read_within_year(year: str, text: str) -> tuple[str | None, bool]:
    """
    A date from a year and the rest of the date, such as 2021 and `JAN 14` or `Jan-Feb`.

    Returns the date, or `None` where the rest is no date, and whether precision was lost: of a
    range the start is returned, of a season the year.
    """
    text = " ".join(text.split())
    begins, *ends = filter(None, _RANGE.split(text)) if text else ("",)
    if any(_SEASON.fullmatch(part) for part in re.findall(r"[A-Za-z]+", text)):
        return year, True
    if begins.isdecimal() and not ends:
        return from_parts(year, begins.zfill(2)), False
    if begins.isdecimal() and ends and (word := re.search(r"[A-Za-z].*", ends[-1])):
        # The days of a meeting, such as `4-8 March`.
        begins = f"{begins} {word[0]}"
    match = _IN_YEAR.fullmatch(begins)
    month = month_number(match["month"]) if match else None
    if match is None or month is None or (match["first"] and match["last"]):
        return None, False
    return from_parts(year, month, match["first"] or match["last"]), bool(ends)


def month_number(text: str) -> str | None:
    """The number of a month, of two digits, from its English name or a prefix of it."""
    word = text.strip(" .").casefold()
    if word == "sept":
        return "09"
    fits = [name for name in MONTHS if len(word) >= _SHORTEST and name.startswith(word)]
    return f"{MONTHS.index(fits[0]) + 1:02}" if fits else None


def from_parts(year: str, month: str | None = None, day: str | None = None) -> str | None:
    """A date of these parts, or `None` where the calendar has no such date."""
    if day is not None and not day.strip("0"):
        # Some programs write zeros for unknown parts.
        day = None
    if month is not None and not month.strip("0") and day is None:
        month = None
    date = "-".join(part.zfill(4 if part is year else 2) for part in (year, month, day) if part)
    return None if CHECKS["date"](date, _DATE) else date
