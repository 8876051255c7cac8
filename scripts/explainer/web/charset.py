"""Decode the bytes of a page: byte order mark, HTTP header, declaration, or a guess."""

from __future__ import annotations

import codecs
import contextlib
import re

_META_CHARSET = re.compile(
    rb"<meta\b[^<>]{0,500}?\bcharset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE
)
_XML_ENCODING = re.compile(rb"\s*<\?xml\b[^<>?]{0,200}?\bencoding\s*=\s*[\"']\s*([\w.:-]{1,40})")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_CONTROLS = re.compile("[\\x00-\\x08\\x0e-\\x1a\\x1c-\\x1f]")
_PREFIX = 4096
_MIN_CHARACTERS_PER_CONTROL = 50
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LABELS = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "x-sjis": "cp932",
    "shift_jis": "cp932",
}
"""Labels that browsers read as another encoding. Source: WHATWG, "Encoding", names and labels."""


def decode(body: bytes, header_charset: str) -> str:
    """
    The text of a body; `header_charset` is that of the `Content-Type` header, or empty.

    Raises `ValueError` if the body is binary.
    """
    marks = [name for mark, name in _BYTE_ORDER_MARKS if body.startswith(mark)]
    names = [*marks, header_charset, _declared_charset(body), "utf-8", "cp1252"]
    text = _decode_with_first(names, body)
    controls = len(_CONTROLS.findall(text, 0, _PREFIX))
    if controls * _MIN_CHARACTERS_PER_CONTROL > min(len(text), _PREFIX):
        message = "the body is binary, whatever its media type"
        raise ValueError(message)
    return text


def _declared_charset(body: bytes) -> str:
    """The character encoding that a page declares in its source."""
    head = _COMMENT.sub(b"", body[:_PREFIX])
    found = _XML_ENCODING.match(head) or _META_CHARSET.search(head)
    name = found[1].decode().lower() if found else ""
    # A declaration that is readable as ASCII is not in UTF-16.
    return "utf-8" if name.startswith("utf-16") else name


def _decode_with_first(names: list[str], body: bytes) -> str:
    """The body in the first encoding that fits; a few invalid bytes are replaced."""
    for name in filter(None, names):
        encoding = _LABELS.get(name.lower(), name)
        # Valid UTF-8 is hardly ever Windows-1252, even if the server says so.
        for tried in ("utf-8", encoding) if encoding == "cp1252" else (encoding,):
            with contextlib.suppress(LookupError, UnicodeDecodeError):
                return body.decode(tried)
        with contextlib.suppress(LookupError, UnicodeDecodeError):
            text = body.decode(encoding, errors="replace")
            invalid = text.count("\N{REPLACEMENT CHARACTER}")
            if invalid <= len(text) - len(text.encode("ascii", "ignore")) - invalid:
                return text
    return body.decode("utf-8", errors="replace")
