"""The similarity of words, for suggestions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def similarity(one: str, other: str) -> float:
    """The similarity of two words from 0 to 1, ignoring case."""
    import difflib  # noqa: PLC0415  (slow to load, and rarely needed)

    return difflib.SequenceMatcher(None, one.casefold(), other.casefold()).ratio()


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The most similar candidate, ignoring case, or `None` where none is similar enough."""
    import difflib  # noqa: PLC0415  (as above)

    folded = {candidate.casefold(): candidate for candidate in candidates}
    close = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None
