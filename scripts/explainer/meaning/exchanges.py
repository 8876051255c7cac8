"""Exchanges: a sentence gives the values, or the roles, of two things to each other."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from explainer.evidence import extract
from explainer.meaning import roles
from explainer.meaning.sides import Sides, is_crossed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explainer.evidence.figure_types import Figure
    from explainer.meaning.comparison import Comparison, Difference
    from explainer.meaning.wording import Wording

_REACH = 8
_NEXT = 4
_MOST = 60
"""How many figures and how many names of a text are read; no sentence has as many."""
_Item = TypeVar("_Item")


def find(each: Comparison) -> Iterator[Difference]:
    """The first figures, or the first names, of which the sentence exchanges what is said."""
    if not each.is_row:
        found = itertools.chain(_values(each), _roles(each), roles.find(each))
        yield from itertools.islice(found, 1)


class _Place(NamedTuple):
    """A figure at its positions in a text."""

    figure: Figure
    positions: range

    def counts_as(self, other: _Place) -> bool:
        """Whether both are the same value of the same unit."""
        one, two = self.figure, other.figure
        return (one.value, one.unit) == (two.value, two.unit)


def _values(each: Comparison) -> Iterator[Difference]:
    """Two figures of a unit, where every text with both gives each to the other's owner."""
    sentence = each.sentence
    figures = _figures(each, sentence)
    for one, other in _neighbours(figures):
        here = _surroundings(sentence, one.positions, other.positions)
        if here is None or one.figure.unit != other.figure.unit or one.counts_as(other):
            continue
        part = range(one.positions.start, other.positions.stop)
        found = [(text, there) for text in each.texts if (there := _both(each, text, one, other))]
        if not found and (apart := _apart(each, here, one, other)):
            yield each.difference(part, apart)
        if found and all(is_crossed(here, there) for _, there in found):
            text, there = found[0]
            yield each.difference(part, text.written(there.positions))


def _apart(each: Comparison, here: Sides, one: _Place, other: _Place) -> str:
    """The fact with the first of two figures, if two facts have one each and fit the other way."""
    facts = [fact.wording for fact in each.facts]
    first, second = (
        [text for text in facts if any(it.counts_as(place) for it in _figures(each, text))]
        for place in (one, other)
    )
    if len(first) != 1 or len(second) != 1 or first[0] is second[0]:
        return ""
    there = Sides(range(0), first[0].content, second[0].content)
    return first[0].text if is_crossed(here, there) else ""


def _neighbours(items: Sequence[_Item]) -> Iterator[tuple[_Item, _Item]]:
    """Each of some items with each of the next few."""
    for at, one in enumerate(items):
        for other in items[at + 1 : at + 1 + _NEXT]:
            yield one, other


def _both(each: Comparison, text: Wording, one: _Place, other: _Place) -> Sides | None:
    """Where a text has two figures, once each: what goes with the one, and with the other."""
    there = _figures(each, text)
    first = [place.positions for place in there if place.counts_as(one)]
    second = [place.positions for place in there if place.counts_as(other)]
    if len(first) != 1 or len(second) != 1:
        return None
    if first[0].start < second[0].start:
        return _surroundings(text, first[0], second[0])
    found = _surroundings(text, second[0], first[0])
    return found and Sides(found.positions, found.right, found.left)


def _figures(each: Comparison, text: Wording) -> list[_Place]:
    return [
        _Place(figure, positions)
        for figure in extract(text.text, each.lexicon).figures[:_MOST]
        if not _is_of_name(text, figure)
        and (positions := text.positions_of(figure.start, figure.end))
    ]


def _is_of_name(text: Wording, figure: Figure) -> bool:
    """Whether a figure is part of a name, which none with a comma is."""
    return figure.in_name and "," not in text.text[figure.start : figure.end]


def _surroundings(text: Wording, first: range, second: range) -> Sides | None:
    """The content that goes with each of two parts of a text, if something parts them."""
    middle = range(first.stop, second.start)
    parting = next((at for at in middle if text.words[at] in text.language.grammar.parting), None)
    if parting is None:
        return None
    start, end = text.clause(first.start).start, text.clause(second.stop - 1).stop
    left = text.content_of(range(start, first.start)) | text.content_of(range(first.stop, parting))
    right = text.content_of(range(parting, second.start)) | text.content_of(range(second.stop, end))
    return Sides(range(first.start, second.stop), left, right)


class _Role(NamedTuple):
    """Two names with the content between them, and whether that is in the passive."""

    positions: range
    names: tuple[str, str]
    between: frozenset[str]
    is_passive: bool


def _roles(each: Comparison) -> Iterator[Difference]:
    """Two names that stand the other way round about what is between them in the evidence."""
    for role in _roles_in(each, each.sentence):
        for text in each.texts:
            if not all(name in text.text.casefold() for name in role.names):
                continue
            for other in _roles_in(each, text):
                shared = len(role.between & other.between)
                if (
                    role.names == other.names[::-1]
                    and role.is_passive == other.is_passive
                    and shared
                    and 2 * shared >= len(role.between | other.between)
                ):
                    yield each.difference(role.positions, text.written(other.positions))


def _roles_in(each: Comparison, text: Wording) -> Iterator[_Role]:
    grammar = text.language.grammar
    names = [
        (name.folded, positions)
        for name in extract(text.text, each.lexicon).names[:_MOST]
        if (positions := text.positions_of(name.start, name.end))
    ]
    for (first, one), (second, other) in _neighbours(names):
        between = range(one.stop, other.start)
        words = text.words[between.start : between.stop]
        content = text.content_of(between)
        if (
            first != second
            and content
            and len(words) <= _REACH
            and grammar.joining.isdisjoint(words)
        ):
            passive = not grammar.passive.isdisjoint(words)
            yield _Role(range(one.start, other.stop), (first, second), content, passive)
