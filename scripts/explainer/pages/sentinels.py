"""
Sentinels: how a word on a rendered page is traced to its place in the Markdown.

Python-Markdown keeps no positions. So every word gets a character of its own from the private-use
planes, right after its first letter, where no Markdown syntax looks; so do the first character of
every address and of every citation. Whatever the parser does with the text, the characters travel
along and say afterwards where their words came from. What is syntax is left alone.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from explainer import citations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

FIRST = 0xF0000
"""The first private-use character that serves as a sentinel; planes 15 and 16 are all there is."""

_PER_PLANE = 0xFFFE
_MOST = 2 * _PER_PLANE
SENTINEL = re.compile("[\U000f0000-\U000ffffd\U00100000-\U0010fffd]")

REPLACEMENT = "\ufffd"
"""What stands for a character of a page that would be taken for a sentinel."""

_WORD = re.compile(r"[^\W_]{2,}")
# One letter or figure, as in a cell of a table, where it is no syntax.
_ALONE = re.compile(r"(?<![^\s|])[^\W_](?=[\s|]|[.,]\d|\Z)")
_ADDRESS = re.compile(r"\]\([ \t]*<?(?=[^\s<>)])")
_DEFINED = re.compile(r"^[ ]{0,3}\[[^\]^\n][^\]\n]*\]:[ \t]*<?(?=\S)", re.MULTILINE)
_ATTRIBUTE = re.compile(
    r"""(?<![\w-])(?:xlink:)?(?:href|src|srcset|imagesrcset|poster|data|action|formaction|cite|ping
    |longdesc|background|usemap|style|id)\s*=\s*["']?(?=[^\s"'>])""",
    re.IGNORECASE | re.VERBOSE,
)

# Markdown syntax that is made of words. Each alternative is one construct of Python-Markdown or
# of pymdown-extensions.
_SYNTAX = re.compile(
    r"""
      \]\((?:[^()\n"]|\([^()\n]*\)|"[^"\n]*")*\)      # the address and title of a link
    | \[\^[^\]\n]+\]:?                                # a footnote's name
    | ^[ ]{0,3}\*\[[^\]\n]+\]:.*$                     # an abbreviation's definition
    | ^[ \t]*(?:!!!|\?\?\?\+?|===[!+]*)[ ]?[^"\n]*    # an admonition's, a tab's or a fold's kind
    | ^[ \t>]*/{3,}.*$                                # a block's first and last line
    | ^[ \t]*;?-{1,}8<-{1,}.*$                        # a snippet's marker
    | ^[ \t]*:::.*$                                   # an autodoc directive
    | ^[ \t>]*(?:[-*+]\ +)?\d+[.)](?=\s)              # a numbered item
    | ^[ \t>]*\[(?:TOC|toc)\]                         # the table of contents
    | \{\{.*?\}\}|\{%.*?%\}                           # a template's expression
    | \{:?[ ]*[\#.\w'"][^{}\n]*\}                     # an attribute list
    | \+\+[\w+\s"-]+?\+\+                             # keys
    | \[\[[^\]\n]+\]\]                                # a wiki link
    | :[A-Za-z0-9_+-]+:                               # an emoji
    | &(?:\#?\w+);                                    # an entity
    | \b[\w.+-]+@[\w-]+(?:\.[\w-]+)+                # an e-mail address
    | (?<!\w)[@\#][A-Za-z0-9][\w/-]*                  # a mention or an issue
    | \b\d+(?:/\d+|st\b|nd\b|rd\b|th\b)               # a fraction or an ordinal
    """,
    re.VERBOSE | re.MULTILINE,
)
_BLOCK_OPTIONS = re.compile(r"^([ \t>]*)/{3,}[^\n]*\n((?:\1[ ]{4}[^\n]*(?:\n|$))+)", re.MULTILINE)
_SNIPPET_BLOCK = re.compile(
    r"^[ \t]*-{1,}8<-{1,}[ \t]*\n(?:.*\n)*?[ \t]*-{1,}8<-{1,}[ \t]*$", re.MULTILINE
)
_BREAK = re.compile(r"[ \t]*\n[ \t]*")
_ESCAPED = re.compile(r"\\(?:x\w{2}|u\w{4}|U\w{8}|.)")
"""What YAML reads as one character between double quotes."""
_FREE_KINDS = {"link", "escape"}
_WITHOUT_CITATIONS = {"fence", "comment", "raw", "code", "url", "definition", "autolink"}


@dataclass(slots=True)
class Field:
    """
    Texts with their sentinels: which character stands for which offset of which file.

    `fallow` are lines, as (path, line) counted from 0, in which nothing may be planted because
    it changed how the page reads. `known` tells whether there is what a key cites, and `in_text`
    whether a key in running text is a citation even where there is not.
    """

    texts: dict[str, str] = field(default_factory=dict)
    seeds: list[tuple[str, int]] = field(default_factory=list)
    fallow: set[tuple[str, int]] = field(default_factory=set)
    known: Callable[[str], bool] | None = None
    in_text: bool = False
    _line_starts: dict[str, list[int]] = field(default_factory=dict)

    def plant(self, text: str, path: str, first: int = 0) -> str:
        """
        `text` with a sentinel in every word, address and citation behind offset `first`.

        The result is `text` again once `SENTINEL` is removed from it, but for such characters in
        `text` itself.
        """
        offsets = self._offsets(text[first:])
        return self._plant(text, path, (first + offset for offset in offsets))

    def plant_page(
        self, text: str, path: str, first: int, spans: Iterable[tuple[int, int]]
    ) -> tuple[str, str]:
        """
        A page's front matter, which ends at offset `first`, and what follows, with sentinels.

        In the front matter they are in those stretches alone that are Markdown.
        """
        body = (first + offset for offset in self._offsets(text[first:]))
        before = len(self.seeds)
        planted = self._plant(text, path, (*self._in_values(text, spans), *body))
        split = first + sum(offset < first for _, offset in self.seeds[before:])
        return planted[:split], planted[split:]

    def plant_values(self, text: str, path: str, spans: Iterable[tuple[int, int]]) -> str:
        """The text of a data file with sentinels in those stretches of it that are Markdown."""
        return self._plant(text, path, self._in_values(text, spans))

    def _in_values(self, text: str, spans: Iterable[tuple[int, int]]) -> Iterator[int]:
        values = ((start, _markdown_of(text[start:end])) for start, end in spans)
        return (start + offset for start, value in values for offset in self._offsets(value))

    def _plant(self, text: str, path: str, offsets: Iterable[int]) -> str:
        self.texts[path] = text
        text = SENTINEL.sub(REPLACEMENT, text)
        starts = [match.end() for match in re.finditer("^.*$\n?", text, re.MULTILINE)]
        pieces: list[str] = []
        done = 0
        for offset in sorted(set(offsets)):
            line = bisect_right(starts, offset)
            if (path, line) in self.fallow or len(self.seeds) >= _MOST:
                continue
            pieces += (text[done:offset], self._seed(path, offset))
            done = offset
        return "".join([*pieces, text[done:]])

    def _offsets(self, text: str) -> Iterator[int]:
        groups = citations.find(text, None if self.in_text else self.known)
        hidden = citations.opaque(text)
        links = _links(groups, text, hidden, self.known)
        return _offsets(text, hidden, groups, {group.start for group in links})

    def _seed(self, path: str, offset: int) -> str:
        plane, index = divmod(len(self.seeds), _PER_PLANE)
        self.seeds.append((path, offset))
        return chr(FIRST + plane * 0x10000 + index)

    def origin(self, sentinel: str) -> tuple[str, int] | None:
        """The path and the offset that a sentinel stands for: those of the character behind it."""
        plane, index = divmod(ord(sentinel) - FIRST, 0x10000)
        index += plane * _PER_PLANE
        # A page may make such a character of its own, with an entity.
        return self.seeds[index] if index < len(self.seeds) else None

    def line_and_column(self, path: str, offset: int) -> tuple[int, int]:
        """The line and the column of an offset in a text, both counted from 1."""
        starts = self._line_starts.get(path)
        if starts is None:
            text = self.texts[path]
            starts = [0, *(match.end() for match in re.finditer("\n", text))]
            self._line_starts[path] = starts
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1


def _markdown_of(value: str) -> str:
    """A value of a YAML file with spaces for what in it is YAML's and no Markdown."""
    # What its lines begin with is the file's indentation.
    value = _BREAK.sub(_blank, value)
    return _ESCAPED.sub(_blank, value) if value.startswith('"') else value


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _offsets(
    text: str, hidden: list[citations.Opaque], groups: list[citations.Group], links: set[int]
) -> Iterator[int]:
    syntax = _Spans(
        [
            *((span.start, span.end) for span in hidden if span.kind not in _FREE_KINDS),
            *((group.start, group.end) for group in groups),
            *(match.span() for match in _SYNTAX.finditer(text)),
            *(match.span(2) for match in _BLOCK_OPTIONS.finditer(text)),
            *(match.span() for match in _SNIPPET_BLOCK.finditer(text)),
        ]
    )
    yield from (match.start() + 1 for match in syntax.between(_WORD.finditer(text)))
    yield from (match.start() for match in syntax.between(_ALONE.finditer(text)))
    yield from (group.start for group in groups if group.start not in links)
    closed = _Spans((span.start, span.end) for span in hidden if span.kind in _WITHOUT_CITATIONS)
    yield from _addresses(text, hidden, closed)
    # What is typed like a citation where none is read may be on the page all the same.
    read = _Spans((group.start, group.end) for group in groups)
    for at, _ in citations.literal(text):
        bracket = text.rfind("[", 0, at)
        escaped = text[bracket - 1 : bracket] == "\\"
        if not escaped and not closed.meets(at, at + 1) and not read.meets(at, at + 1):
            yield bracket


def _links(
    groups: Iterable[citations.Group],
    text: str,
    hidden: list[citations.Opaque],
    known: Callable[[str], bool] | None,
) -> Iterator[citations.Group]:
    """
    Those that are links by a name that is defined, as in `[@key]: address`.

    It may be defined in another file, which a page includes. Behind a bracket it is then the end
    of a link, which nothing may come before; so it is taken for one where it cites nothing.
    """
    names = {
        _folded(text[span.start : span.end].partition("]:")[0].strip()[1:])
        for span in hidden
        if span.kind == "definition"
    }
    for group in groups:
        behind = text[group.start - 1 : group.start] == "]"
        if _folded(text[group.start + 1 : group.end - 1]) in names or (
            behind and known and not known(group.items[0].key)
        ):
            yield group


def _folded(name: str) -> str:
    return " ".join(name.split()).lower()


def _addresses(text: str, hidden: list[citations.Opaque], closed: _Spans) -> Iterator[int]:
    for match in _ADDRESS.finditer(text):
        if not closed.meets(match.end(), match.end() + 1):
            yield match.end() + 1
    for span in hidden:
        if span.kind == "definition":
            defined = _DEFINED.match(text, span.start)
            if defined:
                yield defined.end() + 1
        elif span.kind == "html":
            for match in _ATTRIBUTE.finditer(text, span.start, span.end):
                yield match.end() + 1


class _Spans:
    """Stretches of a text, merged, for asking whether another one meets any of them."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def between(self, matches: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
        """Those of some matches, in their order in the text, that meet no stretch."""
        starts, ends = [*self._starts, sys.maxsize], [*self._ends, sys.maxsize]
        index = 0
        for match in matches:
            start, end = match.span()
            while ends[index] <= start:
                index += 1
            if end <= starts[index]:
                yield match

    def meets(self, start: int, end: int) -> bool:
        """Whether a stretch meets any of them."""
        index = bisect_right(self._starts, end - 1) - 1
        return index >= 0 and self._ends[index] > start
