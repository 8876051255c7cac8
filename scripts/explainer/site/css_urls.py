"""The URLs in CSS: `url()` and `@import`, outside comments, strings and namespaces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(
    r"""
      /\*.*?(?:\*/|\Z)
    | @namespace\b[^;]*
    | @import\s+(?:"(?P<import2>[^"\n]*)"|'(?P<import1>[^'\n]*)')
    | (?<![\w-])url\(\s*(?:"(?P<double>[^"\n]*)"|'(?P<single>[^'\n]*)'|(?P<bare>[^\s"'()]*))\s*\)
    | "(?:[^"\\\n]|\\.)*"
    | '(?:[^'\\\n]|\\.)*'
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_MAX_CODE_POINT = 0x10FFFF
# Surrogates are not characters.
_SURROGATES = range(0xD800, 0xE000)


class CssUrl(NamedTuple):
    """A URL and its offset in the text."""

    url: str
    start: int


def scan(text: str) -> Iterator[CssUrl]:
    """Every URL of a file in a style sheet, or in a `style` attribute."""
    for match in _TOKEN.finditer(text):
        name = match.lastgroup
        if name:
            url = _ESCAPE.sub(_unescape, match[name]) if "\\" in match[name] else match[name]
            url = url.strip()
            # A fragment alone refers to the styled page itself.
            if url and not url.startswith(("#", "data:")):
                yield CssUrl(url, match.start(name))


def _unescape(match: re.Match[str]) -> str:
    if match[1] is None:
        return match[2]
    code = int(match[1], 16)
    return chr(code) if 0 < code <= _MAX_CODE_POINT and code not in _SURROGATES else "\ufffd"
