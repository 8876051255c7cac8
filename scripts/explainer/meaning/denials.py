"""Denials: a sentence has a verb that denies, such as `refuse`, of what its evidence affirms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.meaning.contraries import sided

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.meaning.comparison import Comparison, Difference
    from explainer.meaning.wording import Wording

_REACH = 4
_LEAST_SHARED = 2
_DENYING = ("deniers", "failures", "negatives")


def find(each: Comparison) -> Iterator[Difference]:
    """The first verb that denies something of which no evidence denies anything."""
    sentence = each.sentence
    for use in sentence.uses("deniers"):
        start, stop = use.positions.start, use.positions.stop
        clause = sentence.clause(start)
        ahead = range(stop, min(stop + _REACH, clause.stop))
        denied = next((sentence.stems[at] for at in ahead if sentence.stems[at]), "")
        own = sentence.content_of(clause)
        if (
            denied not in each.content
            or len(own & each.content) < _LEAST_SHARED
            or _is_denied_itself(sentence, use.positions)
            or _has_like(each, start)
        ):
            continue
        where = [
            (text, part)
            for text in each.texts
            for part in text.segments
            if denied in text.content_of(part)
        ]
        if not any(_denies(text, part) for text, part in where):
            yield each.difference(use.positions, where[0][0].text, "denied")
            return


def _has_like(each: Comparison, at: int) -> bool:
    """Whether the evidence has a word of a side of contraries on which a word is, too."""
    own = {it[1:3] for it in sided(each.sentence) if it.positions.start == at}
    return any(it[1:3] in own for text in each.texts for it in sided(text))


def _is_denied_itself(sentence: Wording, positions: range) -> bool:
    """Whether a verb is negated, or has before it what it denies: `the ban was lifted`."""
    start, stop = positions.start, positions.stop
    before, grammar = sentence.words[start - 1] if start else "", sentence.language.grammar
    return (
        sentence.is_negative(sentence.clause(start))
        or sentence.has("no_negatives", range(start - 1, start))
        or not grammar.links.isdisjoint(sentence.words[stop : stop + 1])
        or (before in grammar.passive and sentence.words[start] not in grammar.refusals)
    )


def _denies(text: Wording, part: range) -> bool:
    """Whether a part of a text has anything that amounts to a negative."""
    return text.is_negative(part) or any(text.has(role, part) for role in _DENYING)
