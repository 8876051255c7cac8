"""
The scanner of JSON: white space, punctuation, names, strings and constants, with error recovery.

Python's own parser stops at the first syntax error and keeps no positions.
"""

from __future__ import annotations

import bisect
import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from explainer.bibliography.entries import Bibliography

_WHITESPACE = re.compile(r"[ \t\n\r\x00\u00a0\ufeff]*")
_WORD = re.compile(r"[^\s,\]}\[{:\"][^,;\]}\n\"]*(?:\"(?=\s*(?:[,}\]\n]|\Z)))?")
_COMMENT = re.compile(r"//[^\n]*|/\*.*?(?:\*/|\Z)|#[^\n]*", re.DOTALL)
QUOTED = re.compile(r"'[^'\n]*'(?=\s*[,:}\]])|[“”„][^“”\"\n]*[“”]")
BARE_NAME = re.compile(r"(?P<name>[A-Za-z_$][\w$-]*)\"?(?=\s*[:=])")
MEMBER = re.compile(r"\"[\w-]+\"\s*:")
_EQUALS = re.compile(r"=>?|：")
_NEXT_LINES = re.compile(r"\n\s*[}\]]|\n[\s,{\[]*\"\Z")
_TEXT_AFTER_STRING = re.compile(r"[ \t]*[^\s,;:}\]\[{\"，：/#]")
_ENDS = re.compile(r"\"(?=[ \t]*(?:,[ \t]*(?:\"|$)|[}\]]|$))", re.MULTILINE)
_QUOTE = re.compile(r"(?<!\\)\"")
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x1f]")
_STRING = re.compile(r"\"[^\"\\]*(?:\\.[^\"\\]*)*\"", re.DOTALL)
_ESCAPE = re.compile(r"\\([\"\\/bfnrt]|u[0-9a-fA-F]{4})?")
_CONSTANTS = {"true": True, "false": False, "null": None}
_DECODER: Any = json.JSONDecoder(strict=False)


class JsonSyntaxError(Exception):
    """What cannot be read, at an offset: a message, and a hint on how to fix it."""

    def __init__(self, at: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.at = at
        self.message = message
        self.hint = hint


class JsonScanner:
    """
    Reads the tokens of a JSON text, by their offsets.

    A syntax error after which the text can only mean one thing is reported, and reading goes on.
    """

    def __init__(self, text: str, bibliography: Bibliography) -> None:
        self._text = text
        self._bibliography = bibliography
        self._reported: set[tuple[int, str]] = set()
        self._entry_start = self._field_start = re.compile("(?!)")
        # The offset of the last error recovery, where a comma was skipped already.
        self._recovered_at = -1
        self._nested = False
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def line(self, at: int) -> int:
        """The line number (from 1) of an offset."""
        return bisect.bisect_right(self._starts, at)

    def _is_member(self, at: int) -> bool:
        """Whether a name and a colon stand here, as they do in an object."""
        return MEMBER.match(self._text, at) is not None

    def _report(self, at: int, message: str, hint: str) -> None:
        line = self.line(max(0, min(at, len(self._text) - 1)))
        if (line, message) not in self._reported:
            self._reported.add((line, message))
            self._bibliography.add_fault(line, message, hint)

    def _skip(self, at: int) -> int:
        """The offset of the next token, after white space and comments."""
        while True:
            match = _WHITESPACE.match(self._text, at)
            at = match.end() if match else at
            remark = _COMMENT.match(self._text, at)
            if remark is None:
                return at
            self._report(at, "JSON has no comments", "remove it")
            at = remark.end()

    def _quoted(self, match: re.Match[str]) -> tuple[str, int]:
        """A string in quotation marks that JSON does not allow, and the offset of its end."""
        message = f"{match[0][0]} opens no text in JSON"
        self._report(match.start(), message, "use double quotation marks, '\"'; it was kept")
        return match[0][1:-1], match.end()

    def _constant(self, at: int) -> tuple[Any, int]:
        word = _WORD.match(self._text, at)
        if word is None:
            shown = self._text[at : at + 1] or "the end of the file"
            raise JsonSyntaxError(at, f"a value is missing before {shown!r}", "write one")
        if word[0] not in _CONSTANTS:
            hint = "put a text in double quotation marks; it was left out"
            self._report(at, f"{word[0].strip()[:40]!r} is no value of JSON", hint)
        return _CONSTANTS.get(word[0]), word.end()

    def _string(self, at: int, *, named: bool = False) -> tuple[str | None, int]:
        """A string, or `None` where it is not closed on its line, and the offset of its end."""
        whole = _STRING.match(self._text, at)
        if whole is None:
            raise JsonSyntaxError(at, "a text is not closed", "end it by '\"'")
        raw, end = whole[0], whole.end()
        if "\n" in raw and self._runs_on(raw, end):
            # Without its closing quotation mark a string extends to the next one, lines below.
            if named:
                raise JsonSyntaxError(at, "a name is not closed on its line", "end it by '\"'")
            hint = "end it by '\"'; it was left out"
            self._report(at, "a text is not closed on its line", hint)
            line = raw.partition("\n")[0].rstrip()
            if self._entry_start.match(self._text, at + len(line) - 1):
                # The next entry begins there.
                return None, at + len(line) - 1
            return None, at + len(line) - line.endswith(",")
        if not named and _TEXT_AFTER_STRING.match(self._text, end):
            raw, end = self._unescaped_quotes(at, raw)
        if control := _CONTROL.search(raw):
            hint = "write it as \\t or \\n; it was kept"
            self._report(at + control.start(), "a tab or a line break in a text", hint)
        wrong = next((match for match in _ESCAPE.finditer(raw) if not match[1]), None)
        if wrong:
            hint = "write a backslash twice; it was kept"
            self._report(at + wrong.start(), "a backslash in a text escapes nothing", hint)
            raw = _ESCAPE.sub(lambda match: match[0] if match[1] else r"\\", raw)
        text = str(_DECODER.decode(raw))
        if _UNPRINTABLE.search(text):
            hint = "retype what stands around it; it was left out"
            self._report(at, "a control character, or half of a letter, in a text", hint)
        return text, end

    def _runs_on(self, raw: str, end: int) -> bool:
        """Whether a string over several lines should have ended on its first line."""
        match = _NEXT_LINES.search(raw)
        return match is not None and (
            match[0][-1] != '"' or MEMBER.match(self._text, end - 1) is not None
        )

    def _unescaped_quotes(self, at: int, raw: str) -> tuple[str, int]:
        """A string with unescaped quotation marks, up to the one that closes it, and its end."""
        line = self._text.find("\n", at)
        end = line if line >= 0 else len(self._text)
        last = _ENDS.search(self._text, at + len(raw), end)
        if last is None:
            return raw, at + len(raw)
        hint = "write a backslash before each of them; it was kept"
        self._report(at, "quotation marks in a text", hint)
        inner = self._text[at + 1 : last.start()]
        return '"' + _QUOTE.sub(r"\"", inner) + '"', last.end()

    def _name(self, at: int) -> tuple[str, int]:
        if self._text[at : at + 1] == '"':
            name, end = self._string(at, named=True)
            return name or "", end
        if quoted := QUOTED.match(self._text, at):
            return self._quoted(quoted)
        if bare := BARE_NAME.match(self._text, at):
            hint = "put it in double quotation marks; it was kept"
            self._report(at, f"the name {bare[1]!r} stands in no quotation marks", hint)
            return bare[1], bare.end()
        shown = self._text[at : at + 1] or "the end of the file"
        hint = 'write "name": value'
        raise JsonSyntaxError(at, f"a name in quotation marks is missing before {shown!r}", hint)

    def _colon(self, at: int, name: str) -> int:
        """Skip the colon between a name and its value. Returns the offset after it."""
        char = self._text[at : at + 1]
        if char == ":":
            return at + 1
        if not char or char in ",}]":
            raise JsonSyntaxError(at, f"a value is missing behind {name[:40]!r}", "add it")
        self._report(at, f"a colon is missing behind {name[:40]!r}", "add it; it was kept")
        equals = _EQUALS.match(self._text, at)
        return equals.end() if equals else at

    def _commas(self, at: int) -> int:
        """Skip superfluous commas. Returns the offset after them."""
        while self._text[at : at + 1] == ",":
            self._report(at, "a comma too many", "remove it; the entry was kept")
            at = self._skip(at + 1)
        return at

    def _comma(self, at: int, closing: str) -> int:
        if self._text[at : at + 1] in {";", "，"}:
            shown = self._text[at]
            self._report(at, f"{shown!r} stands in place of a comma", "write ','; it was kept")
            return self._skip(at + 1)
        if self._text[at : at + 1] == ",":
            after = self._skip(at + 1)
            after = self._commas(after)
            if self._text[after : after + 1] == closing:
                self._report(at, f"a comma before {closing!r}", "remove it; the entry was kept")
            return after
        if at == self._recovered_at:
            return at
        if self._text[at : at + 1] in {'"', "{"}:
            self._report(at, "a comma is missing before this", "add it; the entry was kept")
            return at
        shown = self._text[at : at + 1] or "the end of the file"
        raise JsonSyntaxError(at, f"',' or {closing!r} is missing before {shown!r}", "add it")
