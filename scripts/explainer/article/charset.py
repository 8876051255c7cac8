"""The charset of an article: bytes to text, guessed where needed, and other files rejected."""

from __future__ import annotations

import codecs
import unicodedata

import charset_normalizer

from explainer import charset_detection
from explainer.model import CannotCheckError

_SIGNATURES = (
    (b"%PDF-", "is a PDF"),
    (b"PK\x03\x04", "is an archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "is an office document"),
    (b"{\\rtf", "is a rich text document"),
    (b"\x89PNG", "is a picture"),
    (b"\xff\xd8\xff", "is a picture"),
    (b"GIF8", "is a picture"),
    (b"\x1f\x8b", "is compressed"),
    (b"MIME-Version:", "is a web archive"),
    (b"From: <Saved by", "is a web archive"),
)
_SAMPLE = 65_536
_MOST_CONTROLS = 0.01


class ArticleError(CannotCheckError):
    """The article cannot be read; the message says why."""


def decode(data: bytes, *, html: bool) -> str:
    """
    The text of an article, with newlines as line endings and without a byte order mark.

    The encoding is that of a byte order mark, else UTF-8, else the one that `html` declares, else
    the most likely one. Raises `ArticleError` for a file that is not text.
    """
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            message = f"{what}, and no text; save the article as .txt, .md or .html"
            raise ArticleError(message)
    text = _text(data, html=html)
    if html and text.count("\0") <= _MOST_CONTROLS * len(text):
        # Browsers do not show them either.
        text = text.replace("\0", "")
    controls = sum(unicodedata.category(char) == "Cc" and not char.isspace() for char in text)
    if "\0" in text or controls > _MOST_CONTROLS * len(text):
        message = "is not text; save the article as .txt, .md or .html"
        raise ArticleError(message)
    return charset_detection.normalize_newlines(text).replace("\ufeff", "")


def _text(data: bytes, *, html: bool) -> str:
    if data.startswith(codecs.BOM_UTF8):
        return data.decode("utf-8-sig", errors="replace")
    if wide := charset_detection.detect_wide(data):
        encoding, rest = wide
        return rest.decode(encoding, errors="replace")
    for encoding in ("utf-8", (html and charset_detection.declared_in_html(data)) or "utf-8"):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return _decode_most_likely(data)


def _decode_most_likely(data: bytes) -> str:
    found = charset_normalizer.from_bytes(data[:_SAMPLE])
    best = found.best()
    if best is None:
        message = "is in no known encoding; save it as UTF-8"
        raise ArticleError(message)
    # Among equally likely encodings, the one of most programs on Windows.
    western = [match for match in found if match.encoding == "cp1252"]
    likely = western[0] if western and western[0].chaos <= best.chaos else best
    return data.decode(likely.encoding, errors="replace")
