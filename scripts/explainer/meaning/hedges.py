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
    if each.is_row or _supposes(sentence) or sentence.has("other_hedges"):
        return
    # Who says so is no hedge, but one by hearsay.
    attributed = is_attributed(sentence)
    roles = ["hedges"] if attributed else ["hedges", "hearsay"]
    if not any(text.has(role) for text in each.texts for role in roles):
        return
    for clause in sentence.clauses:
        if sentence.is_negative(clause):
            continue
        own = sentence.content_of(clause)
        closest = _closest(each, own, 2 if attributed else 1)
        for role in roles:
            if closest and all(_is_hedged(text, part, own, role) for text, part in closest):
                text, part = closest[0]
                yield each.difference(clause, text.written(part))
                return


def _supposes(text: Wording) -> bool:
    """Whether a text has a hedge; what may not be done is forbidden."""
    return any(
        text.words[use.positions.stop : use.positions.stop + 1] != ["not"]
        for use in text.uses("hedges")
    )


def _closest(each: Comparison, own: frozenset[str], least: int) -> list[tuple[Wording, range]]:
    """
    The clauses of the evidence that share most content with a clause of the sentence.

    At least so many words of it are no names and no numbers, which alone say nothing.
    """
    found = [
        (own & text.content_of(part), text, part)
        for text in (fact.wording for fact in each.facts)
        for part in text.clauses
    ]
    most = max((len(shared) for shared, *_ in found), default=0)
    return [
        (text, part)
        for shared, text, part in found
        if len(shared) == most >= _LEAST_SHARED and len(shared & each.sentence.common) >= least
    ]


def _is_hedged(text: Wording, part: range, own: frozenset[str], role: str) -> bool:
    """Whether a hedge in a part of a text bears on its next word, or on half of what it shares."""
    shared = [at for at in part if text.stems[at] in own]
    for use in text.uses(role, part):
        start, end = use.positions.start, use.positions.stop
        # It may not be sold; it appears in the list.
        is_verb = text.words[end : end + 1] in (["not"], ["in"], ["on"], ["at"])
        is_adverb = end - start > 1 or text.words[start].endswith("ly")
        after = next((text.stems[at] for at in range(end, part.stop) if text.stems[at]), "")
        if not is_verb and (
            is_adverb or after in own or 2 * sum(at >= end for at in shared) >= len(shared)
        ):
            return True
    return False
