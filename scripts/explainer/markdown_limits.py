"""
The limits of a page: what Python-Markdown would take too long for, or fail on, is told before.

Its time grows with the square of what is nested or never closed, and its calls with each level.
No page that people write comes near these limits. `find_excess` takes time in proportion to a text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from explainer import opaque_text

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_CHARACTERS = 2_000_000
"""The characters of a page."""
MOST_OF_BLOCK = 200_000
"""The characters between two empty lines."""
MOST_LINES = 5_000
"""The lines between two empty lines."""
DEEPEST = 50
"""How deep quotations and lists may be nested in each other."""
DEEPEST_HTML = 200
"""How deep HTML elements may be nested in each other."""
MOST_OPEN = 500
"""How many square brackets of a paragraph may be open at once, and how many tags of a page."""
MOST_IN_RUN = 1_000
"""How many backticks may stand in a row."""
MOST_HEADINGS = 5_000
MOST_ABBREVIATIONS = 1_000

_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_BRACKET = re.compile(r"[\[\]]|\n(?=[ \t]*\n)")
_QUOTES = re.compile(r"^(?:[ \t]*>)+", re.MULTILINE)
_MARKERS = re.compile(r"^[ \t]*+(?:(?:[-*+]|\d++[.)])[ \t]+){2,}", re.MULTILINE)
_MARKER = re.compile(r"[-*+]|\d+[.)]")
_INDENTED = re.compile(rf"^[ \t]{{{DEEPEST + 1},}}(?:[-*+]|\d++[.)])[ \t]", re.MULTILINE)
_UNCLOSED = re.compile(r"<[A-Za-z/!?][^<>]*+(?=<|\Z)")
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][\w-]*+)[^<>]*+(?P<alone>(?<=/))?>")
_HEADING = re.compile(r"^#|^(?:=+|-+)[ \t]*$", re.MULTILINE)
_ABBREVIATION = re.compile(r"^[ ]{0,3}\*\[", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*$", re.MULTILINE | re.DOTALL)
_YAML_BRACKET = re.compile(r"[\[\]{}]")
_RUN = re.compile(rf"`{{{MOST_IN_RUN + 1},}}")
_TAB = 4
# fmt: off
_NEVER_CLOSED = frozenset((
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta",
    "option", "p", "param", "source", "td", "tfoot", "th", "thead", "tbody", "tr", "track", "wbr",
))
# fmt: on
_NOT_MARKUP = frozenset({"fence", "code", "comment", "raw"})


class Excess(NamedTuple):
    """What is too much in a text: the offset where it begins, what it is, and what to do."""

    start: int
    message: str
    hint: str

    def line(self, text: str) -> int:
        """The number of the line where it begins."""
        return text.count("\n", 0, self.start) + 1


def find_excess(text: str) -> Excess | None:
    """The first excess of a page's Markdown, or `None` where it keeps to all limits."""
    if len(text) > MOST_CHARACTERS:
        message = f"has {len(text):,} characters, and a page may have {MOST_CHARACTERS:,}"
        return Excess(0, message, "split it into several pages")
    if "\0" in text:
        hint = "remove it, or save the file as UTF-8 if it has many of them"
        return Excess(text.index("\0"), "holds a character that cannot be shown", hint)
    found = next(_excesses(text), None)
    if found is None or not any(mark in text for mark in ("`", "~", "<")):
        return found
    # What is in code is shown as it is.
    return next(_excesses(_without_code(text)), None)


def _without_code(text: str) -> str:
    pieces, done = [], 0
    for span in opaque_text.find(text):
        if span.kind in _NOT_MARKUP:
            pieces += [text[done : span.start], re.sub(r"[^\n]", " ", text[span.start : span.end])]
            done = span.end
    return "".join([*pieces, text[done:]])


def _excesses(text: str) -> Iterator[Excess]:
    yield from _deep_fields(text)
    yield from _long_blocks(text)
    yield from _nested(text)
    yield from _open_brackets(text)
    yield from _html(text)
    yield from _many(text)


def _nested(text: str) -> Iterator[Excess]:
    for match in _QUOTES.finditer(text):
        if match[0].count(">") > DEEPEST:
            yield _too_deep(match.start(), "quotations", DEEPEST)
    for match in _MARKERS.finditer(text):
        if len(_MARKER.findall(match[0])) > DEEPEST:
            yield _too_deep(match.start(), "lists", DEEPEST)
    for match in _INDENTED.finditer(text):
        if len(match[0].expandtabs(_TAB)) > _TAB * DEEPEST:
            yield _too_deep(match.start(), "lists", DEEPEST)


def _many(text: str) -> Iterator[Excess]:
    for match in _RUN.finditer(text):
        message = f"has a run of more than {MOST_IN_RUN:,} backticks"
        yield Excess(match.start(), message, "remove them, or put a space between some")
    counted = (("headings", _HEADING, MOST_HEADINGS),
               ("abbreviations", _ABBREVIATION, MOST_ABBREVIATIONS))  # fmt: skip
    for what, pattern, most in counted:
        for number, match in enumerate(pattern.finditer(text)):
            if number == most:
                message = f"has more than {most:,} {what}"
                yield Excess(match.start(), message, "split it into several pages")


def _deep_fields(text: str) -> Iterator[Excess]:
    match = _FRONT_MATTER.match(text)
    depth = 0
    for bracket in _YAML_BRACKET.finditer(text, 0, match.end()) if match else ():
        depth = depth + 1 if bracket[0] in "[{" else max(0, depth - 1)
        if depth > DEEPEST:
            yield _too_deep(bracket.start(), "brackets of front matter", DEEPEST)
            return


def _long_blocks(text: str) -> Iterator[Excess]:
    start = 0
    for match in (*_BLANK_LINE.finditer(text), None):
        end = match.start() if match else len(text)
        hint = "put empty lines between its paragraphs"
        if end - start > MOST_OF_BLOCK:
            message = f"has {end - start:,} characters without an empty line"
            yield Excess(start, f"{message}, and may have {MOST_OF_BLOCK:,}", hint)
        elif end - start > MOST_LINES and text.count("\n", start, end) > MOST_LINES:
            message = f"has {text.count(chr(10), start, end):,} lines without an empty one"
            yield Excess(start, f"{message}, and may have {MOST_LINES:,}", hint)
        start = match.end() if match else end


def _open_brackets(text: str) -> Iterator[Excess]:
    depth = first = 0
    for match in _BRACKET.finditer(text):
        if match[0] == "\n":
            depth = 0
        elif match[0] == "]":
            depth = max(0, depth - 1)
        else:
            first = first if depth else match.start()
            depth += 1
            if depth > MOST_OPEN:
                message = f"opens more than {MOST_OPEN} square brackets before it closes one"
                yield Excess(first, message, "close them, or put a backslash before each")
                return


def _html(text: str) -> Iterator[Excess]:
    if "<" not in text:
        return
    for number, match in enumerate(_UNCLOSED.finditer(text)):
        if number == MOST_OPEN:
            message = f"begins more than {MOST_OPEN} HTML tags that do not end"
            yield Excess(match.start(), message, "write &lt; for each < that begins no tag")
    depth = 0
    for match in _TAG.finditer(text):
        if match["name"].lower() in _NEVER_CLOSED or match["alone"] is not None:
            continue
        depth = max(0, depth - 1) if match["end"] else depth + 1
        if depth > DEEPEST_HTML:
            yield _too_deep(match.start(), "HTML elements", DEEPEST_HTML)
            return


def _too_deep(start: int, what: str, most: int) -> Excess:
    message = f"nests {what} deeper than {most}"
    return Excess(start, message, f"nest fewer of these {what} in each other")
