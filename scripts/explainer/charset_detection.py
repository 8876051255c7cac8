"""
Detection of the charset of bytes: what articles and bibliographies share.

UTF-16 and UTF-32 are detected by their byte order mark or their zero bytes, and HTML may declare a
charset. The fallbacks for other bytes differ: see `article.charset` and `bibliography.charset`.
"""

from __future__ import annotations

import codecs
import re

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""The byte order marks; that of UTF-32-LE begins with that of UTF-16-LE."""

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_DECLARED_WITHIN = 4096
_SAMPLE = 65_536
_ZERO_SHARE = 0.4
"""The share of zeros among every second byte of UTF-16 in an alphabetic script."""


def detect_wide(data: bytes) -> tuple[str, bytes] | None:
    """The encoding of UTF-16 or UTF-32, and the bytes after the byte order mark; else `None`."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding, data.removeprefix(mark)
    encoding = _utf16_without_mark(data[:_SAMPLE])
    return (encoding, data) if encoding else None


def _utf16_without_mark(sample: bytes) -> str:
    """The byte order of UTF-16 without a mark, by its zeros at every second byte."""
    pairs = len(sample) // 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    for encoding, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if pairs and zeros > _ZERO_SHARE * pairs and not others:
            return encoding
    return ""


def declared_in_html(data: bytes) -> str | None:
    """The charset that HTML declares in its first 4 KiB, or `None`."""
    found = _CHARSET.search(data[:_DECLARED_WITHIN])
    return found[1].decode("ascii", "replace") if found else None


def normalize_newlines(text: str) -> str:
    """A text with newlines as line endings and without a byte order mark."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
