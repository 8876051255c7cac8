"""Field values of BibTeX: braces, quotation marks, numbers, string macros and `#`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from explainer.bibliography import dates
from explainer.bibliography.bibtex.field_map import MONTH_MACROS
from explainer.bibliography.bibtex.recovery import closing_offset

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from explainer.bibliography.entries import Bibliography

_IDENTIFIER = re.compile(r"[A-Za-z_!$&*+./:;<>?@\[\]^`|-][\w!$&*+./:;<>?@\[\]^`|-]*")
_NEXT_FIELD = re.compile(r"[\s;]*([A-Za-z][\w-]*)\s*=\s*")
_DIGITS = re.compile(r"\d+(?=\s*(?:#|$|\n))")
_END_OF_WORD = re.compile(r"\s*(?:#|$)|\s*\n\s*[A-Za-z][\w-]*\s*=")
_NO_VALUE = re.compile(rf"{_NEXT_FIELD.pattern}[{{\"\d]")
_WHITESPACE = " \t\n\r\f\v\u00a0\u200b\u2060"
_MAX_LENGTH = 100_000


class FieldValue(NamedTuple):
    """The raw value of a field, without its delimiters, and its line (from 1)."""

    text: str
    line: int


class ValueReader:
    """Reads the values of fields, and resolves string macros and concatenation."""

    def __init__(self, strings: Mapping[str, str], bibliography: Bibliography) -> None:
        self._strings = strings
        self._bibliography = bibliography

    def read(self, name: str, raw: str, line: int) -> Iterator[tuple[str, FieldValue]]:
        """A field, and the fields that follow it without a comma."""
        name, colon = name.strip(_WHITESPACE), name.rstrip(_WHITESPACE).endswith(":")
        if colon:
            name = name.rstrip(f": {_WHITESPACE}")
            self._bibliography.add_fault(line, f"{name!r} has a ':' too many", "remove it")
        if not re.fullmatch(r"[\w:+./-]+", name):
            shown = " ".join(name.split())
            hint = "look for a missing comma, brace or '=' before it; the field was left out"
            self._bibliography.add_fault(line, f"{shown!r} is no name of a field", hint)
            return
        at = 0
        while True:
            pieces, end = self._pieces(raw, at, line, name)
            if pieces is not None:
                yield name, FieldValue("".join(pieces), line)
            match = _NEXT_FIELD.match(raw, end)
            if match is None:
                break
            line += raw.count("\n", at, match.start(1))
            at, name = match.end(), match[1]
            message = f"a comma is missing before {name!r}"
            self._bibliography.add_fault(line, message, "add it; both fields were kept")
        if behind := raw[end:].strip():
            shown = " ".join(behind.split())[:40]
            hint = "enclose the whole value in braces; what stands behind was left out"
            self._bibliography.add_fault(
                line, f"something follows the value of {name!r}: {shown!r}", hint
            )

    def value(self, raw: str, line: int) -> str | None:
        """The text of a string macro, or `None` where it has no value."""
        pieces, _ = self._pieces(raw, 0, line, "@string")
        return None if pieces is None else "".join(pieces)

    def _pieces(self, raw: str, at: int, line: int, name: str) -> tuple[list[str] | None, int]:
        """The concatenated pieces of a value from an offset on, and the offset of its end."""
        pieces: list[str] | None = []
        at = _skip(raw, at)
        if raw.startswith("=", at):
            self._bibliography.add_fault(line, f"{name!r} has an '=' too many", "remove it")
            at = _skip(raw, at, "= \t")
        room = _MAX_LENGTH
        while True:
            piece, end = self._piece(raw, at, line, name)
            room -= len(piece or "")
            if piece is None:
                pieces = None
            elif pieces is not None and room >= 0:
                pieces.append(piece)
            at = _skip(raw, end)
            if not raw.startswith("#", at):
                break
            at = _skip(raw, at + 1)
        if room < 0:
            hint = "look at the strings that it is joined from; it was cut"
            self._bibliography.add_fault(line, f"the value of {name!r} is too long", hint)
        return pieces, end

    def _piece(self, raw: str, at: int, line: int, name: str) -> tuple[str | None, int]:
        if raw.startswith(("{", '"'), at):
            end = closing_offset(raw, at)
            if end:
                return raw[at + 1 : end], end + 1
            self._bibliography.add_fault(line, f"the value of {name!r} does not end", "close it")
            return raw[at + 1 :], len(raw)
        if number := _DIGITS.match(raw, at):
            return number[0], number.end()
        word = _IDENTIFIER.match(raw, at)
        if word and _END_OF_WORD.match(raw, word.end()):
            return self._string(word[0], line, name), word.end()
        if at >= len(raw) or _NO_VALUE.match(raw, at):
            self._bibliography.add_fault(
                line, f"{name!r} has no value", "write one, or remove the field"
            )
            return None, at
        end = raw.find("\n", at)
        end = len(raw) if end < 0 else end
        bare = raw[at:end].strip()
        message = f"the value of {name!r} stands in no braces: {bare[:40]!r}"
        self._bibliography.add_fault(line, message, "enclose it in braces; it was kept")
        return bare, end

    def _string(self, word: str, line: int, name: str) -> str | None:
        known = self._strings.get(word.casefold())
        if known is None and name.casefold() == "month" and dates.month_number(word):
            return word
        if known is None:
            close = self._bibliography.nearest(word, set(self._strings) - set(MONTH_MACROS))
            hint = (
                f"did you mean {close!r}?" if close else "define it, or enclose the text in braces"
            )
            self._bibliography.add_fault(line, f"{name!r} names no @string: {word!r}", hint)
        return known


def _skip(raw: str, at: int, over: str = "") -> int:
    """The offset of the next character that is not white space, or not in `over`."""
    while at < len(raw) and (raw[at] in over if over else raw[at].isspace()):
        at += 1
    return at
