"""The bytes of a bibliography to text, and what is wrong with them."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from explainer.model import CannotCheckError

if TYPE_CHECKING:
    from explainer.bibliography.entries import Bibliography

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FALLBACK = "cp1252"
_SAMPLE = 4000


class TextError(CannotCheckError):
    """A file is no text."""


def decode(raw: bytes, bibliography: Bibliography, encoding: str | None = None) -> str:
    """
    The text of a file, every kind of line end a plain one.

    UTF-8 is expected, UTF-16 and UTF-32 are known by how they begin. Lines that are not UTF-8 are
    read as Windows-1252, or the whole file in the encoding that it seems to be in, and either is a
    fault. Raises `TextError` where the file is no text, or is not in the `encoding` asked for.
    """
    if encoding:
        return _plain(_as(raw, encoding))
    raw = raw.removeprefix(codecs.BOM_UTF8)
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return _plain(_as(raw[len(mark) :], name))
    if wide := _wide(raw[:_SAMPLE]):
        return _plain(_as(raw, wide))
    if b"\x00" in raw:
        message = "is no text"
        raise TextError(message)
    try:
        return _plain(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return _plain(_legacy(raw, bibliography))


def _as(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except LookupError as error:
        message = f"there is no encoding {encoding!r}"
        raise TextError(message) from error
    except UnicodeDecodeError as error:
        message = f"is not in {encoding}: {error.reason} at byte {error.start}"
        raise TextError(message) from error


def _plain(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _wide(raw: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of what is plain English is zero."""
    half = len(raw) // 4
    if half and raw[1::2].count(0) > half:
        return "utf-16-le"
    return "utf-16-be" if half and raw[::2].count(0) > half else None


def _legacy(raw: bytes, bibliography: Bibliography) -> str:
    lines = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    beyond = [number for number, line in enumerate(lines) if not line.isascii()]
    foreign = [number for number in beyond if not _is_utf8(lines[number])]
    hint = "save the file as UTF-8, or give its encoding by --encoding, and look at the letters"
    if len(foreign) * 2 > len(beyond):
        name = _guess(raw)
        message = f"the file is not UTF-8; it was read as {name}"
        bibliography.fault(foreign[0] + 1, message, hint)
        return raw.decode(name, errors="replace")
    for number in foreign:
        message = f"the line is not UTF-8; it was read as {_FALLBACK}"
        bibliography.fault(number + 1, message, hint)
    return "\n".join(
        line.decode(_FALLBACK, errors="replace") if number in set(foreign) else line.decode()
        for number, line in enumerate(lines)
    )


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _guess(raw: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415  (few files need it)

    try:
        raw.decode(_FALLBACK)
        few = sum(byte > 0x7F for byte in raw) * 5 < len(raw)  # noqa: PLR2004  (beyond ASCII)
    except UnicodeDecodeError:
        few = False
    if few:
        # Texts in Latin letters are by far the most, and too little to tell others from.
        return _FALLBACK
    best = from_bytes(raw).best()
    return best.encoding if best else "latin-1"
