"""Bounds: a sentence says more than a number where its evidence says less than that."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.meaning.comparison import Comparison, Difference
    from explainer.meaning.wording import Wording

_REACH = 3


class _Bound(NamedTuple):
    """A word such as `over` at its positions, its side, and the number behind it."""

    positions: range
    sign: int
    number: str


def find(each: Comparison) -> Iterator[Difference]:
    """The bounds of the sentence of which the evidence has only the opposite one."""
    for own in _bounds(each.sentence):
        held = [
            (other.sign, text.written(range(other.positions.start, other.positions.stop + 1)))
            for text in each.texts
            for other in _bounds(text)
            if other.number == own.number
        ]
        if held and all(sign != own.sign for sign, _ in held):
            yield each.difference(own.positions, held[0][1])


@functools.lru_cache(maxsize=20_000)
def _bounds(text: Wording) -> tuple[_Bound, ...]:
    """Each bound with a number behind it, but the shorter ones within a longer one."""
    found: dict[int, _Bound] = {}
    for use in text.uses("bounds"):
        start, stop = use.positions.start, use.positions.stop
        number = _number(text, stop)
        # No more than five is less than six.
        if number and use.side and text.words[start - 1] not in {"no", "not"}:
            known = found.get(stop)
            if known is None or len(known.positions) < stop - start:
                found[stop] = _Bound(use.positions, use.side.sign, number)
    return tuple(found.values())


def _number(text: Wording, at: int) -> str:
    """The number at a position, or `a` with what there is one of: `a year`; or an empty text."""
    words = text.words[at : at + _REACH]
    if not words:
        return ""
    if words[0] in {"a", "an", "one"} or words[0] in text.language.grammar.fractions:
        return " ".join(["a" if words[0] in {"an", "one"} else words[0], *words[1:2]])
    return " ".join(words[:2]) if text.is_number(at) else ""
