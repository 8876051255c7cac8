"""Swaps: two clauses of a sentence say of each of two things what the evidence says of the other."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.meaning.comparison import Comparison, Difference
    from explainer.meaning.wording import Wording

_MOST = 20
"""How many clauses of a text are read."""


def find(each: Comparison) -> Iterator[Difference]:
    """The first two clauses of the sentence that share each of theirs with both of the evidence."""
    if each.is_row:
        return
    sentence = each.sentence
    for text in (fact.wording for fact in each.facts):
        for pair in itertools.combinations(sentence.clauses[:_MOST], 2):
            for other in itertools.combinations(text.clauses[:_MOST], 2):
                if _is_swapped(_apart(sentence, *pair), _apart(text, *other)):
                    held = text.written(range(other[0].start, other[1].stop))
                    yield each.difference(range(pair[0].start, pair[1].stop), held)
                    return


def _apart(text: Wording, one: range, other: range) -> tuple[list[str], list[str]]:
    """The content of each of two clauses that the other does not have, in its order."""
    first, second = ([text.stems[at] for at in part if text.stems[at]] for part in (one, other))
    return [it for it in first if it not in second], [it for it in second if it not in first]


def _is_swapped(own: tuple[list[str], list[str]], held: tuple[list[str], list[str]]) -> bool:
    """
    Whether each of two clauses shares words with both of two others.

    The first or the last ones that they share are those of the other clause.
    """
    if not all(set(mine) & set(theirs) for mine in own for theirs in held):
        return False
    first, second = ([it for it in mine if it in held[0] or it in held[1]] for mine in own)
    return any(first[end] in held[1] and second[end] in held[0] for end in (0, -1))
