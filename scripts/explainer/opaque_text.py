"""
Opaque text: the spans of Markdown that are not prose, such as code, raw HTML, links and URLs.

They are found in time proportional to the text, whatever is in it: what would close a span is
looked for once, and if there is none, not again for those that begin behind it.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class Opaque(NamedTuple):
    """A span of Markdown in which no citation is read; `kind` is its syntax, such as `code`."""

    start: int
    end: int
    kind: str


# The places at which a span may begin: most of a text is left out here.
_CANDIDATE = re.compile(
    r"""
      ^(?=[ \t>]*(?:[-*+:]\ +|\d+[.)]\ +)?(?:`{3}|~{3}) | [ ]{0,3}\[)
    | (?=[`<\\\[]|!\[)
    | (?=[hfw])\b(?:(?:https?|ftp)://|www\.)
    """,
    re.VERBOSE | re.MULTILINE,
)
_FENCE = re.compile(r"[ \t>]*(?:[-*+:] +|\d+[.)] +)?(?P<marks>`{3,}+|~{3,}+)[^`\n]*+\n")
_FENCE_END = re.compile(r"^[ \t>]*(?P<marks>`{3,}|~{3,})[`~]*[ \t]*$", re.MULTILINE)
_DEFINITION = re.compile(r"[ ]{0,3}\[[^\]^\n][^\]\n]*\]:[ \t]*\S[^\n]*$", re.MULTILINE)
_RAW = re.compile(r"<(script|style|pre|code|textarea|template|math|svg|kbd)\b")
_HTML = re.compile(r"""</?[A-Za-z](?>(?:[^<>=]|=\s*(?:"[^"<]*"|'[^'<]*')|=)*)>""")
_AUTOLINK = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:[^<>\s]*>")
_ESCAPE = re.compile(r"\\[\\`*_{}\[\]()\#+\-.!@]")
_TICKS = re.compile(r"`+")
_BLANK_LINE = re.compile(r"\n(?=[ \t]*\n)")
_LABEL = re.compile(r"!?\[(?:[^\[\]\n]|\n(?![ \t]*\n)|\[[^\[\]]*\]){0,1000}\]\(")
_DESTINATION_PART = re.compile(r'[^()\n"]+|\([^()\n]*\)|"[^"\n]*"')
_URL = re.compile(r"""\b(?:https?|ftp)://[^\s<>"]+|\bwww\.[^\s<>"]+""")


def find(text: str) -> list[Opaque]:
    """The opaque spans of a Markdown text, in order."""
    return list(_find(text)) if any(map(text.__contains__, _MAYBE)) else []


# A text without any of these has no opaque spans; this test is faster than the search for them.
_MAYBE = ("`", "~", "<", "\\", "](", "]:", "://", "www.")


# The spans of one page are needed several times.
@functools.lru_cache(maxsize=16)
def _find(text: str) -> tuple[Opaque, ...]:
    return tuple(_Scanner(text).scan())


class _Scanner:
    """Finds the spans of one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._unclosed: set[tuple[str, int]] = set()
        """What is not closed behind the first place at which it was looked for."""
        self._no_destination: set[int] = set()

    def scan(self) -> Iterator[Opaque]:
        position, text = 0, self._text
        while candidate := _CANDIDATE.search(text, position):
            start = candidate.start()
            kind, end = self._span_at(start)
            if kind:
                yield Opaque(start, end, kind)
            position = max(end, start + 1)

    def _span_at(self, at: int) -> tuple[str, int]:
        """The kind and the end of the span at an offset; an empty kind where there is none."""
        text = self._text
        char = text[at]
        if (not at or text[at - 1] == "\n") and (found := self._line_span(at))[0]:
            return found
        if char == "<":
            return self._in_angles(at)
        if char == "`":
            return self._closed("code", self._end_of_code(at))
        if char in "![":
            return self._closed("link", self._end_of_link(at))
        match = (_ESCAPE if char == "\\" else _URL).match(text, at)
        return ("escape" if char == "\\" else "url", match.end()) if match else _NONE

    def _line_span(self, at: int) -> tuple[str, int]:
        fence = self._end_of_fence(at)
        if fence:
            return "fence", fence
        match = _DEFINITION.match(self._text, at)
        return ("definition", match.end()) if match else _NONE

    def _closed(self, kind: str, end: int) -> tuple[str, int]:
        return (kind, end) if end else _NONE

    def _in_angles(self, at: int) -> tuple[str, int]:
        text = self._text
        if text.startswith("<!--", at):
            end = self._end_of("-->", at + 4)
            return ("comment", end) if end else _NONE
        raw = _RAW.match(text, at)
        if raw and (end := self._end_of(raw[1], raw.end())):
            return "raw", end
        html = _HTML.match(text, at)
        if html:
            return "html", html.end()
        link = _AUTOLINK.match(text, at)
        return ("autolink", link.end()) if link else _NONE

    def _end_of(self, mark: str, start: int) -> int:
        """The end of the mark that closes a comment or an element, from an offset on; else 0."""
        if (mark, 0) in self._unclosed:
            return 0
        found = _CLOSING[mark].search(self._text, start)
        if not found:
            self._unclosed.add((mark, 0))
        return found.end() if found else 0

    def _end_of_fence(self, at: int) -> int:
        match = _FENCE.match(self._text, at)
        if not match:
            return 0
        char, length = match["marks"][0], len(match["marks"])
        ends = self._fence_ends[char]
        first = bisect_left(ends, match.end(), key=lambda end: end.start())
        # Of tildes the last may belong to what is behind the fence.
        shorter = self._lengths_of_tildes if char == "~" else ()
        for least in (length, *(each for each in shorter if each < length)):
            if (char, least) in self._unclosed:
                continue
            for index in range(first, len(ends)):
                if len(ends[index]["marks"]) >= least:
                    return ends[index].end()
            self._unclosed.add((char, least))
        return 0

    @cached_property
    def _fence_ends(self) -> dict[str, list[re.Match[str]]]:
        found: dict[str, list[re.Match[str]]] = {"`": [], "~": []}
        for match in _FENCE_END.finditer(self._text):
            found[match["marks"][0]].append(match)
        return found

    @cached_property
    def _lengths_of_tildes(self) -> tuple[int, ...]:
        lengths = {len(each["marks"]) for each in self._fence_ends["~"]}
        return tuple(sorted(lengths, reverse=True))

    def _end_of_code(self, at: int) -> int:
        end = self._end_of_run(at)
        closing = self._runs[end - at]
        index = bisect_left(closing, end)
        if index == len(closing):
            return 0
        # Code ends with its paragraph.
        blank = bisect_left(self._blank_lines, end)
        in_paragraph = blank == len(self._blank_lines) or closing[index] < self._blank_lines[blank]
        return closing[index] + end - at if in_paragraph else 0

    def _end_of_run(self, at: int) -> int:
        return self._run_ends[bisect_left(self._run_ends, at + 1)]

    @cached_property
    def _run_ends(self) -> list[int]:
        """The offsets behind each run of backticks."""
        return [match.end() for match in _TICKS.finditer(self._text)]

    @cached_property
    def _runs(self) -> defaultdict[int, list[int]]:
        """The offsets of the runs of backticks, by their lengths."""
        found = defaultdict(list)
        for match in _TICKS.finditer(self._text):
            found[match.end() - match.start()].append(match.start())
        return found

    @cached_property
    def _blank_lines(self) -> list[int]:
        return [match.start() for match in _BLANK_LINE.finditer(self._text)]

    def _end_of_link(self, at: int) -> int:
        label = _LABEL.match(self._text, at)
        if not label:
            return 0
        position, passed = label.end(), []
        while position not in self._no_destination:
            if self._text.startswith(")", position):
                return position + 1
            passed.append(position)
            part = _DESTINATION_PART.match(self._text, position)
            if not part:
                break
            position = part.end()
        self._no_destination.update(passed)
        return 0


_NONE = ("", 0)
_CLOSING = {
    "-->": re.compile("-->"),
    **{
        tag: re.compile(rf"</{tag}\s*>")
        for tag in ("script", "style", "pre", "code", "textarea", "template", "math", "svg", "kbd")
    },
}
