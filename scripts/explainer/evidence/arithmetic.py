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
from typing import TYPE_CHECKING

from explainer.evidence import figure_comparison
from explainer.evidence.figure_in_text import (
    MOST_FIGURES,
    MOST_TRIED,
    REACH,
    FigureInText,
    can_be_added,
    from_to,
    results,
)
from explainer.evidence.just_before import found_before
from explainer.evidence.part_arithmetic import (
    ALTOGETHER,
    HUNDRED,
    NO_AMOUNTS,
    REST,
    averages,
    complements,
    counts_for_each,
    multiples,
    other_parts,
    parts,
    per_cent,
    ratios,
    sums_of_shares,
    wholes,
)
from explainer.evidence.special_figures import number
from explainer.vocabulary.spellings import NUMBER_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explainer.evidence.figure_types import Figure

_PLUS = re.compile(r"\A[^.;]*\b(?:plus|and another|and a further)\b[^.;]*\Z")
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
_LAST = re.compile(r"\b(?:last|final|next) \Z")
_IN_A_ROW = re.compile(r" (?:straight|successive|consecutive|unanswered)\b|(?: [a-z]+)? in a row\b")
_STRICT = {"over", "under", "nearly"}
_CLOSE = Fraction(1, 100)

Duration = tuple[str, Fraction]
"""A duration: seconds or months, and how many."""


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
    ) or any(figure_comparison.rounds(figure, value) for value in per_cent(stated, evidence))


def _derived_values(
    stated: FigureInText, evidence: Sequence[FigureInText], durations: Sequence[Duration]
) -> Iterator[Fraction]:
    figure = stated.figure
    amounts = [each for each in evidence if each.figure.unit not in NO_AMOUNTS][:MOST_TRIED]
    found = list(results(evidence))[:MOST_FIGURES]
    if figure.unit in {"part", "x"}:
        yield from ratios(stated, amounts)
        yield from (Fraction(one, sum(two)) for two in found for one in two if sum(two))
        yield from other_parts(stated, evidence)
        yield from sums_of_shares(stated, evidence)
        return
    if not figure.unit:
        yield from _of_results(stated, found)
        yield from complements(stated, evidence)
        yield from counts_for_each(stated, amounts)
    like = [each for each in amounts if can_be_added(figure, each.figure)]
    yield from _products(figure, amounts, durations)
    yield from _quotients(figure, amounts)
    yield from parts(stated, amounts, evidence)
    yield from averages(stated, like, amounts)
    yield from multiples(stated, like)
    yield from _bought(figure, amounts)
    if figure.hedge:
        yield from wholes(stated, evidence)
    if len(like) > MOST_FIGURES:
        return
    yield from _levels(like)
    if figure.unit == "pp" or (figure.unit != "%" and stated.is_change):
        yield from _differences(figure, like)
    yield from (a.figure.value + b.figure.value for a, b in itertools.pairwise(like) if _plus(a, b))
    if ALTOGETHER.search(stated.text):
        yield from _sums(like)
    if REST.search(stated.text):
        yield from (a.figure.value - b.figure.value for a, b in itertools.permutations(like, 2))
        if figure.unit == "%":
            yield from (HUNDRED - each.figure.value for each in like)


def _products(
    figure: Figure, amounts: Sequence[FigureInText], durations: Sequence[Duration]
) -> Iterator[Fraction]:
    """The products of a rate and an amount: 10 mL at 2 mg/mL, $3 million a year over four years."""
    if figure.rates:
        return
    for rate in (each.figure for each in amounts if len(each.figure.rates) == 1):
        if not can_be_added(figure, rate._replace(rates=())):
            continue
        base, size = rate.rates[0]
        for other in (each.figure for each in amounts):
            if other is not rate and not other.rates and base in _units(other):
                yield rate.value * other.value / size
        yield from (rate.value * length / size for unit, length in durations if unit == base)


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


def _bought(figure: Figure, amounts: Sequence[FigureInText]) -> Iterator[Fraction]:
    """How much an amount is enough for at a rate: $12 million at $3 an hour."""
    if figure.rates:
        return
    for rate in (each.figure for each in amounts if len(each.figure.rates) == 1):
        base, size = rate.rates[0]
        if base in _units(figure) and rate.value:
            for whole in (each.figure for each in amounts):
                if not whole.rates and can_be_added(whole, rate._replace(rates=())):
                    yield whole.value / rate.value * size


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
        and len(between) <= REACH
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
    return len(between) <= REACH and _PLUS.search(between) is not None


def _of_results(stated: FigureInText, results: Sequence[tuple[int, int]]) -> Iterator[Fraction]:
    """
    The margin of each result, and its total if the sentence names one side: 7 of the 9.

    And the number of points in a row from one result to another: the last three, from 7-7 to 10-7.
    """
    figure, text = stated
    if _IN_A_ROW.match(text, figure.end) or _LAST.search(
        text, max(0, figure.start - REACH), figure.start
    ):
        for one, two in itertools.permutations(results, 2):
            if one[1] == two[1] and one[0] > two[0]:
                yield Fraction(one[0] - two[0])
    if stated.is_change:
        yield from (Fraction(abs(first - second)) for first, second in results)
    before = found_before(_SOME_OF, text, figure.start, REACH)
    if not before and found_before(_OF_ALL, text, figure.start, REACH):
        # Of the 35 who voted, nineteen did.
        before = _SOME.search(text, figure.end)
    if before:
        some = number(before["some"])
        yield from (Fraction(sum(result)) for result in results if some in result)


def _sums(like: Sequence[FigureInText]) -> Iterator[Fraction]:
    values = [each.figure.value for each in like]
    yield from (one + two for one, two in itertools.combinations(values, 2))
    if len(values) > 2:  # noqa: PLR2004  (of two, it is done)
        yield sum(values, Fraction())
