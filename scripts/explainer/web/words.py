"""Words in a text: whether a page still says what a passage quotes, however it is set."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_WORD = re.compile(r"\w+")
_GAP = re.compile(r"\s*(?:\[\s*(?:…|\.\.\.)\s*\]|…|\.\.\.)\s*")
_SOFT = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_LEAST_SQUEEZED = 12
"""Letters that words need to be looked for where they run on or are broken: any text has fewer."""


class Text:
    """A text in which words can be looked for. Case, punctuation and spaces make no difference."""

    def __init__(self, text: str) -> None:
        """Take a text as it was read."""
        words = _words(text)
        self.count = len(words)
        self._spaced = f" {' '.join(words)} "
        self._squeezed = "".join(words)

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
        return bool(parts) and (
            _in_order(self._spaced, [f" {' '.join(part)} " for part in parts], overlap=1)
            or (
                all(len("".join(part)) >= _LEAST_SQUEEZED for part in parts)
                and _in_order(self._squeezed, ["".join(part) for part in parts], overlap=0)
            )
        )


def _in_order(text: str, parts: list[str], *, overlap: int) -> bool:
    start = 0
    for part in parts:
        found = text.find(part, start)
        if found < 0:
            return False
        start = found + len(part) - overlap
    return True


def _words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", text.translate(_SOFT)).casefold()
    return _WORD.findall(folded)
