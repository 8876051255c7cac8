"""
The parser of JSON: objects and arrays, each value with its line, with error recovery.

An entry that cannot be read is left out, and the next one is read.
"""

from __future__ import annotations

import re
from typing import Any

from explainer.bibliography.csl_json.json_scanner import (
    BARE_NAME,
    QUOTED,
    JsonScanner,
    JsonSyntaxError,
)
from explainer.bibliography.csl_json.nodes import Node, Number

_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?=[\s,;，}\]/#]|\Z)")
_BETWEEN = re.compile(r"(?:(?![{\[\]]|\s*\"[\w-]+\"\s*:).*\n?)+")
_OTHER_TEXT = re.compile(r"(?!null\b|true\b|false\b|None\b|NaN\b)[^\s\d\"'{}\[\],“”„-]")
_WRAPPER = re.compile(r"(?:(?:var|let|const)\s+)?[A-Za-z_$][\w.$]*\s*[=(]\s*(?=[\[{])")
_MAX_DEPTH = 60


class JsonParser(JsonScanner):
    """Parses a JSON text of entries; what is wrong is reported to the bibliography."""

    def entries(self, opening: re.Pattern[str], fields: re.Pattern[str]) -> list[Node]:
        """
        The objects of the array in the text, or of a sequence of objects.

        After an entry that cannot be parsed, parsing resumes at the next match of `opening`; after
        a field, at the end of the next match of `fields`.
        """
        self._entry_start, self._field_start = opening, fields
        found: list[Node] = []
        at = self._skip(0)
        if wrapped := _WRAPPER.match(self._text, at):
            hint = "remove it, and what closes it"
            self._report(at, f"a text stands before the list: {wrapped[0].strip()[:40]!r}", hint)
            at = wrapped.end()
        listed = self._text[at : at + 1] == "["
        at = self._skip(at + 1) if listed else at
        # The number of open lists, which should be one.
        lists = int(listed)
        between, torn = True, False
        while at < len(self._text):
            char = self._text[at]
            if char == "]" and listed:
                lists = self._close_list(at, lists, between=between and bool(found))
                at, between = self._skip(at + 1), not lists
            elif char == "[" and listed:
                lists = self._open_list(at, lists)
                at, between = self._skip(at + 1), True
            elif char in ",}":
                at, between = self._separator(at, between=between), between or char == ","
            elif end := self._other_text(at, behind=listed and not lists):
                at, between = end, True
            else:
                if not between and listed and at != self._recovered_at:
                    self._report(at, "a comma is missing between two entries", "add it")
                node, at = self._entry(at)
                found += [node] if node is not None else []
                torn = node is None and at >= len(self._text)
                between = node is None
        if lists and not torn and not self._nested:
            self._report(len(self._text) - 1, "the list of entries is not closed", "end it by ']'")
        return found

    def _open_list(self, at: int, lists: int) -> int:
        """Open a list among the entries. Returns the number of open lists."""
        if lists:
            self._nested = True
            hint = "remove it, and what closes it; the entries were kept"
            self._report(at, "a list begins in the list of entries", hint)
        return lists + 1

    def _close_list(self, at: int, lists: int, *, between: bool) -> int:
        """Close a list, and report what should not follow. Returns the number of open lists."""
        after = self._skip(at + 1)
        if lists <= 1 and after < len(self._text):
            hint = "put everything into one list; the entries were kept"
            self._report(after, "something stands behind the list of entries", hint)
        elif between:
            self._report(at, "a comma behind the last entry", "remove it")
        # Where entries follow, the list continues.
        goes_on = lists == 1 and self._text[after : after + 1] in {",", "{"}
        return max(0, lists - (not goes_on))

    def _other_text(self, at: int, *, behind: bool) -> int:
        """
        Skip lines that are not JSON. Returns the offset of their end, or 0.

        They are reported, unless they follow the list, where that was reported already.
        """
        match = _BETWEEN.match(self._text, at)
        if not match or not _OTHER_TEXT.match(self._text, at) or BARE_NAME.match(self._text, at):
            return 0
        if not behind:
            shown = " ".join(match[0].split())[:40]
            self._report(at, f"a text stands in no entry: {shown!r}", "remove it; it was left out")
        return self._skip(match.end())

    def _entry(self, at: int) -> tuple[Node | None, int]:
        """An entry, or `None` where it cannot be parsed, and the offset where to continue."""
        try:
            if self._is_member(at):
                self._report(at, "an opening brace is missing", "put '{' before it; it was kept")
                fields, end = self._members(at, at, 0)
                return Node(fields, self.line(at)), self._skip(end)
            node, end = self._value(at, 0)
        except JsonSyntaxError as error:
            self._report(error.at, error.message, f"{error.hint}; the entry was left out")
            after = self._entry_start.search(self._text, max(error.at, at + 1))
            return None, after.start() if after else len(self._text)
        return node, self._skip(end)

    def _separator(self, at: int, *, between: bool) -> int:
        """Skip a separator between entries, and report one that should not be there."""
        char = self._text[at]
        if char == "," and between:
            self._report(at, "a comma too many", "remove it")
        elif char == "}":
            self._report(at, "a closing brace too many", "remove it")
        return self._skip(at + 1)

    def _value(self, at: int, depth: int) -> tuple[Node, int]:
        """A value and the offset of its end. Raises `JsonSyntaxError`."""
        line = self.line(at)
        char = self._text[at : at + 1]
        if depth > _MAX_DEPTH:
            raise JsonSyntaxError(at, "it is nested too deeply", "put it right there")
        value: Any
        if char == "{":
            value, end = self._members(at, self._skip(at + 1), depth)
        elif char == "[":
            value, end = self._array(at, depth)
        elif char == '"':
            value, end = self._string(at)
        elif quoted := QUOTED.match(self._text, at):
            value, end = self._quoted(quoted)
        elif match := _NUMBER.match(self._text, at):
            # A number is kept as written: `1.10` is not `1.1`.
            value, end = Number(match[0]), match.end()
        else:
            value, end = self._constant(at)
        return Node(value, line), end

    def _array(self, at: int, depth: int) -> tuple[list[Node], int]:
        items: list[Node] = []
        begun, at = at, self._commas(self._skip(at + 1))
        while self._text[at : at + 1] != "]":
            if items:
                brace = self._text[at : at + 1] == "}"
                if brace and depth == 1 and self._continues_entry(at + 1):
                    self._report(at, "'}' closes a list", "write ']'; it was kept")
                    break
                torn = brace or (at == self._recovered_at and self._starts_next_entry(at))
                if not (brace or self._is_member(at)):
                    at = self._comma(at, "]")
                if self._text[at : at + 1] == "]":
                    break
                if torn or self._is_member(at):
                    if at != self._recovered_at:
                        message = f"the list that begins on line {self.line(begun)} is not closed"
                        self._report(at, message, "put ']' before this; it was kept")
                        self._recovered_at = at
                    return items, at
            node, at = self._value(at, depth + 1)
            items.append(node)
            at = self._skip(at)
        return items, at + 1

    def _members(self, begun: int, at: int, depth: int) -> tuple[dict[str, Node], int]:
        """The members of an object up to the closing brace, and the offset after it."""
        fields: dict[str, Node] = {}
        first = True
        while self._text[at : at + 1] != "}":
            if not first:
                if self._starts_next_entry(at):
                    return self._unclosed_entry(fields, begun, at)
                if self._ends_entry(at, depth):
                    return self._unclosed_entry(fields, begun, at)
                at = self._comma(at, "}")
                if self._text[at : at + 1] == "}":
                    break
                if self._ends_entry(at, depth) or (depth and self._text[at : at + 1] == "{"):
                    return self._unclosed_entry(fields, begun, at)
            first = False
            start = at
            try:
                name, node, at = self._member(at, depth)
            except JsonSyntaxError as error:
                at = self._next_field(error, depth)
                continue
            if name in fields:
                hint = f"keep one of the two; that of line {fields[name].line} counts"
                self._report(start, f"{name!r} is there again", hint)
            fields.setdefault(name, node)
            at = self._skip(at)
        return fields, at + 1

    def _member(self, at: int, depth: int) -> tuple[str, Node, int]:
        """A name, its value, and the offset of their end. Raises `JsonSyntaxError`."""
        name, at = self._name(at)
        if name.rstrip().endswith(":") and self._text[at : at + 1] != ":":
            self._report(
                at - 1, f"the name {name[:40]!r} is not closed", "end it by '\"'; it was kept"
            )
            name, at = name.rstrip(": "), at - 1
        else:
            at = self._colon(self._skip(at), name)
        return name, *self._value(self._skip(at), depth + 1)

    def _next_field(self, error: JsonSyntaxError, depth: int) -> int:
        """The offset of the next field, or of the end of the entry, after a syntax error."""
        after = self._entry_start.search(self._text, error.at)
        limit = after.start() if after else len(self._text)
        found = self._field_start.search(self._text, error.at, limit) if not depth else None
        if found is None:
            raise error
        self._report(error.at, error.message, f"{error.hint}; the field was left out")
        self._recovered_at = found.end()
        return found.end()

    def _continues_entry(self, at: int) -> bool:
        """Whether a comma and another field of the entry follow."""
        at = self._skip(at)
        return self._text[at : at + 1] == "," and self._is_member(self._skip(at + 1))

    def _starts_next_entry(self, at: int) -> bool:
        """Whether the next entry begins in place of a comma."""
        return (
            self._text[at : at + 1] == "{" and self._entry_start.match(self._text, at) is not None
        )

    def _ends_entry(self, at: int, depth: int) -> bool:
        """Whether the next entry begins or the list ends inside an entry."""
        ends = self._text[at : at + 1] == "]"
        return not depth and (ends or self._entry_start.match(self._text, at) is not None)

    def _unclosed_entry(
        self, fields: dict[str, Node], begun: int, at: int
    ) -> tuple[dict[str, Node], int]:
        if at != self._recovered_at:
            message = f"the entry that begins on line {self.line(begun)} is not closed"
            self._report(at, message, "put '}' before this; it was kept")
            self._recovered_at = at
        return fields, at
