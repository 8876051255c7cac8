"""Search a text for quotations, regardless of case, punctuation, spaces and hyphenation."""

from __future__ import annotations

import functools
import hashlib
import re
from typing import TYPE_CHECKING

from explainer.text_normalization import bare_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Thai, Lao, Burmese, Khmer, Chinese and Japanese, which have no spaces between words.
_NO_SPACES = (
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_WORD_BOUNDARY = re.compile(rf"(?<={_NO_SPACES})(?=\w)|(?<=\w)(?={_NO_SPACES})")
_IN_NUMBER = re.compile(r"(?<=\d) (?=\d)")
_OUTSIDE_NUMBER = re.compile(r"(?<=\D)(?=.)|(?<=\d)(?=\D)")
_SPACE = re.compile(r"\s")
_PIECE = 20_000
_ELLIPSIS = re.compile(r"\s*(?:\[\s*(?:…|\.\.\.)\s*\]|…|\.\.\.)\s*")
_MIN_JOINED = 12
"""The number of characters that a quotation needs to be found inside of longer words."""


class SearchableText:
    """A normalised text (NFKC, case-folded, words separated by spaces) to search."""

    def __init__(self, parts: Iterable[str]) -> None:
        """Take the parts of a text."""
        self._spaced = f" {' '.join(filter(None, map(_normalise, parts)))} "
        self.word_count = self._separated.count(" ") - 1 if self._spaced.strip() else 0

    @property
    def digest(self) -> str:
        """The SHA-256 of the normalised text, with the prefix `sha256:`."""
        return f"sha256:{hashlib.sha256(self._spaced.encode()).hexdigest()}"

    def contains(self, words: str) -> bool:
        """
        Whether the text contains a quotation; `…` in it matches any number of words.

        Words that are hyphenated, or split by an element, are found too.
        """
        parts = [_separate(part) for part in map(_normalise, _ELLIPSIS.split(words)) if part]
        if not parts:
            return False
        if _in_order(self._separated, [f" {part} " for part in parts], overlap=1):
            return True
        # This is faster than the regular expression, and false for most missing quotations.
        joined = [part.replace(" ", "") for part in parts]
        return _in_order(self._joined, joined, overlap=0) and self._has_split(parts)

    def _has_split(self, parts: list[str]) -> bool:
        """Whether the text contains the parts in order, with spaces inside of words or none."""
        start = 0
        for part in parts:
            found = _split_pattern(part).search(self._separated, start)
            if not found:
                return False
            start = found.end()
        return True

    @functools.cached_property
    def _separated(self) -> str:
        return _separate(self._spaced)

    @functools.cached_property
    def _joined(self) -> str:
        return self._spaced.replace(" ", "")


def _separate(text: str) -> str:
    """A text in which each character of a script without spaces is a word."""
    return "".join(_WORD_BOUNDARY.sub(" ", piece) for piece in _pieces(text))


def _split_pattern(part: str) -> re.Pattern[str]:
    """A pattern for words with spaces anywhere except in numbers: 15 is neither 1.5 nor 115."""
    joined = (piece.replace(" ", "") for piece in _IN_NUMBER.split(part))
    whole = " ".join(_OUTSIDE_NUMBER.sub(" ?", piece) for piece in joined)
    if len(part) - part.count(" ") < _MIN_JOINED:
        return re.compile(rf"(?<!\w){whole}(?!\w)")
    before, after = r"(?<!\d)" * part[0].isdecimal(), r"(?!\d)" * part[-1].isdecimal()
    return re.compile(before + whole + after)


def _in_order(text: str, parts: list[str], *, overlap: int) -> bool:
    start = 0
    for part in parts:
        found = text.find(part, start)
        if found < 0:
            return False
        start = found + len(part) - overlap
    return True


def _normalise(text: str) -> str:
    """A text in NFKC and case-folded, with one space between words."""
    return " ".join(filter(None, map(bare_words, _pieces(text))))


def _pieces(text: str) -> Iterator[str]:
    """A text in pieces that end at a space, to limit the memory of each step."""
    start = 0
    while start < len(text):
        space = _SPACE.search(text, start + _PIECE)
        end = space.end() if space else len(text)
        yield text[start:end]
        start = end
