"""
Whether evidence has a figure of a sentence only as something else.

That is the number of a name, the opposite bound, or the other side of a scale. What a figure is
about is compared in `context_matcher`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explainer.evidence import figure_comparison, proportions
from explainer.evidence.english import NUMBERED_NOUNS
from explainer.evidence.just_before import text_before
from explainer.text_normalization import plain_characters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explainer.evidence.evidence_content import Occurrence
    from explainer.evidence.figure_types import Figure

_NAMED = re.compile(
    rf"(?:\b(?:an?|the|its|their|this|that|and|or|{'|'.join(sorted(NUMBERED_NOUNS))})"
    r"|'s|[,/|(-]) ?\Z|\A\s*\Z",
    re.IGNORECASE,
)
_LAST_WORD = re.compile(r"([^\W\d_]+) \Z")
_REACH = 20
_SIDE = re.compile(r" (above|below)\b")
_SIDE_LENGTH = len(" above ")


def has_only_another(
    figure: Figure, sentence: str, similar: Sequence[Occurrence], same: Sequence[Occurrence]
) -> bool:
    """
    Whether evidence has a figure of a sentence, but not as the sentence has it.

    `similar` are the figures of the evidence that count the same, `same` those of them that agree.
    """
    if not figure.in_name and all(_is_in_name(figure, each) for each in same):
        # An Atlas 950 is not 950 of anything, but `the 950` may be it.
        before = plain_characters(text_before(sentence, figure.start, _REACH))
        if any(_follows_word_of(before, each) for each in same):
            # In small letters, position 8 is Position 8.
            return False
        return bool(figure.counted or figure.hedge) or not _NAMED.search(before)
    if figure_comparison.is_bound(figure) and _is_bounded_otherwise(figure, similar, same):
        return True
    lexicon = same[0].lexicon
    if figure.counted and all(lexicon.are_apart(figure.counted, it.value.counted) for it in same):
        return True
    if figure.counted and all(_is_of_whole(figure, sentence, each) for each in same):
        return True
    end = figure.end
    side = _SIDE.match(plain_characters(sentence[end : end + _SIDE_LENGTH]))
    return side is not None and all(_is_on_other_side(side[1], each) for each in same)


def is_name(figure: Figure) -> bool:
    """Whether a figure is the whole number of a name."""
    return figure.in_name and not figure.unit and figure.value.denominator == 1


def _is_in_name(figure: Figure, occurrence: Occurrence) -> bool:
    """Whether the evidence has a figure as the number of a name."""
    # Of 57 seats Labour 20 are seats.
    listed = figure.counted and figure.counted in occurrence.text[: occurrence.value.start]
    return is_name(occurrence.value) and not listed


def _follows_word_of(before: str, occurrence: Occurrence) -> bool:
    """Whether the word before a figure in a sentence is the one before it in the evidence."""
    start = occurrence.value.start
    there = plain_characters(occurrence.text[max(0, start - _REACH) : start])
    words = [_LAST_WORD.search(text) for text in (before, there)]
    one, two = (word[1].casefold() if word else "" for word in words)
    return one != "" and one == two


def _is_of_whole(figure: Figure, sentence: str, occurrence: Occurrence) -> bool:
    """Whether the evidence says of the whole what a sentence says of a part."""
    if occurrence.value.unit or occurrence.value.counted:
        return False
    texts = plain_characters(sentence), plain_characters(occurrence.text)
    return proportions.is_said_of_whole(figure, *texts, occurrence.value)


def _is_bounded_otherwise(
    figure: Figure, similar: Sequence[Occurrence], same: Sequence[Occurrence]
) -> bool:
    """
    Whether the evidence has another bound in the place of a sentence's bound.

    That is the same value as the opposite bound, and nowhere as this one: `at least 40` where it
    has `at most 40`. Or it is another value as the same bound, where only a figure that is no
    bound, of somebody else, would fit: `at most 300` where it has `at most 200`, and 265.
    """
    if all(
        each.value.value != figure.value and not figure_comparison.is_bound(each.value)
        for each in same
    ):
        return any(_is_bound_like(figure, each.value) for each in similar if each not in same)
    opposite = any(
        each.value.value == figure.value and figure_comparison.are_opposite(figure, each.value)
        for each in similar
    )
    return opposite and not any(figure_comparison.is_bound(each.value) for each in same)


def _is_bound_like(figure: Figure, other: Figure) -> bool:
    """Whether another figure is a bound of the same side, and counts the same."""
    return (
        figure_comparison.is_bound(other)
        and not figure_comparison.are_opposite(figure, other)
        and (figure.unit, figure.counted) == (other.unit, other.counted)
        and bool(figure.unit or figure.counted)
    )


def _is_on_other_side(side: str, occurrence: Occurrence) -> bool:
    """Whether the evidence has a figure `below` where the sentence has `above`, or the reverse."""
    end = occurrence.value.end
    other = _SIDE.match(plain_characters(occurrence.text[end : end + _SIDE_LENGTH]))
    return other is not None and other[1] != side
