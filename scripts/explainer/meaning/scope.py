"""Scope: a sentence says of all what its evidence says of some."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

from explainer.meaning.wording import any_has

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.meaning.comparison import Comparison, Difference
    from explainer.meaning.wording import Wording

_REACH = 3
_LEAST_SHARED = 3
_SUPERLATIVE = re.compile(r"most|least|best|worst|first|last|[a-z]{2,}est")


def find(each: Comparison) -> Iterator[Difference]:
    """The first thing in the sentence that widens what its evidence says."""
    if not each.is_row:
        found = itertools.chain(
            _widened(each), _generalised(each), _unrestricted(each), _superlative(each)
        )
        yield from itertools.islice(found, 1)


def _widened(each: Comparison) -> Iterator[Difference]:
    """Words such as `all` that no word of the evidence allows."""
    sentence = each.sentence
    for number in range(sentence.language.extents):
        found = [
            use.positions
            for use in sentence.uses(f"scope {number}")
            if _widens(sentence, use.positions.start)
            and not _is_singled_out(each, use.positions.start)
        ]
        if found and not _is_allowed(each, number):
            yield each.difference(found[0], each.closest_fact)


def _is_allowed(each: Comparison, number: int) -> bool:
    """Whether the evidence has a word that allows those of a list that widen a sentence."""
    # The shortest winter is shorter than every other.
    return any_has(each.licenses, f"scope {number} allowed") or (
        not number and any(any(_superlatives(text)) for text in each.licenses)
    )


def _generalised(each: Comparison) -> Iterator[Difference]:
    """A noun that the sentence means all of, and every fact with it only some."""
    sentence = each.sentence
    for use in (*sentence.uses("scope 0"), *sentence.uses("scope 1")):
        start, end = use.positions.start, use.positions.stop
        if not _widens(sentence, start) or sentence.words[start] == "only":
            continue
        ahead = range(end, min(end + _REACH + 2, sentence.clause(start).stop))
        for noun in [at for at in ahead if sentence.stems[at]][:_REACH]:
            if any(_is_some(sentence, at) for at in range(start, noun + 1)):
                break
            held = [
                (len(text.content_of(text.segment(at)) & sentence.content), text, at)
                for text in (fact.wording for fact in each.facts if not fact.is_claim)
                for at, stem in enumerate(text.stems)
                if stem == sentence.stems[noun]
            ]
            if not held:
                continue
            _, text, at = max(held, key=lambda it: it[0])
            where = _restriction(text, at)
            if where is not None:
                yield each.difference(range(start, noun + 1), text.written(range(where, at + 1)))
            break


def _restriction(text: Wording, noun: int) -> int | None:
    """The position of a word right before a noun that restricts it to some, such as `several`."""
    before = range(max(0, noun - _REACH), noun)
    return next((at for at in before if _is_some(text, at)), None)


def _is_some(text: Wording, at: int) -> bool:
    """Whether a word restricts the noun behind it to some; the most and at most are none."""
    word, grammar = text.words[at], text.language.grammar
    if word == "most":
        return text.words[at - 1] not in {"the", "its", "their", "at"}
    return word in grammar.some or word in grammar.counts


def _widens(sentence: Wording, at: int) -> bool:
    """Whether a word widens a sentence where it stands: `all`, but not `in all` or `not all`."""
    word, grammar = sentence.words[at], sentence.language.grammar
    before = sentence.words[at - 1] if at else ""
    after = sentence.words[at + 1] if at + 1 < len(sentence.words) else "."
    is_denied = at in sentence.negated or any(
        # Without exception
        use.positions.start != at
        for use in sentence.uses("negatives", sentence.clause(at))
    )
    # In all, he won; but in all games, he won.
    is_phrase = before in grammar.not_widening and not any(sentence.stems[at + 1 : at + _REACH])
    # All but two.
    if is_denied or (word == "all" and (is_phrase or after in grammar.conjunctions)):
        return False
    if word == "only":
        return bool(at) and after in grammar.prepositions
    return not (word == "most" and before in {"the", "its", "at"})


def _is_singled_out(each: Comparison, at: int) -> bool:
    """
    Whether `alone` gives one name a figure that the evidence gives to it alone.

    `Orsat alone sold 800` of `Orsat sold 800; Velta 200`, and not of what both sold.
    """
    sentence = each.sentence
    behind = range(at + 1, sentence.clause(at).stop)
    if not (
        sentence.words[at] == "alone"
        and at
        and sentence.is_name(at - 1)
        and any(map(sentence.is_number, behind))
    ):
        return False
    name = sentence.stems[at - 1]
    return any(
        all(text.stems[it] in sentence.content for it in part[1:] if text.is_name(it))
        for text in each.texts
        for part in text.segments
        if name in text.content_of(part)
    )


def _unrestricted(each: Comparison) -> Iterator[Difference]:
    """A noun of which the evidence means some, and the sentence all."""
    sentence = each.sentence
    if sentence.has("restrictions"):
        return
    is_counted = any(map(str.isdigit, sentence.text))
    for fact in each.facts:
        text = fact.wording
        for at, word in enumerate(text.words):
            if not _is_some(text, at) or (is_counted and word in text.language.grammar.counts):
                continue
            behind = range(at + 1, min(at + 2 + _REACH, len(text.words)))
            noun = next((i for i in behind if text.stems[i]), None)
            if noun is None or text.stems[noun] not in sentence.common:
                continue
            if len(text.content_of(text.clause(noun)) & sentence.content) >= _LEAST_SHARED:
                where = sentence.stems.index(text.stems[noun])
                before = sentence.words[max(0, where - _REACH - 1) : where]
                if any(word[0].isdigit() for word in before):
                    continue
                held = text.written(range(at, noun + 1))
                yield each.difference(range(where, where + 1), held)


class _Most(NamedTuple):
    """A superlative, the stems of the next few words of its phrase, and its positions."""

    quality: str
    stems: list[str]
    positions: range


def _superlative(each: Comparison) -> Iterator[Difference]:
    """`the largest port` in the sentence, where the evidence has `the largest Baltic port`."""
    sentence = each.sentence
    for own in _superlatives(sentence):
        noun = own.stems[0] if own.stems else ""
        found = [
            (fact.wording, other)
            for fact in each.facts
            for other in _superlatives(fact.wording)
            if other.quality == own.quality
        ]
        narrower = [
            text.written(other.positions)
            for text, other in found
            if noun in other.stems
            and not sentence.content.issuperset(other.stems[: other.stems.index(noun)])
        ]
        if narrower and len(narrower) == len(found):
            yield each.difference(own.positions, narrower[0])


def _superlatives(text: Wording) -> Iterator[_Most]:
    for at, word in enumerate(text.words):
        if not _SUPERLATIVE.fullmatch(word) or text.words[at - 1 : at] != ["the"]:
            continue
        size = 2 if word in {"most", "least"} else 1
        end = min(at + size + _REACH, text.clause(at).stop)
        stop = next((i for i in range(at + size, end) if not text.stems[i]), end)
        inside = [i for i in range(at + size, stop) if not text.words[i].endswith("ly")]
        quality = " ".join(text.words[at : at + size])
        yield _Most(quality, [text.stems[i] for i in inside], range(at, stop))
