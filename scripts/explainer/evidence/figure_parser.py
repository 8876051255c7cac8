"""
The parser of figures: numbers with their scale, unit, precision and hedge, however spelled.

Dates are not figures; the caller blanks them out first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from explainer.evidence import fraction_figures, number_figures, proportions, special_figures
from explainer.evidence.figure_neighbours import (
    complete_figure,
    complete_ranges,
    infer_currencies,
    infer_units,
    join_compounds,
)
from explainer.vocabulary.spellings import (
    FOLD_WORDS,
    FRACTIONS,
    HALVING_WORDS,
    MULTIPLES,
    NUMBER_WORDS,
    ORDINALS,
    QUANTILES,
    SCALES,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.evidence.figure_types import Figure
    from explainer.evidence.lexicon import Lexicon

Parser = Callable[["re.Match[str]", "Lexicon"], "Figure | None"]
"""Makes a figure of a match of its pattern, or `None` if it is none."""

_DIGIT = re.compile(r"\d")
_DASHED = re.compile(r"\d\s?[-\u2013]\s?\d")
_TO_NUMBER = re.compile(rf"\b(?:to|against) (?:\d|nil|love|(?:{'|'.join(NUMBER_WORDS)})\b)")
_HAN_SIGN = re.compile(f"{number_figures.HAN}|十")
_LETTERS = re.compile(r"[^\W\d_]+")
_PARTS = frozenset((*FRACTIONS, *(f"{part}s" for part in FRACTIONS), "halves"))
_NUMBERS = frozenset((*NUMBER_WORDS, *SCALES))
_MULTIPLES = frozenset((*MULTIPLES, *FOLD_WORDS, *HALVING_WORDS))
_UNITS_OF_TIME = {"hour", "minute", "day", "week", "month", "year"}
_PARTS_OF_DAY = {"morning", "afternoon", "evening", "night"}
_CLOCK_WORDS = {"am", "pm", "m", "clock", "noon", "midday", "midnight"}
_CLOCK_NOUNS = {"quarter", "minutes", "noon", "midday", "midnight", "clock", "morning", "afternoon",
         "evening", "night"}  # fmt: skip
_QUANTITIES = {"most", "majority", "nobody", "one", "none", "everybody", "everyone", "all"}
_GROUP_WORDS = {"half", "third", "quarter", "fifth", "tenth", "hundredth", *QUANTILES}


def extract(text: str, lexicon: Lexicon) -> list[Figure]:
    """The figures in a text of plain characters, in text order."""
    taken = bytearray(len(text))
    found: list[Figure] = []
    for figure in _candidates(text, lexicon):
        if figure and taken.find(1, figure.start, figure.end) < 0:
            taken[figure.start : figure.end] = b"\1" * (figure.end - figure.start)
            found.append(figure)
    if not found:
        return []
    found.sort(key=lambda figure: figure.start)
    found = join_compounds(complete_ranges(found, text), text)
    found = infer_units([complete_figure(figure, text, lexicon) for figure in found], text)
    return infer_currencies(found, text)


def _candidates(text: str, lexicon: Lexicon) -> Iterator[Figure | None]:
    """The matches of all patterns, in the order of precedence."""
    words = frozenset(_LETTERS.findall(text.lower()))
    for kind, parsers in _PARSERS.items():
        if _MAY_MATCH[kind](text, words):
            for pattern, parse in parsers:
                for match in pattern.finditer(text):
                    yield parse(match, lexicon)


_PARSERS: dict[str, list[tuple[re.Pattern[str], Parser]]] = {
    "quantity": [(proportions.QUANTITY, special_figures.quantity)],
    "clock in words": [(special_figures.CLOCK_IN_WORDS, special_figures.clock_in_words)],
    "clock": [
        (special_figures.ELAPSED_TIME, special_figures.elapsed_time),
        (special_figures.CLOCK, special_figures.clock),
    ],
    "of day": [(special_figures.HOUR_OF_DAY, special_figures.hour_of_day)],
    "score": [(special_figures.SCORE, special_figures.score)],
    "group": [(special_figures.GROUP, special_figures.group)],
    "out of": [
        (fraction_figures.OUT_OF, fraction_figures.parse_out_of),
        (fraction_figures.OF_EVERY, fraction_figures.parse_out_of),
    ],
    "again": [(fraction_figures.HALF_AGAIN, fraction_figures.parse_half_again)],
    "feet": [(special_figures.FEET_AND_INCHES, special_figures.feet_and_inches)],
    "digits": [(number_figures.DIGITS, number_figures.parse_digits)],
    "han": [(number_figures.CHINESE_NUMBER, number_figures.parse_chinese)],
    "and a half": [
        (fraction_figures.AND_HALF, fraction_figures.parse_and_half),
        (fraction_figures.UNIT_AND_HALF, fraction_figures.parse_unit_and_half),
    ],
    "one and": [(fraction_figures.ONE_AND, fraction_figures.parse_one_and)],
    "fractions": [
        (fraction_figures.FRACTION, fraction_figures.parse_part_of_point),
        (fraction_figures.FRACTION, fraction_figures.parse_fraction),
    ],
    "ordinals": [(fraction_figures.ORDINAL, fraction_figures.parse_ordinal)],
    "words": [(number_figures.WORDS, number_figures.parse_words)],
    "multiples": [(fraction_figures.MULTIPLE, fraction_figures.parse_multiple)],
}
# Quick tests on a text and its words: most sentences have no figure, and few have one in words.
_MAY_MATCH: dict[str, Callable[[str, frozenset[str]], object]] = {
    "quantity": lambda _text, words: not words.isdisjoint(_QUANTITIES),
    "clock in words": lambda _text, words: (
        "past" in words or ("to" in words and not words.isdisjoint(_CLOCK_NOUNS))
    ),
    "clock": lambda text, words: (
        not words.isdisjoint(_CLOCK_WORDS) or (":" in text and _DIGIT.search(text))
    ),
    "of day": lambda _text, words: not words.isdisjoint(_PARTS_OF_DAY),
    "score": lambda text, words: (
        _DASHED.search(text) or (("to" in words or "against" in words) and _TO_NUMBER.search(text))
    ),
    "group": lambda _text, words: not words.isdisjoint(_GROUP_WORDS),
    "out of": lambda text, words: (
        ("in" in words or "out" in words or "every" in words)
        and (not words.isdisjoint(NUMBER_WORDS) or _DIGIT.search(text))
    ),
    "again": lambda _text, words: "again" in words,
    "feet": lambda text, words: "foot" in words or "'" in text,
    "digits": lambda text, _words: _DIGIT.search(text),
    "han": lambda text, _words: not text.isascii() and _HAN_SIGN.search(text),
    "and a half": lambda _text, words: "and" in words and ("half" in words or "quarter" in words),
    "one and": lambda _text, words: "and" in words and not words.isdisjoint(_UNITS_OF_TIME),
    "fractions": lambda _text, words: not words.isdisjoint(_PARTS),
    "ordinals": lambda _text, words: not words.isdisjoint(ORDINALS),
    "words": lambda _text, words: not words.isdisjoint(_NUMBERS),
    "multiples": lambda _text, words: not words.isdisjoint(_MULTIPLES),
}
