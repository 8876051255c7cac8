"""
Glosses: what readers know of a name, and a text may add to it without evidence.

`China's SMIC` and `Nora Quist` stand on a passage that has only `SMIC` and `Quist`, where the
site's vocabulary says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.evidence.word_index import WordIndex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explainer.evidence.lexicon import Lexicon
    from explainer.evidence.names import Name

_NEAR = 30
_JOINS = {"and", "or", "but", "while", "than"}


def is_gloss(name: Name, others: Sequence[Name], wording: WordIndex, lexicon: Lexicon) -> bool:
    """Whether a name is known of one beside it, which the evidence has."""
    return any(
        other.folded in lexicon.glosses
        and WordIndex(lexicon.glosses[other.folded], lexicon).contains(name)
        for other in _beside(name, others, wording)
    )


def name_beside(name: Name, others: Sequence[Name], wording: WordIndex) -> str:
    """The name of the evidence that a name stands beside, or an empty text."""
    nearest = min(_beside(name, others, wording), key=lambda it: _gap(name, it), default=None)
    return nearest.written.removesuffix("'s") if nearest else ""


def _beside(name: Name, others: Sequence[Name], wording: WordIndex) -> Iterator[Name]:
    return (
        other
        for other in others
        if other.start != name.start
        and _gap(name, other) <= _NEAR
        and max(name, other, key=lambda it: it.start).before not in _JOINS
        and wording.contains(other, others)
    )


def _gap(name: Name, other: Name) -> int:
    return max(name.start - other.end, other.start - name.end)
