"""Causes: a sentence says that one thing is the effect of another, and its evidence does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.meaning.facts import Comparison, Difference


def find(each: Comparison) -> Iterator[Difference]:
    """The first causal word of the sentence, where the evidence has none."""
    sentence, causes = each.sentence, each.language.causes
    found = causes.words.find(sentence.words)
    titles = [fact.title for fact in each.facts if fact.title]
    if found and not any(causes.licenses.occur(text.words) for text in (*each.texts, *titles)):
        start, end = found[0]
        yield each.difference(range(start, end), each.facts[0].wording.text)
