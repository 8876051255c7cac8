"""Contraries: a sentence has the contrary of a word of its evidence."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.meaning.comparison import Comparison, Difference
    from explainer.meaning.wording import Wording

_LEAST_SHARED = 2


class _Sided(NamedTuple):
    """
    A word of a pair of contraries with its side, which a negative before it turns round.

    `bare_sign` is the side without the negative.
    """

    positions: range
    pair: int
    sign: int
    bare_sign: int


@functools.lru_cache(maxsize=20_000)
def _sided(text: Wording) -> tuple[_Sided, ...]:
    return tuple(
        _Sided(
            use.positions,
            use.side.pair,
            -use.side.sign if text.is_turned(use.positions.start) else use.side.sign,
            use.side.sign,
        )
        for use in text.uses("contraries")
        if use.side
    )


def find(each: Comparison) -> Iterator[Difference]:
    """The words of the sentence of which the evidence has only the contrary."""
    reported: set[int] = set()
    agreed = _agreed_pairs(each)
    sentence = each.sentence
    for use in _sided(sentence):
        start = use.positions.start
        if _has_two_negatives(sentence, use):
            continue
        if start in reported or use.pair in agreed or _has_word(each, use.positions):
            continue
        shared, held = _contrary(each, use)
        if shared >= _LEAST_SHARED:
            reported.add(start)
            yield each.difference(use.positions, held)


def _agreed_pairs(each: Comparison) -> set[int]:
    """
    The pairs of which the sentence and the evidence have a side in common.

    A word may be of several pairs: it agrees in all of them if it does in one.
    """
    held = {(use.pair, use.sign) for text in each.texts for use in _sided(text)}
    own = _sided(each.sentence)
    agreed = {use.pair for use in own if (use.pair, use.sign) in held}
    starts = {use.positions.start for use in own if use.pair in agreed}
    return agreed | {use.pair for use in own if use.positions.start in starts}


def _has_word(each: Comparison, positions: range) -> bool:
    """Whether the evidence has the very word or phrase, negated or not as in the sentence."""
    sentence, at, size = each.sentence, positions.start, len(positions)
    if size > 1:
        phrase = sentence.words[at : positions.stop]
        return any(
            text.words[i : i + size] == phrase
            for text in each.texts
            for i in range(len(text.words))
        )
    stem = sentence.stems[at] or sentence.words[at]
    turned = sentence.is_turned(at)
    return any(
        stem in {text.stems[i], text.words[i]} and text.is_turned(i) == turned
        for text in each.texts
        for i in range(len(text.words))
    )


def _contrary(each: Comparison, use: _Sided) -> tuple[int, str]:
    """The contrary in the evidence, with how much content its segment shares; or nought."""
    sentence = each.sentence
    own = sentence.content_of(sentence.segment(use.positions.start))
    found = [
        (
            len(own & text.content_of(text.segment(other.positions.start))),
            text.written(other.positions),
        )
        for text in (fact.wording for fact in each.facts)
        for other in _sided(text)
        if not _has_two_negatives(text, other)
        and (other.pair, other.sign) == (use.pair, -use.sign)
        and not (
            use.bare_sign == other.bare_sign
            and _is_negative_there(sentence, use)
            and _is_negative_there(text, other)
        )
    ]
    return max(found, key=lambda it: it[0], default=(0, ""))


def _has_two_negatives(text: Wording, use: _Sided) -> bool:
    """Whether a clause negates twice, as in `nothing was exported without a licence`."""
    clause = text.clause(use.positions.start)
    return sum(negative.start in clause for negative, _ in text.negations) > 1


def _is_negative_there(text: Wording, use: _Sided) -> bool:
    """Whether a word has a negative somewhere around it, as in `proves no failure`."""
    part = text.segment(use.positions.start)
    return any(negative.start in part for negative, _ in text.negations)
