"""The mistakes: each changes one stretch of one file."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from explainer.mutation.meaning_kinds import MEANING_KINDS
from explainer.mutation.page_text import GROUPS, Kind, Mutant, Text
from explainer.mutation.value_kinds import VALUE_KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

KINDS = tuple(
    kind for group in GROUPS for kind in (*VALUE_KINDS, *MEANING_KINDS) if kind.group == group
)
"""The kinds of mistakes, in the order in which they are reported."""


def mutants(texts: Sequence[Text], seed: int, count: int) -> list[Mutant]:
    """
    Some mistakes, as many of each kind as of any other where there are enough places for them.

    The same seed, count and pages give the same mistakes.
    """
    chance = random.Random(seed)  # noqa: S311  (no secret)
    waiting = {kind.name: _shuffled(kind, texts, chance) for kind in KINDS}
    made: list[Mutant] = []
    while len(made) < count and any(waiting.values()):
        for left in waiting.values():
            if left and len(made) < count:
                made.append(left.pop())
    order = {kind.name: index for index, kind in enumerate(KINDS)}
    return sorted(made, key=lambda mutant: (order[mutant.kind], mutant.path, mutant.start))


def _shuffled(kind: Kind, texts: Sequence[Text], chance: random.Random) -> list[Mutant]:
    found = list(
        dict.fromkeys(
            Mutant(
                kind.name,
                text.page.path,
                text.text.count("\n", 0, start) + 1,
                start,
                end,
                text.text[start:end],
                chance.choice(instead),
            )
            for text in texts
            for start, end, instead in kind.make(text, chance)
        )
    )
    chance.shuffle(found)
    return [mutant for mutant in found if mutant.before != mutant.after]
