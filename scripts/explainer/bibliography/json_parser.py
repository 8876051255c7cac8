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
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?=[\s,;，}\]/#]|\Z)")
_WORD = re.compile(r"[^\s,\]}\[{:\"][^,;\]}\n\"]*(?:\"(?=\s*(?:[,}\]\n]|\Z)))?")
_BETWEEN = re.compile(r"(?:(?![{\[\]]|\s*\"[\w-]+\"\s*:).*\n?)+")
_FOREIGN = re.compile(r"(?!null\b|true\b|false\b|None\b|NaN\b)[^\s\d\"'{}\[\],“”„-]")
_REMARK = re.compile(r"//[^\n]*|/\*.*?(?:\*/|\Z)|#[^\n]*", re.DOTALL)
_QUOTED = re.compile(r"'[^'\n]*'(?=\s*[,:}\]])|[“”„][^“”\"\n]*[“”]")
_BARE = re.compile(r"(?P<name>[A-Za-z_$][\w$-]*)\"?(?=\s*[:=])")
_MEMBER = re.compile(r"\"[\w-]+\"\s*:")
_WRAPPED = re.compile(r"(?:(?:var|let|const)\s+)?[A-Za-z_$][\w.$]*\s*[=(]\s*(?=[\[{])")
_EQUALS = re.compile(r"=>?|：")
_RUNS_ON = re.compile(r"\n\s*[}\]]|\n[\s,{\[]*\"\Z")
_SAID = re.compile(r"[ \t]*[^\s,;:}\]\[{\"，：/#]")
_ENDS = re.compile(r"\"(?=[ \t]*(?:,[ \t]*(?:\"|$)|[}\]]|$))", re.MULTILINE)
_INNER = re.compile(r"(?<!\\)\"")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x1f]")
_WHOLE = re.compile(r"\"[^\"\\]*(?:\\.[^\"\\]*)*\"", re.DOTALL)
_ESCAPE = re.compile(r"\\([\"\\/bfnrt]|u[0-9a-fA-F]{4})?")
_CONSTANTS = {"true": True, "false": False, "null": None}
_DEEPEST = 60
_STRINGS: Any = json.JSONDecoder(strict=False)


class Node(NamedTuple):
    """A value and its line; what lists and objects hold are nodes, too."""

    value: Any
    line: int


class Number(str):
    """A number as it is typed."""

    __slots__ = ()


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
        self._told: set[tuple[int, str]] = set()
        self._opening = self._fields = re.compile("(?!)")
        # Where a comma was passed already, behind something that is not closed.
        self._passed = -1
        self._nested = False
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def line(self, at: int) -> int:
        """The line of an offset."""
        return bisect.bisect_right(self._starts, at)

    def entries(self, opening: re.Pattern[str], fields: re.Pattern[str]) -> list[Node]:
        """
        The objects of the array that the text is, or of those one after the other.

        `opening` finds where the next one may begin, behind one that cannot be read; what `fields`
        finds ends where the next field of an entry begins, or the entry ends.
        """
        self._opening, self._fields = opening, fields
        found: list[Node] = []
        at = self._skip(0)
        if wrapped := _WRAPPED.match(self._text, at):
            hint = "remove it, and what closes it"
            self._slip(at, f"a text stands before the list: {wrapped[0].strip()[:40]!r}", hint)
            at = wrapped.end()
        listed = self._text[at : at + 1] == "["
        at = self._skip(at + 1) if listed else at
        # How many lists are open: there should be one.
        lists = int(listed)
        between, torn = True, False
        while at < len(self._text):
            char = self._text[at]
            if char == "]" and listed:
                lists = self._list_ends(at, lists, between=between and bool(found))
                at, between = self._skip(at + 1), not lists
            elif char == "[" and listed:
                lists = self._list_begins(at, lists)
                at, between = self._skip(at + 1), True
            elif char in ",}":
                at, between = self._mark(at, between=between), between or char == ","
            elif end := self._foreign(at, behind=listed and not lists):
                at, between = end, True
            else:
                if not between and listed and at != self._passed:
                    self._slip(at, "a comma is missing between two entries", "add it")
                node, at = self._entry(at)
                found += [node] if node is not None else []
                torn = node is None and at >= len(self._text)
                between = node is None
        if lists and not torn and not self._nested:
            self._slip(len(self._text) - 1, "the list of entries is not closed", "end it by ']'")
        return found

    def _list_begins(self, at: int, lists: int) -> int:
        """Take in that a list begins among the entries; gives how many are open."""
        if lists:
            self._nested = True
            hint = "remove it, and what closes it; the entries were kept"
            self._slip(at, "a list begins in the list of entries", hint)
        return lists + 1

    def _list_ends(self, at: int, lists: int, *, between: bool) -> int:
        """Take in that a list ends, and tell of what should not stand there."""
        after = self._skip(at + 1)
        if lists <= 1 and after < len(self._text):
            hint = "put everything into one list; the entries were kept"
            self._slip(after, "something stands behind the list of entries", hint)
        elif between:
            self._slip(at, "a comma behind the last entry", "remove it")
        # Where entries follow, the list goes on.
        goes_on = lists == 1 and self._text[after : after + 1] in {",", "{"}
        return max(0, lists - (not goes_on))

    def _foreign(self, at: int, *, behind: bool) -> int:
        """
        Pass lines that are no JSON; gives where they end, or 0.

        They are told of, unless they stand `behind` the list, of which that was told.
        """
        match = _BETWEEN.match(self._text, at)
        if not match or not _FOREIGN.match(self._text, at) or _BARE.match(self._text, at):
            return 0
        if not behind:
            shown = " ".join(match[0].split())[:40]
            self._slip(at, f"a text stands in no entry: {shown!r}", "remove it; it was left out")
        return self._skip(match.end())

    def _entry(self, at: int) -> tuple[Node | None, int]:
        """An entry, if it can be read, and where to go on behind it."""
        try:
            if self._is_member(at):
                self._slip(at, "an opening brace is missing", "put '{' before it; it was kept")
                fields, end = self._members(at, at, 0)
                return Node(fields, self.line(at)), self._skip(end)
            node, end = self._value(at, 0)
        except _SlipError as slip:
            self._slip(slip.at, slip.message, f"{slip.hint}; the entry was left out")
            after = self._opening.search(self._text, max(slip.at, at + 1))
            return None, after.start() if after else len(self._text)
        return node, self._skip(end)

    def _is_member(self, at: int) -> bool:
        """Whether a name and a colon stand here, as they do in an object."""
        return _MEMBER.match(self._text, at) is not None

    def _mark(self, at: int, *, between: bool) -> int:
        """Pass what stands between entries, and tell of what should not."""
        char = self._text[at]
        if char == "," and between:
            self._slip(at, "a comma too many", "remove it")
        elif char == "}":
            self._slip(at, "a closing brace too many", "remove it")
        return self._skip(at + 1)

    def _slip(self, at: int, message: str, hint: str) -> None:
        line = self.line(max(0, min(at, len(self._text) - 1)))
        if (line, message) not in self._told:
            self._told.add((line, message))
            self._found.fault(line, message, hint)

    def _skip(self, at: int) -> int:
        """Where the next thing is, behind white space and remarks."""
        while True:
            match = _SPACE.match(self._text, at)
            at = match.end() if match else at
            remark = _REMARK.match(self._text, at)
            if remark is None:
                return at
            self._slip(at, "JSON has no comments", "remove it")
            at = remark.end()

    def _value(self, at: int, depth: int) -> tuple[Node, int]:
        """A value and where it ends. Raises `_SlipError`."""
        line = self.line(at)
        char = self._text[at : at + 1]
        if depth > _DEEPEST:
            raise _SlipError(at, "it is nested too deeply", "put it right there")
        value: Any
        if char == "{":
            value, end = self._members(at, self._skip(at + 1), depth)
        elif char == "[":
            value, end = self._array(at, depth)
        elif char == '"':
            value, end = self._string(at)
        elif quoted := _QUOTED.match(self._text, at):
            value, end = self._quoted(quoted)
        elif match := _NUMBER.match(self._text, at):
            # A number is what was typed: `007` or `1.10` would be another one.
            value, end = Number(match[0]), match.end()
        else:
            value, end = self._constant(at)
        return Node(value, line), end

    def _quoted(self, match: re.Match[str]) -> tuple[str, int]:
        """A text in marks that JSON does not know."""
        message = f"{match[0][0]} opens no text in JSON"
        self._slip(match.start(), message, "use double quotation marks, '\"'; it was kept")
        return match[0][1:-1], match.end()

    def _constant(self, at: int) -> tuple[Any, int]:
        word = _WORD.match(self._text, at)
        if word is None:
            shown = self._text[at : at + 1] or "the end of the file"
            raise _SlipError(at, f"a value is missing before {shown!r}", "write one")
        if word[0] not in _CONSTANTS:
            hint = "put a text in double quotation marks; it was left out"
            self._slip(at, f"{word[0].strip()[:40]!r} is no value of JSON", hint)
        return _CONSTANTS.get(word[0]), word.end()

    def _string(self, at: int, *, named: bool = False) -> tuple[str | None, int]:
        """A text between quotation marks, or `None` where it does not end on its line."""
        whole = _WHOLE.match(self._text, at)
        if whole is None:
            raise _SlipError(at, "a text is not closed", "end it by '\"'")
        raw, end = whole[0], whole.end()
        if "\n" in raw and self._runs_on(raw, end):
            # Without its closing mark a text runs on to the next one, lines below.
            if named:
                raise _SlipError(at, "a name is not closed on its line", "end it by '\"'")
            hint = "end it by '\"'; it was left out"
            self._slip(at, "a text is not closed on its line", hint)
            line = raw.partition("\n")[0].rstrip()
            if self._opening.match(self._text, at + len(line) - 1):
                # What begins there is the next entry.
                return None, at + len(line) - 1
            return None, at + len(line) - line.endswith(",")
        if not named and _SAID.match(self._text, end):
            raw, end = self._quoting(at, raw)
        if control := _CONTROL.search(raw):
            hint = "write it as \\t or \\n; it was kept"
            self._slip(at + control.start(), "a tab or a line break in a text", hint)
        wrong = next((match for match in _ESCAPE.finditer(raw) if not match[1]), None)
        if wrong:
            hint = "write a backslash twice; it was kept"
            self._slip(at + wrong.start(), "a backslash in a text escapes nothing", hint)
            raw = _ESCAPE.sub(lambda match: match[0] if match[1] else r"\\", raw)
        text = str(_STRINGS.decode(raw))
        if _UNSEEN.search(text):
            hint = "retype what stands around it; it was left out"
            self._slip(at, "a control character, or half of a letter, in a text", hint)
        return text, end

    def _runs_on(self, raw: str, end: int) -> bool:
        """Whether a text over more than one line is one that should have ended on its first."""
        match = _RUNS_ON.search(raw)
        return match is not None and (
            match[0][-1] != '"' or _MEMBER.match(self._text, end - 1) is not None
        )

    def _quoting(self, at: int, raw: str) -> tuple[str, int]:
        """A text in which there are quotation marks, up to the one that ends it, and its end."""
        line = self._text.find("\n", at)
        end = line if line >= 0 else len(self._text)
        last = _ENDS.search(self._text, at + len(raw), end)
        if last is None:
            return raw, at + len(raw)
        hint = "write a backslash before each of them; it was kept"
        self._slip(at, "quotation marks in a text", hint)
        inner = self._text[at + 1 : last.start()]
        return '"' + _INNER.sub(r"\"", inner) + '"', last.end()

    def _array(self, at: int, depth: int) -> tuple[list[Node], int]:
        items: list[Node] = []
        begun, at = at, self._commas(self._skip(at + 1))
        while self._text[at : at + 1] != "]":
            if items:
                brace = self._text[at : at + 1] == "}"
                if brace and depth == 1 and self._goes_on(at + 1):
                    self._slip(at, "'}' closes a list", "write ']'; it was kept")
                    break
                torn = brace or (at == self._passed and self._is_torn(at))
                if not (brace or self._is_member(at)):
                    at = self._comma(at, "]")
                if self._text[at : at + 1] == "]":
                    break
                if torn or self._is_member(at):
                    if at != self._passed:
                        message = f"the list that begins on line {self.line(begun)} is not closed"
                        self._slip(at, message, "put ']' before this; it was kept")
                        self._passed = at
                    return items, at
            node, at = self._value(at, depth + 1)
            items.append(node)
            at = self._skip(at)
        return items, at + 1

    def _members(self, begun: int, at: int, depth: int) -> tuple[dict[str, Node], int]:
        """The names and values of an object, from the first to the brace that closes it."""
        fields: dict[str, Node] = {}
        first = True
        while self._text[at : at + 1] != "}":
            if not first:
                if self._is_torn(at):
                    return self._unclosed(fields, begun, at)
                if self._is_over(at, depth):
                    return self._unclosed(fields, begun, at)
                at = self._comma(at, "}")
                if self._text[at : at + 1] == "}":
                    break
                if self._is_over(at, depth) or (depth and self._text[at : at + 1] == "{"):
                    return self._unclosed(fields, begun, at)
            first = False
            start = at
            try:
                name, node, at = self._member(at, depth)
            except _SlipError as slip:
                at = self._next_field(slip, depth)
                continue
            if name in fields:
                hint = f"keep one of the two; that of line {fields[name].line} counts"
                self._slip(start, f"{name!r} is there again", hint)
            fields.setdefault(name, node)
            at = self._skip(at)
        return fields, at + 1

    def _member(self, at: int, depth: int) -> tuple[str, Node, int]:
        """A name, its value, and where they end. Raises `_SlipError`."""
        name, at = self._name(at)
        if name.rstrip().endswith(":") and self._text[at : at + 1] != ":":
            self._slip(
                at - 1, f"the name {name[:40]!r} is not closed", "end it by '\"'; it was kept"
            )
            name, at = name.rstrip(": "), at - 1
        else:
            at = self._colon(self._skip(at), name)
        return name, *self._value(self._skip(at), depth + 1)

    def _next_field(self, slip: _SlipError, depth: int) -> int:
        """Where the next field of an entry begins, or its end, behind one that cannot be read."""
        after = self._opening.search(self._text, slip.at)
        limit = after.start() if after else len(self._text)
        found = self._fields.search(self._text, slip.at, limit) if not depth else None
        if found is None:
            raise slip
        self._slip(slip.at, slip.message, f"{slip.hint}; the field was left out")
        self._passed = found.end()
        return found.end()

    def _goes_on(self, at: int) -> bool:
        """Whether behind a comma another field of the entry follows."""
        at = self._skip(at)
        return self._text[at : at + 1] == "," and self._is_member(self._skip(at + 1))

    def _is_torn(self, at: int) -> bool:
        """Whether the next entry begins where a comma should stand."""
        return self._text[at : at + 1] == "{" and self._opening.match(self._text, at) is not None

    def _is_over(self, at: int, depth: int) -> bool:
        """Whether the next entry begins here, or the list ends, inside an entry."""
        ends = self._text[at : at + 1] == "]"
        return not depth and (ends or self._opening.match(self._text, at) is not None)

    def _unclosed(
        self, fields: dict[str, Node], begun: int, at: int
    ) -> tuple[dict[str, Node], int]:
        if at != self._passed:
            message = f"the entry that begins on line {self.line(begun)} is not closed"
            self._slip(at, message, "put '}' before this; it was kept")
            self._passed = at
        return fields, at

    def _name(self, at: int) -> tuple[str, int]:
        if self._text[at : at + 1] == '"':
            name, end = self._string(at, named=True)
            return name or "", end
        if quoted := _QUOTED.match(self._text, at):
            return self._quoted(quoted)
        if bare := _BARE.match(self._text, at):
            hint = "put it in double quotation marks; it was kept"
            self._slip(at, f"the name {bare[1]!r} stands in no quotation marks", hint)
            return bare[1], bare.end()
        shown = self._text[at : at + 1] or "the end of the file"
        hint = 'write "name": value'
        raise _SlipError(at, f"a name in quotation marks is missing before {shown!r}", hint)

    def _colon(self, at: int, name: str) -> int:
        """Pass what stands between a name and its value."""
        char = self._text[at : at + 1]
        if char == ":":
            return at + 1
        if not char or char in ",}]":
            raise _SlipError(at, f"a value is missing behind {name[:40]!r}", "add it")
        self._slip(at, f"a colon is missing behind {name[:40]!r}", "add it; it was kept")
        equals = _EQUALS.match(self._text, at)
        return equals.end() if equals else at

    def _commas(self, at: int) -> int:
        """Pass commas that separate nothing."""
        while self._text[at : at + 1] == ",":
            self._slip(at, "a comma too many", "remove it; the entry was kept")
            at = self._skip(at + 1)
        return at

    def _comma(self, at: int, closing: str) -> int:
        if self._text[at : at + 1] in {";", "，"}:
            shown = self._text[at]
            self._slip(at, f"{shown!r} stands in place of a comma", "write ','; it was kept")
            return self._skip(at + 1)
        if self._text[at : at + 1] == ",":
            after = self._skip(at + 1)
            after = self._commas(after)
            if self._text[after : after + 1] == closing:
                self._slip(at, f"a comma before {closing!r}", "remove it; the entry was kept")
            return after
        if at == self._passed:
            return at
        if self._text[at : at + 1] in {'"', "{"}:
            self._slip(at, "a comma is missing before this", "add it; the entry was kept")
            return at
        shown = self._text[at : at + 1] or "the end of the file"
        raise _SlipError(at, f"',' or {closing!r} is missing before {shown!r}", "add it")
