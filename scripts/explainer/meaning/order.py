"""Order: a sentence exchanges the sides of a comparison or of a choice."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from explainer.meaning.sides import Sides, is_crossed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.meaning.comparison import Comparison, Difference
    from explainer.meaning.wording import Wording

_REACH = 8
_NEAR = 3


def find(each: Comparison) -> Iterator[Difference]:
    """The first comparative or choice that is the other way round."""
    yield from itertools.islice(itertools.chain(_comparatives(each), _choices(each)), 1)


class _Relation(NamedTuple):
    """What a comparative or a converse relates: its pair of words, and its side of that."""

    pair: str
    sign: int
    sides: Sides


def _comparatives(each: Comparison) -> Iterator[Difference]:
    """Comparatives and converses of which either the sides or the sign is the other way round."""
    for own in _relations(each.sentence):
        found = [
            (is_crossed(own.sides, other.sides), own.sign == other.sign, text, other)
            for text in each.texts
            for other in _relations(text)
            if other.pair == own.pair and all((*other.sides, *own.sides))
        ]
        told = [it for it in found if it[0] is not None]
        if told and all(crossed == same for crossed, same, *_ in told):
            *_, text, other = told[0]
            held = text.written(text.clause(other.sides.positions.start))
            yield each.difference(own.sides.positions, held)


def _relations(text: Wording) -> Iterator[_Relation]:
    """Each comparative with `than`, and each converse such as `ahead of`."""
    for use in text.uses("opposites"):
        start, end = use.positions.start, use.positions.stop
        ahead = range(end, min(text.clause(start).stop, end + _REACH))
        than = next((at for at in ahead if text.words[at] == "than"), None)
        if use.side and than is not None:
            # More slowly, less often
            pair = f"{use.side.pair} {text.stems[end]}"
            yield _relation(text, range(start, end), pair, use.side.sign, than)
    for use in text.uses("converses"):
        start, end = use.positions.start, use.positions.stop
        before = text.words[max(0, start - _NEAR) : start]
        passive = text.words[end : end + 1] == [
            "by"
        ] and not text.language.grammar.passive.isdisjoint(before)
        if use.side:
            # Let nothing get above it.
            if text.has("negatives", range(text.clause(start).start, max(0, start - _NEAR))):
                continue
            sign = -use.side.sign if passive else use.side.sign
            pair = f"converse {use.side.pair}"
            yield _relation(text, range(start, end + passive), pair, sign, end + passive - 1)


def _relation(text: Wording, positions: range, pair: str, sign: int, parting: int) -> _Relation:
    """A relation between what is before one position of its clause, and what is behind it."""
    part = text.clause(positions.start)
    left = text.content_of(range(part.start, positions.start)) | text.content_of(
        range(positions.stop + 1, parting)
    )
    right = text.content_of(range(parting + 1, part.stop))
    turned = -sign if text.is_turned(positions.start) else sign
    return _Relation(pair, turned, Sides(positions, left, right))


def _choices(each: Comparison) -> Iterator[Difference]:
    """Choices of which the sentence chooses what the evidence does not."""
    for own in _choices_in(each.sentence):
        for text in each.texts:
            for other in _choices_in(text):
                if is_crossed(own, other):
                    held = text.written(text.clause(other.positions.start))
                    yield each.difference(own.positions, held)


def _choices_in(text: Wording) -> Iterator[Sides]:
    """Each choice, with what is chosen and what is not: `A rather than B`, `not B but A`."""
    for use in text.uses("choices"):
        at, end = use.positions.start, use.positions.stop
        part = text.clause(at)
        # What comes before may be a clause of its own: `He chose A, not B`.
        before = text.clause(max(0, part.start - 1))
        if end - at > 1:
            start = part.start if text.content_of(range(part.start, at)) else before.start
            yield _choice(text, use.positions, range(start, at), range(end, part.stop))
            continue
        stop = min(part.stop + 1, len(text.words))
        but = next((i for i in range(end, stop) if text.words[i] == "but"), None)
        if but is not None:
            yield _choice(text, use.positions, text.clause(but), range(end, but))
        elif text.words[at - 1 : at] == [","]:
            yield _choice(text, use.positions, range(before.start, at), range(end, part.stop))


def _choice(text: Wording, positions: range, chosen: range, left_out: range) -> Sides:
    return Sides(positions, text.content_of(chosen), text.content_of(left_out))
