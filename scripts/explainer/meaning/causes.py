"""Causes: a sentence gives a cause, and its evidence gives none, or says nothing of that one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.meaning.wording import any_has

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.meaning.comparison import Comparison, Difference
    from explainer.meaning.wording import Use, Wording


def find(each: Comparison) -> Iterator[Difference]:
    """The first causal word of the sentence of which the evidence has no like, or no such cause."""
    sentence = each.sentence
    found = sentence.uses("causes 0")
    if not found:
        return
    if not any_has(each.licenses, "causes 0 allowed"):
        yield each.difference(found[0].positions, each.closest_fact)
        return
    for use in found:
        cause = _cause(sentence, use)
        if cause and not cause & each.content:
            yield each.difference(use.positions, each.closest_fact, "unknown")
            return


def _cause(sentence: Wording, use: Use) -> frozenset[str]:
    """The content of the phrase that follows a causal word which a cause always follows."""
    start = use.positions.stop
    phrase = " ".join(sentence.words[use.positions.start : start])
    if phrase not in sentence.language.grammar.because:
        return frozenset()
    return sentence.content_of(range(start, max(start, sentence.clause(start - 1).stop)))
