"""Figures that are a fraction, a multiple or an ordinal in words."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from explainer.evidence.case_folding import TOKEN
from explainer.evidence.english import FUNCTION_WORDS
from explainer.evidence.figure_precision import any_of, hedge_of
from explainer.evidence.figure_types import Figure, measured
from explainer.evidence.just_before import text_before
from explainer.evidence.number_figures import COMPARES, NUMBER_WORD, SCALE_WORDS, sense_of
from explainer.evidence.special_figures import number
from explainer.evidence.units import measure_at
from explainer.vocabulary.spellings import (
    FOLD_WORDS,
    FRACTIONS,
    HALVING_WORDS,
    MULTIPLES,
    NUMBER_WORDS,
    ORDINALS,
    SCALES,
)
from explainer.vocabulary.unit_spellings import UnitDefinition

if TYPE_CHECKING:
    from explainer.evidence.lexicon import Lexicon

FRACTION = re.compile(
    r"\b(?:(?P<whole>an?|one|two|three|four|five|six|seven|nine)[ -])?"
    r"(?P<part>half|halves|(?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|twelfth|"
    r"twentieth|fiftieth|hundredth|thousandth)s?)\b(?P<rest>(?: of\b| as\b| the\b)?)",
    re.IGNORECASE,
)
AND_HALF = re.compile(
    rf"\b(?P<some>{NUMBER_WORD}|\d{{1,15}}) and a (?P<part>half|quarter)"
    rf"(?: (?P<scale>{SCALE_WORDS}))?\b",
    re.IGNORECASE,
)
UNIT_AND_HALF = re.compile(
    rf"\b(?P<some>an?|{NUMBER_WORD}) (?P<of>[a-z]+(?:[ -][a-z]+)?) and a (?P<part>half|quarter)\b",
    re.IGNORECASE,
)
ONE_AND = re.compile(
    rf"\ban? (?P<unit>hour|minute|day|week|month|year)(?= and (?:\d|(?:{NUMBER_WORD})\b))",
    re.IGNORECASE,
)
OUT_OF = re.compile(
    rf"\b(?:(?P<some>{NUMBER_WORD}|\d{{1,15}})|(?P<one>one)(?: [a-z]+){{1,3}})"
    r" (?:(?:in|out of)(?: every)?|of every) "
    rf"(?P<all>{NUMBER_WORD}|a hundred|a thousand|1?\d|20|25|50|100)\b"
    r"(?![,.]?\d| ?%| per|[-\u2013/]| (?:second|minute|hour|day|week|month|year|decade|centur)\w*)",
    re.IGNORECASE,
)
OF_EVERY = re.compile(
    rf"\bof every (?P<all>{NUMBER_WORD}|a hundred|a thousand|1?\d|20|25|50|100)"
    r"(?: (?!and\b|or\b|to\b)[a-z-]+){0,3}?"
    r"(?: (?:nearly|almost|about|around|some|roughly|over|under|(?:more|less|fewer) than))?"
    rf" (?P<some>{NUMBER_WORD}|\d{{1,15}})\b(?![,.]?\d| ?%| per|[-\u2013/])",
    re.IGNORECASE,
)
_PART_OF_SCALE = re.compile(r" of (?:a|one) (?P<scale>million|billion|trillion|thousand)\b")
HALF_AGAIN = re.compile(r"\bhalf as (?:much|many|\w+) again\b", re.IGNORECASE)
# A noun makes it an ordinal, and these are none.
_NOT_NOUN = re.compile(
    rf"\s*(?:[,.;:)\u2013-]|\Z|[a-z]*er\b|(?:{'|'.join(sorted(FUNCTION_WORDS - {'one'}))}|less"
    r"|since|during|among|across|each|every|because|so|although|though|whereas|yet|nor|live[sd]?|lack\w*"
    r"|did|do|never|still|now|today|last|this|within|without|through|throughout)\b)"
)
MULTIPLE = re.compile(
    rf"\b(?:{any_of([*MULTIPLES, *FOLD_WORDS, *HALVING_WORDS])})\b", re.IGNORECASE
)
ORDINAL = re.compile(rf"\b(?:{any_of(ORDINALS)})\b".replace(r"\-", "[ -]"), re.IGNORECASE)
_OF_POINT = re.compile(r"(?:[ -]of)?(?:[ -](?:an?|one))?(?: full)?(?: percentage)?[ -]points?\b")
_HALF_OF = re.compile(r"[ -](?:an? )?(?:dozen|million|billion)")
# A half in which one plays is no part of anything.
_BEFORE_HALF_OF_GAME = ("each ", "either ", "both ")
_OF_UNIT = re.compile(r"[ -](?:of )?(?:an?|one) ")
_NAME_REACH = 40
_OFTEN = {"twice", "thrice"}
_POINT = UnitDefinition("pp", also=(UnitDefinition(""),))
_POINTS = {"point", "points", "percentage point", "percentage points"}


def parse_out_of(match: re.Match[str], _lexicon: Lexicon) -> Figure | None:
    """A proportion: `one in five`, `three out of ten`."""
    some, every = (
        number(match["some"] or match.groupdict()["one"]),
        number(match["all"].lower().removeprefix("a ")),
    )
    if not some < every:
        return None
    value, start = Fraction(some, every), match.start()
    # Of every ten nearly nine: the hedge stands within.
    hedged = match.start("some") if match.re is OF_EVERY else start
    hedge = hedge_of(match.string, hedged, match.end())
    return Figure(value, "part", value / 5, hedge, start, match.end())


def parse_half_again(match: re.Match[str], _lexicon: Lexicon) -> Figure:
    """`half as much again`: one and a half times."""
    return Figure(Fraction(3, 2), "x", Fraction(1, 10), "", *match.span())


def parse_one_and(match: re.Match[str], lexicon: Lexicon) -> Figure:
    """The one unit of a compound: `an hour` and 35 minutes."""
    text, one = match.string, Fraction(1)
    measure = measure_at(text, match.start("unit") - 1, lexicon, fold=True)
    hedge = hedge_of(text, *match.span())
    return measured(one, one, measure.unit, 1, hedge, *match.span())


def parse_and_half(match: re.Match[str], lexicon: Lexicon) -> Figure:
    """A number and a half: `two and a half million`."""
    text, start = match.string, match.start()
    measure = measure_at(text, match.end(), lexicon, fold=True)
    scale = SCALES[match["scale"].lower()] if match["scale"] else 1
    part, hedge = _part(match), hedge_of(text, start, measure.end)
    value = number(match["some"]) + part
    return measured(value, part, measure.unit, scale, hedge, start, measure.end)


def parse_unit_and_half(match: re.Match[str], lexicon: Lexicon) -> Figure | None:
    """So many of a unit and half of one more: a year and a half, a point and a half."""
    text, start, word = match.string, match.start(), match["of"].lower()
    if word in _POINTS:
        unit = _POINT
    elif word in {"dozen", "hundred", "thousand", "million", "billion", "trillion"}:
        return None
    else:
        measure = measure_at(text, match.start("of"), lexicon, fold=True)
        if measure.end != match.end("of"):
            return None
        unit = measure.unit
    some = 1 if match["some"].lower() in {"a", "an"} else number(match["some"])
    part, hedge = _part(match), hedge_of(text, start, match.end())
    figure = measured(some + part, part, unit, 1, hedge, start, match.end())
    return figure._replace(sense=sense_of(text, match.end()))


def _part(match: re.Match[str]) -> Fraction:
    """What is added to a whole: a half, or a quarter."""
    return Fraction(1, FRACTIONS[match["part"].lower()])


def parse_multiple(match: re.Match[str], _lexicon: Lexicon) -> Figure:
    """A multiple: `twice`, `tenfold`, `halved`."""
    word, hedge = match[0].lower(), hedge_of(match.string, *match.span())
    if word in HALVING_WORDS:
        return Figure(Fraction(1, 2), "part", Fraction(1), hedge, *match.span())
    unit = "times" if word in _OFTEN and not COMPARES.match(match.string, match.end()) else "x"
    return Figure(MULTIPLES.get(word) or FOLD_WORDS[word], unit, Fraction(1), hedge, *match.span())


def parse_ordinal(match: re.Match[str], lexicon: Lexicon) -> Figure | None:
    """An ordinal in words: `second`; `None` if a known name begins with it."""
    if match[0][0].isupper():
        words = TOKEN.findall(match.string[match.start() : match.end() + _NAME_REACH])
        if lexicon.meaning(words)[1] > 1:
            return None
    return Figure(
        Fraction(ORDINALS[match[0].lower().replace(" ", "-")]),
        "ordinal",
        Fraction(1),
        "",
        *match.span(),
    )


def parse_part_of_point(match: re.Match[str], _lexicon: Lexicon) -> Figure | None:
    """A part of a percentage point: half a point, a quarter-point, three-quarters of a point."""
    text, part = match.string, match["part"].lower()
    points = _OF_POINT.match(text, match.end("part"))
    if not points:
        return None
    some = NUMBER_WORDS.get((match["whole"] or "").lower(), 1)
    value = Fraction(some, 2 if part == "halves" else FRACTIONS[part.removesuffix("s")])
    start, end = match.start(), points.end()
    figure = measured(value, value / 5, _POINT, 1, hedge_of(text, start, end), start, end)
    return figure._replace(sense=sense_of(text, end))


def parse_fraction(match: re.Match[str], lexicon: Lexicon) -> Figure | None:
    """A fraction in words: `two thirds`, `half a litre`, `a quarter of a million`."""
    text, part = match.string, match["part"].lower()
    part = "half" if part == "halves" else part.removesuffix("s")
    whole, start, end = (match["whole"] or "").lower(), match.start(), match.end("part")
    value = Fraction(NUMBER_WORDS.get(whole, 1), FRACTIONS[part])
    of_unit = _OF_UNIT.match(text, end) if whole or part == "half" else None
    if of_unit and part != "half" and "of" not in of_unit[0]:
        # Two fifths a year earlier are no rate.
        of_unit = None
    measure = measure_at(text, of_unit.end(), lexicon, fold=True) if of_unit else None
    if measure and measure.unit.base and measure.unit.base not in {"x", "times"}:
        # Half a litre, or half a percentage point.
        hedge = hedge_of(text, start, measure.end)
        return measured(value, value / 5, measure.unit, 1, hedge, start, measure.end)
    plural = match["part"].lower().endswith("s")
    # `a third house` counts houses; `a third of`, `one-third` and `two thirds` are parts.
    by = text_before(text, start, 3) == "by "
    alone = match["rest"] or by or _NOT_NOUN.match(text, match.end())
    if part != "half" and not (whole and (plural or alone or "-" in match[0])):
        return None
    if part == "half" and (
        _HALF_OF.match(text, end) or text.endswith(_BEFORE_HALF_OF_GAME, 0, start)
    ):
        return None
    of_scale = _PART_OF_SCALE.match(text, end)
    if of_scale:
        value *= SCALES[of_scale["scale"]]
        return Figure(value, "", value / 5, hedge_of(text, start, end), start, of_scale.end())
    return Figure(value, "part", value / 5, hedge_of(text, start, end), start, end)
