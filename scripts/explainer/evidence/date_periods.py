"""
Periods in words: decades, centuries, the first months of a year, and feasts.

`The mid-1960s` and `the late nineteenth century` are dates over several years; `a week before
Christmas` is a few days of some year.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from explainer.evidence.date_types import Date, months
from explainer.vocabulary.spellings import NUMBER_WORDS, ORDINALS

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_YEAR = r"(?:1[89]\d\d|20[0-3]\d)"
_PART = (
    r"(?:\b(?:the )?(?P<part>early|mid|middle of|late|beginning of|start of|end of|turn of"
    r"|first half of|second half of)[ -](?:the )?)?"
)
_CENTURIES = "|".join(word for word in ORDINALS if 5 <= ORDINALS[word] <= 21)  # noqa: PLR2004
_MONTHS_OF_YEAR = "|".join(word for word, value in NUMBER_WORDS.items() if 1 < value < 12)  # noqa: PLR2004
# The 1990's are a decade, and 1990's winter is that of a year.
_APOSTROPHE = "|".join(rf"(?<=\b{word} \d{{4}})'" for word in ("the", "early", "mid", "late"))
DECADE = rf"{_PART}\b(?P<decade>(?:1[89]\d|20[0-3])0)(?:{_APOSTROPHE})?s\b"
_TENS = "thirties|forties|fifties|sixties|seventies|eighties|nineties"
SHORT_DECADE = (
    r"(?:(?<![\w'])'|\bthe )(?:(?P<part>early|mid|late)[ -])?'?"
    rf"(?P<tens>{_TENS}|[3-9]0'?s)\b"
)
CENTURY = rf"{_PART}\b(?P<century>{_CENTURIES}|[5-9]th|1\dth|20th|21st)[ -]century\b"
MONTHS_OF_YEAR = (
    rf"\b(?:the )?(?P<side>first|last|opening|final|closing) (?P<count>{_MONTHS_OF_YEAR}|\d\d?)"
    rf" months (?:of|in) (?P<year>{_YEAR})\b"
)
_BEFORE_FEAST = "|".join(
    rf"(?<=\b{word} )" for word in ("after", "around", "at", "before", "by", "on", "since", "until")
)
FEAST = (
    r"\b(?:(?P<shift>an?|two|three|four|five|six|ten|\d\d?) (?P<unit>day|week)s?"
    rf" (?P<way>before|after) |{_BEFORE_FEAST})"
    r"(?P<feast>New Year's (?:Day|Eve)|New Year|Christmas(?: Day| Eve)?)"
    rf"(?: (?:of )?(?P<year>{_YEAR}))?\b(?! [A-Z]|')"
)
_FEASTS = {
    "new year": ((1, 1), (1, 7)), "new year's day": ((1, 1), (1, 1)),
    "new year's eve": ((12, 31), (12, 31)), "christmas": ((12, 24), (12, 26)),
    "christmas day": ((12, 25), (12, 25)), "christmas eve": ((12, 24), (12, 24)),
}  # fmt: skip
# The first and the last year of a part of ten years and of a hundred, which nobody ends sharply.
_OF_DECADE = {"early": (0, 3), "beginning": (0, 3), "start": (0, 2), "turn": (-1, 1),
              "mid": (3, 7), "middle": (3, 7), "late": (6, 9), "end": (8, 9),
              "first": (0, 5), "second": (5, 9)}  # fmt: skip
_OF_CENTURY = {"early": (0, 40), "beginning": (0, 20), "start": (0, 20), "turn": (-5, 5),
               "mid": (30, 70), "middle": (30, 70), "late": (60, 100), "end": (80, 100),
               "first": (0, 50), "second": (50, 100)}  # fmt: skip
_ANY_YEAR = 2023
_MONTHS = 12


def parse(match: re.Match[str]) -> Iterator[Date]:
    """The dates of a match of one of the patterns here."""
    parts, span = match.groupdict(), match.span()
    if parts.get("feast"):
        yield _feast(parts, *span)
    elif parts.get("side"):
        yield from _months(parts, *span)
    else:
        part = (parts.get("part") or "").lower().partition(" ")[0]
        if parts.get("decade") or parts.get("tens"):
            of = int(parts.get("decade") or 1900 + _tens(parts["tens"].lower()))
            first, last = _OF_DECADE.get(part, (0, 9))
        else:
            of, (first, last) = 100 * (_nth(parts["century"]) - 1), _OF_CENTURY.get(part, (0, 100))
        yield Date(of + first, (1, 1), (12, 31), *span, until=of + last)


def _tens(written: str) -> int:
    """The years that a short decade adds to the century: `90s`, `nineties`."""
    return int(written[:2]) if written[0].isdigit() else NUMBER_WORDS[f"{written[:-3]}y"]


def _nth(century: str) -> int:
    return ORDINALS.get(century.lower()) or int(century[:-2])


def _months(parts: dict[str, str], start: int, end: int) -> Iterator[Date]:
    """The first or the last months of a year."""
    word = parts["count"].lower()
    count = int(word) if word.isdigit() else NUMBER_WORDS[word]
    if 0 < count <= _MONTHS:
        first = 1 if parts["side"].lower() in {"first", "opening"} else _MONTHS + 1 - count
        ends = months(first, first + count - 1)
        yield Date(int(parts["year"]), *ends, start, end)


def _feast(parts: dict[str, str], start: int, end: int) -> Date:
    """The days around a feast, some days or weeks before or after it."""
    year = int(parts.get("year") or 0)
    first, last = _FEASTS[parts["feast"].lower()]
    if not parts.get("shift"):
        return Date(year, first, last, start, end)
    word = parts["shift"].lower()
    many = 1 if word in {"a", "an"} else int(word) if word.isdigit() else NUMBER_WORDS[word]
    days = many * (7 if parts["unit"].lower() == "week" else 1)
    days = -days if parts["way"].lower() == "before" else days
    ends = [dt.date(year or _ANY_YEAR, *day) + dt.timedelta(days) for day in (first, last)]
    if ends[0].year != ends[1].year:
        ends[1 if days < 0 else 0] = ends[0 if days < 0 else 1]
    of = ends[0].year if year else 0
    first, last = ((each.month, each.day) for each in ends)
    return Date(of, first, last, start, end)
