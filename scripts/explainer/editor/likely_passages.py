"""The passages that a sentence might cite: those that share the most and the rarest words."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

from explainer import evidence

if TYPE_CHECKING:
    from explainer.model import Passage, Project, Source

_FEWEST_WORDS = 2


def likely_passages(project: Project, sentence: str, most: int) -> list[tuple[Source, Passage]]:
    """Up to `most` passages that are like a sentence, the likest first."""
    every = [(source, it) for source in project.sources.values() for it in source.passages]
    rarity = evidence.rarity(passage for _, passage in every)
    found: list[tuple[float, int]] = []
    for index, (source, passage) in enumerate(every):
        shared = evidence.shared_words(sentence, passage)
        if len(shared) >= _FEWEST_WORDS and not source.is_pointer:
            found.append((sum(map(rarity, shared)), -index))
    return [every[-index] for _, index in heapq.nlargest(most, found)]
