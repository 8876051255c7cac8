"""The addresses in CSS: `url()` and `@import`, outside comments, strings and namespaces."""

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
_MOST = 0x10FFFF
# Half a surrogate pair is no character.
_HALVES = range(0xD800, 0xE000)


class Found(NamedTuple):
    """An address and where it begins in the text."""

    address: str
    start: int


def addresses(text: str) -> Iterator[Found]:
    """Every address of a style sheet, or of a `style` attribute, that leads to a file."""
    for match in _TOKEN.finditer(text):
        name = match.lastgroup
        if name:
            address = _ESCAPE.sub(_unescape, match[name]) if "\\" in match[name] else match[name]
            address = address.strip()
            # A fragment alone is a part of the page that it styles; nothing is a colour scheme.
            if address and not address.startswith(("#", "data:")):
                yield Found(address, match.start(name))


def _unescape(match: re.Match[str]) -> str:
    if match[1] is None:
        return match[2]
    code = int(match[1], 16)
    return chr(code) if 0 < code <= _MOST and code not in _HALVES else "\ufffd"
