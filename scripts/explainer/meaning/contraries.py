"""Contraries: a sentence has the contrary of a word of its evidence."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.meaning.facts import Comparison, Difference
    from explainer.meaning.wording import Wording

_CLEARLY = 2


class _Use(NamedTuple):
    """A word of a pair of contraries, with its side, which a negative turns round."""

    positions: range
    pair: int
    sign: int


@functools.lru_cache(maxsize=20_000)
def _uses(text: Wording) -> tuple[_Use, ...]:
    found = []
    for at in range(len(text.words)):
        sides, size = text.language.contraries.sides_at(text.words, at)
        sign = -1 if text.is_turned(at) else 1
        found += [_Use(range(at, at + size), side.pair, sign * side.sign) for side in sides]
    return tuple(found)


def find(each: Comparison) -> Iterator[Difference]:
    """The words of the sentence of which the evidence has only the contrary."""
    reported: set[int] = set()
    agreed = _agreed(each)
    for use in _uses(each.sentence):
        if use.positions.start in reported or use.pair in agreed or _has_word(each, use.positions):
            continue
        contrary = _overlaps(each, use)
        if contrary and contrary[0][0] > 0:
            reported.add(use.positions.start)
            _, text, positions = contrary[0]
            yield each.difference(use.positions, text.written(positions))


def _agreed(each: Comparison) -> set[int]:
    """The pairs of which the sentence and the evidence have a side in common."""
    there = {(use.pair, use.sign) for text in each.texts for use in _uses(text)}
    own = _uses(each.sentence)
    agreed = {use.pair for use in own if (use.pair, use.sign) in there}
    # One word may be of several pairs: it agrees if it does in one of them.
    starts = {use.positions.start for use in own if use.pair in agreed}
    return agreed | {use.pair for use in own if use.positions.start in starts}


def _has_word(each: Comparison, positions: range) -> bool:
    """Whether the evidence has the very word, negated or not as in the sentence."""
    sentence, at = each.sentence, positions.start
    stem = sentence.stems[at] or sentence.words[at]
    turned = sentence.is_turned(at)
    return any(
        (text.stems[i] or text.words[i]) == stem and text.is_turned(i) == turned
        for text in each.texts
        for i in range(len(text.words))
    )


def _overlaps(each: Comparison, use: _Use) -> list[tuple[int, Wording, range]]:
    """Where the evidence has the other side, by the content shared there, the most first."""
    sentence = each.sentence
    own = sentence.stems_in(sentence.clause(use.positions.start))
    found = [
        (len(own & text.stems_in(text.clause(other.positions.start))), text, other.positions)
        for text in each.texts
        for other in _uses(text)
        if other.pair == use.pair and other.sign != use.sign
    ]
    return sorted(found, key=lambda it: -it[0])
