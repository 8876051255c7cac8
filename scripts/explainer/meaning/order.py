"""Order: a sentence exchanges the sides of a comparison or of a choice."""

from __future__ import annotations

import functools
import itertools
from typing import TYPE_CHECKING, NamedTuple

from explainer.meaning import grades
from explainer.meaning.sides import Sides, is_crossed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.meaning.comparison import Comparison, Difference
    from explainer.meaning.wording import Wording

_REACH = 8
_NEAR = 3
_TIMES = "times"


def find(each: Comparison) -> Iterator[Difference]:
    """The first comparative or choice that is the other way round."""
    both = itertools.chain(
        _comparatives(each), _choices(each), _rejections(each), grades.find(each)
    )
    yield from itertools.islice(both, 1)


class _Relation(NamedTuple):
    """What a comparative or a converse relates: its pair of words, and its side of that."""

    pair: str
    sign: int
    sides: Sides


def _comparatives(each: Comparison) -> Iterator[Difference]:
    """Comparatives and converses of which either the sides or the sign is the other way round."""
    for own in _relations(each.sentence):
        found = [
            (
                is_crossed(own.sides, other.sides, each.sentence.names | text.names),
                own.sign == other.sign,
                text,
                other,
            )
            for text in each.texts
            for other in _relations(text)
            if other.pair == own.pair and _can_be_matched(own, other)
        ]
        told = [it for it in found if it[0] is not None]
        if told and all(crossed == same for crossed, same, *_ in told):
            *_, text, other = told[0]
            held = text.written(text.clause(other.sides.positions.start))
            yield each.difference(own.sides.positions, held)


def _can_be_matched(one: _Relation, other: _Relation) -> bool:
    """Whether both have something on both sides, or on one where the others have no other."""
    lefts, rights = one.sides.left and other.sides.left, one.sides.right and other.sides.right
    if one.pair.isdigit() or one.pair == _TIMES:
        return bool(lefts or rights)
    return bool(lefts and (rights or not (one.sides.right or other.sides.right)))


@functools.lru_cache(maxsize=20_000)
def _relations(text: Wording) -> list[_Relation]:
    """Each comparative, each multiple, each converse such as `ahead of`, and each `from A to B`."""
    return [*_with_than(text), *_multiples(text), *_converses(text), *_from_to(text)]


def _with_than(text: Wording) -> Iterator[_Relation]:
    """Comparatives with `than`, and what is not as large `as` something."""
    uses, grammar = text.uses("opposites"), text.language.grammar
    graded = {(use.positions.start, use.side) for use in uses}
    starts = {start for start, _ in graded}
    for use in uses:
        start, end = use.positions.start, use.positions.stop
        if not use.side or start - 1 in starts:
            continue
        is_like = text.is_denied_likeness(start)
        marks = grammar.equatives if is_like else {"than"}
        ahead = range(end, min(text.clause(start).stop, end + _REACH))
        than = next((at for at in ahead if text.words[at] in marks), None)
        # More than five is a bound.
        if than is None or text.is_number(than + 1):
            continue
        # More slowly is slower, and less slowly is faster.
        qualities = [side for at, side in graded if at == end and side]
        for quality in qualities:
            sign = use.side.sign * quality.sign
            yield _relation(text, range(start, end + 1), str(quality.pair), sign, than)
        if not qualities:
            # Less salty, fewer boats
            pair = str(use.side.pair)
            if text.stems[end]:
                pair = f"{pair} {text.stems[end]}"
            yield _relation(text, range(start, end), pair, use.side.sign, than)


def _multiples(text: Wording) -> Iterator[_Relation]:
    """What is twice as large as something, or half of it: `A has three times the size of B`."""
    grammar = text.language.grammar
    for at, word in enumerate(text.words):
        sign = (word in grammar.multiples) - (word in grammar.fractions)
        behind = text.words[at + 1 : at + 2]
        if sign < 0 and behind in (["of"], ["a"], ["an"]):
            yield _relation(text, range(at, at + 1), _TIMES, sign, at + 1)
        if not sign or behind not in (["as"], ["the"], ["that"]):
            continue
        mark = "as" if behind == ["as"] else "of"
        ahead = range(at + 2, min(text.clause(at).stop, at + 2 + _REACH))
        parting = next((i for i in ahead if text.words[i] == mark), None)
        if parting is not None:
            yield _relation(text, range(at, at + 1), _TIMES, sign, parting)


def _converses(text: Wording) -> Iterator[_Relation]:
    """Words such as `ahead of` and `sells`, with who is on either side."""
    for use in text.uses("converses"):
        start, end = use.positions.start, use.positions.stop
        # Let nothing get above it.
        before = range(text.clause(start).start, max(0, start - _NEAR))
        if not use.side or text.has("negatives", before):
            continue
        is_passive = _is_passive(text, use.positions)
        sign = -use.side.sign if is_passive else use.side.sign
        yield _relation(text, range(start, end), f"converse {use.side.pair}", sign, end - 1)


def _is_passive(text: Wording, positions: range) -> bool:
    """Whether a verb is in the passive, with `by` not far behind it."""
    start, end = positions.start, positions.stop
    behind = text.words[end : text.clause(start).stop]
    before = text.words[max(0, start - _NEAR) : start]
    return not text.language.grammar.passive.isdisjoint(before) and "by" in behind[:_NEAR]


def _from_to(text: Wording) -> Iterator[_Relation]:
    """Each `from A to B`, in either order."""
    if "from" not in text.words:
        return
    for at, word in enumerate(text.words):
        if word not in {"from", "to"}:
            continue
        ahead = range(at + 1, min(text.clause(at).stop, at + _REACH))
        other = next((i for i in ahead if text.words[i] in {"from", "to"}), None)
        if other is None or text.words[other] == word:
            continue
        one = text.content_of(range(at + 1, other))
        two = text.content_of(range(other + 1, min(text.clause(at).stop, other + 1 + _NEAR)))
        sides = (one, two) if word == "from" else (two, one)
        yield _Relation("from to", 1, Sides(range(at, other + 1), *sides))


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


def _rejections(each: Comparison) -> Iterator[Difference]:
    """Choices that leave out what the evidence affirms, for what that does not speak of."""
    sentence = each.sentence
    for own in _choices_in(sentence):
        start, stop = own.positions.start, own.positions.stop
        chosen = sentence.content_of(range(max(0, start - _NEAR), start)) & own.left
        left_out = sentence.content_of(range(stop, stop + _NEAR)) & own.right
        is_clause = not sentence.language.grammar.complements.isdisjoint(
            sentence.words[stop : stop + 1]
        )
        if is_clause or not left_out - chosen or not chosen - left_out - each.content:
            continue
        for text in (fact.wording for fact in each.facts):
            held = [
                part
                for part in text.clauses
                if left_out <= text.content_of(part) and not text.is_negative(part)
            ]
            if held and not text.uses("choices"):
                yield each.difference(own.positions, text.written(held[0]))
                return


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
