"""Hedges: a sentence states as a fact what its evidence only supposes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.meaning.attribution import attributes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.meaning.facts import Comparison, Difference
    from explainer.meaning.language import Phrases
    from explainer.meaning.wording import Wording

_LEAST = 2


def find(each: Comparison) -> Iterator[Difference]:
    """The clauses of a sentence of which the closest clauses of the evidence all hedge."""
    sentence, language = each.sentence, each.language
    if each.is_row or language.other_hedges.occur(sentence.words):
        return
    for clause in sentence.clauses:
        found = each.closest(clause)
        if not found or found[0][0] < _LEAST:
            continue
        own = sentence.stems_in(clause)
        best = [(text, part) for shared, text, part in found if shared == found[0][0]]
        for phrases in _missing(sentence):
            if all(_is_hedged(text, part, own, phrases) for text, part in best):
                text, part = best[0]
                yield each.difference(clause, text.written(part))
                return


def _missing(sentence: Wording) -> Iterator[Phrases]:
    """The kinds of hedges that a sentence without other ones lacks."""
    language = sentence.language
    yield language.hedges
    if not attributes(sentence):
        yield language.evidential
    if not language.future.occur(sentence.words):
        yield language.future


def _is_hedged(text: Wording, part: range, own: frozenset[str], phrases: Phrases) -> bool:
    """Whether a hedge in a part of a text bears on half of the content that it shares."""
    words = text.words[part.start : part.stop]
    shared = [at for at in part if text.stems[at] in own]
    for start, end in phrases.find(words):
        negated = "not" in words[end : end + 1]
        behind = sum(at >= part.start + end for at in shared)
        if not negated and (2 * behind >= len(shared) or (end - start > 1 or words[start].endswith("ly"))):
            return True
    return False
