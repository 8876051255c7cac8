"""Figures that are a number in digits or in words, with its scale and unit."""

from __future__ import annotations

import functools
import re
from fractions import Fraction
from typing import TYPE_CHECKING

from explainer.evidence import special_figures
from explainer.evidence.english import FUNCTION_WORDS, NUMBERED_NOUNS
from explainer.evidence.figure_precision import any_of, hedge_of
from explainer.evidence.figure_types import Alternative, Figure, measured
from explainer.evidence.just_before import found_before, is_first
from explainer.evidence.units import measure_at
from explainer.vocabulary.spellings import (
    CHINESE_DIGITS,
    CHINESE_SCALES,
    CURRENCY_SPELLINGS,
    NUMBER_WORDS,
    SCALE_LETTERS,
    SCALES,
)
from explainer.vocabulary.unit_spellings import UNITS, UnitDefinition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.evidence.lexicon import Lexicon

_NUMBER = r"\d{1,3}(?:[,']\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_SCALE = (
    rf"(?:[ -]?(?:{any_of(SCALES)})\b|(?:{any_of(SCALE_LETTERS)})(?![\w$])| ?(?:bn|mn|trn|tn)\b"
    rf"| ?(?:{any_of(CHINESE_SCALES)}))"
)
_PREFIX = any_of(s for s in CURRENCY_SPELLINGS if not s.islower() or not s.isascii())
DIGITS = re.compile(
    rf"(?<![A-Za-z\d_.+])(?:(?P<prefix>{_PREFIX}) ?)?"
    rf"(?P<minus>-|(?:[Mm]inus|[Nn]egative)[ -])?(?P<number>{_NUMBER})"
    rf"(?P<ordinal>(?:st|nd|rd|th)\b)?(?P<plus>\+)?(?P<scale>(?:{_SCALE}){{0,4}})"
)
NUMBER_WORD = "|".join(NUMBER_WORDS)
SCALE_WORDS = r"hundred|thousand|lakh|million|crore|billion|trillion"
WORDS = re.compile(
    rf"\b(?:(?P<half>half)[ -])?(?P<minus>minus[ -])?"
    rf"(?P<number>(?:an?|{NUMBER_WORD})(?:[ -](?:{SCALE_WORDS}|dozen)"
    r"|(?<=ty)[ -](?:one|two|three|four|five|six|seven|eight|nine)"
    rf"|(?:(?<=hundred)|(?<=thousand)|(?<=illion))[ -](?:and[ -])?(?:{NUMBER_WORD}))*)\b",
    re.IGNORECASE,
)
HAN = f"[{''.join(CHINESE_DIGITS)}]"
CHINESE_NUMBER = re.compile(
    rf"(?:(?P<number>{HAN})|(?=十))(?P<scale>{any_of(CHINESE_SCALES)})"
    rf"|(?P<tenths>{HAN})成"
)
_SENSE = re.compile(
    r"[ -](?:(?!or )\w+ )?(?:"
    r"(?P<less>less|lower|fewer|smaller|slower|cheaper|below|short|behind|down)"
    r"|(?P<more>more|higher|greater|larger|bigger|faster|above|up|ahead))\b"
    r"|(?P<of> of)\b"
)
_CONTINUES = re.compile(r"[A-Za-z\d]|[.,]\d")
_NAME_BEFORE = re.compile(r"(?:^|[\s(/-])(?P<name>\w*[A-Z]\w*|[A-Z][\w.]*)[ -]\Z")
_HAN_BEHIND = re.compile(" ?[\u4e00-\u9fff]")
_BELOW = re.compile(r" below (?:zero|freezing)\b")
_OF_DEGREES = re.compile(r"(?:degrees?|°[CF]?)(?: \w+)? (?:above|below) \Z")
# What stands behind `twice` and `three times` where they compare; else they say how often.
COMPARES = re.compile(
    r" (?:as|more|less|fewer|the|that|this|what|those|its|his|her|their|our|over|it|when|normal|"
    r"average|of|\w+er)\b"
)
# Behind these a number is an age: aged 24, ages 10-24, at the age of nine; so it is in `Ada, 9,`.
_AGED = re.compile(
    r"\b(?:aged?|ages) (?:(?:of|from|between|about|around) )?"
    r"(?:\w+ ?(?:-|\u2013|to|and|or) ?)?\Z|(?<=[^\W\d_]), \Z"
)
_BEHIND_AGE = re.compile(r"[,.;)]|\Z")
_OLDEST = 120
# What is counted through: Season 4 is the fourth season.
_COUNTED_THROUGH = re.compile(
    r"\b(?:act|book|chapter|day|division|edition|episode|game|grade|heat|issue|lap|leg|level|match|"
    r"number|part|phase|place|race|round|season|series|session|set|stage|tier|volume|week|year) \Z"
    r"|\bNo\. ?\Z|#\Z",
    re.IGNORECASE,
)
_REACH = 40
_MOST_DIGITS = 60
_ORDINAL_UNIT, _MULTIPLE_UNIT, _TIMES_UNIT = (
    UnitDefinition("ordinal"),
    UnitDefinition("x"),
    UnitDefinition("times"),
)


def parse_digits(match: re.Match[str], lexicon: Lexicon) -> Figure | None:
    """A number in digits, with its prefix, scale and unit; `None` if it is part of a name."""
    text = match.string
    if len(match["number"]) > _MOST_DIGITS:
        # Nobody counts so far, and Python refuses to read it.
        return None
    measure, prefix = measure_at(text, match.end(), lexicon), (match["prefix"] or "").strip()
    start, end, written = match.start(), measure.end, match["scale"] or ""
    if _CONTINUES.match(text, end):
        # What goes on is a model's number or a version.
        return None
    unit, scale = _unit_of(match, measure.unit, end), _scale(written)
    if prefix and measure.unit.base == "m" and text[match.end() : end] == " m":
        # Behind an amount, a metre is a million.
        scale *= 10**6
    value, step = _parse_decimal(re.sub("[,' ]", "", match["number"]))
    if match["minus"] == "-" and not prefix:
        # A sign stands behind a space; a hyphen joins the figure to a word.
        if text[start - 1 : start] in {"", " ", "("}:
            value = -value
        else:
            start += 1
    elif (match["minus"] or "-") != "-" or (unit.base == "°C" and _BELOW.match(text, end)):
        value = -value
    hedge = "least" if match["plus"] else hedge_of(text, start, end)
    figure = measured(value, step, unit, scale, hedge, start, end)
    if written == "m" and not unit.base:
        # 5m may be metres.
        figure = figure._replace(also=(*figure.also, Alternative(value, "m", step)))
    if not (unit.base or prefix or written or figure.hedge) and special_figures.MAY_BE_CLOCK.match(
        text, start
    ):
        figure = figure._replace(also=(*figure.also, *special_figures.may_be_clock(text, start)))
    if not (unit.base or prefix or written):
        figure = figure._replace(also=(*figure.also, *_may_be_of_person_or_part(text, figure)))
    in_name = not (prefix or written or measure.is_known) and _is_in_name(text, start, end, lexicon)
    return figure._replace(sense=sense_of(text, end), in_name=in_name)


def _is_in_name(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a number belongs to a name before it: `Atlas 950`, not `In 950 cases`."""
    before = found_before(_NAME_BEFORE, text, start, _REACH)
    if not before or before["name"].lower() in FUNCTION_WORDS or _HAN_BEHIND.match(text, end):
        return False
    opens = before["name"].istitle() and is_first(text, before.start("name"), " (")
    word = before["name"].lower()
    return not opens or word in NUMBERED_NOUNS or word not in lexicon.ordinary


def _may_be_of_person_or_part(text: str, figure: Figure) -> Iterator[Alternative]:
    """What a bare number is as well where it is an age, or one of the parts of something."""
    value, begin = figure.value, max(0, figure.start - _REACH)
    aged = value < _OLDEST and _AGED.search(text, begin, figure.start)
    if aged and (aged[0] != ", " or _BEHIND_AGE.match(text, figure.end)):
        year = UNITS["years"]
        yield Alternative(value * year.factor, year.base, figure.step * year.factor)
    if value < _OLDEST and _COUNTED_THROUGH.search(text, begin, figure.start):
        yield Alternative(value, _ORDINAL_UNIT.base, figure.step)


def _unit_of(match: re.Match[str], unit: UnitDefinition, end: int) -> UnitDefinition:
    """What a number in digits counts, given the unit behind it."""
    if match["ordinal"]:
        return _ORDINAL_UNIT
    if match["prefix"]:
        return CURRENCY_SPELLINGS[match["prefix"].strip()]
    if not unit.base and match.string.endswith("factor of ", 0, match.start()):
        return _MULTIPLE_UNIT
    return _how_often(unit, match.string, end)


def _how_often(unit: UnitDefinition, text: str, end: int) -> UnitDefinition:
    """`Times` as how often, where nothing is compared."""
    often = unit.base == "x" and text[end - 5 : end] == "times" and not COMPARES.match(text, end)
    return _TIMES_UNIT if often else unit


@functools.lru_cache(maxsize=20_000)
def _parse_decimal(number: str) -> tuple[Fraction, Fraction]:
    """The value of a number in plain digits, and the place of the last one that says something."""
    value = Fraction(number)
    whole, _, decimals = number.partition(".")
    noughts = len(whole) - len(whole.rstrip("0")) if not decimals and value else 0
    return value, Fraction(10) ** (noughts or -len(decimals))


@functools.lru_cache(maxsize=1000)
def _scale(written: str) -> int:
    factor = 1
    for word in re.findall(_SCALE, written):
        spelled = word.strip(" -")
        chinese = CHINESE_SCALES.get(spelled)
        factor *= chinese or SCALES.get(spelled) or SCALE_LETTERS[spelled]
    return factor


def parse_words(match: re.Match[str], lexicon: Lexicon) -> Figure | None:
    """A number in words, with its unit; `None` if it is more often a pronoun or an article."""
    text, words = match.string, re.split("[ -]+", match["number"].lower())
    if len(words) == 1 and words[0] in {"a", "an"}:
        return None
    measure = measure_at(text, match.end(), lexicon, fold=True)
    unit, start, end = measure.unit, match.start(), measure.end
    if words == ["one"] and unit.base in {"", "x"}:
        # More often a pronoun than a number.
        return None
    if words == ["zero"] and found_before(_OF_DEGREES, text, start, _REACH):
        # Ten degrees below zero are one figure.
        return None
    value = Fraction(_value(words))
    if match["half"]:
        value /= 2
    noughts = Fraction(10) ** (len(str(value)) - len(str(value).rstrip("0")))
    step = noughts if value and len(words) > 1 else Fraction(1)
    if match["minus"] or (unit.base == "°C" and _BELOW.match(text, end)):
        value = -value
    hedge, unit = hedge_of(text, start, end), _how_often(unit, text, end)
    figure = measured(value, step, unit, 1, hedge, start, end)
    if not unit.base:
        figure = figure._replace(also=(*figure.also, *_may_be_of_person_or_part(text, figure)))
    return figure._replace(sense=sense_of(text, end))


def _value(words: list[str]) -> int:
    total = current = 0
    for word in words:
        if word in {"a", "an"}:
            current = 1
        elif word in NUMBER_WORDS:
            current += NUMBER_WORDS[word]
        elif word in {"hundred", "dozen"}:
            current = max(current, 1) * SCALES[word]
        elif word in SCALES and current and total >= SCALES[word]:
            total += current * SCALES[word]
            current = 0
        elif word in SCALES:
            # A thousand million, and two thousand three hundred million.
            total = max(total + current, 1) * SCALES[word]
            current = 0
    return total + current


def sense_of(text: str, end: int) -> str:
    """The sense of a figure that ends at an offset: `less`, `more`, `of` or empty."""
    match = None if _BELOW.match(text, end) else _SENSE.match(text, end)
    return match.lastgroup or "" if match else ""


def parse_chinese(match: re.Match[str], lexicon: Lexicon) -> Figure:
    """A number in Chinese characters, with its scale and unit."""
    if match["tenths"]:
        return Figure(Fraction(10 * CHINESE_DIGITS[match["tenths"]]), "%", Fraction(10), "",
                      *match.span())  # fmt: skip
    text, start = match.string, match.start()
    unit, end = measure_at(text, match.end(), lexicon)
    digits = Fraction(CHINESE_DIGITS.get(match["number"], 1))
    hedge, scale = hedge_of(text, start, end), CHINESE_SCALES[match["scale"]]
    return measured(digits, Fraction(1), unit, scale, hedge, start, end)
