"""Swaps: a sentence says of each of two things what its evidence says of the other."""

from __future__ import annotations

import functools
import itertools
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.meaning.comparison import Comparison, Difference
    from explainer.meaning.wording import Wording

_BOTH = 2
_NEAR = 3
_MOST = 20
"""How many clauses of a text are read."""
_Halves = tuple[list[str], list[str]]


def find(each: Comparison) -> Iterator[Difference]:
    """The first two clauses of the sentence that share each of theirs with both of the evidence."""
    if each.is_row:
        return
    sentence = each.sentence
    for text in (fact.wording for fact in each.facts):
        # Each of two clauses shares a word of its own with both of two others.
        if len(sentence.content & text.content) < _BOTH * _BOTH:
            continue
        for part, own in _halves(sentence):
            for there, held in _halves(text):
                if _is_swapped(own, held):
                    yield each.difference(part, text.written(there))
                    return
    yield from _turned(each)
    yield from _exchanged(each)


@functools.lru_cache(maxsize=20_000)
def _halves(text: Wording) -> list[tuple[range, _Halves]]:
    """Each two clauses of a text, with what is in one of them only."""
    pairs = itertools.combinations(text.clauses[:_MOST], 2)
    found = ((range(one.start, other.stop), _apart(text, one, other)) for one, other in pairs)
    return [(part, halves) for part, halves in found if all(halves)]


def _turned(each: Comparison) -> Iterator[Difference]:
    """The first clause that does to its first name what that does to another in the evidence."""
    sentence = each.sentence
    for pair in _pairs(sentence):
        for text in (fact.wording for fact in each.facts):
            for other in _pairs(text):
                if pair.names == other.names[::-1] and pair.is_passive == other.is_passive:
                    shared = (pair.content & other.content) - set(pair.names)
                    if shared and 2 * len(shared) >= len(pair.content - text.names) - 2:
                        yield each.difference(pair.part, text.written(other.part))
                        return


def _exchanged(each: Comparison) -> Iterator[Difference]:
    """The first word that has on its left the name that it has on its right in the evidence."""
    sentence = each.sentence
    for text in (fact.wording for fact in each.facts):
        there = _between(text)
        for stem, own in _between(sentence).items():
            other = there.get(stem)
            if (
                other
                and own.left in other.right - own.right
                and other.left in own.right - other.right
                and own.is_passive == other.is_passive
            ):
                yield each.difference(own.part, text.written(other.part))
                return


class _Between(NamedTuple):
    """The name next before a word of a clause, and all names behind it."""

    part: range
    left: str
    right: frozenset[str]
    is_passive: bool


@functools.lru_cache(maxsize=20_000)
def _between(text: Wording) -> dict[str, _Between]:
    """By their stems, the words of a text that stand once there, and between names."""
    found: dict[str, _Between] = {}
    count = Counter(text.stems)
    passive = text.language.grammar.passive
    for part in text.clauses[:_MOST]:
        named = _named(text, part)
        if len(named) < _BOTH:
            continue
        for at in range(named[0] + 1, named[-1]):
            stem = text.stems[at]
            if not stem or stem not in text.common or count[stem] > 1:
                continue
            left = max(it for it in named if it < at)
            right = frozenset(text.stems[it] for it in named if it > at)
            is_passive = (
                not passive.isdisjoint(text.words[max(part.start, at - 3) : at])
                or "by" in text.words[at : part.stop]
            )
            if at - left <= _NEAR:
                found[stem] = _Between(range(left, part.stop), text.stems[left], right, is_passive)
    return found


class _Pair(NamedTuple):
    """A clause with two names, the first of which is its subject."""

    part: range
    names: tuple[str, str]
    content: frozenset[str]
    is_passive: bool


@functools.lru_cache(maxsize=20_000)
def _pairs(text: Wording) -> tuple[_Pair, ...]:
    found = []
    grammar = text.language.grammar
    for part in text.clauses[:_MOST]:
        named = _named(text, part)
        inside = [at for at in part if text.stems[at]]
        # In May the mayor is no subject.
        if (
            len(named) < _BOTH
            or named[0] != inside[0]
            or not {"the", "a", "an", "but", "and", "while"}.issuperset(
                text.words[part.start : named[0]]
            )
        ):
            continue
        between = range(named[0] + 1, named[1])
        words = text.words[part.start : part.stop]
        if (
            grammar.joining.isdisjoint(text.words[between.start : between.stop])
            and any(text.stems[at] for at in between)
            and not text.has("converses", part)
            and not text.has("roles", part)
        ):
            is_passive = "by" in words
            names = text.stems[named[0]], text.stems[named[1]]
            found.append(_Pair(part, names, text.content_of(part), is_passive))
    return tuple(found)


def _named(text: Wording, part: range) -> list[int]:
    """The positions of the words of names in a part of a text, but for months."""
    return [
        at
        for at in part
        if (text.stems[at] in text.names or _is_model(text.words[at]))
        and text.words[at].lower() not in text.language.grammar.months
    ]


def _is_model(word: str) -> bool:
    return word[0].isdigit() and any(map(str.isalpha, word))


def _apart(text: Wording, one: range, other: range) -> _Halves:
    """The content of each of two clauses that the other does not have, in its order."""
    pronouns = text.language.grammar.pronouns
    first, second = (
        [text.stems[at] for at in part if text.stems[at] and text.words[at] not in pronouns]
        for part in (one, other)
    )
    return [it for it in first if it not in second], [it for it in second if it not in first]


def _is_swapped(own: _Halves, held: _Halves) -> bool:
    """
    Whether each of two clauses shares words with both of two others.

    The first or the last ones that they share are those of the other clause.
    """
    if any(set(mine).isdisjoint(theirs) for mine in own for theirs in held):
        return False
    first, second = ([it for it in mine if it in held[0] or it in held[1]] for mine in own)
    return any(first[end] in held[1] and second[end] in held[0] for end in (0, -1))
