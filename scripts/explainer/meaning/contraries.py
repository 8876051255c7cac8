"""Contraries: a sentence has the contrary of a word of its evidence."""

from __future__ import annotations

import functools
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.meaning.comparison import Comparison, Difference
    from explainer.meaning.wording import Wording

_LEAST_SHARED = 2
_MARGIN = 1
_NOWHERE = -1
_REACH = 3


class _Sided(NamedTuple):
    """
    A word of a pair of contraries with its side, which a negative before it turns round.

    `bare_sign` is the side without the negative.
    """

    positions: range
    pair: int
    sign: int
    bare_sign: int


@functools.lru_cache(maxsize=20_000)
def sided(text: Wording) -> tuple[_Sided, ...]:
    """The words of a text that are of a pair of contraries."""
    return tuple(
        _Sided(
            use.positions,
            use.side.pair,
            -use.side.sign if _is_turned(text, use.positions.start) else use.side.sign,
            use.side.sign,
        )
        for use in text.uses("contraries")
        if use.side and not _is_degree_denied(text, use.positions.start)
    )


@functools.lru_cache(maxsize=20_000)
def _by_side(text: Wording) -> dict[tuple[int, int], list[_Sided]]:
    """The same by their pair and side."""
    found: dict[tuple[int, int], list[_Sided]] = defaultdict(list)
    for use in sided(text):
        found[use.pair, use.sign].append(use)
    return found


def _is_turned(text: Wording, at: int) -> bool:
    """Whether a negative turns round what a word says, but the one within `unlikely` itself."""
    return text.is_turned(at) != text.has_own_negative(at)


def _is_degree_denied(text: Wording, at: int) -> bool:
    """Whether a word says how much and is negated: what does not double may rise all the same."""
    language = text.language
    stems = {language.stems[word] for word in language.grammar.degrees}
    return text.stems[at] in stems and text.is_turned(at)


def find(each: Comparison) -> Iterator[Difference]:
    """The words of the sentence of which the evidence has the contrary, and nowhere as close."""
    reported: set[int] = set()
    agreed: dict[int, int] = {}
    sentence = each.sentence
    for use in sided(sentence):
        start = use.positions.start
        if start in reported or _has_two_negatives(sentence, use):
            continue
        shared, held = _contrary(each, use)
        if not shared:
            continue
        agreed = agreed or _agreed(each)
        agreeing = max(agreed[start], _closeness_of_word(each, use.positions))
        least = agreeing + _MARGIN if agreeing > _NOWHERE else _LEAST_SHARED
        if shared >= least:
            reported.add(start)
            yield each.difference(use.positions, held)


def _agreed(each: Comparison) -> dict[int, int]:
    """
    By the positions of words of the sentence, how close the evidence comes to them on their side.

    A word may be of several pairs: it agrees in all of them if it does in one, and with it all
    other words of these.
    """
    sentence = each.sentence
    pairs: dict[int, int] = defaultdict(lambda: _NOWHERE)
    for use in sided(sentence):
        for text in each.texts:
            for other in _by_side(text).get((use.pair, use.sign), ()):
                close = _closeness(sentence, use.positions, text, other.positions)
                pairs[use.pair] = max(pairs[use.pair], close)
    found: dict[int, int] = defaultdict(lambda: _NOWHERE)
    for use in sided(sentence):
        found[use.positions.start] = max(found[use.positions.start], pairs[use.pair])
    return found


def _closeness(sentence: Wording, own: range, text: Wording, other: range) -> int:
    """How many words what is around two words shares, beside these two."""
    return len(_around(sentence, own) & _around(text, other))


def _around(text: Wording, positions: range) -> frozenset[str]:
    """The content of the clause of a word, or of its segment if there is next to nothing else."""
    clause = text.clause(positions.start)
    own = text.content_of(positions)
    found = text.content_of(clause) - own
    if len(found) < _LEAST_SHARED:
        return text.content_of(text.segment(positions.start)) - own
    return found


def _closeness_of_word(each: Comparison, positions: range) -> int:
    """How close the evidence comes to a word that it has, too, negated or not as there."""
    sentence, at, size = each.sentence, positions.start, len(positions)
    found = [_NOWHERE]
    for text in each.texts:
        if size > 1:
            phrase = sentence.words[at : positions.stop]
            starts = [i for i in range(len(text.words)) if text.words[i : i + size] == phrase]
        else:
            stem = sentence.stems[at] or sentence.words[at]
            turned = sentence.is_turned(at)
            starts = [
                i
                for i in range(len(text.words))
                if stem in {text.stems[i], text.words[i]} and text.is_turned(i) == turned
            ]
        found += [_closeness(sentence, positions, text, range(i, i + size)) for i in starts]
    return max(found)


def _contrary(each: Comparison, use: _Sided) -> tuple[int, str]:
    """The closest contrary in the evidence, with how close it is; or nought."""
    sentence = each.sentence
    found = [
        (
            _closeness(sentence, use.positions, text, other.positions),
            text.written(other.positions),
        )
        for text in (fact.wording for fact in each.facts)
        for other in _by_side(text).get((use.pair, -use.sign), ())
        if not _has_two_negatives(text, other)
        and not _are_kept_to_another(sentence, use, text, other)
        and not (
            use.bare_sign == other.bare_sign
            and _is_negative_there(sentence, use)
            and _is_negative_there(text, other)
        )
    ]
    return max(found, key=lambda it: it[0], default=(0, ""))


def _are_kept_to_another(sentence: Wording, use: _Sided, text: Wording, other: _Sided) -> bool:
    """
    Whether a word is negated in one text of what `only` in the other leaves out.

    Where only local stone is used, foreign stone may not be.
    """
    if use.bare_sign != other.bare_sign:
        return False
    pairs = ((sentence, use, text, other), (text, other, sentence, use))
    return any(
        there.is_turned(negated.positions.start)
        and bool(kept := _kept_to(text_, at.positions.start))
        and not kept <= _object_of(there, negated.positions)
        for there, negated, text_, at in pairs
    )


def _object_of(text: Wording, verb: range) -> frozenset[str]:
    """The content of what a verb does something to: of what is before it in the passive."""
    clause = text.clause(verb.start)
    is_passive = text.words[verb.start - 1] in text.language.grammar.passive
    there = range(clause.start, verb.start) if is_passive else range(verb.stop, clause.stop)
    return text.content_of(there)


def _kept_to(text: Wording, at: int) -> frozenset[str]:
    """The content of the few words beside an `only` in the clause of a word, but that word's."""
    clause = text.clause(at)
    found: set[str] = set()
    for only in (it for it in clause if text.words[it] in text.language.grammar.exclusives):
        is_behind = only + 1 == clause.stop or text.words[only + 1] in {".", ";"}
        near = (only - _REACH, only) if is_behind else (only + 1, only + 1 + _REACH)
        found |= text.content_of(range(max(clause.start, near[0]), min(clause.stop, near[1])))
    return frozenset(found) - {text.stems[at]}


def _are_both_negative(sentence: Wording, use: _Sided, text: Wording, other: _Sided) -> bool:
    """Whether two texts have the same word, with a negative somewhere around it in both."""
    is_same = use.bare_sign == other.bare_sign
    return is_same and _is_negative_there(sentence, use) and _is_negative_there(text, other)


def _has_two_negatives(text: Wording, use: _Sided) -> bool:
    """Whether a clause negates twice, as in `nothing was exported without a licence`."""
    clause = text.clause(use.positions.start)
    return sum(negative.start in clause for negative, _ in text.negations) > 1


def _is_negative_there(text: Wording, use: _Sided) -> bool:
    """Whether a word has a negative somewhere around it, as in `proves no failure`."""
    part = text.segment(use.positions.start)
    return any(negative.start in part for negative, _ in text.negations)
