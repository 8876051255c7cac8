"""
What tells the encoding of a text that comes without one.

UTF-16 and UTF-32 are known by how they begin or by their zeros, and a web page may say its own. For
what is left, whoever reads the text has to decide.
"""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""The byte order marks; that of UTF-32 begins with that of UTF-16."""

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_DECLARED_WITHIN = 4096
_SAMPLE = 65_536
_HALF = 0.4
"""The part of every second byte that is zero in UTF-16 of a script with an alphabet."""


def wide(data: bytes) -> tuple[str, bytes] | None:
    """The encoding of a text in UTF-16 or UTF-32, and its bytes behind the byte order mark."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, data.removeprefix(mark)
    encoding = _without_mark(data[:_SAMPLE])
    return (encoding, data) if encoding else None


def _without_mark(sample: bytes) -> str:
    """UTF-16 without a mark is told by its zeros, which stand in every second place."""
    pairs = len(sample) // 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    for encoding, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if pairs and zeros > _HALF * pairs and not others:
            return encoding
    return ""


def declared(data: bytes) -> str | None:
    """The encoding that a web page says it is in, if it says so near its beginning."""
    found = _CHARSET.search(data[:_DECLARED_WITHIN])
    return found[1].decode("ascii", "replace") if found else None


def plain(text: str) -> str:
    """A text with plain line ends and without a byte order mark."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
