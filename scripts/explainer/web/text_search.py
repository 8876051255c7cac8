"""Words in a text: whether a page still says what a passage quotes, however it is set."""

from __future__ import annotations

import functools
import hashlib
import re
from typing import TYPE_CHECKING

from explainer.text import bare_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Thai, Lao, Burmese, Khmer, Chinese and Japanese, in which words stand side by side.
_SPACELESS = (
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_BESIDE = re.compile(rf"(?<={_SPACELESS})(?=\w)|(?<=\w)(?={_SPACELESS})")
_IN_NUMBER = re.compile(r"(?<=\d) (?=\d)")
_SPACE = re.compile(r"\s")
_PIECE = 20_000
_GAP = re.compile(r"\s*(?:\[\s*(?:…|\.\.\.)\s*\]|…|\.\.\.)\s*")
_LEAST_SQUEEZED = 12
"""Letters that words need to be found within longer ones, with which they have run together."""


class Text:
    """A text in which words can be looked for. Case, punctuation and spaces make no difference."""

    def __init__(self, parts: Iterable[str]) -> None:
        """Take a text as it was read, part by part."""
        self._spaced = f" {' '.join(filter(None, map(_words, parts)))} "
        self.count = self._apart.count(" ") - 1 if self._spaced.strip() else 0

    @property
    def digest(self) -> str:
        """The hash of its words."""
        return f"sha256:{hashlib.sha256(self._spaced.encode()).hexdigest()}"

    def holds(self, words: str) -> bool:
        """
        Whether words are in it, in their order; `…` in them stands for what was left out.

        Words that are broken at the end of a line or by an element are found as well.
        """
        parts = [_apart(part) for part in map(_words, _GAP.split(words)) if part]
        if not parts:
            return False
        if _in_order(self._apart, [f" {part} " for part in parts], overlap=1):
            return True
        # Most words that are gone are gone here too, and this is the quicker way to tell.
        squeezed = [part.replace(" ", "") for part in parts]
        return _in_order(self._squeezed, squeezed, overlap=0) and self._has_broken(parts)

    def _has_broken(self, parts: list[str]) -> bool:
        """Whether words are in it that run on, or have spaces where they should have none."""
        start = 0
        for part in parts:
            found = _broken(part).search(self._apart, start)
            if not found:
                return False
            start = found.end()
        return True

    @functools.cached_property
    def _apart(self) -> str:
        return _apart(self._spaced)

    @functools.cached_property
    def _squeezed(self) -> str:
        return self._spaced.replace(" ", "")


def _apart(text: str) -> str:
    """Words in which each letter that may be a word, or begin one, stands by itself."""
    return "".join(_BESIDE.sub(" ", piece) for piece in _pieces(text))


def _broken(part: str) -> re.Pattern[str]:
    """Words with spaces anywhere; but 15 is neither 1.5 nor 115."""
    whole = " ".join(" ?".join(digits.replace(" ", "")) for digits in _IN_NUMBER.split(part))
    if len(part) - part.count(" ") < _LEAST_SQUEEZED:
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


def _words(text: str) -> str:
    """The words of a text in small letters, with a space between them."""
    return " ".join(filter(None, map(bare_words, _pieces(text))))


def _pieces(text: str) -> Iterator[str]:
    """A text in pieces that end at spaces: a page is long, and its readers have little room."""
    start = 0
    while start < len(text):
        space = _SPACE.search(text, start + _PIECE)
        end = space.end() if space else len(text)
        yield text[start:end]
        start = end
