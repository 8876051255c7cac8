"""Folding of words for comparison: without case, accents and possessive endings."""

from __future__ import annotations

import functools
import re
import unicodedata

TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_]+(?:[.'&+][^\W_]+)*\+?")
"""A word or an abbreviation: `U.S.`, `AT&T`, `N+3`."""

_INITIALS = re.compile(r"(?:[A-Za-z]\.){2,}")
_ACCENTS = re.compile("[\u0300-\u036f]")
_POSSESSIVE = re.compile(r"'(?:s|S)?$")
# Letters that NFKD does not decompose.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"}
)


# The same words occur again and again.
@functools.lru_cache(maxsize=20_000)
def fold(token: str) -> str:
    """A word without case, accents and a possessive ending."""
    if token.isalnum() and token.isascii():
        return token.lower()
    if _INITIALS.fullmatch(token):
        return token.replace(".", "").casefold()
    folded = _POSSESSIVE.sub("", token).casefold()
    if folded.isascii():
        return folded
    apart = unicodedata.normalize("NFKD", folded)
    return unicodedata.normalize("NFC", _ACCENTS.sub("", apart)).translate(_LETTERS)


def singular(folded: str) -> str:
    """A folded word without a final `s`, which is not always that of a plural."""
    return folded[:-1] if folded.endswith("s") and len(folded) > 2 else folded  # noqa: PLR2004
