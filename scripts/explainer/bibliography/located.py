"""
JSON that keeps the line of everything, and goes on behind what is wrong.

The library's own parser gives up at the first slip and knows no places.
"""

from __future__ import annotations

import bisect
import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from explainer.bibliography.entries import Bibliography

_SPACE = re.compile(r"[ \t\n\r\x00\u00a0\ufeff]*")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")
_WORD = re.compile(r"[A-Za-z_][\w-]*|[^\s,\]}]+")
_CONSTANTS = {"true": True, "false": False, "null": None}
_DEEPEST = 60
_STRINGS: Any = json.JSONDecoder(strict=False)


class Node(NamedTuple):
    """A value and its line; what lists and objects hold are nodes, too."""

    value: Any
    line: int


class _SlipError(Exception):
    def __init__(self, at: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.at = at
        self.message = message
        self.hint = hint


class Reader:
    """Reads a JSON text; slips that leave no doubt are noted and passed over."""

    def __init__(self, text: str, bibliography: Bibliography) -> None:
        self._text = text
        self._found = bibliography
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def line(self, at: int) -> int:
        """The line of an offset."""
        return bisect.bisect_right(self._starts, at)

    def entries(self, opening: re.Pattern[str]) -> list[Node]:
        """
        The objects of the array that the text is, or of those one after the other.

        `opening` finds where the next one may begin, behind one that cannot be read. An object
        whose only array is called `items` stands for what is in it.
        """
        found: list[Node] = []
        at = self._skip(0)
        listed = self._text[at : at + 1] == "["
        at = self._skip(at + 1) if listed else at
        closed = not listed
        between = True
        while at < len(self._text):
            char = self._text[at]
            if char == "]" and listed:
                closed = True
                self._behind(self._skip(at + 1))
                break
            if char in ",}/":
                at, between = self._mark(at, between=between), between or char == ","
                continue
            if not between and listed:
                self._slip(at, "a comma is missing between two entries", "add it")
            node, at = self._entry(at, opening)
            if node is not None:
                found.append(node)
            elif at >= len(self._text):
                closed = True
            between = node is None
        if found and between and closed and listed:
            self._slip(at, "a comma behind the last entry", "remove it")
        if not closed:
            self._slip(len(self._text) - 1, "the list of entries is not closed", "end it by ']'")
        return found

    def _entry(self, at: int, opening: re.Pattern[str]) -> tuple[Node | None, int]:
        """An entry, if it can be read, and where to go on behind it."""
        try:
            node, end = self._value(at, 0)
        except _SlipError as slip:
            self._slip(slip.at, slip.message, f"{slip.hint}; the entry was left out")
            after = opening.search(self._text, max(slip.at, at + 1))
            return None, after.start() if after else len(self._text)
        return node, self._skip(end)

    def _mark(self, at: int, *, between: bool) -> int:
        """Pass what stands between entries, and tell of what should not."""
        char = self._text[at]
        if char == "," and between:
            self._slip(at, "a comma too many", "remove it")
        elif char == "}":
            self._slip(at, "a closing brace too many", "remove it")
        elif char == "/":
            self._slip(at, "JSON has no comments", "remove it")
            closing = "*/" if self._text[at : at + 2] == "/*" else "\n"
            end = self._text.find(closing, at)
            return self._skip(end + len(closing)) if end >= 0 else len(self._text)
        return self._skip(at + 1)

    def _behind(self, at: int) -> None:
        if at < len(self._text):
            hint = "put everything into one list"
            self._slip(at, "something stands behind the list of entries", hint)

    def _slip(self, at: int, message: str, hint: str) -> None:
        self._found.fault(self.line(max(0, min(at, len(self._text) - 1))), message, hint)

    def _skip(self, at: int) -> int:
        match = _SPACE.match(self._text, at)
        return match.end() if match else at

    def _value(self, at: int, depth: int) -> tuple[Node, int]:
        """A value and where it ends. Raises `_SlipError`."""
        line = self.line(at)
        char = self._text[at : at + 1]
        if depth > _DEEPEST:
            raise _SlipError(at, "it is nested too deeply", "put it right there")
        value: Any
        if char == "{":
            value, end = self._object(at, depth)
        elif char == "[":
            value, end = self._array(at, depth)
        elif char == '"':
            value, end = self._string(at)
        elif match := _NUMBER.match(self._text, at):
            # A number is what was typed: `007` or `1.10` would be another one.
            value, end = match[0], match.end()
        else:
            value, end = self._constant(at)
        return Node(value, line), end

    def _constant(self, at: int) -> tuple[Any, int]:
        word = _WORD.match(self._text, at)
        if word is None:
            shown = self._text[at : at + 1] or "the end of the file"
            raise _SlipError(at, f"a value is missing before {shown!r}", "write one")
        if word[0] not in _CONSTANTS:
            message = f"{word[0][:40]!r} is no value of JSON"
            raise _SlipError(at, message, "put a text in double quotation marks")
        return _CONSTANTS[word[0]], word.end()

    def _string(self, at: int) -> tuple[str, int]:
        try:
            text, end = _STRINGS.parse_string(self._text, at + 1, _STRINGS.strict)
        except json.JSONDecodeError as error:
            if "Unterminated" in error.msg:
                raise _SlipError(at, "a text is not closed", "end it by '\"'") from error
            raise _SlipError(error.pos, f"{error.msg} in a text", "put it right there") from error
        newline = self._text.find("\n", at, end)
        if newline >= 0 and re.search(
            r"\n[^\"\n]*\"[\w-]+\"\s*:|\n\s*[}\]]", self._text[at : end + 80]
        ):
            # Without its closing mark a text runs on to the next one, lines below.
            raise _SlipError(at, "a text is not closed on its line", "end it by '\"'")
        return text, end

    def _array(self, at: int, depth: int) -> tuple[list[Node], int]:
        items: list[Node] = []
        at = self._skip(at + 1)
        while self._text[at : at + 1] != "]":
            if items:
                at = self._comma(at, "]")
                if self._text[at : at + 1] == "]":
                    break
            node, at = self._value(at, depth + 1)
            items.append(node)
            at = self._skip(at)
        return items, at + 1

    def _object(self, at: int, depth: int) -> tuple[dict[str, Node], int]:
        fields: dict[str, Node] = {}
        first = True
        at = self._skip(at + 1)
        while self._text[at : at + 1] != "}":
            if not first:
                at = self._comma(at, "}")
                if self._text[at : at + 1] == "}":
                    break
            first = False
            start = at
            if self._text[at : at + 1] != '"':
                shown = self._text[at : at + 1] or "the end of the file"
                hint = 'write "name": value'
                raise _SlipError(at, f"a name in quotation marks is missing before {shown!r}", hint)
            name, at = self._string(at)
            at = self._skip(at)
            if self._text[at : at + 1] != ":":
                raise _SlipError(start, f"a colon is missing behind {name[:40]!r}", "add it")
            node, at = self._value(self._skip(at + 1), depth + 1)
            if name in fields:
                hint = f"keep one of the two; that of line {fields[name].line} counts"
                self._slip(start, f"{name!r} is there again", hint)
            fields.setdefault(name, node)
            at = self._skip(at)
        return fields, at + 1

    def _comma(self, at: int, closing: str) -> int:
        if self._text[at : at + 1] == ",":
            after = self._skip(at + 1)
            if self._text[after : after + 1] == closing:
                self._slip(at, f"a comma before {closing!r}", "remove it; the entry was kept")
            return after
        if self._text[at : at + 1] in {'"', "{"}:
            self._slip(at, "a comma is missing before this", "add it; the entry was kept")
            return at
        shown = self._text[at : at + 1] or "the end of the file"
        raise _SlipError(at, f"',' or {closing!r} is missing before {shown!r}", "add it")
