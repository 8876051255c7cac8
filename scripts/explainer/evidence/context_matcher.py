"""Whether a figure or a date of a sentence is about the same thing in the evidence."""

from __future__ import annotations

import bisect
import functools
import re
from typing import TYPE_CHECKING

from explainer.evidence import clauses, figure_comparison, figure_context
from explainer.evidence.date_types import Date
from explainer.evidence.just_before import found_before, text_before
from explainer.evidence.statement import entities, extract
from explainer.text_normalization import plain_characters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explainer.evidence.evidence_content import Occurrence
    from explainer.evidence.figure_context import Context
    from explainer.evidence.figure_types import Figure
    from explainer.evidence.lexicon import Lexicon

CONTEXT_REACH = 240
"""How many characters around a value are its context, so that long texts take linear time."""

_WHOLE_REACH = 2
"""How many figures before and after a figure may be the whole that it is a part of."""

_LONGEST_WORD = 24
_OF_DATE = re.compile(r"\b([a-z]{3,20}) of (?:the )?\Z")


def is_of_something_else(
    value: Figure | Date,
    sentence: str,
    same: Sequence[Occurrence],
    others: Sequence[Occurrence],
    lexicon: Lexicon,
) -> bool:
    """
    Whether the evidence gives a value of a sentence to something else.

    `same` are the occurrences of the value in the evidence, `others` those of other values of its
    kind, without which nothing can be told.
    """
    if not others or not all(each.in_passage for each in same):
        return False
    is_date = isinstance(value, Date)
    if isinstance(value, Date) and _is_of_the_same(value, sentence, same):
        return False
    if not isinstance(value, Date):
        stated = extract(sentence, lexicon).figures
        if clauses.has_same_neighbour(value, sentence, stated, same, others):
            return False
        others = _without_wholes(value, sentence, stated, others, lexicon)
        here, there = ([(each.text, each.value.start) for each in it] for it in (same, others))
        if clauses.is_of_another(sentence, value, here, there, lexicon):
            return True
    return figure_context.is_misplaced(
        _of_value(
            context_at(sentence, value.start, value.end, lexicon, is_date=is_date), value, sentence
        ),
        [context_of(each) for each in same],
        [context_of(each) for each in others],
        _names_beside(sentence, is_date, lexicon),
        count=not isinstance(value, Date) and not value.unit,
    )


def _is_of_the_same(date: Date, sentence: str, same: Sequence[Occurrence]) -> bool:
    """Whether a date is that of the same thing, with only `of` between: `the plan of 4 May`."""
    own = found_before(_OF_DATE, sentence, date.start, _LONGEST_WORD)
    return own is not None and any(
        (held := found_before(_OF_DATE, each.text, each.value.start, _LONGEST_WORD))
        and held[1] == own[1]
        for each in same
    )


def _without_wholes(
    figure: Figure,
    sentence: str,
    stated: Sequence[Figure],
    others: Sequence[Occurrence],
    lexicon: Lexicon,
) -> list[Occurrence]:
    """
    The occurrences of the evidence of which the sentence does not make a figure a part.

    Of 120 shops 38 are shops as well, wherever the evidence names them.
    """
    index = bisect.bisect_left(stated, figure.start, key=lambda each: each.start)
    wholes = [
        (each, context_at(sentence, each.start, each.end, lexicon).behind)
        for each in stated[max(0, index - _WHOLE_REACH) : index + _WHOLE_REACH + 1]
        if abs(each.value) > abs(figure.value) and each.unit == figure.unit
    ]
    return [
        other
        for other in others
        if not any(
            behind
            and figure_comparison.agrees(whole, other.value)
            and behind == context_of(other).behind
            for whole, behind in wholes
        )
    ]


def context_of(occurrence: Occurrence) -> Context:
    """The context of a figure or a date in a text of the evidence."""
    value, is_date = occurrence.value, isinstance(occurrence.value, Date)
    found = context_at(occurrence.text, value.start, value.end, occurrence.lexicon, is_date=is_date)
    return _of_value(found, value, occurrence.text)


def _of_value(context: Context, value: Figure | Date, text: str) -> Context:
    """The context of a value, with what it counts where the noun is in front or in the unit."""
    if isinstance(value, Date):
        return context
    if any(each.unit == "ordinal" for each in value.also):
        # Season 4 is the fourth season.
        before = text_before(text, value.start, _LONGEST_WORD).split()
        return context._replace(behind=before[-1].casefold().removesuffix("s") if before else "")
    return context._replace(behind="time") if value.unit == "times" else context


def context_at(
    text: str, start: int, end: int, lexicon: Lexicon, *, is_date: bool = False
) -> Context:
    """The context of the figure or the date at `text[start:end]`."""
    return _context(text, start, end, is_date, lexicon)


@functools.lru_cache(maxsize=20_000)
def _context(
    text: str,
    start: int,
    end: int,
    is_date: bool,  # noqa: FBT001
    lexicon: Lexicon,
) -> Context:
    begin = max(0, start - CONTEXT_REACH)
    names = entities(text, lexicon)[is_date]
    first = bisect.bisect_left(names, begin, key=lambda name: name.start)
    last = bisect.bisect_left(names, end + CONTEXT_REACH, key=lambda name: name.start)
    near = [
        name._replace(start=name.start - begin, end=name.end - begin)
        for name in names[first:last]
        if name.end <= start or end <= name.start
    ]
    around = plain_characters(text[begin : end + CONTEXT_REACH])
    found = figure_context.extract(around, start - begin, end - begin, near)
    return found._replace(when="") if is_date else found


@functools.lru_cache(maxsize=20_000)
def _names_beside(text: str, is_date: bool, lexicon: Lexicon) -> frozenset[str]:  # noqa: FBT001
    return frozenset(name.folded for name in entities(text, lexicon)[is_date])
