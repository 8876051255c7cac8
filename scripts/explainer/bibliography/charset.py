"""The charset of a bibliography: bytes to text, with a fault for each line that is not UTF-8."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from explainer import charset_detection
from explainer.model import CannotCheckError

if TYPE_CHECKING:
    from explainer.bibliography.entries import Bibliography

_FALLBACK = "cp1252"
_NO_TEXT = "is no text"
_MOST_ZEROS = 100
"""A file with more than one zero byte in so many bytes is not text."""


class TextError(CannotCheckError):
    """A file cannot be decoded as text."""


def decode(raw: bytes, bibliography: Bibliography, encoding: str | None = None) -> str:
    """
    The text of a file, with every line ending as a newline.

    UTF-8 is expected; UTF-16 and UTF-32 are detected. Lines that are not UTF-8 are decoded as
    Windows-1252, or the whole file in the most likely encoding, and either is a fault. A few zero
    bytes in UTF-8 stay. Raises `TextError` where the file is not text, or not in `encoding`.
    """
    if encoding:
        return charset_detection.normalize_newlines(_as(raw, encoding))
    raw = raw.removeprefix(codecs.BOM_UTF8)
    if wide := charset_detection.detect_wide(raw):
        name, rest = wide
        return charset_detection.normalize_newlines(_as(rest, name))
    zeros = raw.count(b"\x00")
    if zeros * _MOST_ZEROS > len(raw):
        raise TextError(_NO_TEXT)
    try:
        return charset_detection.normalize_newlines(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        if zeros:
            raise TextError(_NO_TEXT) from error
        return charset_detection.normalize_newlines(_legacy(raw, bibliography))


def _as(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except LookupError as error:
        message = f"there is no encoding {encoding!r}"
        raise TextError(message) from error
    except UnicodeDecodeError as error:
        message = f"is not in {encoding}: {error.reason} at byte {error.start}"
        raise TextError(message) from error


def _legacy(raw: bytes, bibliography: Bibliography) -> str:
    lines = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    beyond = [number for number, line in enumerate(lines) if not line.isascii()]
    foreign = [number for number in beyond if not _is_utf8(lines[number])]
    hint = "save the file as UTF-8, or give its encoding by --encoding, and look at the letters"
    if len(foreign) * 2 > len(beyond):
        name = _guess(raw)
        message = f"the file is not UTF-8; it was read as {name}"
        bibliography.add_fault(foreign[0] + 1, message, hint)
        return raw.decode(name, errors="replace")
    for number in foreign:
        message = f"the line is not UTF-8; it was read as {_FALLBACK}"
        bibliography.add_fault(number + 1, message, hint)
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
