"""Hedges: a sentence states as a fact what its evidence only supposes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.meaning.attribution import is_attributed
from explainer.meaning.wording import any_has

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.meaning.comparison import Comparison, Difference
    from explainer.meaning.wording import Wording

_LEAST_SHARED = 2


def find(each: Comparison) -> Iterator[Difference]:
    """The first clause of a sentence of which the closest clauses of the evidence all hedge."""
    sentence = each.sentence
    certain = sentence.uses("certainties")
    if certain and not any_has(each.licenses, "certainties"):
        yield each.difference(certain[0].positions, each.closest_fact, "certain")
        return
    if each.is_row or sentence.has("hedges") or sentence.has("other_hedges"):
        return
    # Who says so is no hedge, but one by hearsay.
    roles = ["hedges"] if is_attributed(sentence) else ["hedges", "hearsay"]
    if not any(text.has(role) for text in each.texts for role in roles):
        return
    for clause in sentence.clauses:
        own = sentence.content_of(clause)
        closest = _closest(each, own)
        for role in roles:
            if closest and all(_is_hedged(text, part, own, role) for text, part in closest):
                text, part = closest[0]
                yield each.difference(clause, text.written(part))
                return


def _closest(each: Comparison, own: frozenset[str]) -> list[tuple[Wording, range]]:
    """The clauses of the evidence that share most content with a clause of the sentence."""
    found = [
        (len(own & text.content_of(part)), text, part)
        for text in each.texts
        for part in text.clauses
    ]
    most = max((shared for shared, *_ in found), default=0)
    return [it[1:] for it in found if it[0] == most >= _LEAST_SHARED]


def _is_hedged(text: Wording, part: range, own: frozenset[str], role: str) -> bool:
    """Whether a hedge in a part of a text bears on half of the content that it shares."""
    shared = [at for at in part if text.stems[at] in own]
    for use in text.uses(role, part):
        start, end = use.positions.start, use.positions.stop
        # It may not be sold; it appears in the list.
        is_verb = text.words[end : end + 1] in (["not"], ["in"], ["on"], ["at"])
        is_adverb = end - start > 1 or text.words[start].endswith("ly")
        if not is_verb and (is_adverb or 2 * sum(at >= end for at in shared) >= len(shared)):
            return True
    return False
