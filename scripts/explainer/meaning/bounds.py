"""Bounds: a sentence says more than a number, or so much more, where its evidence says less."""

from __future__ import annotations

import functools
import itertools
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.meaning.comparison import Comparison, Difference
    from explainer.meaning.wording import Wording

_REACH = 3
_YEAR = 3
_ROLES = ("bounds", "sides_of_dates")


class _Bound(NamedTuple):
    """A word such as `over` at its positions, its side, and the number behind it."""

    positions: range
    sign: int
    number: str


def find(each: Comparison) -> Iterator[Difference]:
    """The first bound of the sentence of which the evidence has only the opposite one."""
    yield from itertools.islice(itertools.chain(_opposed(each), _directed(each)), 1)


def _opposed(each: Comparison) -> Iterator[Difference]:
    """The bounds before numbers and dates of which the evidence has only the opposite one."""
    for role in _ROLES:
        for own in _bounds(each.sentence, role):
            held = [
                (other.sign, text.written(range(other.positions.start, other.positions.stop + 1)))
                for text in each.texts
                for other in _bounds(text, role)
                if other.number == own.number
            ]
            if held and all(sign != own.sign for sign, _ in held):
                yield each.difference(own.positions, held[0][1])


def _directed(each: Comparison) -> Iterator[Difference]:
    """A number that goes up in the sentence and down in the evidence: `4 years ahead` of others."""
    sentence = each.sentence
    for own in _directions(sentence):
        held = [
            (other, text)
            for text in each.texts
            for other in _directions(text)
            if other.number == own.number
        ]
        if held and all(
            other.sign != own.sign and not _is_converse(sentence, own, text, other)
            for other, text in held
        ):
            other, text = held[0]
            yield each.difference(own.positions, text.written(other.positions))


def _is_converse(sentence: Wording, own: _Bound, text: Wording, other: _Bound) -> bool:
    """Whether what is before one is behind the other: A is 4 years ahead of B, and B behind A."""
    part, there = sentence.clause(own.positions.start), text.clause(other.positions.start)
    before = sentence.content_of(range(part.start, own.positions.start))
    behind = sentence.content_of(range(own.positions.stop, part.stop))
    first = text.content_of(range(there.start, other.positions.start))
    last = text.content_of(range(other.positions.stop, there.stop))
    return bool((before - behind) & (last - first) or (behind - before) & (first - last))


@functools.lru_cache(maxsize=20_000)
def _directions(text: Wording) -> tuple[_Bound, ...]:
    """Each word such as `ahead` with the number before it, and what that counts."""
    found = []
    for use in text.uses("directions"):
        start = use.positions.start
        before = range(max(text.clause(start).start, start - _REACH), start)
        number = next(
            (
                at
                for at in before
                if text.is_number(at) or text.words[at] in text.language.grammar.one
            ),
            None,
        )
        # Four years ahead; but of a gap of less, nothing is counted.
        if (
            number is not None
            and all(text.stems[number + 1 : start])
            and use.side
            and not text.is_turned(start)
        ):
            counted = " ".join(text.stems[at] or text.words[at] for at in range(number, start))
            found.append(_Bound(range(number, use.positions.stop), use.side.sign, counted))
    return tuple(found)


@functools.lru_cache(maxsize=20_000)
def _bounds(text: Wording, role: str) -> tuple[_Bound, ...]:
    """Each bound with a number behind it, but the shorter ones within a longer one."""
    found: dict[int, _Bound] = {}
    for use in text.uses(role):
        start, stop = use.positions.start, use.positions.stop
        number = _number(text, stop) if role == "bounds" else _date(text, stop)
        # No more than five is less than six.
        if number and use.side and text.words[start - 1] not in {"no", "not"}:
            known = found.get(stop)
            if known is None or len(known.positions) < stop - start:
                # Not able to make more than five: five at most.
                sign = -use.side.sign if start in text.negated else use.side.sign
                found[stop] = _Bound(use.positions, sign, number)
    return tuple(found.values())


def _date(text: Wording, at: int) -> str:
    """The day and month, or the month and year, or the year at a position; or an empty text."""
    words, months = text.words[at : at + _REACH], text.language.grammar.months
    day = [it for it in words if it.isdigit() or (it.lower() in months)]
    return " ".join(day) if day and day[0] == words[0] and max(map(len, day)) >= _YEAR else ""


def _number(text: Wording, at: int) -> str:
    """The number at a position, or `a` with what there is one of: `a year`; or an empty text."""
    words, grammar = text.words[at : at + _REACH], text.language.grammar
    if not words:
        return ""
    if words[0] in grammar.one:
        return " ".join(["a", *words[1:2]])
    if words[0] in grammar.fractions:
        return " ".join(words[:2])
    return " ".join(words[:2]) if text.is_number(at) else ""
