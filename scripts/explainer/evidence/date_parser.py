"""
The parser of dates, at the precision in which they are written.

A date is a range of days with those of its parts that are named: `late August` has a month and no
year.
"""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING

from explainer.evidence import date_periods
from explainer.evidence.date_types import Date, days_of, months
from explainer.evidence.just_before import found_before, text_before
from explainer.evidence.units import measure_at
from explainer.vocabulary.spellings import CURRENCY_SPELLINGS, SCALES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from explainer.evidence.lexicon import Lexicon

# fmt: off
_MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7,
    "august": 8, "september": 9, "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2,
    "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12,
}
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3,
             "4th": 4, "last": 4, "final": 4}
_PART_OF_YEAR = {"early": (1, 4), "mid": (5, 8), "middle": (5, 8), "late": (9, 12), "end": (9, 12),
                 "beginning": (1, 4), "start": (1, 4), "turn": (1, 1), "close": (9, 12),
                 "first half": (1, 6), "second half": (7, 12)}
_PART_OF_MONTH = {"early": (1, 11), "mid": (10, 21), "middle": (10, 21), "late": (20, 31),
                  "end": (20, 31), "beginning": (1, 11), "start": (1, 11), "turn": (1, 3),
                  "close": (20, 31), "first half": (1, 16), "second half": (15, 31)}
# fmt: on
_WHOLE_MONTHS = frozenset(name.lower() for name in calendar.month_name)
_ANY_YEAR = 0
_LEAP_YEAR = 2024
_MOST_MONTHS = 12
_CENTURY, _TURN = 2000, 40
YEARS = range(1800, 2040)
"""The numbers that may be years."""
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ABBREVIATED = "jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
_MONTH_NAME = rf"(?P<month>{_MONTH})\b\.?"
_YEAR = r"(?:1[89]\d\d|20[0-3]\d)"
_PART = (
    r"(?P<part>(?:the )?(?:first|second) half of|"
    r"early(?: in)?|mid|middle of|late(?: in)?|(?:the )?(?:very )?end of|"
    r"(?:the )?beginning of|(?:the )?start of|(?:the )?turn of|(?:the )?close of)"
)
_PART_BEFORE = rf"(?:\b{_PART}[ -](?:the )?)?"
_ORDINAL = r"(?:st|nd|rd|th)?"
_ORDINALS = r"(?P<nth>first|second|third|fourth|last|final|1st|2nd|3rd|4th)"
_BOTH_DAYS = rf"(?P<day>\d\d?){_ORDINAL}(?:\s?(?:-|\u2013|to|and|or)\s?(?P<day2>\d\d?){_ORDINAL})?"
_OF_YEAR = rf"(?:,? (?:of )?(?P<year>{_YEAR})\b)?"
_IN_YEAR = rf"(?: of| in)? (?P<year>{_YEAR})\b"
# In the order of precedence, each with the key of the quick test that a text has to pass.
_PATTERNS = [
    (sign, re.compile(pattern, re.IGNORECASE))
    for sign, pattern in (
        ("year", rf"\b(?P<year>{_YEAR})-(?P<number>\d\d?)-(?P<day>\d\d?)(?:\b|(?=T\d\d:))"),
        ("year", rf"\b(?P<year>{_YEAR})-(?P<number>0\d|1[012])\b(?!-)"),
        ("年", rf"(?P<year>{_YEAR})年(?:(?P<number>\d\d?)月(?:(?P<day>\d\d?)[日号])?)?"),
        ("月", r"(?<!\d)(?P<number>\d\d?)月(?:(?P<day>\d\d?)[日号])?"),
        ("year", rf"\b(?P<year>{_YEAR})/(?P<number>\d\d?)/(?P<day>\d\d?)\b(?!/)"),
        # 12/31/2017, where no month can be before the day
        (
            "year",
            rf"(?<![\d/])(?P<number>\d\d?)/(?P<day>1[3-9]|2\d|3[01])/(?P<year>{_YEAR})\b(?!/)",
        ),
        # 10/19/18
        (
            "slash",
            r"(?<![\d/])(?P<number>1[0-2]|0?[1-9])/(?P<day>1[3-9]|2\d|3[01])/(?P<short>\d\d)(?![\d/])",
        ),
        ("year", rf"(?<![\d/])(?P<day>\d\d?)[/.](?P<number>\d\d?)[/.](?P<year>{_YEAR})\b(?!/)"),
        # between July and December 2026; January-March 2026
        (
            "month",
            (
                rf"\b(?P<month>{_MONTH})(?: (?P<year1>{_YEAR}))?(?: and | to |-| ?\u2013 ?)"
                rf"(?P<month2>{_MONTH})(?: (?P<year>{_YEAR}))?\b"
            ),
        ),
        # 14 Aug 25, in front of nothing that could be counted
        (
            "month",
            (
                rf"\b(?P<day>\d\d?) (?P<month>{_ABBREVIATED})\.? '?(?P<short>\d\d)"
                r"(?=\W*\Z|[.,;)|]| (?-i:[A-Z#(|]))"
            ),
        ),
        # 14 August 2025; 12-14 August; 10 and 11 August 2025
        ("month", rf"\b(?P<day>\d\d?)-(?P<month>{_MONTH})-(?P<year>{_YEAR})\b"),
        ("month", rf"\b(?:the )?{_BOTH_DAYS} (?:of )?{_MONTH_NAME}{_OF_YEAR}"),
        # August 14, 2025; August 12-14
        ("month", rf"\b{_MONTH_NAME} (?:the )?{_BOTH_DAYS}\b(?!\.\d|:\d| ?%){_OF_YEAR}"),
        ("month", rf"{_PART_BEFORE}\b{_MONTH_NAME}{_OF_YEAR}"),
        ("century", date_periods.CENTURY),
        ("decade", date_periods.DECADE),
        ("decade", date_periods.SHORT_DECADE),
        ("months", date_periods.MONTHS_OF_YEAR),
        ("feast", date_periods.FEAST),
        ("quarter", rf"\b(?P<year>{_YEAR})[ -]?Q(?P<quarter>[1-4])\b"),
        (
            "quarter",
            (
                rf"\b(?:(?:the )?{_ORDINALS} quarter|Q(?P<quarter>[1-4]))"
                rf"(?:(?: of| in|,)? (?:fiscal )?(?P<year>{_YEAR})\b)?"
            ),
        ),
        # from the fourth quarter of 2027 to the first
        ("quarter", rf"(?<=quarter of \d{{4}} to )the {_ORDINALS}\b"),
        ("quarter", rf"(?<= in )the {_ORDINALS}(?=[.,;)]|\Z)"),
        ("half", rf"\b(?:(?:the )?(?P<nth>first|second) half|H(?P<half>[12])){_IN_YEAR}"),
        (
            "season",
            rf"{_PART_BEFORE}\b(?P<season>spring|summer|autumn|fall|winter){_IN_YEAR}",
        ),
        (
            "season",
            (
                r"\b(?:in|during|since|until|by|last|next|this) (?:the )?"
                r"(?P<season>spring|summer|autumn|winter)\b"
            ),
        ),
        (
            "year",
            (
                r"(?<![\d$€£¥.,])(?:(?<!-)|(?<=\b1[89]\d\d-)|(?<=\b20[0-3]\d-))"
                rf"{_PART_BEFORE}(?:FY ?)?(?P<year>{_YEAR})"
                rf"(?![\d%]|[.,]\d|-(?!{_YEAR}\b)\d\d\d)(?:s\b|(?![A-Za-z_]))"
                r"(?:[-\u2013/](?P<until>\d\d)\b)?"
            ),
        ),
    )
]
# A month that counts has a capital, and a year four digits.
_MAY_MATCH = {
    "year": re.compile(_YEAR),
    "slash": re.compile(r"\d/\d"),
    "month": re.compile(
        r"(?:J(?:an|AN|u[nl]|U[NL])|F(?:eb|EB)|M(?:a[ry]|A[RY])|A(?:pr|PR|ug|UG)|S(?:ep|EP)"
        r"|O(?:ct|CT)|N(?:ov|OV)|D(?:ec|EC))"
    ),
}
_MAY_MATCH_WORDS = {
    "quarter": ("quarter", "q1", "q2", "q3", "q4"),
    "half": ("half", "h1", "h2"),
    "decade": ("0s", "0's", "ties"),
    "century": ("century",),
    "months": ("months of", "months in"),
    "feast": ("new year", "christmas"),
    "season": ("spring", "summer", "autumn", "fall", "winter"),
    "年": ("年",),
    "月": ("月",),
}
# `May` and `March` are words as well; they are months after one of these or beside a figure.
_BEFORE_MONTH = re.compile(
    r"\b(?:in|on|by|of|since|until|till|from|to|between|and|during|for|last|next|this|early|mid|late"
    r"|end|before|after|through|around|or|each|every|the)[ -]\Z",
    re.IGNORECASE,
)
_DOUBTFUL = {"may", "march", "mar", "sep", "sept", "dec", "jan", "oct", "nov", "apr", "jun", "jul",
             "aug", "feb", "august"}  # fmt: skip
# A number from 1800 to 2039 before a scale, or after a currency, is not a year.
_SCALED = re.compile(rf"[ -]?(?:{'|'.join(SCALES)})(?!\w)")
# Nor is one that a hyphen joins to a noun: a 2000-seat hall, but not a 2008-style crash.
_JOINED = re.compile(
    r"-(?!(?:era|style|vintage|model|present|edition|level|onward|now|today|\w+ed)\b)[a-z]{3}"
)
# After these it is a year, whatever follows: in 2019 vehicles were counted by hand.
_BEFORE_YEAR = re.compile(
    r"\b(?:in|by|for|since|until|till|before|after|during|between|the|this|early|mid|late|"
    r"its|his|her|their|our)[ -]\Z|'s? \Z",
    re.IGNORECASE,
)
# What is behind the last year of a range says whether both count something: 1950-1960 kg.
_UNTIL = re.compile(rf"-{_YEAR}\b")


def extract(text: str, lexicon: Lexicon) -> list[Date]:
    """The dates in a text of plain characters, in text order."""
    signs = {sign for sign, pattern in _MAY_MATCH.items() if pattern.search(text)}
    folded = text.lower()
    signs |= {
        sign
        for sign, spellings in _MAY_MATCH_WORDS.items()
        if any(map(folded.__contains__, spellings))
    }
    if not signs:
        return []
    found: list[Date] = []
    taken = bytearray(len(text))
    for sign, pattern in _PATTERNS:
        for match in pattern.finditer(text) if sign in signs else ():
            if taken.find(1, *match.span()) < 0:
                for date in _parse(match, text, lexicon):
                    taken[date.start : date.end] = b"\1" * (date.end - date.start)
                    found.append(date)
    return sorted(found, key=lambda date: date.start)


def blank(text: str, dates: Iterable[Date]) -> str:
    """A text with spaces in place of its dates, which are in text order."""
    pieces, at = [], 0
    for date in dates:
        # A range over two years is two dates at one place.
        if date.start >= at:
            pieces += [text[at : date.start], " " * (date.end - date.start)]
            at = date.end
    return "".join([*pieces, text[at:]])


def _parse(match: re.Match[str], text: str, lexicon: Lexicon) -> Iterator[Date]:
    parts = match.groupdict()
    if not parts.keys().isdisjoint(_PERIODS):
        yield from date_periods.parse(match)
        return
    if not _is_valid(parts, match, text, lexicon):
        return
    year, (start, end) = int(parts.get("year") or _ANY_YEAR), match.span()
    if parts.get("short"):
        year = int(parts["short"]) + (_CENTURY if int(parts["short"]) < _TURN else _CENTURY - 100)
    end -= match[0].endswith(".") and not _abbreviated(parts)
    if parts.get("month2"):
        yield from _months(parts, match, text)
    elif parts.get("month") or parts.get("number"):
        yield from (Date(year, *days, start, end) for days in _in_month(parts))
    elif parts.get("nth") or parts.get("quarter") or parts.get("half"):
        yield Date(year, *_fraction_of_year(parts, match[0]), start, end)
    elif parts.get("season"):
        yield Date(year, *_season(parts["season"].lower()), start, end)
    else:
        first, last = _part_of_year(parts.get("part"))
        yield Date(year, *months(first, last), start, end)
        if parts.get("until"):
            # From 1999-00 on it is another century.
            later = (int(parts["until"]) - year) % 100
            yield Date(year + later, (1, 1), (12, 31), match.start("until"), end)


def _is_valid(parts: dict[str, str], match: re.Match[str], text: str, lexicon: Lexicon) -> bool:
    if parts.get("month") and not _is_month(match, text):
        return False
    if parts.get("number") and not 1 <= int(parts["number"]) <= _MOST_MONTHS:
        return False
    if not all(1 <= day <= _last_day(parts) for day in _day_numbers(parts)):
        return False
    if parts.get("nth") and not parts.get("year") and text.find("quarter", 0, match.end()) < 0:
        return False
    return not (parts.get("year") and _is_count(match["year"], match, text, lexicon))


def _is_count(year: str, match: re.Match[str], text: str, lexicon: Lexicon) -> bool:
    """Whether what matches as a year is a count."""
    written, (start, end) = match[0].strip(), match.span()
    if written not in {year, f"{year}s"}:
        return False
    before = text_before(text, start, _REACH).rstrip()
    until = _UNTIL.match(text, end)
    end = until.end() if until else end
    joined = _SCALED.match(text, end) or _JOINED.match(text, end)
    if joined or any(before.endswith(currency) for currency in CURRENCY_SPELLINGS):
        return True
    measure = measure_at(text, end, lexicon)
    if written == year and measure.is_known and measure.end - end <= _LONGEST_SYMBOL:
        return True
    is_year = written != year or found_before(_BEFORE_YEAR, text, start, _NEAR)
    return not is_year and (measure.is_known or bool(lexicon.counted_at(text, end)))


_PERIODS = {"decade", "tens", "century", "side", "feast"}
_REACH = 20
_NEAR = 10
_LONGEST_SYMBOL = 4
"""The most characters of a symbol such as ` kWh`; a longer unit may follow a year."""


def may_be_count(date: Date, text: str, lexicon: Lexicon) -> bool:
    """Whether a year in a text may be a count of the noun or unit after it."""
    bare = text[date.start : date.end].isdigit()
    return bare and bool(
        lexicon.counted_at(text, date.end) or measure_at(text, date.end, lexicon).is_known
    )


def _month(parts: dict[str, str]) -> int:
    return int(parts.get("number") or 0) or _MONTHS[parts["month"].lower()]


def _day_numbers(parts: dict[str, str]) -> list[int]:
    return [int(parts[name]) for name in ("day", "day2") if parts.get(name)]


def _last_day(parts: dict[str, str]) -> int:
    return calendar.monthrange(int(parts.get("year") or _LEAP_YEAR), _month(parts))[1]


def _in_month(parts: dict[str, str]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    month, days = _month(parts), _day_numbers(parts)
    if parts.get("part") and not days:
        yield _part_of_month(month, parts["part"])
    else:
        yield from (days_of(month, day) for day in days or [0])


def _months(parts: dict[str, str], match: re.Match[str], text: str) -> Iterator[Date]:
    first, last = _MONTHS[parts["month"].lower()], _MONTHS[parts["month2"].lower()]
    year, start, end = int(parts["year"] or _ANY_YEAR), *match.span()
    between = text_before(text, start, len("between ")).lower() == "between "
    joined = between or " and " not in match[0]
    if joined and first < last and not parts["year1"]:
        yield Date(year, *months(first, last), start, end)
    else:
        yield Date(int(parts["year1"] or year), *months(first, first), start, end)
        yield Date(year, *months(last, last), start, end)


def _abbreviated(parts: dict[str, str]) -> bool:
    """Whether a full stop at its end belongs to a date, as in `Sept.`."""
    return not parts.get("year") and (parts.get("month") or "").lower() not in _WHOLE_MONTHS


def _is_month(match: re.Match[str], text: str) -> bool:
    parts, start = match.groupdict(), match.start("month")
    if not match["month"][0].isupper():
        return False
    if match["month"].lower() not in _DOUBTFUL or parts.get("day") or parts.get("year"):
        return True
    return bool(parts.get("part") or found_before(_BEFORE_MONTH, text, start, _REACH))


def _part_key(part: str) -> str:
    return re.sub(r"^(?:the )?(?:very )?| (?:of|in)$", "", part.lower())


def _part_of_month(month: int, part: str) -> tuple[tuple[int, int], tuple[int, int]]:
    first, last = _PART_OF_MONTH[_part_key(part)]
    return (month, first), (month, min(last, calendar.monthrange(_LEAP_YEAR, month)[1]))


def _part_of_year(part: str | None) -> tuple[int, int]:
    return _PART_OF_YEAR[_part_key(part)] if part else (1, 12)


def _fraction_of_year(
    parts: dict[str, str], written: str
) -> tuple[tuple[int, int], tuple[int, int]]:
    nth = (parts.get("nth") or "").lower()
    if parts.get("half") or "half" in written:
        half = int(parts.get("half") or _QUARTERS[nth])
        return months(6 * half - 5, 6 * half)
    quarter = int(parts.get("quarter") or 0) or _QUARTERS[nth]
    return months(3 * quarter - 2, 3 * quarter)


def _season(season: str) -> tuple[tuple[int, int], tuple[int, int]]:
    # Winter spans two years; the text may name either.
    first, last = _SEASONS.get(season, (1, 12))
    return months(first, last)
