"""Words in a text: whether a page still says what a passage quotes, however it is set."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BETWEEN = re.compile(r"\W+")
_SPACE = re.compile(r"\s")
_PIECE = 20_000
_GAP = re.compile(r"\s*(?:\[\s*(?:…|\.\.\.)\s*\]|…|\.\.\.)\s*")
_SOFT = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_LEAST_SQUEEZED = 12
"""Letters that words need to be looked for where they run on or are broken: any text has fewer."""


class Text:
    """A text in which words can be looked for. Case, punctuation and spaces make no difference."""

    def __init__(self, parts: Iterable[str]) -> None:
        """Take a text as it was read, part by part."""
        self._spaced = f" {' '.join(filter(None, map(_words, parts)))} "
        self.count = self._spaced.count(" ") - 1

    @property
    def digest(self) -> str:
        """The hash of its words."""
        return f"sha256:{hashlib.sha256(self._spaced.encode()).hexdigest()}"

    def holds(self, words: str) -> bool:
        """
        Whether words are in it, in their order; `…` in them stands for what was left out.

        Words that are broken at the end of a line or by an element are found as well.
        """
        parts = [part for part in map(_words, _GAP.split(words)) if part]
        if not parts:
            return False
        if _in_order(self._spaced, [f" {part} " for part in parts], overlap=1):
            return True
        squeezed = [part.replace(" ", "") for part in parts]
        long_enough = all(len(part) >= _LEAST_SQUEEZED for part in squeezed)
        return long_enough and _in_order(self._spaced.replace(" ", ""), squeezed, overlap=0)


def _in_order(text: str, parts: list[str], *, overlap: int) -> bool:
    start = 0
    for part in parts:
        found = text.find(part, start)
        if found < 0:
            return False
        start = found + len(part) - overlap
    return True


def _words(text: str) -> str:
    """The words of a text in small letters, with a space between them."""
    pieces = (
        _BETWEEN.sub(" ", unicodedata.normalize("NFKC", piece.translate(_SOFT)).casefold()).strip()
        for piece in _pieces(text)
    )
    return " ".join(filter(None, pieces))


def _pieces(text: str) -> Iterator[str]:
    """A text in pieces that end at spaces: a page is long, and its readers have little room."""
    start = 0
    while start < len(text):
        space = _SPACE.search(text, start + _PIECE)
        end = space.end() if space else len(text)
        yield text[start:end]
        start = end
