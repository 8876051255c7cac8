"""
Figures: numbers with their scale, unit, precision and hedge, however they are spelled.

Dates are not figures; who calls blanks them out first.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

from explainer.evidence import proportions, special_figures
from explainer.evidence.english import FUNCTION
from explainer.evidence.figure_precision import any_of as _any
from explainer.evidence.figure_precision import hedge_of
from explainer.evidence.figure_types import Figure, Other, measured
from explainer.evidence.special_figures import number as _number
from explainer.evidence.units import measure_at, rates_at
from explainer.vocabulary.spellings import (
    BINDING,
    CHINESE,
    CHINESE_DIGITS,
    CURRENCY_CODES,
    FOLD,
    HALVED,
    LETTERS,
    MONEY,
    MULTIPLES,
    ORDINALS,
    PARTS,
    QUANTILES,
    SCALES,
    SMALL,
    Unit,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.evidence.lexicon import Lexicon

Reading = Callable[["re.Match[str]", "Lexicon"], "Figure | None"]
"""From what looks like a figure to the figure."""


_NUMBER = r"\d{1,3}(?:[,']\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_SCALE = (
    rf"(?:[ -]?(?:{_any(SCALES)})\b|(?:{_any(LETTERS)})(?![\w$])| ?(?:bn|mn|trn|tn)\b"
    rf"| ?(?:{_any(CHINESE)}))"
)
_PREFIX = _any(s for s in MONEY if not s.islower() or not s.isascii())
_DIGITS = re.compile(
    rf"(?<![A-Za-z\d_.+])(?:(?P<prefix>{_PREFIX}) ?)?"
    rf"(?P<minus>-|(?:[Mm]inus|[Nn]egative)[ -])?(?P<number>{_NUMBER})"
    rf"(?P<ordinal>(?:st|nd|rd|th)\b)?(?P<plus>\+)?(?P<scale>(?:{_SCALE}){{0,4}})"
)
_WORD = "|".join(SMALL)
_SCALE_WORDS = r"hundred|thousand|lakh|million|crore|billion|trillion"
_WORDS = re.compile(
    rf"\b(?:(?P<half>half)[ -])?(?P<minus>minus[ -])?"
    rf"(?P<number>(?:an?|{_WORD})(?:[ -](?:{_SCALE_WORDS}|dozen)"
    r"|(?<=ty)[ -](?:one|two|three|four|five|six|seven|eight|nine)"
    rf"|(?:(?<=hundred)|(?<=thousand)|(?<=illion))[ -](?:and[ -])?(?:{_WORD}))*)\b",
    re.IGNORECASE,
)
_FRACTIONS = re.compile(
    r"\b(?:(?P<whole>an?|one|two|three|four|five|six|seven|nine)[ -])?"
    r"(?P<part>half|halves|(?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|hundredth|"
    r"thousandth)s?)\b(?P<rest>(?: of\b| as\b| the\b)?)",
    re.IGNORECASE,
)
_AND_HALF = re.compile(
    rf"\b(?P<some>{_WORD}|\d{{1,15}}) and a half(?: (?P<scale>{_SCALE_WORDS}))?\b",
    re.IGNORECASE,
)
_UNIT_AND_HALF = re.compile(
    rf"\b(?P<some>an?|{_WORD}) (?P<of>[a-z]+(?:[ -][a-z]+)?) and a half\b", re.IGNORECASE
)
_OUT_OF = re.compile(
    rf"\b(?:(?P<some>{_WORD}|\d{{1,15}})|(?P<one>one)(?: [a-z]+){{1,3}}) (?:in|out of)(?: every)? "
    rf"(?P<all>{_WORD}|a hundred|a thousand|1?\d|20|25|50|100)\b(?![,.]?\d| ?%| per|[-\u2013/]"
    r"| (?:second|minute|hour|day|week|month|year|decade|centur)\w*)",
    re.IGNORECASE,
)
_PART_OF_SCALE = re.compile(r" of (?:a|one) (?P<scale>million|billion|trillion|thousand)\b")
_HALF_AGAIN = re.compile(r"\bhalf as (?:much|many|\w+) again\b", re.IGNORECASE)
_SENSE = re.compile(
    r"[ -](?:(?!or )\w+ )?(?:"
    r"(?P<less>less|lower|fewer|smaller|slower|cheaper|below|short|behind|down)"
    r"|(?P<more>more|higher|greater|larger|bigger|faster|above|up|ahead))\b"
    r"|(?P<of> of)\b"
)
# A noun makes it an ordinal, and these are none.
_ALONE = re.compile(
    rf"\s*(?:[,.;:)\u2013-]|\Z|[a-z]*er\b|(?:{'|'.join(sorted(FUNCTION - {'one'}))}|less"
    r"|since|during|among|across|each|every|because|so|although|though|whereas|yet|nor|live[sd]?|lack\w*"
    r"|did|do|never|still|now|today|last|this|within|without|through|throughout)\b)"
)
_MULTIPLE = re.compile(rf"\b(?:{_any([*MULTIPLES, *FOLD, *HALVED])})\b", re.IGNORECASE)
_ORDINAL = re.compile(rf"\b(?:{_any(ORDINALS)})\b".replace(r"\-", "[ -]"), re.IGNORECASE)
_HAN = f"[{''.join(CHINESE_DIGITS)}]"
_CHINESE_NUMBER = re.compile(
    rf"(?:(?P<number>{_HAN})|(?=十))(?P<scale>{_any(CHINESE)})"
    rf"|(?P<tenths>{_HAN})成"
)
_RANGE = re.compile(
    r"\s*(?:-|\u2013|to|and|or|against|versus|vs\.?|rather than|compared with|/|~|至|到)\s*\Z"
)
_GOES_ON = re.compile(r"[A-Za-z\d]|[.,]\d")
_NAME_BEFORE = re.compile(r"(?:^|[\s(/-])(?:\w*[A-Z]\w*|[A-Z][\w.]*)[ -]\Z")
_BELOW = re.compile(r" below (?:zero|freezing)\b")
_OF_DEGREES = re.compile(r"(?:degrees?|°[CF]?)(?: \w+)? (?:above|below) \Z")
_OF_POINT = re.compile(r"(?:[ -]of)?(?:[ -](?:an?|one))?(?: full)?(?: percentage)?[ -]points?\b")
_HALF_OF = re.compile(r"[ -](?:an? )?(?:dozen|million|billion)")
# A half in which one plays is no part of anything.
_OF_A_GAME = ("each ", "either ", "both ")
_OF_UNIT = re.compile(r"[ -](?:of )?(?:an?|one) ")
_OFTEN = {"twice", "thrice"}
# What stands behind `twice` and `three times` where they compare; else they say how often.
_COMPARES = re.compile(
    r" (?:as|more|less|fewer|the|that|this|what|those|its|his|her|their|our|over|it|when|normal|"
    r"average|of|\w+er)\b"
)
_REACH = 40
_DIGIT = re.compile(r"\d")
_DASHED = re.compile(r"\d\s?[-\u2013]\s?\d")
_TO_NUMBER = re.compile(rf"\b(?:to|against) (?:\d|nil|love|(?:{_WORD})\b)")
_HAN_SIGN = re.compile(f"{_HAN}|十")
_LETTERS = re.compile(r"[^\W\d_]+")
_PARTS = frozenset((*PARTS, *(f"{part}s" for part in PARTS), "halves"))
_NUMBERS = frozenset((*SMALL, *SCALES))
_MULTIPLES = frozenset((*MULTIPLES, *FOLD, *HALVED))
_PARTS_OF_DAY = {"morning", "afternoon", "evening", "night"}
_CLOCK_WORDS = {"am", "pm", "m", "clock", "noon", "midday", "midnight"}
_TOLD = {"quarter", "minutes", "noon", "midday", "midnight", "clock", "morning", "afternoon",
         "evening", "night"}  # fmt: skip
_QUANTITIES = {"most", "majority", "nobody", "one", "none", "everybody", "everyone", "all"}
_GROUP_WORDS = {"half", "third", "quarter", "fifth", "tenth", "hundredth", *QUANTILES}


def read(text: str, lexicon: Lexicon) -> list[Figure]:
    """The figures in a text of plain characters, in the order in which they stand."""
    taken = bytearray(len(text))
    found: list[Figure] = []
    for figure in _candidates(text, lexicon):
        if figure and taken.find(1, figure.start, figure.end) < 0:
            taken[figure.start : figure.end] = b"\1" * (figure.end - figure.start)
            found.append(figure)
    if not found:
        return []
    found.sort(key=lambda figure: figure.start)
    found = _together(_ranges(found, text), text)
    return _in_their_currency([_complete(figure, text, lexicon) for figure in found], text)


def _candidates(text: str, lexicon: Lexicon) -> Iterator[Figure | None]:
    """What may be a figure, the longer and surer readings first."""
    words = frozenset(_LETTERS.findall(text.lower()))
    for sign, readings in _READINGS.items():
        if _SIGNS[sign](text, words):
            for pattern, make in readings:
                for match in pattern.finditer(text):
                    yield make(match, lexicon)


def _out_of(match: re.Match[str], _lexicon: Lexicon) -> Figure | None:
    some, every = _number(match["some"] or match["one"]), _number(match["all"].removeprefix("a "))
    if not some < every:
        return None
    value = Fraction(some, every)
    return Figure(value, "part", value / 5, hedge_of(match.string, *match.span()), *match.span())


def _half_again(match: re.Match[str], _lexicon: Lexicon) -> Figure:
    return Figure(Fraction(3, 2), "x", Fraction(1, 10), "", *match.span())


def _and_half(match: re.Match[str], lexicon: Lexicon) -> Figure:
    text, start = match.string, match.start()
    measure = measure_at(text, match.end(), lexicon, fold=True)
    scale = SCALES[match["scale"].lower()] if match["scale"] else 1
    value, hedge = _number(match["some"]) + Fraction(1, 2), hedge_of(text, start, measure.end)
    return measured(value, Fraction(1, 10), measure.unit, scale, hedge, start, measure.end)


def _unit_and_half(match: re.Match[str], lexicon: Lexicon) -> Figure | None:
    """So many of a unit and half of one more: a year and a half, a point and a half."""
    text, start, word = match.string, match.start(), match["of"].lower()
    if word in _POINTS:
        unit = _POINT
    elif word in {"dozen", "hundred", "thousand", "million", "billion", "trillion"}:
        return None
    else:
        measure = measure_at(text, match.start("of"), lexicon, fold=True)
        if not measure.known or measure.end != match.end("of"):
            return None
        unit = measure.unit
    some = 1 if match["some"].lower() in {"a", "an"} else _number(match["some"])
    value, hedge = some + Fraction(1, 2), hedge_of(text, start, match.end())
    figure = measured(value, Fraction(1, 10), unit, 1, hedge, start, match.end())
    return figure._replace(sense=_sense(text, match.end()))


_POINT = Unit("pp", also=(Unit(""),))
_POINTS = {"point", "points", "percentage point", "percentage points"}


def _multiple(match: re.Match[str], _lexicon: Lexicon) -> Figure:
    word, hedge = match[0].lower(), hedge_of(match.string, *match.span())
    if word in HALVED:
        return Figure(Fraction(1, 2), "part", Fraction(1), hedge, *match.span())
    unit = "times" if word in _OFTEN and not _COMPARES.match(match.string, match.end()) else "x"
    return Figure(MULTIPLES.get(word) or FOLD[word], unit, Fraction(1), hedge, *match.span())


def _ordinal(match: re.Match[str], _lexicon: Lexicon) -> Figure:
    return Figure(
        Fraction(ORDINALS[match[0].lower().replace(" ", "-")]),
        "ordinal",
        Fraction(1),
        "",
        *match.span(),
    )


def _digits(match: re.Match[str], lexicon: Lexicon) -> Figure | None:
    text = match.string
    if len(match["number"]) > _LONGEST:
        # Nobody counts so far, and Python refuses to read it.
        return None
    measure, prefix = measure_at(text, match.end(), lexicon), (match["prefix"] or "").strip()
    start, end, written = match.start(), measure.end, match["scale"] or ""
    if _GOES_ON.match(text, end):
        # What goes on is a model's number or a version.
        return None
    unit, scale = _counting(match, measure.unit, end), _scale(written)
    if prefix and measure.unit.base == "m" and text[match.end() : end] == " m":
        # Behind an amount, a metre is a million.
        scale *= 10**6
    value, step = _read_digits(re.sub("[,' ]", "", match["number"]))
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
        figure = figure._replace(also=(*figure.also, Other(value, "m", step)))
    if not (unit.base or prefix or written or figure.hedge) and special_figures.MAYBE_CLOCK.match(
        text, start
    ):
        figure = figure._replace(also=(*figure.also, *special_figures.maybe_clock(text, start)))
    in_name = not (prefix or written or measure.known) and bool(
        _NAME_BEFORE.search(text, max(0, start - 40), start)
    )
    return figure._replace(sense=_sense(text, end), in_name=in_name)


_LONGEST = 60
_NTH, _MANY, _TIMES = Unit("ordinal"), Unit("x"), Unit("times")


def _counting(match: re.Match[str], unit: Unit, end: int) -> Unit:
    """What a number in digits counts, given the unit behind it."""
    if match["ordinal"]:
        return _NTH
    if match["prefix"]:
        return MONEY[match["prefix"].strip()]
    if not unit.base and match.string[max(0, match.start() - 10) : match.start()] == "factor of ":
        return _MANY
    return _how_often(unit, match.string, end)


def _how_often(unit: Unit, text: str, end: int) -> Unit:
    """`Times` as how often, where nothing is compared."""
    often = unit.base == "x" and text[end - 5 : end] == "times" and not _COMPARES.match(text, end)
    return _TIMES if often else unit


@functools.lru_cache(maxsize=20_000)
def _read_digits(number: str) -> tuple[Fraction, Fraction]:
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
        chinese = CHINESE.get(spelled)
        factor *= chinese or SCALES.get(spelled) or LETTERS[spelled]
    return factor


def _words(match: re.Match[str], lexicon: Lexicon) -> Figure | None:
    text, words = match.string, re.split("[ -]+", match["number"].lower())
    if len(words) == 1 and words[0] in {"a", "an"}:
        return None
    measure = measure_at(text, match.end(), lexicon, fold=True)
    unit, start, end = measure.unit, match.start(), measure.end
    if words == ["one"] and unit.base in {"", "x"}:
        # More often a pronoun than a number.
        return None
    if words == ["zero"] and _OF_DEGREES.search(text, max(0, start - _REACH), start):
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
    return figure._replace(sense=_sense(text, end))


def _sense(text: str, end: int) -> str:
    match = None if _BELOW.match(text, end) else _SENSE.match(text, end)
    return match.lastgroup or "" if match else ""


def _value(words: list[str]) -> int:
    total = current = 0
    for word in words:
        if word in {"a", "an"}:
            current = 1
        elif word in SMALL:
            current += SMALL[word]
        elif word in {"hundred", "dozen"}:
            current = max(current, 1) * SCALES[word]
        elif word in SCALES:
            total += max(current, 1) * SCALES[word]
            current = 0
    return total + current


def _of_a_point(match: re.Match[str], _lexicon: Lexicon) -> Figure | None:
    """A part of a percentage point: half a point, a quarter-point, three-quarters of a point."""
    text, part = match.string, match["part"].lower()
    points = _OF_POINT.match(text, match.end("part"))
    if not points:
        return None
    some = SMALL.get((match["whole"] or "").lower(), 1)
    value = Fraction(some, 2 if part == "halves" else PARTS[part.removesuffix("s")])
    start, end = match.start(), points.end()
    figure = measured(value, value / 5, _POINT, 1, hedge_of(text, start, end), start, end)
    return figure._replace(sense=_sense(text, end))


def _fraction(match: re.Match[str], lexicon: Lexicon) -> Figure | None:
    text, part = match.string, match["part"].lower()
    part = "half" if part == "halves" else part.removesuffix("s")
    whole, start, end = (match["whole"] or "").lower(), match.start(), match.end("part")
    value = Fraction(SMALL.get(whole, 1), PARTS[part])
    of_unit = _OF_UNIT.match(text, end) if whole or part == "half" else None
    measure = measure_at(text, of_unit.end(), lexicon, fold=True) if of_unit else None
    if measure and measure.unit.base and measure.unit.base not in {"x", "times"}:
        # Half a litre, or half a percentage point.
        hedge = hedge_of(text, start, measure.end)
        return measured(value, value / 5, measure.unit, 1, hedge, start, measure.end)
    plural = match["part"].lower().endswith("s")
    # `a third house` counts houses; `a third of`, `one-third` and `two thirds` are parts.
    by = text[max(0, start - 3) : start] == "by "
    alone = match["rest"] or by or _ALONE.match(text, match.end())
    if part != "half" and not (whole and (plural or alone or "-" in match[0])):
        return None
    if part == "half" and (_HALF_OF.match(text, end) or text.endswith(_OF_A_GAME, 0, start)):
        return None
    of_scale = _PART_OF_SCALE.match(text, end)
    if of_scale:
        value *= SCALES[of_scale["scale"]]
        return Figure(value, "", value / 5, hedge_of(text, start, end), start, of_scale.end())
    return Figure(value, "part", value / 5, hedge_of(text, start, end), start, end)


def _chinese(match: re.Match[str], lexicon: Lexicon) -> Figure:
    if match["tenths"]:
        return Figure(Fraction(10 * CHINESE_DIGITS[match["tenths"]]), "%", Fraction(10), "",
                      *match.span())  # fmt: skip
    text, start = match.string, match.start()
    unit, end = measure_at(text, match.end(), lexicon)
    digits = Fraction(CHINESE_DIGITS.get(match["number"], 1))
    hedge, scale = hedge_of(text, start, end), CHINESE[match["scale"]]
    return measured(digits, Fraction(1), unit, scale, hedge, start, end)


_READINGS: dict[str, list[tuple[re.Pattern[str], Reading]]] = {
    "quantity": [(proportions.QUANTITY, special_figures.quantity)],
    "told": [(special_figures.TOLD, special_figures.told)],
    "clock": [
        (special_figures.LASTED, special_figures.lasted),
        (special_figures.CLOCK, special_figures.clock),
    ],
    "of day": [(special_figures.OF_DAY, special_figures.of_day)],
    "score": [(special_figures.SCORE, special_figures.score)],
    "group": [(special_figures.GROUP, special_figures.group)],
    "out of": [(_OUT_OF, _out_of)],
    "again": [(_HALF_AGAIN, _half_again)],
    "digits": [(_DIGITS, _digits)],
    "han": [(_CHINESE_NUMBER, _chinese)],
    "and a half": [(_AND_HALF, _and_half), (_UNIT_AND_HALF, _unit_and_half)],
    "fractions": [(_FRACTIONS, _of_a_point), (_FRACTIONS, _fraction)],
    "ordinals": [(_ORDINAL, _ordinal)],
    "words": [(_WORDS, _words)],
    "multiples": [(_MULTIPLE, _multiple)],
}
# Most sentences have no figure, and few of them one in words: what a text, or its words, must have.
_SIGNS: dict[str, Callable[[str, frozenset[str]], object]] = {
    "quantity": lambda _text, words: not words.isdisjoint(_QUANTITIES),
    "told": lambda _text, words: "past" in words or ("to" in words and not words.isdisjoint(_TOLD)),
    "clock": lambda text, words: (
        not words.isdisjoint(_CLOCK_WORDS) or (":" in text and _DIGIT.search(text))
    ),
    "of day": lambda _text, words: not words.isdisjoint(_PARTS_OF_DAY),
    "score": lambda text, words: (
        _DASHED.search(text) or (("to" in words or "against" in words) and _TO_NUMBER.search(text))
    ),
    "group": lambda _text, words: not words.isdisjoint(_GROUP_WORDS),
    "out of": lambda text, words: (
        ("in" in words or "out" in words) and (not words.isdisjoint(SMALL) or _DIGIT.search(text))
    ),
    "again": lambda _text, words: "again" in words,
    "digits": lambda text, _words: _DIGIT.search(text),
    "han": lambda text, _words: not text.isascii() and _HAN_SIGN.search(text),
    "and a half": lambda _text, words: "half" in words and "and" in words,
    "fractions": lambda _text, words: not words.isdisjoint(_PARTS),
    "ordinals": lambda _text, words: not words.isdisjoint(ORDINALS),
    "words": lambda _text, words: not words.isdisjoint(_NUMBERS),
    "multiples": lambda _text, words: not words.isdisjoint(_MULTIPLES),
}


def _ranges(figures: list[Figure], text: str) -> list[Figure]:
    """In `2 to 3 million` and `about 45-55 %` both ends have the scale, the unit and the hedge."""
    for index in range(len(figures) - 1, 0, -1):
        first, second = figures[index - 1], figures[index]
        between = text[first.end : second.start]
        if not _RANGE.match(between):
            continue
        if between.strip() == "and" and text.endswith("between ", 0, first.start):
            # None is below the first, nor above the second.
            figures[index - 1] = first = first._replace(hedge=first.hedge or "floor")
            figures[index] = second = second._replace(hedge=second.hedge or "ceiling")
        if second.hedge == "" and between.strip() not in {"and", "or", "against"}:
            figures[index] = second = second._replace(hedge=first.hedge)
        if first.unit in CURRENCY_CODES and not second.unit:
            figures[index] = second = second._replace(unit=first.unit)
        if first.unit in {"", second.unit} and text[first.end - 1].isdigit():
            figures[index - 1] = _like(first, second)
    return figures


def _like(first: Figure, second: Figure) -> Figure:
    """A figure with the scale and the unit of the one that it is in a range with."""
    if first.factor != 1 or second.unit in {"ordinal", "part", "clock", "score"}:
        return first
    digits = second.value / second.factor
    # From 900 to 1.2 million begins at 900; a unit is always that of both.
    measured_ = second.unit and second.unit not in BINDING
    factor = second.factor if measured_ or first.value <= digits else Fraction(1)
    return first._replace(
        value=first.value * factor,
        step=first.step * factor,
        factor=factor,
        unit=second.unit,
        size=second.size,
    )


_PLUS = re.compile(r" (?:and )?|, ")
_IN_PARTS = {"second", "month", "m", "g"}


def _together(figures: list[Figure], text: str) -> list[Figure]:
    """`Six years and three months` and `7 lb 3 oz` are one figure each."""
    found: list[Figure] = []
    least = Fraction(0)
    for figure in figures:
        last = found[-1] if found else None
        if (
            last
            and last.unit == figure.unit
            and figure.unit in _IN_PARTS
            and abs(figure.value) < last.factor
            and figure.factor < least
            and not figure.hedge
            and _PLUS.fullmatch(text, last.end, figure.start)
        ):
            value = last.value + figure.value
            found[-1] = last._replace(value=value, step=figure.step, end=figure.end, also=())
        else:
            found.append(figure)
        # Behind the seconds of one time begins another.
        least = figure.factor
    return found


_POPULATION = re.compile(
    r"\b(?:population|inhabitants)(?: (?:of|is|was|to|at|stood at|about|some|nearly)| ?[,:(])* ?\Z"
)
_WITHOUT_RATES = {"ordinal", "clock", "score", proportions.UNIT}


def _complete(figure: Figure, text: str, lexicon: Lexicon) -> Figure:
    """A figure with what it is for each of, and what it counts."""
    if figure.hedge == "through" and figure.unit not in {"second", "month"}:
        figure = figure._replace(hedge="over")
    if not figure.unit and text.endswith("outside the top ", 0, figure.start):
        # They are ranked further down.
        figure = figure._replace(unit="ordinal")
    if figure.unit in _WITHOUT_RATES:
        return figure
    if figure.unit == "%" and special_figures.RANKED.search(
        text, max(0, figure.start - _REACH), figure.start
    ):
        figure = figure._replace(sense="group")
    rates, end = rates_at(text, figure.end, lexicon)
    counted = "" if figure.unit or figure.in_name else lexicon.counted_at(text, figure.end)
    begins = max(0, figure.start - _REACH)
    if not (counted or figure.unit) and _POPULATION.search(text, begins, figure.start):
        counted = "people"
    if not rates and not counted:
        return figure
    return figure._replace(rates=rates, end=end, counted=counted)


def _in_their_currency(figures: list[Figure], text: str) -> list[Figure]:
    """In `72 million euros, and another 9 million` and `by 3 euros, to 8.90` both may be euros."""
    money = next((figure.unit for figure in figures if figure.unit in CURRENCY_CODES), "")
    found, last, paid = [], "", ""
    for figure in figures:
        bare = not (figure.unit or figure.counted or figure.in_name)
        to = bare and last and _TO.search(text, max(0, figure.start - _REACH), figure.start)
        ends = bare and paid and text[figure.end : figure.end + 1] in _STOPS
        unit = last if to else paid if ends else money if bare and figure.factor != 1 else ""
        also = (*figure.also, Other(figure.value, unit, figure.step)) if unit else figure.also
        found.append(figure._replace(also=also))
        if figure.unit in CURRENCY_CODES:
            last = paid = figure.unit
        elif figure.unit in {"%", "pp"}:
            # Up by half a point, to 4.25: per cent, that is.
            last = "%"
    return found


_STOPS = {"", ".", ",", ";", ")"}
_TO = re.compile(r"\b(?:to|from|against|instead of)(?: (?:just|only|about|nearly|almost))? \Z")
