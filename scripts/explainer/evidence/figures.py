"""
Figures: numbers with their scale, unit, precision and hedge, however they are spelled.

Dates are not figures; who calls blanks them out first.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from explainer.evidence.measures import measure_at
from explainer.evidence.spellings import (
    BEHIND,
    CHINESE,
    CHINESE_DIGITS,
    CURRENCY_CODES,
    FOLD,
    HALVED,
    HEDGE_OF,
    LETTERS,
    LOOSE,
    MONEY,
    MULTIPLES,
    ORDINALS,
    PARTS,
    SCALES,
    SMALL,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


Reading = Callable[[re.Match[str], str], "Figure | None"]
"""From what looks like a figure, and the text around it, to the figure."""


class Figure(NamedTuple):
    """
    A number as it was written.

    `value` is in the base unit: full counts, dollars, watts, bytes, FLOPS, metres. `unit` is empty
    for a mere count. `step` is the place value of the last digit that was written, so `5.6
    million` has 100,000; a number that ends in noughts has the place of its last other digit.
    `hedge` is empty, `about`, `nearly`, `over`, `least`, `under` or `most`.
    `factor` is what its scale and unit make of its digits. `sense` is `less` or `more` where it is
    by how much one thing is so than another, and `of` where it is a part of another.
    `in_name` is true where it follows a name, as in `Atlas 950`.
    """

    value: Fraction
    unit: str
    step: Fraction
    hedge: str
    start: int
    end: int
    factor: Fraction = Fraction(1)
    sense: str = ""
    in_name: bool = False


def _any(spellings: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(spellings, key=len, reverse=True)))


_NUMBER = r"\d{1,3}(?:[,']\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_SCALE = (
    rf"(?:[ -]?(?:{_any(SCALES)})\b|(?:{_any(LETTERS)})(?![\w$])| ?(?:bn|mn|trn|tn)\b"
    rf"| ?(?:{_any(CHINESE)}))"
)
_PREFIX = _any(s for s in MONEY if not s.islower() or not s.isascii())
_DIGITS = re.compile(
    rf"(?<![A-Za-z\d_.+])(?:(?P<prefix>{_PREFIX}) ?)?(?P<minus>-)?(?P<number>{_NUMBER})"
    rf"(?P<ordinal>(?:st|nd|rd|th)\b)?(?P<plus>\+)?(?P<scale>(?:{_SCALE})*)"
)
_WORD = "|".join(SMALL)
_SCALE_WORDS = r"hundred|thousand|million|billion|trillion"
_WORDS = re.compile(
    rf"\b(?:(?P<half>half)[ -])?(?P<number>(?:an?|{_WORD})(?:[ -](?:{_SCALE_WORDS}|dozen)"
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
    rf"\b(?P<some>{_WORD}|\d+) and a half(?: (?P<scale>{_SCALE_WORDS}))?\b",
    re.IGNORECASE,
)
_OUT_OF = re.compile(
    rf"\b(?P<some>{_WORD}|\d+) (?:in|out of)(?: every)? "
    r"(?P<all>ten|five|four|three|a hundred|10|100)\b",
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
_ALONE = re.compile(r"\s*(?:[,.;:)]|\Z|[a-z]*er\b|less\b|more\b)")
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

_HEDGE = re.compile(rf"(?:(?<![A-Za-z])(?P<hedge>{_any(HEDGE_OF)}))\s?\Z", re.IGNORECASE)
_HEDGE_BEHIND = re.compile(
    r"\s*(?:[\w/-]+\s)?(?P<hedge>or more|or so|or less|or fewer|or higher|or lower|at least|at most"
    r"|and above|多)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"[A-Za-z\d]|[.,]\d")
_NAME_BEFORE = re.compile(r"(?:^|[\s(/-])(?:\w*[A-Z]\w*|[A-Z][\w.]*)[ -]\Z")
_DIGIT = re.compile(r"\d")
_HAN_SIGN = re.compile(f"{_HAN}|十")
_LETTERS = re.compile(r"[^\W\d_]+")
_SPELLED = frozenset(
    first + ending
    for spelled in (*SMALL, *ORDINALS, *PARTS, *MULTIPLES, *HALVED, *SCALES, "halves", "dozen")
    for first in _LETTERS.findall(spelled)[:1]
    for ending in ("", "s")
)


def read(text: str) -> list[Figure]:
    """The figures in a text of plain characters, in the order in which they stand."""
    taken: list[tuple[int, int]] = []
    found: list[Figure] = []
    for figure in _candidates(text):
        if figure and all(figure.end <= start or end <= figure.start for start, end in taken):
            taken.append((figure.start, figure.end))
            found.append(figure)
    found.sort(key=lambda figure: figure.start)
    return _ranges(found, text)


def _candidates(text: str) -> Iterator[Figure | None]:
    """What may be a figure, the longer and surer readings first."""
    words = frozenset(_LETTERS.findall(text.lower()))
    for sign, readings in _READINGS.items():
        if _SIGNS[sign](text, words):
            for pattern, make in readings:
                for match in pattern.finditer(text):
                    yield make(match, text)


def _out_of(match: re.Match[str], text: str) -> Figure:
    value = Fraction(_number(match["some"]), _number(match["all"].removeprefix("a ")))
    return Figure(value, "part", value / 5, _hedge(text, *match.span()), *match.span())


def _half_again(match: re.Match[str], _text: str) -> Figure:
    return Figure(Fraction(3, 2), "x", Fraction(1, 10), "", *match.span())


def _and_half(match: re.Match[str], text: str) -> Figure:
    unit, factor, end = measure_at(text, match.end(), fold=True)
    factor *= SCALES[match["scale"].lower()] if match["scale"] else 1
    value = _number(match["some"]) + Fraction(1, 2)
    hedge = _hedge(text, match.start(), end)
    return Figure(value * factor, unit, factor / 10, hedge, match.start(), end, factor)


def _multiple(match: re.Match[str], text: str) -> Figure:
    word, hedge = match[0].lower(), _hedge(text, *match.span())
    if word in HALVED:
        return Figure(Fraction(1, 2), "part", Fraction(1), hedge, *match.span())
    return Figure(MULTIPLES.get(word) or FOLD[word], "x", Fraction(1), hedge, *match.span())


def _ordinal(match: re.Match[str], _text: str) -> Figure:
    return Figure(
        Fraction(ORDINALS[match[0].lower().replace(" ", "-")]),
        "ordinal",
        Fraction(1),
        "",
        *match.span(),
    )


def _digits(match: re.Match[str], text: str) -> Figure | None:
    measure, prefix = measure_at(text, match.end()), (match["prefix"] or "").strip()
    start, end = match.start(), measure.end
    if _GOES_ON.match(text, end):
        # What goes on is a model's number or a version.
        return None
    unit, factor = measure.unit, _scale(match["scale"] or "") * measure.factor
    if match["ordinal"]:
        unit = "ordinal"
    elif prefix:
        unit = MONEY[prefix]
    elif not unit and text[max(0, start - 10) : start] == "factor of ":
        unit = "x"
    value, step = _read_digits(re.sub("[,' ]", "", match["number"]))
    if match["minus"] and not prefix:
        # A sign stands behind a space; a hyphen joins the figure to a word.
        value = -value if text[start - 1 : start] in {"", " ", "("} else value
        start += 1
    hedge = "least" if match["plus"] else _hedge(text, start, end)
    in_name = not (prefix or match["scale"] or measure.known) and bool(
        _NAME_BEFORE.search(text, max(0, start - 40), start)
    )
    sense = _sense(text, end)
    if factor != 1:
        value, step = value * factor, step * factor
    return Figure(value, unit, step, hedge, start, end, factor, sense, in_name)


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


def _words(match: re.Match[str], text: str) -> Figure | None:
    words = re.split("[ -]+", match["number"].lower())
    alone = len(words) == 1
    if alone and words[0] in {"a", "an"}:
        return None
    unit, factor, end = measure_at(text, match.end(), fold=True)
    if words == ["one"] and unit in {"", "x"}:
        # More often a pronoun than a number.
        return None
    value = Fraction(_value(words))
    if match["half"]:
        value /= 2
    noughts = Fraction(10) ** (len(str(value)) - len(str(value).rstrip("0")))
    step = noughts if value and len(words) > 1 else Fraction(1)
    start = match.start()
    hedge, sense = _hedge(text, start, end), _sense(text, end)
    return Figure(value * factor, unit, step * factor, hedge, start, end, factor, sense)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else {**SMALL, "hundred": 100}[word.lower()]


def _sense(text: str, end: int) -> str:
    match = _SENSE.match(text, end)
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


def _fraction(match: re.Match[str], text: str) -> Figure | None:
    part = match["part"].lower()
    part = "half" if part == "halves" else part.removesuffix("s")
    whole = (match["whole"] or "").lower()
    plural = match["part"].lower().endswith("s")
    # `a third chip` counts chips; `a third of`, `one-third` and `two thirds` are parts.
    alone = match["rest"] or _ALONE.match(text, match.end())
    if part != "half" and not (whole and (plural or alone or "-" in match[0])):
        return None
    if part == "half" and re.match(r"[ -](?:an? )?(?:dozen|million|billion)", text[match.end() :]):
        return None
    value = Fraction(SMALL.get(whole, 1), PARTS[part])
    start, end = match.start(), match.end("part")
    of_scale = _PART_OF_SCALE.match(text, end)
    if of_scale:
        value *= SCALES[of_scale["scale"]]
        return Figure(value, "", value / 5, _hedge(text, start, end), start, of_scale.end())
    return Figure(value, "part", value / 5, _hedge(text, start, end), start, end)


def _chinese(match: re.Match[str], text: str) -> Figure:
    if match["tenths"]:
        return Figure(Fraction(10 * CHINESE_DIGITS[match["tenths"]]), "%", Fraction(10), "",
                      *match.span())  # fmt: skip
    unit, factor, end = measure_at(text, match.end())
    step = CHINESE[match["scale"]] * factor
    number = CHINESE_DIGITS.get(match["number"], 1)
    return Figure(number * step, unit, step, _hedge(text, match.start(), end), match.start(), end)


def _hedge(text: str, start: int, end: int) -> str:
    before = _hedge_before(text[max(0, start - 24) : start])
    if before:
        return before
    behind = _HEDGE_BEHIND.match(text, end)
    return BEHIND[behind["hedge"].lower()] if behind else ""


@functools.lru_cache(maxsize=20_000)
def _hedge_before(text: str) -> str:
    match = _HEDGE.search(text)
    return HEDGE_OF[match["hedge"].lower()] if match else ""


_READINGS: dict[str, list[tuple[re.Pattern[str], Reading]]] = {
    "spelled": [(_OUT_OF, _out_of), (_HALF_AGAIN, _half_again)],
    "digits": [(_DIGITS, _digits)],
    "han": [(_CHINESE_NUMBER, _chinese)],
    "words": [
        (_AND_HALF, _and_half),
        (_FRACTIONS, _fraction),
        (_ORDINAL, _ordinal),
        (_WORDS, _words),
        (_MULTIPLE, _multiple),
    ],
}
# Most sentences have no figure, and few of them one in words: what a text, or its words, must have.
_SIGNS: dict[str, Callable[[str, frozenset[str]], object]] = {
    "spelled": lambda _text, words: "in" in words or "out" in words or "again" in words,
    "digits": lambda text, _words: _DIGIT.search(text),
    "han": lambda text, _words: not text.isascii() and _HAN_SIGN.search(text),
    "words": lambda text, words: not words.isdisjoint(_SPELLED) or "fold" in text.lower(),
}


def _ranges(figures: list[Figure], text: str) -> list[Figure]:
    """In `2 to 3 million` and `about 45-55 %` both ends have the scale, the unit and the hedge."""
    for index in range(len(figures) - 1, 0, -1):
        first, second = figures[index - 1], figures[index]
        between = text[first.end : second.start]
        if not _RANGE.match(between):
            continue
        if second.hedge == "" and between.strip() not in {"and", "or", "against"}:
            figures[index] = second = second._replace(hedge=first.hedge)
        if first.unit in CURRENCY_CODES and not second.unit:
            figures[index] = second = second._replace(unit=first.unit)
        if first.unit in {"", second.unit} and text[first.end - 1].isdigit():
            figures[index - 1] = _like(first, second)
    return figures


def _like(first: Figure, second: Figure) -> Figure:
    """A figure with the scale and the unit of the one that it is in a range with."""
    if first.factor != 1 or second.unit in {"ordinal", "part"}:
        return first
    digits = second.value / second.factor
    # From 900 to 1.2 million begins at 900; a unit is always that of both.
    factor = second.factor if second.unit in LOOSE - {""} or first.value <= digits else Fraction(1)
    return first._replace(
        value=first.value * factor, step=first.step * factor, factor=factor, unit=second.unit
    )
