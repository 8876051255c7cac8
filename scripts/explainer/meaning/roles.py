"""Roles: a sentence lets the wrong one of two sell, lend, own or sue."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.meaning.comparison import Comparison, Difference
    from explainer.meaning.wording import Use, Wording

_NEAR = 3


class _Deed(NamedTuple):
    """A verb at its positions, its pair and side, and the content before and behind it."""

    positions: range
    pair: int
    sign: int
    left: frozenset[str]
    right: frozenset[str]


def find(each: Comparison) -> Iterator[Difference]:
    """The verbs of which who does it and who has it done are exchanged in the sentence."""
    for own in _deeds(each.sentence):
        found = [
            (text, other, _is_turned(own, other))
            for text in each.texts
            for other in _deeds(text)
            if other.pair == own.pair
        ]
        if found and all(turned for *_, turned in found):
            text, other, _ = found[0]
            held = text.written(text.clause(other.positions.start))
            yield each.difference(own.positions, held)


def _is_turned(own: _Deed, other: _Deed) -> bool:
    """Whether the same verb has its two sides exchanged, or its converse has them not."""
    straight = own.left & other.left, own.right & other.right
    crossed = own.left & other.right, own.right & other.left
    if own.sign == other.sign:
        return all(crossed) and not straight[0]
    return all(straight) and not any(crossed)


def _deeds(text: Wording) -> Iterator[_Deed]:
    """Each use of a verb of `roles` that has something on both sides."""
    for use in text.uses("roles"):
        voice = _voice(text, use)
        part = text.clause(use.positions.start)
        left = text.content_of(range(part.start, use.positions.start))
        right = text.content_of(range(use.positions.stop, part.stop))
        if use.side and voice and left and right:
            sign = voice * use.side.sign
            yield _Deed(use.positions, use.side.pair, sign, left - right, right - left)


def _voice(text: Wording, use: Use) -> int:
    """1 for the active and -1 for the passive of a verb, or nought where that cannot be told."""
    start, end = use.positions.start, use.positions.stop
    grammar = text.language.grammar
    part = text.clause(start)
    before, behind = text.words[max(part.start, start - _NEAR) : start], text.words[end : part.stop]
    is_being = not grammar.passive.isdisjoint(before)
    is_noun = not grammar.determiners.isdisjoint(before[-1:])
    if is_noun or "than" in behind or start in text.negated:
        return 0
    if text.words[start].endswith("ing"):
        return int(is_being)
    if is_being or behind[:1] == ["by"]:
        return -int("by" in behind)
    return int("by" not in behind)
