"""Text in plain characters, one for one, so that offsets stay what they were."""

from __future__ import annotations

_SPACES = "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\n\r"
_HYPHENS = "\u2010\u2011\u2012\u2212\u00ad"
_DASHES = "\u2013\u2014\u2015\uff5e\u301c"
_APOSTROPHES = "\u2018\u2019\u02bc\u0060\u00b4"
_FULL_WIDTH = range(0xFF01, 0xFF5F)
_PLAIN = {
    **dict.fromkeys(map(ord, _SPACES), " "),
    **dict.fromkeys(map(ord, _HYPHENS), "-"),
    **dict.fromkeys(map(ord, _DASHES), "\u2013"),
    **dict.fromkeys(map(ord, _APOSTROPHES), "'"),
    **{code: chr(code - 0xFEE0) for code in _FULL_WIDTH if code != ord("\uff5e")},
    ord("\uffe5"): "\u00a5",
    ord("\uff0e"): ".",
}


def plain(text: str) -> str:
    """
    A text with plain spaces, hyphens, dashes, apostrophes and full-width forms.

    It has as many characters as before, each where it was.
    """
    return text if text.isascii() and "\n" not in text else text.translate(_PLAIN)
