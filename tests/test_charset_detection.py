"""The character set of bytes that come without one."""

from __future__ import annotations

import codecs

import pytest

from explainer.charset_detection import declared_in_html, detect_wide, normalize_newlines

TEXT = "It is warm."
MIXED = ("a" * 5 + "暖" * 5).encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "encoding", "rest"),
    [
        (codecs.BOM_UTF16_LE + b"a\0", "utf-16-le", b"a\0"),
        (codecs.BOM_UTF16_BE + b"\0a", "utf-16-be", b"\0a"),
        (codecs.BOM_UTF32_LE + b"a\0\0\0", "utf-32-le", b"a\0\0\0"),
        (codecs.BOM_UTF32_BE + b"\0\0\0a", "utf-32-be", b"\0\0\0a"),
        (TEXT.encode("utf-16-le"), "utf-16-le", TEXT.encode("utf-16-le")),
        (TEXT.encode("utf-16-be"), "utf-16-be", TEXT.encode("utf-16-be")),
        (MIXED, "utf-16-le", MIXED),
    ],
)  # fmt: skip
def test_wide(data: bytes, encoding: str, rest: bytes) -> None:
    """UTF-16 and UTF-32 are known by their mark, or UTF-16 by its zeros."""
    assert detect_wide(data) == (encoding, rest)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"a",
        TEXT.encode(),
        b"\0\0\0\0",
        ("a" * 4 + "暖" * 6).encode("utf-16-le"),
        b"a\0b\0\0\0",
        b"a" * 70_000 + b"\0b" * 70_000,
    ],
)
def test_not_wide(data: bytes) -> None:
    """Other bytes are neither, even with some zeros."""
    assert detect_wide(data) is None


def test_odd_length() -> None:
    """A byte at the end does not count among the pairs."""
    assert detect_wide(b"a\0b")
    assert detect_wide(b"a\0b\0c")


@pytest.mark.parametrize(
    ("html", "charset"),
    [
        (b"<meta charset=utf-8>", "utf-8"),
        (b"<META CHARSET = 'Windows-1252'>", "Windows-1252"),
        (b'<meta http-equiv=a content="text/html; charset=gb2312">', "gb2312"),
        (b"<p>charset=utf-8", None),
        (b" " * 4076 + b"<meta charset=utf-8>", "utf-8"),
        (b" " * 4090 + b"<meta charset=utf-8>", None),
    ],
)
def test_declared(html: bytes, charset: str | None) -> None:
    """HTML declares its charset near its beginning."""
    assert declared_in_html(html) == charset


def test_newlines() -> None:
    """Line endings become those of Unix, and a mark at the beginning goes."""
    assert normalize_newlines("\ufeffa\r\nb\rc\nd\ufeff") == "a\nb\nc\nd\ufeff"
