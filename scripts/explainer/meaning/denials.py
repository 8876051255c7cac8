"""Denials: a sentence has a verb that denies, such as `refuse`, of what its evidence affirms."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.meaning.comparison import Comparison, Difference
    from explainer.meaning.wording import Wording

_LINKS = frozenset({"by", "from", "in", "at", "on"})
_REACH = 4
_LEAST_SHARED = 2
_DENYING = ("deniers", "failures", "restraints", "negatives")


def find(each: Comparison) -> Iterator[Difference]:
    """The first verb that denies something of which no evidence denies anything."""
    sentence = each.sentence
    for use in sentence.uses("deniers"):
        start, stop = use.positions.start, use.positions.stop
        clause = sentence.clause(start)
        denied = next(
            (at for at in range(stop, min(stop + _REACH, clause.stop)) if sentence.stems[at]), None
        )
        own = sentence.content_of(clause)
        if (
            denied is None
            or sentence.stems[denied] not in each.content
            or len(own & each.content) < _LEAST_SHARED
            or sentence.is_negative(clause)
            or sentence.words[stop] in _LINKS
            # Lost to hail; but refused to answer.
            or (sentence.words[start] == "lost" and sentence.words[stop] == "to")
        ):
            continue
        where = [
            (text, part)
            for text in each.texts
            for part in text.segments
            if sentence.stems[denied] in text.content_of(part)
        ]
        if not any(_denies(text, part) for text, part in where):
            yield each.difference(use.positions, where[0][0].text, "denied")
            return


def _denies(text: Wording, part: range) -> bool:
    """Whether a part of a text has anything that amounts to a negative."""
    return text.is_negative(part) or any(text.has(role, part) for role in _DENYING)
