"""
The unit or currency behind a number, looked up instead of matched.

One pattern of all spellings takes longer to compile than most runs take to check.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from explainer.vocabulary.unit_spellings import UNITS_AFTER_SPACE, UnitDefinition

if TYPE_CHECKING:
    from explainer.evidence.lexicon import Lexicon

Rates = tuple[tuple[str, Fraction], ...]
"""What a figure is for each of: a base unit, or a noun in the singular, and how many of it."""

_NOTHING = UnitDefinition("")
_RATE = re.compile(r"/ ?|(?: of)? ?\bper (?!cent\b)| (?:an?|(?:for )?(?:each|every)) ")
_BETWEEN = re.compile(
    r"(?: of)?(?: (?!(?:a|an|and|as|at|but|by|each|every|for|from|in|of|on|or|over|per|than|the|to|"
    r"was|were|which|while|with|within)\b)[a-z-]{1,60}){1,3}"
    r"(?= (?:an?|per|(?:for )?(?:each|every)) )"
)
_DAILY = re.compile(r"(?: [a-z-]{1,60}){0,2}? (hourly|daily|weekly|monthly|yearly|annually)\b")
_ADVERBS = {"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month",
            "yearly": "year", "annually": "year"}  # fmt: skip
_ADVERB_UNITS = {"annum": "year", "capita": "person", "head": "person", "inhabitant": "person",
                 "resident": "person", "people": "person"}  # fmt: skip
# The nouns that a rate may have after a mere `a`.
_PEOPLE = {"head", "person", "resident", "inhabitant", "pupil", "patient"}
_NOUN = re.compile(r"[a-z]{3,}")
# "A year ago" and "a week later" say when, not how often.
_WHEN = re.compile(
    r" (?:ago|earlier|later|(?:before|after)(?! tax)|on(?=[,.;:)]|\Z| from\b)|apart"
    r"|and a half|old)\b"
)


# Turbine-hours, and GPU hours: what is in capitals needs no hyphen.
_WORK = re.compile(
    r" (?:[A-Z][\w-]{0,60} ){0,8}(?:[^\W\d_][\w-]{0,60}-|[A-Z]{2,60}s? )"
    r"(?P<of>second|minute|hour|day|week|month|year)s?\b"
)
_WORK_FOR_EACH = re.compile(_WORK.pattern.removeprefix(" "))
_NO_WORK = ("half-", "mid-", "multi-")
WORK = "work"
"""The unit of hours of something: machine-hours and the like, in seconds."""


class Measure(NamedTuple):
    """The unit after a number, and the offset of its end."""

    unit: UnitDefinition
    end: int

    @property
    def is_known(self) -> bool:
        """Whether there is a unit."""
        return self.unit is not _NOTHING


def measure_at(text: str, at: int, lexicon: Lexicon, *, fold: bool = False) -> Measure:
    """
    The unit or currency at an offset, or after one space or hyphen there.

    With `fold` letter case does not matter, as after a number in words.
    """
    spelled = lexicon.folded if fold else lexicon.exact
    written = text[at : at + 1 + spelled.longest]
    written = written.lower() if fold else written
    for start in (at, at + 1) if written[:1] in {" ", "-"} else (at,):
        for spelling in spelled.by_first.get(written[start - at : start - at + 1], ()):
            end = start + len(spelling)
            if (
                written.startswith(spelling, start - at)
                and _ends(spelling, text[end : end + 1])
                and (start > at or spelling not in UNITS_AFTER_SPACE)
                and not (fold and _is_abbreviation(text[start:end], lexicon))
            ):
                return Measure(spelled.known[spelling], end)
    return Measure(_NOTHING, at)


def _is_abbreviation(written: str, lexicon: Lexicon) -> bool:
    """Whether what is a unit in small letters stands in capitals for something else: `MI`."""
    return written.isupper() and written.isalpha() and written not in lexicon.exact.known


def _ends(spelling: str, behind: str) -> bool:
    """Whether a unit in letters ends where its word ends."""
    last = spelling[-1]
    in_letters = last.isascii() and (last.isalpha() or last in "23")
    if in_letters and behind.isascii() and behind.isalnum():
        return False
    # The `t` of `t-shirt` is not a tonne.
    return not (len(spelling) == 1 and in_letters and behind and behind in "-'")


def work_at(
    text: str, at: int, lexicon: Lexicon, pattern: re.Pattern[str] = _WORK
) -> Measure | None:
    """The hours, days and the like of something at an offset, as in `machine-hours`."""
    match = pattern.match(text, at)
    if not match or match[0].strip().lower().startswith(_NO_WORK):
        return None
    of = lexicon.exact.known[match["of"]]
    seconds = of.factor * (_MONTH if of.base == "month" else 1)
    return Measure(UnitDefinition(WORK, seconds), match.end())


_MONTH = Fraction(146097, 4800) * 86400
"""The seconds of a month, on average."""


def rates_at(text: str, at: int, lexicon: Lexicon) -> tuple[Rates, int]:
    """
    What a figure that ends at an offset is for each of, as in `mg/kg a day`, and where that ends.

    Where words stand between, as in `two doses a day`, the figure still ends where it did.
    """
    rates: list[tuple[str, Fraction]] = []
    end = at
    while len(rates) < _MOST_RATES:
        between = _BETWEEN.match(text, end)
        begins = between.end() if between else end
        sign = _RATE.match(text, begins)
        if not sign:
            break
        unit, behind = _for_each(text, sign.end(), lexicon, named=sign[0].strip() in {"/", "per"})
        if not unit or (unit[0] in {"second", "month"} and _WHEN.match(text, behind)):
            break
        rates.append(unit)
        if between:
            # The words between are not part of the figure.
            return tuple(sorted(rates)), end
        end = behind
    daily = _DAILY.match(text, end)
    if daily and len(rates) < _MOST_RATES:
        unit_ = lexicon.exact.known[_ADVERBS[daily[1]]]
        rates.append((unit_.base, unit_.factor))
    return tuple(sorted(rates)), end


_MOST_RATES = 2


def _for_each(
    text: str, at: int, lexicon: Lexicon, *, named: bool
) -> tuple[tuple[str, Fraction] | None, int]:
    """The unit at an offset; after `per` it may be any noun, after `a` only a unit."""
    measure = measure_at(text, at, lexicon)
    if not measure.is_known:
        measure = work_at(text, at, lexicon, _WORK_FOR_EACH) or measure
    if measure.is_known and measure.unit.base and measure.unit.base != "x":
        return (measure.unit.base, measure.unit.factor), measure.end
    noun = _NOUN.match(text, at)
    if not noun or not (named or noun[0] in _PEOPLE):
        return None, at
    word = _ADVERB_UNITS.get(noun[0], noun[0].removesuffix("s"))
    unit = lexicon.exact.known.get(word)
    known = (unit.base, unit.factor) if unit else (word, Fraction(1))
    return known, noun.end()
