"""Grades: a sentence has the larger or the largest where its evidence has the smaller."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.meaning.comparison import Comparison, Difference
    from explainer.meaning.language import Side
    from explainer.meaning.wording import Wording

_COMPARED = re.compile(r"more|most|less|least|best|worse|worst|[a-z]{3,}(er|est)")
_SUPERLATIVE = re.compile(r"[a-z]{3,}est")
_LEAST_SHARED = 2
_REACH = 4


class _Grade(NamedTuple):
    """A comparative or superlative at its positions, with its pair and its side of that."""

    positions: range
    pair: int
    sign: int


def find(each: Comparison) -> Iterator[Difference]:
    """The comparatives and superlatives of which the evidence has only others, as close."""
    yield from _opposed(each)
    yield from _ranked(each)
    yield from _equalled(each)


def _ranked(each: Comparison) -> Iterator[Difference]:
    """The largest in the sentence, where the evidence has the second largest; or round about."""
    for rank, quality, positions in _ranks(each.sentence):
        held = [
            (other, text.written(there))
            for text in each.texts
            for other, same, there in _ranks(text)
            if same == quality
        ]
        if held and all(other != rank for other, _ in held):
            yield each.difference(positions, held[0][1])


@functools.lru_cache(maxsize=20_000)
def _ranks(text: Wording) -> list[tuple[str, str, range]]:
    """The rank of each superlative, as `second` in the second largest, or an empty text."""
    found = []
    ordinals = text.language.grammar.ordinals
    for at, word in enumerate(text.words):
        first, _, rest = word.rpartition("-")
        quality = rest if first in ordinals else word
        if not _SUPERLATIVE.fullmatch(quality) or quality in text.language.grammar.no_superlatives:
            continue
        before = text.words[at - 1] if at else ""
        rank = first if first in ordinals else before if before in ordinals else ""
        if rank or before in text.language.grammar.determiners:
            found.append((rank, quality, range(max(0, at - 1), at + 1)))
    return found


def _equalled(each: Comparison) -> Iterator[Difference]:
    """What is as large as something in the sentence, and larger or smaller in the evidence."""
    sentence = each.sentence
    for positions, side in _equals(sentence):
        part = sentence.content_of(sentence.clause(positions.start))
        for text in each.texts:
            for other in _grades(text):
                there = text.clause(other.positions.start)
                if (
                    other.pair == side.pair
                    and "than" in text.words[other.positions.stop : there.stop]
                    and len(part & text.content_of(there)) > _LEAST_SHARED
                    and not any(it.pair == side.pair for _, it in _equals(text))
                ):
                    yield each.difference(positions, text.written(there))
                    return


def _equals(text: Wording) -> list[tuple[range, Side]]:
    """Each adjective between `as` and `as`, with neither a negative nor a number before."""
    found = []
    for use in text.uses("opposites"):
        at, words = use.positions.start, text.words
        if (
            use.side
            and words[at - 1 : at] == ["as"]
            and "as" in words[at + 1 : min(at + 2 + _REACH, text.clause(at).stop)]
            and not text.is_denied_likeness(at)
            and words[at - 2]
            not in text.language.grammar.multiples | text.language.grammar.fractions
        ):
            found.append((range(at - 1, at + 1), use.side))
    return found


def _opposed(each: Comparison) -> Iterator[Difference]:
    """The comparatives and superlatives of which the evidence has only the opposite, as close."""
    sentence = each.sentence
    own = _grades(sentence)
    held = [(text, other) for text in each.texts for other in _grades(text)] if own else []
    agreed = {use.pair for use in own if any((use.pair, use.sign) == it[1:] for _, it in held)}
    starts = {use.positions.start for use in own if use.pair in agreed}
    for use in own:
        for text, other in held:
            if (
                use.positions.start not in starts
                and (other.pair, other.sign) == (use.pair, -use.sign)
                and _is_close(sentence, use, text, other)
            ):
                held_there = text.written(text.clause(other.positions.start))
                yield each.difference(use.positions, held_there)


@functools.lru_cache(maxsize=20_000)
def _grades(text: Wording) -> list[_Grade]:
    """Each comparative and superlative; `more` before an adjective is part of it."""
    found: list[_Grade] = []
    uses = [(use.positions, use.side) for use in text.uses("opposites") if use.side]
    for positions, side in uses:
        start = positions.start
        word, before = text.words[start], text.words[start - 1]
        degrees = {
            degree.sign
            for other, degree in uses
            if other.stop == start and _COMPARED.fullmatch(before)
        }
        is_turned = text.is_denied_likeness(start) or any(
            negative.stop == start for negative, _ in text.negations
        )
        sign = -side.sign if is_turned else side.sign
        if len(degrees) == 1:
            found.append(_Grade(range(start - 1, start + 1), side.pair, sign * degrees.pop()))
        elif (
            _COMPARED.fullmatch(word)
            and not _is_bound(text, start)
            # What is not the largest need not be the smallest.
            and not (word.endswith("st") and start in text.negated)
        ):
            found.append(_Grade(positions, side.pair, sign))
    return found


def _is_bound(text: Wording, at: int) -> bool:
    """Whether a comparative says more or less than a number."""
    return text.words[at + 1 : at + 2] == ["than"] and text.is_number(at + 2)


def _is_close(sentence: Wording, use: _Grade, text: Wording, other: _Grade) -> bool:
    """Whether two clauses share enough, and the subject of one is not what the other sets apart."""
    part, there = sentence.clause(use.positions.start), text.clause(other.positions.start)
    if "other" in sentence.words[part.start : part.stop]:
        # Every other pier is shorter than the longest.
        return False
    left = sentence.content_of(range(part.start, use.positions.start))
    is_crossed = any(
        left & text.content_of(range(at, text.clause(at).stop))
        for at, word in enumerate(text.words)
        if word == "than"
    )
    shared = sentence.content_of(part) & text.content_of(there)
    if len(text.content_of(there)) <= _LEAST_SHARED:
        # A and B, the newer ones, were left out.
        shared = sentence.content_of(part) & text.content_of(text.segment(there.start))
    mine, its = sentence.stem_at(use.positions.stop), text.stem_at(other.positions.stop)
    is_same = mine == its or mine in {"", *shared} or its in {"", *shared}
    return not is_crossed and is_same and len(shared) >= _LEAST_SHARED
