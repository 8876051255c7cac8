"""
Figures that follow from others of the evidence by arithmetic.

`Half as many` follows from 384 and 192, `20 mg` from 10 mL at 2 mg/mL, and `€6.3 million` from
€8.9 million, €2.6 million over budget. A sum or a difference follows only where a word says that
it is one: of a few numbers almost any other could be made. Of a result, 63 votes to 57, the margin
follows, and how many voted.
"""

from __future__ import annotations

import itertools
import re
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from explainer.evidence import figure_comparison
from explainer.evidence.special_figures import number
from explainer.vocabulary.spellings import NUMBER_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explainer.evidence.figure_types import Figure

_REACH = 40
_MOST_FIGURES = 12
"""How many figures of a kind are combined; more would give almost any value."""

_MOST_TRIED = 50
"""How many figures are tried in all."""

# The words before and after a figure that is a change or a difference.
_BY = re.compile(
    r"\b(?:by|up|down|another|further|additional|extra|los[et]s?|gain(?:ed|s)?|add(?:ed|s)?|shed"
    r"|lead|margin|majority|gap|difference|deficit|surplus|overrun|rose|fell|grew|shrank|dropped"
    r"|climbed|slipped|jumped|lifted|raised|cut|risen|fallen|grown|shrunk|declined|increased"
    r"|decreased|rise|fall|increase|decrease|decline|drop|growth|loss|reduction)"
    r"(?: (?!(?:to|from|at|in|on|until|since|than|and|or|but|for|with)\b)[a-z']+){0,3} ?[$€£]?\Z",
    re.IGNORECASE,
)
_THAN = re.compile(
    r"(?: (?!or\b)[a-z]+){0,2}? (?:more|less|fewer|lower|higher|larger|smaller|longer|shorter"
    r"|older|younger|heavier|lighter|warmer|colder|cheaper|dearer|faster|slower|above|below|up|down|ahead"
    r"|behind|further|farther|deeper|wider|narrower|taller|outside|inside|clear of|over|under"
    r"|late|early|apart|short|off (?:an?|the|its|his|her|their))\b",
    re.IGNORECASE,
)
_ALTOGETHER = re.compile(
    r"\b(?:altogether|in all|in total|totals?|totall(?:ed|ing)|together|combined|overall|sum|both"
    r"|whole|all told)\b",
    re.IGNORECASE,
)
_PLUS = re.compile(r"\A[^.;]*\b(?:plus|and another|and a further)\b[^.;]*\Z")
_OF_IT = re.compile(r" of (?:it|them|these|those|this|that|which|whom|the (?:total|sum|money))\b")
_RESULT = re.compile(r" [a-z]+(?: \([^()]{1,20}\))? (?:to|against) | (?:to|against) ")
_SOME_OF = re.compile(
    rf"\b(?P<some>{'|'.join(NUMBER_WORDS)}|\d{{1,9}})(?: [a-z]+){{0,3}} (?:out )?of "
    r"(?:the |its |their )?\Z",
    re.IGNORECASE,
)
_THEN = re.compile(
    r"[^.;]*\b(?:and|against|from|to|versus|after|compared with)"
    r"(?: (?:just|only|about|some|nearly))? "
)
_OF_ALL = re.compile(r"\bof (?:the |its |their |all )?\Z", re.IGNORECASE)
_SOME = re.compile(rf"\b(?P<some>{'|'.join(NUMBER_WORDS)}|\d{{1,9}})\b", re.IGNORECASE)
_AVERAGE = re.compile(r"\b(?:average|averag(?:ed|ing)|each|apiece|mean)\b")
_WITHOUT = re.compile(r"\b(?:without|not|never|no|nor|fail\w*|miss(?:ed|ing)?)\b|n't\b")
_OF_WHAT = re.compile(r" (?:of )?(?:what|its|their|the (?:former|earlier|original))\b")
_REST = re.compile(
    r"\b(?:others?|remaining|remainder|rest|remained|remains|left|leaves?|leaving)\b",
    re.IGNORECASE,
)
_FROM_TO = re.compile(r"(?: [a-z]+)? ?(?:to|against|\u2013|-) ?[$€£]?")
# So many, or so many per cent; so many (so many per cent).
_SHARE = re.compile(r"(?:,? or |\()\Z")
_SHARE_BEHIND = re.compile(r" (?:of|on) ")
_RATIO_OF_NONE = {"second", "month", "clock", "score", "times"}
_STRICT = {"over", "under", "nearly"}
_CLOSE = Fraction(1, 100)
_NO_AMOUNTS = {"ordinal", "part", "x", "score", "clock", "quantity"}
_HUNDRED = 100


Duration = tuple[str, Fraction]
"""A duration: seconds or months, and how many."""


class FigureInText(NamedTuple):
    """A figure, and its text in plain characters."""

    figure: Figure
    text: str

    @property
    def is_change(self) -> bool:
        """Whether its words say that it is a change or a difference."""
        figure, text = self.figure, self.text
        return bool(
            figure.sense in {"less", "more"}
            or _THAN.match(text, figure.end)
            or _BY.search(text, max(0, figure.start - _REACH), figure.start)
        )


def follows(
    figure: Figure, sentence: str, evidence: Sequence[FigureInText], durations: Sequence[Duration]
) -> bool:
    """
    Whether a figure of a sentence, in plain characters, follows from figures of the evidence.

    `durations` are those in the sentence and the evidence, which rates are multiplied by.
    """
    if figure.unit == "pp" and any(
        each.figure.unit == "%" and each.figure.value == figure.value for each in evidence
    ):
        # Per cent was meant.
        return False
    if figure.unit == "score":
        return False
    stated = FigureInText(figure, sentence)
    if figure.unit == "part" and figure.hedge not in _STRICT:
        # Four in five are 4,171 of 5,214.
        near = figure.value * _CLOSE
        if any(
            abs(figure.value - value) <= near for value in _derived_values(stated, evidence, ())
        ):
            return True
    return any(
        figure_comparison.says(one, value)
        for one in figure.meanings
        for value in _derived_values(stated._replace(figure=one), evidence, durations)
    ) or any(figure_comparison.rounds(figure, value) for value in _per_cent(stated, evidence))


def _derived_values(
    stated: FigureInText, evidence: Sequence[FigureInText], durations: Sequence[Duration]
) -> Iterator[Fraction]:
    figure = stated.figure
    amounts = [each for each in evidence if each.figure.unit not in _NO_AMOUNTS][:_MOST_TRIED]
    results = list(_results(evidence))[:_MOST_FIGURES]
    if figure.unit in {"part", "x"}:
        yield from _ratios(amounts)
        yield from (Fraction(one, sum(two)) for two in results for one in two if sum(two))
        yield from _other_parts(stated, evidence)
        return
    if not figure.unit:
        yield from _of_results(stated, results)
    like = [each for each in amounts if _can_be_added(figure, each.figure)]
    yield from _products(figure, amounts, durations)
    yield from _quotients(figure, amounts)
    yield from _parts(stated, amounts, evidence)
    yield from _averages(stated, like, amounts)
    if len(like) > _MOST_FIGURES:
        return
    yield from _levels(like)
    if figure.unit == "pp" or (figure.unit != "%" and stated.is_change):
        yield from _differences(figure, like)
    yield from (a.figure.value + b.figure.value for a, b in itertools.pairwise(like) if _plus(a, b))
    if _ALTOGETHER.search(stated.text):
        yield from _sums(like)
    if _REST.search(stated.text):
        yield from (a.figure.value - b.figure.value for a, b in itertools.permutations(like, 2))
        if figure.unit == "%":
            yield from (_HUNDRED - each.figure.value for each in like)


def _can_be_added(figure: Figure, other: Figure) -> bool:
    """Whether two figures can be added."""
    pair = {figure.unit, other.unit}
    if figure.rates and other.rates and figure.rates != other.rates:
        return False
    return len(pair) == 1 or pair in ({"%", "pp"}, {"$", "USD"})


def _ratios(amounts: Sequence[FigureInText]) -> Iterator[Fraction]:
    """The ratios of two amounts, and their relative differences."""
    values = [each.figure for each in amounts if each.figure.unit not in _RATIO_OF_NONE]
    for one, two in itertools.permutations(values, 2):
        if one.unit == two.unit and two.value:
            yield one.value / two.value
            yield (two.value - one.value) / two.value


def _products(
    figure: Figure, amounts: Sequence[FigureInText], durations: Sequence[Duration]
) -> Iterator[Fraction]:
    """The products of a rate and an amount: 10 mL at 2 mg/mL, $3 million a year over four years."""
    if figure.rates:
        return
    for rate in (each.figure for each in amounts if len(each.figure.rates) == 1):
        if rate.unit != figure.unit and not _can_be_added(figure, rate._replace(rates=())):
            continue
        base, size = rate.rates[0]
        for other in (each.figure for each in amounts):
            if other is not rate and not other.rates and base in _units(other):
                yield rate.value * other.value / size
        yield from (rate.value * length / size for unit, length in durations if unit == base)


def _parts(
    stated: FigureInText, amounts: Sequence[FigureInText], evidence: Sequence[FigureInText]
) -> Iterator[Fraction]:
    """The parts of an amount: of $3.6 million, two thirds of it for schools."""
    for part in evidence[:_MOST_TRIED]:
        if part.figure.unit in {"part", "%"} and _OF_IT.match(part.text, part.figure.end):
            of = part.figure.value / (_HUNDRED if part.figure.unit == "%" else 1)
            whole = [
                each.figure
                for each in amounts
                if each.text == part.text and each.figure.end <= part.figure.start
            ]
            # It is of the last one that was named.
            yield from (
                each.value * of for each in whole[-1:] if _can_be_added(stated.figure, each)
            )


def _averages(
    stated: FigureInText, like: Sequence[FigureInText], amounts: Sequence[FigureInText]
) -> Iterator[Fraction]:
    """The averages of an amount over a count."""
    if not _AVERAGE.search(stated.text):
        return
    for whole, many in itertools.product(like[:_MOST_FIGURES], amounts[:_MOST_FIGURES]):
        count = many.figure
        if whole.text == many.text and whole.figure.unit and count.counted and count.value:
            yield whole.figure.value / count.value


def _other_parts(stated: FigureInText, evidence: Sequence[FigureInText]) -> Iterator[Fraction]:
    """The complements of proportions: two thirds are lost if a third remains."""
    rest = _REST.search(stated.text) or _WITHOUT.search(stated.text)
    for each in evidence[:_MOST_TRIED]:
        figure = each.figure
        if figure.unit in {"part", "%"} and 0 < figure.value <= _HUNDRED:
            part = figure.value / (_HUNDRED if figure.unit == "%" else 1)
            if rest or (stated.is_change and _OF_WHAT.match(each.text, figure.end)):
                yield 1 - part


def _quotients(figure: Figure, amounts: Sequence[FigureInText]) -> Iterator[Fraction]:
    """The rates that two amounts make: $12 million over four years."""
    if len(figure.rates) != 1:
        return
    base, size = figure.rates[0]
    for whole in (each.figure for each in amounts):
        if whole.rates or whole.unit != figure.unit:
            continue
        for other in (each.figure for each in amounts):
            if other is not whole and other.value and not other.rates and base in _units(other):
                yield whole.value / other.value * size


def _units(figure: Figure) -> set[str]:
    """The names that a rate may have for the unit of a figure."""
    if figure.unit:
        return {figure.unit}
    if figure.counted in {"people", "inhabitants", "residents"}:
        return {"person"}
    return {figure.counted.removesuffix("s")} - {""}


def _levels(like: Sequence[FigureInText]) -> Iterator[Fraction]:
    """The levels before a change, or without a difference."""
    nearest = {level: _nearest(level, like) for level in like if not level.is_change}
    for change, level in itertools.permutations(like, 2):
        by, of = change.figure, level.figure
        # By per cent of itself something is multiplied.
        if (
            change in nearest.get(level, ())
            and change.text == level.text
            and by.unit == ("pp" if of.unit == "%" else of.unit)
            and change.is_change
            and not level.is_change
        ):
            yield of.value + by.value
            yield of.value - by.value


def _nearest(level: FigureInText, like: Sequence[FigureInText]) -> list[FigureInText]:
    """The changes that are nearest to a level in its text."""
    changes = [each for each in like if each.is_change and each.text == level.text]
    gaps = [abs(each.figure.start - level.figure.start) for each in changes]
    return [each for each, gap in zip(changes, gaps, strict=True) if gap == min(gaps)]


def _differences(figure: Figure, like: Sequence[FigureInText]) -> Iterator[Fraction]:
    for one, two in itertools.permutations(like, 2):
        linked = any(_linked(*pair) or from_to(*pair) for pair in ((one, two), (two, one)))
        alike = linked or _counted_alike(one, two, like)
        if figure.unit or alike or _one_is_bound(one, two, like):
            yield one.figure.value - two.figure.value


def _counted_alike(one: FigureInText, two: FigureInText, like: Sequence[FigureInText]) -> bool:
    """Whether two counts are of the same noun, which few others are."""
    counted = one.figure.counted
    many = sum(each.figure.counted == counted for each in like)
    return counted != "" and counted == two.figure.counted and many <= _FEW


def _linked(one: FigureInText, two: FigureInText) -> bool:
    """Whether the second of two counts omits the noun of the first: 40 ships, and 32."""
    between = one.text[one.figure.end : two.figure.start] if one.text == two.text else ""
    return (
        one.figure.counted != ""
        and not two.figure.counted
        and len(between) <= _REACH
        and _THEN.fullmatch(between) is not None
    )


def _one_is_bound(one: FigureInText, two: FigureInText, like: Sequence[FigureInText]) -> bool:
    """Whether one of two counts is a bound for the other, as for a petition."""
    hedges = [each.figure.hedge for each in (one, two)]
    same = one.text == two.text and len(like) <= _FEW
    return same and "" in hedges and not _BOUNDS.isdisjoint(hedges)


_FEW = 4
_BOUNDS = {"least", "most", "floor", "ceiling"}


def _plus(one: FigureInText, two: FigureInText) -> bool:
    """Whether the evidence adds two amounts itself."""
    between = one.text[one.figure.end : two.figure.start] if one.text == two.text else ""
    return len(between) <= _REACH and _PLUS.search(between) is not None


def _results(evidence: Sequence[FigureInText]) -> Iterator[tuple[int, int]]:
    """Both numbers of each result, as 63 votes to 57 and 8,914 votes (52%) to 8,131."""
    bare = [each for each in evidence if each.figure.unit in {"", "score"}][:_MOST_TRIED]
    for one in bare:
        if one.figure.unit == "score":
            first, second = (int(other.value) for other in one.figure.also)
            yield first, second
    for one, two in itertools.pairwise(bare):
        numbers = one.figure.value, two.figure.value
        if (
            one.text == two.text
            and not one.figure.unit + two.figure.unit
            and all(number.denominator == 1 for number in numbers)
            and _RESULT.fullmatch(one.text, one.figure.end, two.figure.start)
            and not one.text.endswith(("from ", "between "), 0, one.figure.start)
        ):
            yield int(numbers[0]), int(numbers[1])


def _of_results(stated: FigureInText, results: Sequence[tuple[int, int]]) -> Iterator[Fraction]:
    """The margin of each result, and its total if the sentence names one side: 7 of the 9."""
    figure, text = stated
    if stated.is_change:
        yield from (Fraction(abs(first - second)) for first, second in results)
    before = _SOME_OF.search(text, max(0, figure.start - _REACH), figure.start)
    if not before and _OF_ALL.search(text, max(0, figure.start - _REACH), figure.start):
        # Of the 35 who voted, nineteen did.
        before = _SOME.search(text, figure.end)
    if before:
        some = number(before["some"])
        yield from (Fraction(sum(result)) for result in results if some in result)


def from_to(one: FigureInText, two: FigureInText) -> bool:
    """Whether the evidence has a change from one figure to another."""
    return one.text == two.text and bool(
        _FROM_TO.fullmatch(one.text, one.figure.end, two.figure.start)
    )


def _sums(like: Sequence[FigureInText]) -> Iterator[Fraction]:
    values = [each.figure.value for each in like]
    yield from (one + two for one, two in itertools.combinations(values, 2))
    if len(values) > 2:  # noqa: PLR2004  (of two, it is done)
        yield sum(values, Fraction())


def _per_cent(stated: FigureInText, evidence: Sequence[FigureInText]) -> Iterator[Fraction]:
    """The percentages of one amount in another, and the changes in per cent."""
    figure, text = stated
    if figure.unit != "%":
        return
    part = (
        figure.sense == "of"
        or _SHARE.search(text, max(0, figure.start - _REACH), figure.start)
        or _SHARE_BEHIND.match(text, figure.end)
    )
    for result in _results(evidence) if part else ():
        yield from (Fraction(one * _HUNDRED, sum(result)) for one in result if sum(result))
    amounts = [e for e in evidence if e.figure.unit not in {*_NO_AMOUNTS, "%", "pp", "times"}]
    for one, two in itertools.permutations(amounts[:_MOST_FIGURES], 2):
        a, b = one.figure, two.figure
        if a.unit != b.unit or a.rates != b.rates or not b.value:
            continue
        if part and 0 < a.value < b.value:
            yield a.value / b.value * _HUNDRED
        if stated.is_change and (a.unit or from_to(one, two) or from_to(two, one)):
            yield abs(a.value - b.value) / abs(b.value) * _HUNDRED
