"""
Sentinels: characters in the Markdown that give the positions of words on the rendered page.

Python-Markdown keeps no positions. So a unique character of the private-use planes is inserted
into every word, after its first letter, where no Markdown syntax matches; and into every URL and
before every citation. The parser keeps these characters, so that the rendered text has the
position of each word. None are inserted into Markdown syntax.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from explainer import citations, opaque_text
from explainer.model import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

FIRST = 0xF0000
"""The first sentinel; they are the private-use characters of planes 15 and 16."""

_PER_PLANE = 0xFFFE
_MAX_SENTINELS = 2 * _PER_PLANE
SENTINEL = re.compile("[\U000f0000-\U000ffffd\U00100000-\U0010fffd]")

REPLACEMENT = "\ufffd"
"""The replacement for a character of a page that is in the range of sentinels."""

_WORD = re.compile(r"[^\W_]{2,}")
# One letter or digit alone, as in the cell of a table, where it is not syntax.
_SINGLE_CHARACTER = re.compile(r"(?<![^\s|])[^\W_](?=[\s|]|[.,]\d|\Z)")
_LINK_URL = re.compile(r"\]\([ \t]*<?(?=[^\s<>)])")
_DEFINITION_URL = re.compile(r"^[ ]{0,3}\[[^\]^\n][^\]\n]*\]:[ \t]*<?(?=\S)", re.MULTILINE)
_URL_ATTRIBUTE = re.compile(
    r"""(?<![\w-])(?:xlink:)?(?:href|src|srcset|imagesrcset|poster|data|action|formaction|cite|ping
    |longdesc|background|usemap|style|id)\s*=\s*["']?(?=[^\s"'>])""",
    re.IGNORECASE | re.VERBOSE,
)

# Markdown syntax that is made of words. Each alternative is one construct of Python-Markdown or
# of pymdown-extensions.
_SYNTAX = re.compile(
    r"""
      \]\((?:[^()\n"]|\([^()\n]*\)|"[^"\n]*"){0,1000}\) # the address and title of a link
    | \[\^[^\]\n]{1,1000}\]:?                         # a footnote's name
    | ^[ ]{0,3}\*\[[^\]\n]+\]:.*$                     # an abbreviation's definition
    | ^[ \t]*(?:!!!|\?\?\?\+?|===[!+]*)[ ]?[^"\n]*    # an admonition's, a tab's or a fold's kind
    | ^[ \t>]*/{3,}.*$                                # a block's first and last line
    | ^[ \t]*;?-{1,}8<-{1,}.*$                        # a snippet's marker
    | ^[ \t]*:::.*(?:\n[ \t]+:[\w-]+:.*)*$            # an autodoc directive with its options
    | ^[ \t>]*[A-Z]{2,}:(?=[ \t])                     # a callout's kind
    | ^[ \t>]*(?:[-*+]\ +)?\d+[.)](?=\s)              # a numbered item
    | ^[ \t>]*\[(?:TOC|toc)\]                         # the table of contents
    | \{\{.{0,1000}?\}\}|\{%.{0,1000}?%\}             # a template's expression
    | \{:?[ ]*[\#.\w'"][^{}\n]*\}                     # an attribute list
    | \+\+[\w+\s"-]+?\+\+                             # keys
    | \[\[[^\]\n]{1,1000}\]\]                         # a wiki link
    | :[A-Za-z0-9_+-]+:                               # an emoji
    | &(?:\#?\w+);                                    # an entity
    | \b[\w.+-]{1,254}@[\w-]+(?:\.[\w-]+)+                # an e-mail address
    | (?<!\w)[@\#][A-Za-z0-9][\w/-]*                  # a mention or an issue
    | \b\d+(?:/\d+|st\b|nd\b|rd\b|th\b)               # a fraction or an ordinal
    """,
    re.VERBOSE | re.MULTILINE,
)
_BLOCK_OPTIONS = re.compile(r"^([ \t>]*)/{3,}[^\n]*\n((?:\1[ ]{4}[^\n]*(?:\n|$))+)", re.MULTILINE)
_SNIPPET_BLOCK = re.compile(
    r"^[ \t]*-{1,}8<-{1,}[ \t]*\n(?:.*\n)*?[ \t]*-{1,}8<-{1,}[ \t]*$", re.MULTILINE
)
_BREAK = re.compile(r"(?<![ \t])[ \t]*\n[ \t]*")
_ESCAPED = re.compile(r"\\(?:x\w{2}|u\w{4}|U\w{8}|.)")
"""An escape sequence between double quotes in YAML."""
_KINDS_WITH_SENTINELS = {"link", "escape"}
_KINDS_WITHOUT_CITATIONS = {"fence", "comment", "raw", "code", "url", "definition", "autolink"}


FilePosition = tuple[str, int]
"""The path of a file and an offset in its text."""


@dataclass(slots=True)
class SentinelTable:
    """
    The sentinels of one page, and the position that each of them stands for.

    `texts` are the texts of the files by their paths. `entries` are the positions of the sentinels
    in the order of these characters. `excluded_lines` are lines, as (path, line) counted from 0,
    into which none are inserted. `known` takes a key and is true where what it cites exists;
    `in_text` is true where keys in running text are citations even if it does not.
    """

    texts: dict[str, str] = field(default_factory=dict)
    entries: list[FilePosition] = field(default_factory=list)
    excluded_lines: set[tuple[str, int]] = field(default_factory=set)
    known: Callable[[str], bool] | None = None
    in_text: bool = False
    _line_starts: dict[str, list[int]] = field(default_factory=dict)

    def insert(self, text: str, path: str, first: int = 0) -> str:
        """
        Insert a sentinel into every word, URL and citation behind offset `first`.

        The result is `text` if the matches of `SENTINEL` are removed from it, except for such
        characters in `text` itself, which are replaced.
        """
        offsets = self._offsets(text[first:])
        return self._insert(text, path, (first + offset for offset in offsets))

    def insert_in_page(
        self, text: str, path: str, first: int, spans: Iterable[tuple[int, int]]
    ) -> tuple[str, str]:
        """
        Insert sentinels into a page; returns its front matter and its body.

        The body begins at offset `first`. Of the front matter, only `spans` are Markdown.
        """
        body = (first + offset for offset in self._offsets(text[first:]))
        before = len(self.entries)
        with_sentinels = self._insert(text, path, (*self._in_values(text, spans), *body))
        split = first + sum(offset < first for _, offset in self.entries[before:])
        return with_sentinels[:split], with_sentinels[split:]

    def insert_in_values(self, text: str, path: str, spans: Iterable[tuple[int, int]]) -> str:
        """Insert sentinels into those spans of a data file that are Markdown."""
        return self._insert(text, path, self._in_values(text, spans))

    def _in_values(self, text: str, spans: Iterable[tuple[int, int]]) -> Iterator[int]:
        values = ((start, _markdown_of(text[start:end])) for start, end in spans)
        return (start + offset for start, value in values for offset in self._offsets(value))

    def _insert(self, text: str, path: str, offsets: Iterable[int]) -> str:
        self.texts[path] = text
        text = SENTINEL.sub(REPLACEMENT, text)
        starts = [match.end() for match in re.finditer("^.*$\n?", text, re.MULTILINE)]
        pieces: list[str] = []
        done = 0
        for offset in sorted(set(offsets)):
            line = bisect_right(starts, offset)
            if (path, line) in self.excluded_lines or len(self.entries) >= _MAX_SENTINELS:
                continue
            pieces += (text[done:offset], self._sentinel(path, offset))
            done = offset
        return "".join([*pieces, text[done:]])

    def _offsets(self, text: str) -> Iterator[int]:
        groups = citations.find(text, None if self.in_text else self.known)
        hidden = opaque_text.find(text)
        links = _reference_links(groups, text, hidden, self.known)
        return _offsets(text, hidden, groups, {group.start for group in links})

    def _sentinel(self, path: str, offset: int) -> str:
        plane, index = divmod(len(self.entries), _PER_PLANE)
        self.entries.append((path, offset))
        return chr(FIRST + plane * 0x10000 + index)

    def position(self, sentinel: str) -> FilePosition | None:
        """The position of the character behind a sentinel, or `None` for another character."""
        plane, index = divmod(ord(sentinel) - FIRST, 0x10000)
        index += plane * _PER_PLANE
        # A page may produce such a character itself, by an HTML entity.
        return self.entries[index] if index < len(self.entries) else None

    def line_and_column(self, path: str, offset: int) -> tuple[int, int]:
        """The line and the column of an offset in a text, both counted from 1."""
        starts = self._line_starts.get(path)
        if starts is None:
            text = self.texts[path]
            starts = [0, *(match.end() for match in re.finditer("\n", text))]
            self._line_starts[path] = starts
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def place(self, path: str, start: int, end: int) -> Place:
        """The place of `text[start:end]` in a file, as `Place.within` gives it."""
        end = min(len(self.texts[path]), max(start + 1, end))
        return Place(path, *self.line_and_column(path, start), *self.line_and_column(path, end))


def _markdown_of(value: str) -> str:
    """A value of a YAML file with spaces instead of YAML syntax."""
    # Spaces at the start of a line are indentation.
    value = _BREAK.sub(_blank, value)
    return _ESCAPED.sub(_blank, value) if value.startswith('"') else value


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _offsets(
    text: str, hidden: list[opaque_text.Opaque], groups: list[citations.Group], links: set[int]
) -> Iterator[int]:
    syntax = _Spans(
        [
            *((span.start, span.end) for span in hidden if span.kind not in _KINDS_WITH_SENTINELS),
            *((group.start, group.end) for group in groups),
            *(match.span() for match in _SYNTAX.finditer(text)),
            *(match.span(2) for match in _BLOCK_OPTIONS.finditer(text)),
            *(match.span() for match in _SNIPPET_BLOCK.finditer(text)),
        ]
    )
    yield from (match.start() + 1 for match in syntax.without_overlap(_WORD.finditer(text)))
    yield from (match.start() for match in syntax.without_overlap(_SINGLE_CHARACTER.finditer(text)))
    yield from (group.start for group in groups if group.start not in links)
    closed = _Spans(
        (span.start, span.end) for span in hidden if span.kind in _KINDS_WITHOUT_CITATIONS
    )
    yield from _urls(text, hidden, closed)
    # Text that looks like a citation but is not one may be rendered all the same.
    read = _Spans((group.start, group.end) for group in groups)
    for at, _ in citations.literal(text):
        bracket = text.rfind("[", 0, at)
        escaped = text[bracket - 1 : bracket] == "\\"
        if not (escaped or closed.holds(at) or read.holds(at)):
            yield bracket


def _reference_links(
    groups: Iterable[citations.Group],
    text: str,
    hidden: list[opaque_text.Opaque],
    known: Callable[[str], bool] | None,
) -> Iterator[citations.Group]:
    """
    Those citations that are reference links, as their names have a definition `[@key]: URL`.

    The definition may be in a file that the page includes. So what follows a bracket is taken for
    a reference link where its key does not exist.
    """
    names = {
        _normalised(text[span.start : span.end].partition("]:")[0].strip()[1:])
        for span in hidden
        if span.kind == "definition"
    }
    for group in groups:
        after_bracket = text[group.start - 1 : group.start] == "]"
        if _normalised(text[group.start + 1 : group.end - 1]) in names or (
            after_bracket and known and not known(group.items[0].key)
        ):
            yield group


def _normalised(name: str) -> str:
    return " ".join(name.split()).lower()


def _urls(text: str, hidden: list[opaque_text.Opaque], closed: _Spans) -> Iterator[int]:
    for match in _LINK_URL.finditer(text):
        if not closed.holds(match.end()):
            yield match.end() + 1
    for span in hidden:
        if span.kind == "definition":
            defined = _DEFINITION_URL.match(text, span.start)
            if defined:
                yield defined.end() + 1
        elif span.kind == "html":
            for match in _URL_ATTRIBUTE.finditer(text, span.start, span.end):
                yield match.end() + 1


class _Spans:
    """Merged spans of a text."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def without_overlap(self, matches: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
        """The matches that do not overlap any span; they have to be in order."""
        starts, ends = [*self._starts, sys.maxsize], [*self._ends, sys.maxsize]
        index = 0
        for match in matches:
            start, end = match.span()
            while ends[index] <= start:
                index += 1
            if end <= starts[index]:
                yield match

    def holds(self, offset: int) -> bool:
        """Whether the character at an offset is in any span."""
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset < self._ends[index]
