"""
Text normalisation: the forms in which texts are compared.

Each form ignores what its comparison may ignore, and no more. All of them give text; none of them
raises. The standard forms are those of Unicode (UAX #15): NFKC composes compatible characters,
NFKD decomposes them.
"""

from __future__ import annotations

import re
import unicodedata

_SPACES = "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\n\r"
_HYPHENS = "\u2010\u2011\u2012\u2212\u00ad"
_DASHES = "\u2013\u2014\u2015\uff5e\u301c"
_APOSTROPHES = "\u2018\u2019\u02bc\u0060\u00b4"
_FULL_WIDTH = range(0xFF01, 0xFF5F)
_ONE_FOR_ONE = {
    **dict.fromkeys(map(ord, _SPACES), " "),
    **dict.fromkeys(map(ord, _HYPHENS), "-"),
    **dict.fromkeys(map(ord, _DASHES), "\u2013"),
    **dict.fromkeys(map(ord, _APOSTROPHES), "'"),
    **{code: chr(code - 0xFEE0) for code in _FULL_WIDTH if code != ord("\uff5e")},
    ord("\uffe5"): "\u00a5",
    ord("\uff0e"): ".",
}
_BREAKS = dict.fromkeys(map(ord, "\u00ad\u200b"))
"""Soft hyphens and zero-width spaces, at which a line may break within a word."""

_INVISIBLE = {**_BREAKS, **dict.fromkeys(map(ord, "\u200c\u200d\u2060\ufeff"))}
# A change of this table changes the fingerprints in every project's `docs/article.yml`.
_FINGERPRINT = {
    **dict.fromkeys(map(ord, "‘’‚"), "'"),
    **dict.fromkeys(map(ord, "“”„"), '"'),
    **dict.fromkeys(map(ord, "‐‑–—−"), "-"),
    **_BREAKS,
}
_QUOTATION_MARKS = re.compile("[\"“”‘’'«»「」『』„`]")
_SPACED_HYPHENS = re.compile(r"(?:(?<!\s)\s++)?([-\u2010-\u2015/])\s*+")
_NOT_WORDS = re.compile(r"\W+")


def single_spaced(text: str) -> str:
    """A text with one space for each run of white space, and none at its ends."""
    return " ".join(text.split())


def caseless(text: str) -> str:
    """A text with its case folded, single-spaced: for names and titles."""
    return single_spaced(text.casefold())


def plain_characters(text: str) -> str:
    """
    A text with plain spaces, hyphens, dashes, apostrophes and full-width forms.

    Each character stays where it was, so that offsets in one are offsets in the other.
    """
    return text if text.isascii() and "\n" not in text else text.translate(_ONE_FOR_ONE)


def fingerprint_form(text: str) -> str:
    """A text in NFKC with plain quotation marks and hyphens, single-spaced; case is kept."""
    return single_spaced(unicodedata.normalize("NFKC", text).translate(_FINGERPRINT))


def quotation_form(text: str) -> str:
    """
    A text as quotations are compared: NFKC, without case, quotation marks and marks at its ends.

    Hyphens, dashes and slashes have no spaces around them.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    joined = _SPACED_HYPHENS.sub(r"\1", _QUOTATION_MARKS.sub("", folded))
    return single_spaced(joined).strip(" .,;:!?")


def unaccented(text: str) -> str:
    """A text as text fragments of URLs are compared: NFKD, without case and accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(char for char in decomposed if not unicodedata.combining(char))
    return single_spaced(kept.translate(_BREAKS))


def bare_words(text: str) -> str:
    """The words of a text in NFKC, without case, and one space between them."""
    folded = unicodedata.normalize("NFKC", text.translate(_INVISIBLE)).casefold()
    return _NOT_WORDS.sub(" ", folded).strip()
