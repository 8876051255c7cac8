"""Causes: a sentence says that one thing is the effect of another, and its evidence does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.meaning.wording import any_has

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.meaning.comparison import Comparison, Difference


def find(each: Comparison) -> Iterator[Difference]:
    """The first causal word of the sentence, where the evidence has none."""
    found = each.sentence.uses("causes 0")
    if found and not any_has(each.texts_and_titles, "causes 0 allowed"):
        yield each.difference(found[0].positions, each.closest_fact)
