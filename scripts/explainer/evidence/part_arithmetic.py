"""Parts, shares and averages that follow from other figures of the evidence by arithmetic."""

from __future__ import annotations

import itertools
import re
from fractions import Fraction
from typing import TYPE_CHECKING

from explainer.evidence import enumerations
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

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ALTOGETHER = re.compile(
    r"\b(?:altogether|in all|in total|totals?|totall(?:ed|ing)|together|combined|overall|sum|both"
    r"|between them"
    r"|whole|all told)\b",
    re.IGNORECASE,
)
REST = re.compile(
    r"\b(?:others?|remaining|remainder|rest|remained|remains|left|leaves?|leaving)\b",
    re.IGNORECASE,
)
_OF_IT = re.compile(r" of (?:it|them|these|those|this|that|which|whom|the (?:total|sum|money))\b")
_OF_WHICH = re.compile(r"\bof (?:which|whom|these|them) (?:[^\d.;,]{1,40} )?\Z")
_OF_ITS = re.compile(r" of (?:its|their|his|her|the|all) ")
_EACH_FOR = re.compile(r"(?: [a-z]+)? (?:each|apiece) (?:for|to|from|by) (?P<list>[^.;:]{3,120})")
_AVERAGE = re.compile(r"\b(?:average|averag(?:ed|ing)|each|every|apiece|mean)\b", re.IGNORECASE)
_FOR_EACH = re.compile(r" (?:[\w-]+ ){1,2}(?:for|to|per) (?:each|every|one|a) ")
_WITHOUT = re.compile(
    r"\b(?:without|not|never|no|nor|fail\w*|miss(?:ed|ing)?"
    r"|un(?!der|i[a-z]|ti|less|le|cl)[a-z]{2,}ed|unpaid|unsold|unknown)\b|n't\b"
)
_OF = re.compile(r" (?:[a-z]+ )?(?:out )?of (?:the |its |their |all )?")
_AND = re.compile(r" [^,.;]{1,40} and (?:the |its |their )?")
_OF_SUCH = re.compile(
    r"\b[Oo]f (?:the|all|its|their|these|those) [a-z]+(?: [a-z]+)?,?(?: [a-z]+)? \Z"
)
_NEAR = 60
_OF_WHAT = re.compile(r" (?:of )?(?:what|its|their|the (?:former|earlier|original))\b")
# So many, or so many per cent; so many (so many per cent).
_SHARE = re.compile(r"(?:,? or |\()\Z")
_SHARE_BEHIND = re.compile(r" (?:of|on) ")
_RATIO_OF_NONE = {"second", "month", "clock", "score", "times"}
NO_AMOUNTS = {"ordinal", "part", "x", "score", "clock", "quantity"}
HUNDRED = 100


def ratios(stated: FigureInText, amounts: Sequence[FigureInText]) -> Iterator[Fraction]:
    """The ratios of two amounts, and their relative differences: by a tenth it rose or fell."""
    values = [each.figure for each in amounts if each.figure.unit not in _RATIO_OF_NONE]
    for one, two in itertools.permutations(values, 2):
        if one.unit == two.unit and two.value:
            yield one.value / two.value
            by = (two.value - one.value) / two.value
            yield abs(by) if stated.is_change else by


def parts(
    stated: FigureInText, amounts: Sequence[FigureInText], evidence: Sequence[FigureInText]
) -> Iterator[Fraction]:
    """The parts of an amount: of $3.6 million, two thirds of it for schools."""
    for part in evidence[:MOST_TRIED]:
        if part.figure.unit in {"part", "%"} and _is_of_amount(part):
            of = part.figure.value / (HUNDRED if part.figure.unit == "%" else 1)
            whole = [
                each.figure
                for each in amounts
                if each.text == part.text and each.figure.end <= part.figure.start
            ]
            # It is of the last one that was named.
            yield from (each.value * of for each in whole[-1:] if can_be_added(stated.figure, each))


def _is_of_amount(part: FigureInText) -> bool:
    """Whether a share is of an amount before it: a third of it, of which a third."""
    text, start = part.text, part.figure.start
    before = found_before(_OF_WHICH, text, start, _NEAR)
    return bool(_OF_IT.match(text, part.figure.end) or before)


def wholes(stated: FigureInText, evidence: Sequence[FigureInText]) -> Iterator[Fraction]:
    """The wholes of which an amount is a share: of $38 million, 40 per cent of its income."""
    for part in evidence[:MOST_TRIED]:
        share, text = part.figure, part.text
        if share.unit not in {"part", "%"} or share.value <= 0:
            continue
        if _OF_ITS.match(text, share.end) and text.endswith((", ", "(", ", or "), 0, share.start):
            of = share.value / (HUNDRED if share.unit == "%" else 1)
            before = [
                each.figure
                for each in evidence
                if each.text == text and each.figure.end <= share.start
                and (each.figure.unit or each.figure.counted == stated.figure.counted != "")
                and can_be_added(stated.figure, each.figure)
            ]  # fmt: skip
            yield from (each.value / of for each in before[-1:])


def multiples(stated: FigureInText, like: Sequence[FigureInText]) -> Iterator[Fraction]:
    """What several have together that have so many each: 300 each for Ada and Bo."""
    if not ALTOGETHER.search(stated.text):
        return
    for each in like[:MOST_FIGURES]:
        listed = _EACH_FOR.match(each.text, each.figure.end)
        if listed:
            yield from (each.figure.value * many for many in enumerations.lengths(listed["list"]))


def averages(
    stated: FigureInText, like: Sequence[FigureInText], amounts: Sequence[FigureInText]
) -> Iterator[Fraction]:
    """The averages of an amount over a count."""
    if not _AVERAGE.search(stated.text):
        return
    for whole, many in itertools.product(like[:MOST_FIGURES], amounts[:MOST_FIGURES]):
        count = many.figure
        if whole.text == many.text and count.counted and count.value:
            gap = max(whole.figure.start - count.end, count.start - whole.figure.end)
            if whole.figure.unit or (gap <= _NEAR and 1 < count.value < whole.figure.value):
                yield whole.figure.value / count.value


def other_parts(stated: FigureInText, evidence: Sequence[FigureInText]) -> Iterator[Fraction]:
    """The complements of proportions: two thirds are lost if a third remains."""
    rest = REST.search(stated.text) or _WITHOUT.search(stated.text)
    for each in evidence[:MOST_TRIED]:
        figure = each.figure
        if figure.unit in {"part", "%"} and 0 < figure.value <= HUNDRED:
            part = figure.value / (HUNDRED if figure.unit == "%" else 1)
            if rest or (stated.is_change and _OF_WHAT.match(each.text, figure.end)):
                yield 1 - part


def sums_of_shares(stated: FigureInText, evidence: Sequence[FigureInText]) -> Iterator[Fraction]:
    """The sums of two shares, where the sentence adds: 40 % and 40 % are four fifths."""
    if not ALTOGETHER.search(stated.text):
        return
    shares = [each.figure for each in evidence[:MOST_FIGURES] if each.figure.unit == "%"]
    yield from ((one.value + two.value) / HUNDRED for one, two in itertools.combinations(shares, 2))


def complements(stated: FigureInText, evidence: Sequence[FigureInText]) -> Iterator[Fraction]:
    """Of 391 stewards, 369 of whom were paid, how many were not."""
    if _WITHOUT.search(stated.text):
        for one, two in itertools.pairwise(evidence[:MOST_TRIED]):
            if _are_joined(one, two, _OF) and one.figure.value < two.figure.value:
                yield two.figure.value - one.figure.value


def counts_for_each(stated: FigureInText, amounts: Sequence[FigureInText]) -> Iterator[Fraction]:
    """The ratios of two counts of one text: two wheels for each axle, of 384 and 192."""
    if not _FOR_EACH.match(stated.text, stated.figure.end):
        return
    counts = [each for each in amounts[:MOST_FIGURES] if not each.figure.unit]
    for one, two in itertools.permutations(counts, 2):
        if one.text == two.text and 0 < two.figure.value < one.figure.value:
            yield one.figure.value / two.figure.value


def _are_joined(one: FigureInText, two: FigureInText, by: re.Pattern[str]) -> bool:
    """Whether two counts of a text have just a pattern between them."""
    return (
        one.text == two.text
        and not one.figure.unit + two.figure.unit
        and by.fullmatch(one.text, one.figure.end, two.figure.start) is not None
    )


def per_cent(stated: FigureInText, evidence: Sequence[FigureInText]) -> Iterator[Fraction]:
    """The percentages of one amount in another, and the changes in per cent."""
    figure, text = stated
    if figure.unit != "%":
        return
    part = (
        figure.sense == "of"
        or found_before(_SHARE, text, figure.start, REACH)
        or _SHARE_BEHIND.match(text, figure.end)
        or found_before(_OF_SUCH, text, figure.start, REACH)
    )
    for one, two in itertools.pairwise(evidence[:MOST_TRIED]) if part else ():
        # Of 240 children and 160 adults 60 per cent are children.
        if _are_joined(one, two, _AND) and one.figure.counted and two.figure.counted:
            whole = one.figure.value + two.figure.value
            yield from (each.figure.value / whole * HUNDRED for each in (one, two) if whole)
    for result in results(evidence) if part else ():
        yield from (Fraction(one * HUNDRED, sum(result)) for one in result if sum(result))
    amounts = [e for e in evidence if e.figure.unit not in {*NO_AMOUNTS, "%", "pp", "times"}]
    for one, two in itertools.permutations(amounts[:MOST_FIGURES], 2):
        a, b = one.figure, two.figure
        if a.unit != b.unit or a.rates != b.rates or not b.value:
            continue
        if part and 0 < a.value < b.value:
            yield a.value / b.value * HUNDRED
        if stated.is_change and (a.unit or from_to(one, two) or from_to(two, one)):
            yield abs(a.value - b.value) / abs(b.value) * HUNDRED
