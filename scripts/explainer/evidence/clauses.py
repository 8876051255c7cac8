"""
Clauses: whether a figure of the evidence is said of somebody else than in the sentence.

In `Germany's economy shrank by 0.3% while Denmark's grew by 1.9%` each figure has a clause with a
name, and a sentence on Denmark alone may not have Germany's.
"""

from __future__ import annotations

import bisect
import functools
import re
from typing import TYPE_CHECKING

from explainer.evidence import figure_comparison, names
from explainer.evidence.just_before import found_before
from explainer.evidence.word_index import WordIndex
from explainer.text_normalization import plain_characters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explainer.evidence.evidence_content import Occurrence
    from explainer.evidence.figure_types import Figure
    from explainer.evidence.lexicon import Lexicon
    from explainer.evidence.names import Name

Position = tuple[str, int]
"""A text, and the offset of a figure in it."""

_EDGE = re.compile(
    r"[,;:.()\u2013](?=\s|\Z)|\b(?:and|while|whereas|but|against|when|versus|compared with)\b"
)
_ENDING = re.compile(r"(?<=[a-z] )[A-Z][\w'-]*(?: [A-Z][\w'-]*){0,2}(?: [a-z]+)? \Z")
_REACH = 80
_APPOSED = re.compile(
    r"(?P<name>[A-Z][\w'-]*(?: [A-Z][\w'-]*){0,3}), (?:the|an?|its|his|her|their|who|which|whose)\b"
    r"[^,;.]{1,60},\Z"
)
_BEGINNING = re.compile(r"\W*(?:[\w'-]+\W+){0,2}[\w'-]+")


@functools.lru_cache(maxsize=4_000)
def _edges(text: str) -> tuple[list[int], list[int]]:
    """The starts and the ends of the clause boundaries in a text."""
    spans = [edge.span() for edge in _EDGE.finditer(plain_characters(text))]
    return [start for start, _ in spans], [end for _, end in spans]


def _bounds(text: str, at: int) -> tuple[int, int]:
    """The start and the end of the clause at an offset of a text."""
    starts, ends = _edges(text)
    index = bisect.bisect_left(starts, at)
    return ends[index - 1] if index else 0, [*starts[index : index + 1], len(text)][0]


def clause(text: str, at: int) -> str:
    """The clause of a text, in plain characters, in which an offset lies."""
    start, end = _bounds(text, at)
    return plain_characters(text[start:end])


def is_of_another(
    sentence: str,
    figure: Figure,
    same: Sequence[Position],
    others: Sequence[Position],
    lexicon: Lexicon,
) -> bool:
    """
    Whether the evidence says a sentence's figure of somebody else.

    `same` are the places where the evidence has the figure, and `others` those where it has others
    of its kind. The clause of the figure in the sentence has to begin with a name. Every clause
    with it in the evidence has to begin with one that the sentence does not have, or to have it
    right before the figure, and may not have the sentence's; one with another figure of the same
    text has it.
    """
    named = _leading_names(clause(sentence, figure.start), lexicon)
    if not named:
        return False
    for text, at in same:
        part = clause(text, at)
        owners = (
            _leading_names(part, lexicon)
            or _names_before(text, at, lexicon)
            or _names_in_apposition(text, at, lexicon)
        )
        if (
            not owners
            or _contains_any(part, named, lexicon)
            or _contains_any(sentence, owners, lexicon)
        ):
            return False
    texts = {text for text, _ in same}
    return any(
        text in texts and _contains_any(clause(text, at), named, lexicon) for text, at in others
    )


def _leading_names(part: str, lexicon: Lexicon) -> list[Name]:
    """The names with which a clause begins."""
    begins = _BEGINNING.match(part)
    end = begins.end() if begins else 0
    return [name for name in _names(part, lexicon) if name.start < end]


def _names_before(text: str, at: int, lexicon: Lexicon) -> list[Name]:
    """The name right before an offset, with at most a verb between them."""
    match = found_before(_ENDING, plain_characters(text), at, _REACH)
    start = match.start() if match else at
    return [
        name
        for name in _names(plain_characters(text), lexicon)
        if start <= name.start and name.end <= at
    ]


def _names_in_apposition(text: str, at: int, lexicon: Lexicon) -> list[Name]:
    """The name of which a clause is said, with words on it between: Germany, the largest buyer."""
    start = _bounds(text, at)[0]
    match = found_before(_APPOSED, plain_characters(text), start, 2 * _REACH)
    if not match:
        return []
    first, last = match.span("name")
    return [
        e for e in _names(plain_characters(text), lexicon) if first <= e.start and e.end <= last
    ]


def _contains_any(part: str, named: Sequence[Name], lexicon: Lexicon) -> bool:
    wording = _wording(part, lexicon)
    return any(wording.contains(name, named) for name in named)


@functools.lru_cache(maxsize=4_000)
def _wording(text: str, lexicon: Lexicon) -> WordIndex:
    return WordIndex((text,), lexicon)


@functools.lru_cache(maxsize=4_000)
def _names(text: str, lexicon: Lexicon) -> tuple[Name, ...]:
    return tuple(names.extract(text, lexicon))


def has_same_neighbour(
    figure: Figure,
    sentence: str,
    stated: Sequence[Figure],
    same: Sequence[Occurrence],
    others: Sequence[Occurrence],
) -> bool:
    """
    Whether a figure has the same neighbour in the sentence as in the evidence.

    `In the top fifth it was 17%` and `the richest 20 per cent saved 17 per cent` agree on both.
    """
    neighbours = [
        e for e in _within(sentence, figure, stated) if e.start != figure.start and e.unit
    ]
    here = any(_has_neighbour(each, neighbours) for each in same)
    return here and not any(_has_neighbour(each, neighbours) for each in others)


def _has_neighbour(occurrence: Occurrence, neighbours: Sequence[Figure]) -> bool:
    near = _within(occurrence.text, occurrence.value, occurrence.other_figures)
    return any(figure_comparison.agrees(one, other) for one in neighbours for other in near)


def _within(text: str, figure: Figure, figures: Sequence[Figure]) -> Sequence[Figure]:
    """Those of a text's figures that stand in the clause of one of them."""
    start, end = _bounds(text, figure.start)
    first = bisect.bisect_left(figures, start, key=lambda each: each.start)
    last = bisect.bisect_left(figures, end, key=lambda each: each.start)
    return figures[first:last]
