"""Bylines and datelines: the lines above a text that name its authors and its date."""

from __future__ import annotations

import datetime as dt
import functools
import re
from typing import NamedTuple

from babel.dates import get_day_names, get_month_names

from explainer.article.metadata import date_of

_BY = re.compile(
    r"""(?:
        (?i:By|(?:Words|Written|Reported|Story|Text|Interview)[ ]by|Authors?:|Text:|Interview:)
        | Von | Autor(?:in)?: | Par | Por | Di | Door | Af | Av
    )\s+(?=[^\W\d_])
    | (?:作者|撰文|文|記者|记者)\s*[:：／/|]\s*""",
    re.VERBOSE,
)
_PREPOSITIONS = {"Von", "Par", "Por", "Di", "Door", "Af", "Av"}
_NAME_BEHIND = re.compile(r"(.*\d{4})\s+by\s+(\D+)")
_AND = re.compile(r"\s*(?:[,、]|\b(?:and|und|et|og|och)\b|(?<=\s)[eyi](?=\s)|&)\s*")
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?:\s+(?:[^\W\d_][\w.'’-]*)){0,4}")
_SMALL = re.compile(r"af|al|bin|da|del?|della|der|di|du|la|le|ten|van|von|y|zu")
"""The particles of names, in lower case."""
_OFFICE = re.compile(
    r"(?:the|our)\s+((?:\w+\s+){0,3}(?:agencies|board|bureau|correspondents?|desk|editors?|newsroom"
    r"|reporters?|staff|team))",
    re.IGNORECASE,
)
_PIECES = re.compile(r"\s*[|·•]\s*|\s+[–—-]\s+")
_ROLE = re.compile(r",\s*(?=[\da-zà-ÿ]|[^,]*\d{4}$|\w+\.?\s\d{1,2}\w{0,2},\s\d{4}$)")
"""Where names end, and a role or a date begins."""
_LONGEST_PIECE = 60
_LONGEST_DATELINE = 160
_BEFORE_DATE = re.compile(r"\s*(?:[,·•|/–—]|\s-)\s*")

_DATED = re.compile(
    r"""(?:
        (?:First[ ])?Published | Posted | Date | (?:Last[ ])?Updated
        | Veröffentlicht(?:[ ]am)? | Stand | Publié[ ]le | Mis[ ]à[ ]jour[ ]le
        | Publicado(?:[ ]el)? | Actualizado(?:[ ]el)? | Pubblicato(?:[ ]il)?
        | 发布时间 | 更新时间 | 日期 | 公開日 | 更新日
    )\s*(?:on\b)?\s*[:：]?\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_TIME = re.compile(
    r"""[,\s]+(?:at\s+|um\s+|à\s+|a\s+las\s+)?
    \d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?|Uhr|h)?\s*(?:\(?[A-Z]{2,5}\)?)?$""",
    re.VERBOSE | re.IGNORECASE,
)
_ON = re.compile(r"^(?:on|am|den|le|el|il|op)\s+", re.IGNORECASE)
_LOCALES = ("en", "de", "fr", "es", "it", "pt", "nl", "da", "nb", "sv", "ca")
_DAY, _MONTH, _YEAR = r"(?P<day>\d{1,2})", r"(?P<month>[^\W\d_]+)\.?", r"(?P<year>\d{4})"
_FIGURE = r"(?P<month>\d{1,2})"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_DAY}(?:\.|st|nd|rd|th|er|º)?\s+(?:de\s+|of\s+)?{_MONTH},?\s+(?:del?\s+)?{_YEAR}",
        rf"{_MONTH}\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}",
        rf"{_MONTH}\s+(?:de\s+)?{_YEAR}",
        rf"{_DAY}\.\s?{_FIGURE}\.\s?{_YEAR}",
        rf"{_YEAR}\s*年\s*{_FIGURE}\s*月\s*{_DAY}\s*日",
    )
)


class Byline(NamedTuple):
    """The authors and the date in a line."""

    authors: tuple[str, ...] = ()
    issued: str | None = None


def dateline_of(text: str) -> Byline | None:
    """What a line such as "Oslo, 3 May 2026" below a name says of when the text was written."""
    for mark in _BEFORE_DATE.finditer(text) if len(text) <= _LONGEST_DATELINE else ():
        if (line := byline_of(text[mark.end() :])) and line.issued and not line.authors:
            return line
    return None


def byline_of(text: str) -> Byline | None:
    """What a line such as "By Ana Smith, 3 May 2026" says; `None` where it is no such line."""
    text = _NAME_BEHIND.sub(r"By \2 | \1", text.strip())
    first, *rest = _PIECES.split(text)
    if any(len(piece) > _LONGEST_PIECE for piece in rest):
        return None
    match = _BY.match(first)
    authors: tuple[str, ...] = ()
    if match:
        named, *role = _ROLE.split(first[match.end() :], maxsplit=1)
        authors = _names(named)
        if first[: match.end()].strip() in _PREPOSITIONS and not any(" " in it for it in authors):
            # As in the title of a section.
            return None
        rest = [*role, *rest]
        if not authors:
            return None
    else:
        rest = [first, *rest]
    days = [day for piece in rest if (day := day_of(piece))]
    # Without a name, a line begins with its date.
    if not authors and not (days and day_of(rest[0])):
        return None
    return Byline(authors, days[0] if days else None)


def _names(text: str) -> tuple[str, ...]:
    """The names in a text, or none where a part of it is no name."""
    office = _OFFICE.fullmatch(text.strip())
    if office:
        return (office[1],)
    names = [name for name in _AND.split(text.strip()) if name]
    return tuple(names) if names and all(map(_is_name, names)) else ()


def _is_name(text: str) -> bool:
    words = text.split()
    capital = all(not word[:1].islower() or _SMALL.fullmatch(word) for word in words)
    return bool(_NAME.fullmatch(text)) and capital and not text[:1].islower()


def day_of(text: str) -> str | None:
    """
    The day or month in a text that is nothing but a date, perhaps with a time, in ISO 8601's form.

    A date in figures of which nobody knows whether its day or its month comes first is none.
    """
    text = _TIME.sub("", _DATED.sub("", text, count=1).strip())
    text = _ON.sub("", text)
    weekday, _, rest = text.partition(" ")
    if weekday.strip(",.").casefold() in _weekdays():
        text = _ON.sub("", rest.strip())
    known = date_of(text)
    if known:
        return known
    for form in _FORMS:
        if match := form.fullmatch(text):
            return _iso(**match.groupdict())
    return None


def _iso(year: str, month: str, day: str | None = None) -> str | None:
    number = int(month) if month.isdigit() else _months().get(month.casefold(), 0)
    try:
        date = dt.date(int(year), number, int(day or 1)).isoformat()
    except ValueError:
        return None
    return date if day else date.rpartition("-")[0]


@functools.cache
def _months() -> dict[str, int]:
    """The numbers of months by their names, long and short, in some languages."""
    return {
        str(name).casefold().rstrip("."): number
        for locale in _LOCALES
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, locale=locale).items()
    }


@functools.cache
def _weekdays() -> frozenset[str]:
    return frozenset(
        str(name).casefold().rstrip(".")
        for locale in _LOCALES
        for width in ("wide", "abbreviated")
        for name in get_day_names(width, locale=locale).values()
    )
