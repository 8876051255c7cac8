"""Order: a sentence exchanges the sides of a comparison, or the values of two names."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from explainer.evidence import extract

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explainer.meaning.comparison import Comparison, Difference
    from explainer.meaning.wording import Wording

_PARTING = frozenset({"and", "against", "while", "to", ",", ";", "versus", "or", "but", "compared", "than", "from", ".", "whereas", ":"})
_SYMMETRIC = frozenset({"and", "or", "with", ","})
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_REACH = 8
_NEAR = 3


def find(each: Comparison) -> Iterator[Difference]:
    """The comparatives, choices, values and roles that are the other way round."""
    yield from itertools.islice(
        itertools.chain(_compared(each), _chosen(each), _valued(each), _acting(each)), 1
    )


class _Sides(NamedTuple):
    """Two sides of something in a text: its positions, and the content of both."""

    positions: range
    left: frozenset[str]
    right: frozenset[str]


def _is_crossed(one: _Sides, other: _Sides) -> bool | None:
    """Whether the sides of one go with the others of the other, or `None` where neither fits."""
    left, right = one.left - one.right, one.right - one.left
    left2, right2 = other.left - other.right, other.right - other.left
    straight = len(left & left2) + len(right & right2)
    crossed = len(left & right2) + len(right & left2)
    return None if straight == crossed else crossed > straight


def _compared(each: Comparison) -> Iterator[Difference]:
    """Comparatives and converse verbs with their sides, or their sign, the other way round."""
    for (pair, sign), sides in _relations(each.sentence):
        found = [
            (_is_crossed(sides, sides2), sign == sign2, text, sides2)
            for text in each.texts
            for (pair2, sign2), sides2 in _relations(text)
            if pair == pair2 and sides2.left and sides2.right
        ]
        wrong = [it for it in found if it[0] is not None and it[0] == it[1]]
        if wrong and len(wrong) == len([it for it in found if it[0] is not None]):
            _, _, text, sides2 = wrong[0]
            where = text.clause(sides2.positions.start)
            yield each.difference(sides.positions, text.written(where))


def _relations(text: Wording) -> Iterator[tuple[tuple[str, int], _Sides]]:
    """Each comparative with `than` and each converse: its pair and sign, and what it relates."""
    for use in text.uses("opposites"):
        start, end = use.positions.start, use.positions.stop
        ahead = range(end, min(text.clause(start).stop, end + _REACH))
        than = next((at for at in ahead if text.words[at] == "than"), None)
        if use.side and than is not None:
            quality = " ".join(sorted(text.content_of(range(end, than))))
            pair = f"{use.side.pair} {quality}"
            yield _relation(text, range(start, than + 1), pair, use.side.sign)
    for use in text.uses("converses"):
        start, end = use.positions.start, use.positions.stop
        passive = text.words[end : end + 1] == ["by"] and not _BE.isdisjoint(
            text.words[max(0, start - _NEAR) : start]
        )
        if use.side:
            sign = -use.side.sign if passive else use.side.sign
            pair = f"converse {use.side.pair}"
            yield _relation(text, range(start, end + passive), pair, sign)


def _relation(
    text: Wording, positions: range, pair: str, sign: int
) -> tuple[tuple[str, int], _Sides]:
    part = text.clause(positions.start)
    left = text.content_of(range(part.start, positions.start))
    right = text.content_of(range(positions.stop, part.stop))
    turned = -sign if text.is_turned(positions.start) else sign
    return (pair, turned), _Sides(positions, left, right)


def _chosen(each: Comparison) -> Iterator[Difference]:
    for sides in _choices(each.sentence):
        for text in each.texts:
            for sides2 in _choices(text):
                if _is_crossed(sides, sides2):
                    yield each.difference(
                        sides.positions, text.written(text.clause(sides2.positions.start))
                    )


def _choices(text: Wording) -> Iterator[_Sides]:
    """Each choice, `A rather than B`, `A, not B` and `not B but A`: what is chosen, and what not."""
    for at, word in enumerate(text.words):
        part = text.clause(at)
        two = tuple(text.words[at : at + 2])
        if two in {("rather", "than"), ("instead", "of")}:
            left, right = range(part.start, at), range(at + 2, part.stop)
            if not text.content_of(left) and part.start:
                left = range(text.clause(part.start - 1).start, at)
            yield _Sides(range(at, at + 2), text.content_of(left), text.content_of(right))
        elif word in {"not", "never"}:
            end = min(part.stop + 1, len(text.words))
            but = next((i for i in range(at + 1, end) if text.words[i] == "but"), None)
            comma = text.words[at - 1] == "," if at else False
            if but is not None:
                left, right = text.clause(but), range(at + 1, but)
            elif comma:
                left, right = range(text.clause(max(0, part.start - 1)).start, at), range(at + 1, part.stop)
            else:
                continue
            yield _Sides(range(at, at + 1), text.content_of(left), text.content_of(right))


def _valued(each: Comparison) -> Iterator[Difference]:
    """Two figures that the sentence gives to each other's owners."""
    if each.is_row:
        return
    sentence = each.sentence
    for one, other in itertools.combinations(_figures(each, sentence), 2):
        here = _contexts(sentence, one[0], other[0])
        if here is None or one[1] == other[1] or one[1][1] != other[1][1]:
            continue
        found = [(text, *there) for text in each.texts for there in _both(each, text, one[1], other[1])]
        if found and all(_is_crossed(_Sides(one[0], *here), sides) for _, _, sides in found):
            text, where, _ = found[0]
            yield each.difference(range(one[0].start, other[0].stop), text.written(where))


def _both(
    each: Comparison, text: Wording, one: tuple[object, str], other: tuple[object, str]
) -> Iterator[tuple[range, _Sides]]:
    """Where a text has two figures once each, with what goes with the one and with the other."""
    there = _figures(each, text)
    first = [positions for positions, figure in there if figure == one]
    second = [positions for positions, figure in there if figure == other]
    if len(first) != 1 or len(second) != 1:
        return
    a, b = sorted((first[0], second[0]), key=lambda positions: positions.start)
    contexts = _contexts(text, a, b)
    if contexts is not None:
        left, right = contexts if a is first[0] else contexts[::-1]
        yield range(a.start, b.stop), _Sides(a, left, right)


def _figures(each: Comparison, text: Wording) -> list[tuple[range, tuple[object, str]]]:
    """The figures in a text, with their positions, value and unit."""
    found = []
    for figure in extract(text.text, each.lexicon).figures:
        if not figure.in_name:
            inside = [i for i, t in enumerate(text.tokens) if figure.start <= t.start < figure.end]
            if inside:
                found.append((range(inside[0], inside[-1] + 1), (figure.value, figure.unit)))
    return found


def _contexts(text: Wording, first: range, second: range) -> tuple[frozenset[str], frozenset[str]] | None:
    """The content that goes with each of two stretches of a text, in their order, if it parts."""
    start = _boundary(text, first.start, -1)
    end = _boundary(text, second.stop, 1)
    middle = range(first.stop, second.start)
    part = next((at for at in middle if text.words[at] in _PARTING), None)
    if part is None:
        return None
    left = text.content_of(range(start, first.start)) | text.content_of(range(first.stop, part))
    right = text.content_of(range(part, second.start)) | text.content_of(range(second.stop, end))
    return left, right


def _boundary(text: Wording, at: int, step: int) -> int:
    clause = text.clause(min(max(at, 0), len(text.words) - 1))
    return clause.start if step < 0 else clause.stop


def _acting(each: Comparison) -> Iterator[Difference]:
    """Two names that exchange their roles around a word that they share."""
    for positions, first, verb, second, passive in _roles(each, each.sentence):
        for text in each.texts:
            for positions2, first2, verb2, second2, passive2 in _roles(each, text):
                same = verb & verb2 and 2 * len(verb & verb2) >= len(verb | verb2)
                if same and passive == passive2 and (first, second) == (second2, first2):
                    yield each.difference(positions, text.written(positions2))


def _roles(each: Comparison, text: Wording) -> Iterator[tuple[range, str, frozenset[str], str, bool]]:
    """Adjacent names with the content between them, and whether that is in the passive."""
    names = extract(text.text, each.lexicon).names
    spans: Sequence[tuple[range, str]] = [
        (range(inside[0], inside[-1] + 1), name.folded)
        for name in names
        if (inside := [i for i, t in enumerate(text.tokens) if name.start <= t.start < name.end])
    ]
    for (one, first), (other, second) in itertools.combinations(spans, 2):
        between = range(one.stop, other.start)
        words = text.words[between.start : between.stop]
        if first == second or len(words) > _REACH or not words:
            continue
        if any(word in _SYMMETRIC or word in ".;:" for word in words):
            continue
        content = text.content_of(between)
        if content:
            passive = "by" in words or not _BE.isdisjoint(words)
            yield range(one.start, other.stop), first, content, second, passive
