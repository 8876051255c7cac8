"""
Where a sentence ends at a citation, although there may be no full stop.

What follows a citation is a sentence of its own, unless what it is written with shows that the
sentence goes on: a small letter, or punctuation before or behind the citation. So a forgotten full
stop hides no sentence behind the citation of the one before. Scripts without capitals show less:
there only punctuation and a few particles do.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_STOPS = ".!?…。！？؟۔।։።"
# Stops and closing marks; a straight quotation mark closes if no word follows it.
_ENDING = re.compile(rf"""(?:[\s{_STOPS})\]}}»”’」』）】›]|["'](?!\w)){{0,200}}""")
# Behind these no sentence ends.
_UNFINISHED = frozenset(",;:([–—‒，、；：（،؛")
# Punctuation, or a particle of a script without capitals, in the middle of a sentence.
_CONTINUING = re.compile(r"[,;:/&=%‰，、；：،؛–—‒]|[-‐‑−](?!\s*\d)|的(?!确)|所[示述]|以及|を")
_OPENING = re.compile(r"""[\s"'“‘«‹„‚「『(（\[{【¿¡]{0,200}""")
# One word, a numbered or a counted thing in brackets is a part of the sentence around it.
_REMARK = re.compile(
    r"""
    [(（](?:[A-Z\d][^\s().?!。！？]*|[A-Z]\w*\.?\s\d[\d.,]*|\d[\d.,]*\s\w+)[)）]\s*
    """,
    re.VERBOSE,
)
_LETTERS = re.compile(r"[^\W\d_]{0,100}")
# Letters of Georgian count as small, but sentences begin with them.
_GEORGIAN = ("\u10d0", "\u10ff")


def citation_boundaries(text: str, ends: Iterable[int]) -> list[int]:
    """
    The offsets at which a sentence begins behind a citation, in their order.

    `text` is that of a unit, in which capitals mask code. `ends` are the offsets of its citations,
    or the ones behind those that are words of the text.
    """
    return sorted({start for end in ends if (start := _next_sentence(text, end)) is not None})


def _next_sentence(text: str, end: int) -> int | None:
    at = min(end, len(text))
    while at and text[at - 1].isspace():
        at -= 1
    before = text[at - 1 : at]
    start = _end(_ENDING, text, end)
    if not any(char in _STOPS for char in before + text[end:start]):
        if before in _UNFINISHED:
            return None
        while remark := _REMARK.match(text, start):
            start = remark.end()
    if _CONTINUING.match(text, start):
        return None
    return start if _begins_sentence(text, _end(_OPENING, text, start)) else None


def _begins_sentence(text: str, start: int) -> bool:
    """Whether a word is not written as one in the middle of a sentence; vLLM and iPhone are not."""
    first, word = text[start : start + 1], _LETTERS.match(text, start)
    small = first.islower() and not _GEORGIAN[0] <= first <= _GEORGIAN[1]
    return bool(first) and not (small and word and not any(map(str.isupper, word[0])))


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.match(text, start)
    return found.end() if found else start
