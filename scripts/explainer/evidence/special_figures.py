"""Figures other than a number with a unit: times of day, scores, and proportions in words."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from explainer.evidence import proportions
from explainer.evidence.figure_types import Alternative, Figure
from explainer.evidence.just_before import found_before, text_before
from explainer.vocabulary.spellings import NUMBER_WORDS, QUANTILES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.evidence.lexicon import Lexicon

_WORDS = "|".join(NUMBER_WORDS)
_MARK = r"(?P<mark>[ap])(?:\.m\.|m\b)"
HOUR_OF_DAY = re.compile(
    rf"(?P<way>\b(?:at|by|from|until|till|before|after|around|about|towards?|since|nearly|almost) )"
    rf"(?P<hour>{_WORDS}|\d\d?) (?:(?:in the|that|the same) (?P<part>morning|afternoon|evening)"
    r"|at (?P<night>night))\b",
    re.IGNORECASE,
)
CLOCK = re.compile(
    rf"(?<![\w.:,$€£-])(?:(?P<hours>\d\d?)(?:[:.](?P<minutes>[0-5]\d))? ?{_MARK}"
    r"|(?P<hours24>[01]?\d|2[0-4]):(?P<minutes24>[0-5]\d)(?!\d|[:.]\d)(?: ?h\b)?"
    rf"|(?P<oclock>\d\d?|{_WORDS}) o'clock(?: in the (?P<part>morning|afternoon|evening))?"
    r"|(?P<named>noon|midday|midnight)\b)",
    re.IGNORECASE,
)
# At 16.25 may be a time, and may be a price.
MAY_BE_CLOCK = re.compile(
    r"(?<=\b(?:at|by) )(?P<hours>[01]?\d|2[0-3])\.(?P<minutes>[0-5]\d)(?![\d%]|[.,]\d| ?[%$€£])"
)
_PARTS_OF_DAY = r"(?: in the (?P<part>morning|afternoon|evening)| at (?P<night>night))?"
CLOCK_IN_WORDS = re.compile(
    rf"\b(?:an? )?(?P<minutes>half|quarter|twenty[ -]five|{_WORDS}|[1-5]?\d)(?P<unit> minutes?)? "
    rf"(?P<way>past|to) (?P<hours>noon|midday|midnight|{_WORDS}|1?\d)\b(?! ?[%:.,]?\d| ?%)"
    rf"(?P<oclock> o'clock)?{_PARTS_OF_DAY}",
    re.IGNORECASE,
)
ELAPSED_TIME = re.compile(
    r"(?<![\w.:,-])(?:(?P<hours>\d\d?):(?P<minutes>[0-5]\d):(?P<seconds>[0-5]\d(?:\.\d+)?)"
    r"|(?P<few>[0-5]?\d):(?P<parts>[0-5]\d\.\d+))(?![\d:])"
)
FEET_AND_INCHES = re.compile(
    r"(?<![\w'])(?P<feet>[3-8])(?:'\s?(?P<inches>\d{1,2})(?:\"|'')|-foot-(?P<more>\d{1,2})\b(?:-inch)?)"
)
_INCH = Fraction(254, 10000)
_NAMED = {"noon": 720, "midday": 720, "midnight": 0}
_DAY, _HALF_DAY = 1440, 720
_TWELVE = 12
_REACH = 24
# Four at night is in the morning, and five in the evening.
_DAWN = 300

# Nobody counts from more to fewer, so that 3–1 is a result and 1–3 may be a range.
SCORE = re.compile(
    r"(?<![\w.,:$€£¥/-])(?P<first>\d{1,3}|[A-Za-z]{3,9})"
    r"(?:\s?(?P<dash>[-\u2013])\s?|(?P<noun> [a-z]+)? (?:to|against) )"
    r"(?P<second>\d{1,3}|[a-z]{3,9})(?![\w%/:]|[.,]\d|[-\u2013]\d| ?%|-[a-z])"
)
_FROM = re.compile(
    r"\b(?:from|between|pages?|pp?\.|chapters?|sections?|ages?|aged) (?:\w+ )?\Z", re.IGNORECASE
)
_SCORED = 1000
_IN_WORDS = {**NUMBER_WORDS, "nil": 0, "love": 0, "hundred": 100, "thousand": 1000}
_UNIT_BEHIND = re.compile(
    r"\s?(?:per cent|percent|%|million|billion|thousand|hundred|[$€£°]|times\b|degrees\b)"
)

GROUP = re.compile(
    r"\b(?:the |its |their )?(?:top|bottom|richest|poorest|highest|lowest|upper|wealthiest|oldest|"
    r"youngest|first|last)(?:[ -](?:earning|income))? "
    rf"(?P<part>half|third|quarter|fifth|tenth|hundredth|{'|'.join(QUANTILES)})\b"
    r"(?! \w+ (?:of|in)\b)",
    re.IGNORECASE,
)
RANKED = re.compile(
    r"\b(?:top|bottom|richest|poorest|highest|lowest|upper|wealthiest|oldest|youngest)"
    r"(?:[ -](?:earning|income))? \Z"
)
_GROUPS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10, "hundredth": 100}


def number(word: str) -> int:
    """A whole number in digits or as one word."""
    folded = word.lower()
    return int(folded) if folded.isdigit() else _IN_WORDS[folded]


def clock(match: re.Match[str], _lexicon: Lexicon) -> Figure | None:
    """A time of day, in minutes."""
    if match["named"]:
        return _at(_NAMED[match["named"].lower()], match)
    if match["mark"]:
        hours = int(match["hours"])
        if not 1 <= hours <= _TWELVE:
            return None
        part = "afternoon" if match["mark"].lower() == "p" else "morning"
        return _at(_on_24_hours(hours * 60 + int(match["minutes"] or 0), part), match)
    if match["oclock"]:
        hours = number(match["oclock"])
        part = (match["part"] or "").lower()
        if hours > _TWELVE:
            return None
        return _at(_on_24_hours(hours * 60, part), match, either=not part)
    hours = int(match["hours24"])
    # With a leading zero, or from 13 on, it is on the 24-hour clock.
    either = 0 < hours <= _TWELVE and not match["hours24"].startswith("0")
    return _at(hours * 60 + int(match["minutes24"]), match, either=either)


def hour_of_day(match: re.Match[str], _lexicon: Lexicon) -> Figure | None:
    """An hour of a part of the day, seven in the morning, which may be a count there as well."""
    hour, part = number(match["hour"]), (match["part"] or match["night"]).lower()
    if not 1 <= hour <= _TWELVE:
        return None
    start = match.start("hour")
    hedge, near = _hedge(match.string, start)
    # About seven in the evening there may be seven people as well.
    counts = hedge in {"about", "nearly"}
    return Figure(
        Fraction(_on_24_hours(hour * 60, part)),
        "clock",
        Fraction(near),
        hedge,
        start,
        match.end(),
        also=(Alternative(Fraction(hour), "", Fraction(1)),) if counts else (),
    )


def may_be_clock(text: str, start: int) -> Iterator[Alternative]:
    """The times of day that a number with a full stop at an offset may be."""
    match = MAY_BE_CLOCK.match(text, start)
    if match:
        hours, minutes = int(match["hours"]), int(match["minutes"])
        yield Alternative(Fraction(hours * 60 + minutes), "clock", Fraction(1))
        if 0 < hours <= _TWELVE and not match["hours"].startswith("0"):
            later = (hours * 60 + minutes + _HALF_DAY) % _DAY
            yield Alternative(Fraction(later), "clock", Fraction(1))


_CLOCK_HEDGE = re.compile(
    r"\b(?:(?:shortly|just|a little|soon|moments) (?P<way>before|after)|(?P<about>about|around"
    r"|towards?|roughly|approximately)|(?P<near>nearly|almost)) (?:the )?\Z",
    re.IGNORECASE,
)
_ABOUT, _SHORTLY = 20, 16


def _hedge(text: str, start: int) -> tuple[str, int]:
    """The hedge of a time of day, and its tolerance in minutes."""
    found = found_before(_CLOCK_HEDGE, text, start, _REACH)
    if not found:
        return "", 1
    if found["way"]:
        return ("under" if found["way"].lower() == "before" else "over"), _SHORTLY
    return ("about" if found["about"] else "nearly"), _ABOUT


def _at(minutes: int, match: re.Match[str], *, either: bool = False) -> Figure:
    hedge, near = _hedge(match.string, match.start())
    step = Fraction(near)
    also = (Alternative(Fraction((minutes + _HALF_DAY) % _DAY), "clock", step),) if either else ()
    return Figure(Fraction(minutes % _DAY), "clock", step, hedge, *match.span(), also=also)


def clock_in_words(match: re.Match[str], _lexicon: Lexicon) -> Figure | None:
    """A time of day in words: twenty past seven, a quarter to midnight."""
    named = _NAMED.get(match["hours"].lower())
    words = match["minutes"].lower().replace("-", " ")
    minutes = _MINUTES.get(words) or number(words)
    hours = 0 if named is not None else number(match["hours"])
    part = (match["part"] or match["night"] or "").lower()
    is_clock = (
        named is not None or part or match["way"] == "past" or match["unit"] or match["oclock"]
    )
    from_ = found_before(_FROM, match.string, match.start(), _REACH)
    if not is_clock and (words != "quarter" or from_):
        # From five to nine is a range, and by five to four a result.
        return None
    if not 0 < minutes < 60 or (named is None and not 0 < hours <= _TWELVE):  # noqa: PLR2004
        return None
    later = minutes if match["way"] == "past" else -minutes
    if named is not None:
        return _at(named + later, match)
    return _at(_on_24_hours(hours * 60 + later, part), match, either=not part)


def _on_24_hours(minutes: int, part: str) -> int:
    """The time of day on the 24-hour clock, of one on the 12-hour clock and a part of the day."""
    early = minutes % _HALF_DAY
    is_late = part in {"afternoon", "evening"} or (part == "night" and early >= _DAWN)
    return early + _HALF_DAY if is_late else early


_MINUTES = {"half": 30, "quarter": 15, "twenty five": 25}


def elapsed_time(match: re.Match[str], _lexicon: Lexicon) -> Figure:
    """Hours, minutes and seconds with colons between them, as a runner's or a swimmer's time."""
    minutes = int(match["few"] or match["minutes"]) + 60 * int(match["hours"] or 0)
    written = match["parts"] or match["seconds"]
    step = Fraction(1, 10 ** len(written.partition(".")[2]))
    return Figure(Fraction(written) + 60 * minutes, "second", step, "", *match.span())


def feet_and_inches(match: re.Match[str], _lexicon: Lexicon) -> Figure | None:
    """Somebody's height, in metres: 6'2", 6-foot-2."""
    inches = int(match["inches"] or match["more"])
    if inches >= _TWELVE:
        return None
    height = (_TWELVE * int(match["feet"]) + inches) * _INCH
    return Figure(height, "m", _INCH, "", *match.span(), _INCH)


def score(match: re.Match[str], _lexicon: Lexicon) -> Figure | None:
    """A result: of a game, a set or a vote."""
    known = (
        each.isdigit() or each.lower() in _IN_WORDS for each in (match["first"], match["second"])
    )
    if not all(known):
        return None
    first, second = number(match["first"]), number(match["second"])
    text, start = match.string, match.start()
    digits = match["first"].isdigit() and match["second"].isdigit()
    noun = match["noun"]
    by = text_before(text, start, 3).lower() == "by "
    if first < second or not (noun or digits or by):
        return None
    if noun and not noun.endswith("s"):
        return None
    if found_before(_FROM, text, start, _REACH) or _UNIT_BEHIND.match(text, match.end()):
        return None
    also = tuple(Alternative(Fraction(n), "", Fraction(1)) for n in (first, second))
    value = first + Fraction(second, _SCORED)
    return Figure(value, "score", Fraction(1, _SCORED), "", *match.span(), also=also)


def quantity(match: re.Match[str], lexicon: Lexicon) -> Figure | None:
    """A word such as `most`."""
    found = proportions.quantity(match)
    if not found:
        return None
    span = match.span()
    counted = lexicon.counted_at(match.string, match.end())
    return Figure(found[0], proportions.UNIT, Fraction(1), found[1], *span, counted=counted)


def group(match: re.Match[str], _lexicon: Lexicon) -> Figure:
    """A part of all, ranked: the top fifth, the poorest decile."""
    part = match["part"].lower()
    value = Fraction(1, _GROUPS.get(part) or QUANTILES[part])
    span = match.start("part"), match.end()
    return Figure(value, "part", value / 5, "", *span, sense="group")
