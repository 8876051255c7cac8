"""
From a unit's text with sentinels to plain text in which the place of each character is known.

A sentinel gives the offset of the character behind it. From there the offsets are carried along,
forwards and backwards, for as long as the rendered text and the Markdown are the same; a word
that no sentinel reached is known too if it stands just once in the Markdown between its
neighbours. What is left is not guessed.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from explainer.model import Place, PositionMap, PositionRun
from explainer.pages.sentinels import SENTINEL, Field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.model import Worn
    from explainer.pages.text_units import Unit

_WORD = re.compile(r"\w+")
_PIECES = re.compile(rf"({SENTINEL.pattern})|([^\s{SENTINEL.pattern[1:-1]}]+)|\s+")
_NOWHERE = [None]
_CLOSING = frozenset(".,;:!?)…。，；：！？）")
_QUOTES = {"“": '"', "”": '"', "‘": "'", "’": "'"}

Origin = tuple[str, int]
"""The path of a file and an offset in its text."""


@dataclass(slots=True)
class Mark:
    """A citation in a unit: where it stands in the text, how it was typed, and where from."""

    index: int
    typed: str
    origin: Origin | None

    @property
    def narrative(self) -> bool:
        """Whether it is a key in running text."""
        return not self.typed.startswith("[")


@dataclass(slots=True)
class Traced:
    """
    A unit's text, with white space folded, and the origin of each of its characters.

    `hidden` are the stretches that are code, in which nothing ends a sentence. `worn` is the label
    of what it stands in.
    """

    kind: str
    served: bool
    text: str = ""
    origins: list[Origin | None] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    hidden: list[tuple[int, int]] = field(default_factory=list)
    only_links: bool = False
    worn: Worn | None = None

    def said(self, start: int, end: int) -> str:
        """`text[start:end]` without the code in it."""
        kept = start
        pieces: list[str] = []
        for first, last in [*self.hidden, (end, end)]:
            if start <= first <= end:
                pieces.append(self.text[kept:first])
                kept = min(last, end)
        return "".join(pieces)


def trace(unit: Unit, soil: Field) -> Traced:
    """Read the sentinels of a unit back."""
    traced = Traced(unit.kind, unit.served, worn=unit.worn)
    tracer = _Tracer(traced, soil)
    outside_links = False
    for index, piece in enumerate(unit.pieces):
        if isinstance(piece, tuple):
            tracer.cite(SENTINEL.sub("", piece[0]))
            outside_links = outside_links or traced.marks[-1].narrative
        else:
            tracer.add(piece, literal=index in unit.literal)
            if index not in unit.linked and any(char.isalnum() for char in piece):
                outside_links = True
    traced.text = "".join(tracer.parts)
    traced.only_links = not outside_links and bool(unit.linked)
    _carry_on(traced, soil)
    _carry(traced, soil, range(1, len(traced.text)), -1)
    _carry(traced, soil, range(len(traced.text) - 2, -1, -1), 1)
    _search(traced, soil)
    return traced


class _Tracer:
    """Takes the pieces of a unit, one after the other."""

    def __init__(self, traced: Traced, soil: Field) -> None:
        self.parts: list[str] = []
        self._size = 0
        self._traced = traced
        self._soil = soil
        self._pending: Origin | None = None

    def cite(self, typed: str) -> None:
        mark = Mark(self._size, typed, self._pending)
        self._traced.marks.append(mark)
        if mark.narrative:
            # A key in running text stands for a name, in which nothing ends a sentence.
            name = typed.split(" ", maxsplit=1)[0]
            self._traced.hidden.append((self._size, self._size + len(name)))
            self._put(name, self._pending)
        self._pending = None

    def add(self, text: str, *, literal: bool) -> None:
        start = self._size
        for sentinel, word in _PIECES.findall(text):
            if sentinel:
                self._pending = self._soil.origin(sentinel)
            elif word:
                if word[0] in _CLOSING and not literal:
                    self._close_up()
                self._put(word, self._pending and self._place(word[0]))
                self._pending = None
            elif self.parts and self.parts[-1] != " ":
                self._put(" ", None)
        if literal:
            self._traced.hidden.append((start, self._size))

    def _put(self, text: str, origin: Origin | None) -> None:
        self.parts.append(text)
        size = len(text)
        self._size += size
        origins = self._traced.origins
        origins.append(origin)
        if size > 1:
            origins += _NOWHERE * (size - 1)

    def _place(self, char: str) -> Origin | None:
        # What a sentinel stood before may have been syntax and be gone.
        if self._pending and self._soil.texts[self._pending[0]][self._pending[1]] == char:
            return self._pending
        return None

    def _close_up(self) -> None:
        # The space before a citation goes with it where a full stop or a bracket follows.
        marks = self._traced.marks
        if self.parts[-1:] == [" "] and marks and marks[-1].index == self._size:
            self.parts.pop()
            self._size -= 1
            self._traced.origins.pop()
            for mark in marks:
                mark.index = min(mark.index, self._size)


def _carry_on(traced: Traced, soil: Field) -> None:
    """Carry offsets through the words that are written just as they are shown, which most are."""
    text, origins = traced.text, traced.origins
    known = [index for index, origin in enumerate(origins) if origin]
    for index, following in itertools.pairwise([*known, len(text)]):
        path, offset = origins[index] or ("", 0)
        length = following - index
        if soil.texts[path].startswith(text[index:following], offset):
            origins[index:following] = [(path, offset + step) for step in range(length)]


def _carry(traced: Traced, soil: Field, indexes: range, neighbour: int) -> None:
    text, origins = traced.text, traced.origins
    for index in indexes:
        if origins[index] is not None:
            continue
        known = origins[index + neighbour]
        if known is None:
            continue
        path, offset = known[0], known[1] - neighbour
        source = soil.texts[path]
        if 0 <= offset < len(source) and _same(text[index], source[offset]):
            origins[index] = (path, offset)


def _same(rendered: str, written: str) -> bool:
    return written in (rendered, _QUOTES.get(rendered)) or (rendered == " " and written.isspace())


def _search(traced: Traced, soil: Field) -> None:
    for words in _unknown(traced):
        start, end = words[0][0], words[-1][1]
        before = _nearest(traced, range(start - 1, -1, -1))
        behind = _nearest(traced, range(end, len(traced.text)))
        window = _window(before, behind, soil)
        if _find(traced, soil, (start, end), window) is None:
            for word in words:
                path, first, last = window
                window = path, _find(traced, soil, word, window) or first, last


def _unknown(traced: Traced) -> Iterator[list[tuple[int, int]]]:
    """Runs of words without an origin, between characters that have one."""
    run: list[tuple[int, int]] = []
    for match in _WORD.finditer(traced.text):
        if run and any(traced.origins[run[-1][1] : match.start()]):
            yield run
            run = []
        if not all(traced.origins[match.start() : match.end()]):
            run.append(match.span())
        elif run:
            yield run
            run = []
    if run:
        yield run


def _nearest(traced: Traced, indexes: range) -> Origin | None:
    return next((origin for index in indexes if (origin := traced.origins[index])), None)


def _find(
    traced: Traced, soil: Field, span: tuple[int, int], window: tuple[str, int, int]
) -> int | None:
    """Place a stretch of text that stands once in a window; gives the offset behind it."""
    path, start, end = window
    wanted = r"\s+".join(map(re.escape, traced.text[slice(*span)].split(" ")))
    found = list(
        re.compile(rf"(?<!\w){wanted}(?!\w)").finditer(soil.texts.get(path, ""), start, end)
    )
    if len(found) != 1 or len(found[0][0]) != span[1] - span[0]:
        return None
    for index in range(*span):
        traced.origins[index] = (path, found[0].start() + index - span[0])
    return found[0].end()


def _window(before: Origin | None, behind: Origin | None, soil: Field) -> tuple[str, int, int]:
    """Where text between two origins was written; an open end ends at an empty line."""
    if before and behind:
        return before[0], before[1] + 1, behind[1] if before[0] == behind[0] else 0
    if before:
        end = soil.texts[before[0]].find("\n\n", before[1])
        return before[0], before[1] + 1, end if end > 0 else len(soil.texts[before[0]])
    if behind:
        return behind[0], soil.texts[behind[0]].rfind("\n\n", 0, behind[1]) + 1, behind[1]
    return "", 0, 0


def positions(traced: Traced, soil: Field, fallback: Origin) -> PositionMap:
    """
    Where the characters of a unit's text are written.

    `fallback` is the nearest known position before the unit.
    """
    line, column = soil.line_and_column(*fallback)
    at = Place(fallback[0], line, column, exact=False)
    return PositionMap(tuple(_runs(traced.origins, soil)), at)


def _runs(origins: list[Origin | None], soil: Field) -> Iterator[PositionRun]:
    start, size = 0, len(origins)
    while start < size:
        origin = origins[start]
        end = start + 1
        if origin:
            path, first = origin
            shift = first - start
            while end < size and origins[end] == (path, shift + end):
                end += 1
            yield from _by_line(start, end, origin, soil)
        start = end


def _by_line(start: int, end: int, origin: Origin, soil: Field) -> Iterator[PositionRun]:
    """The runs of the characters of a text from `start` to `end`, which begin at a position."""
    path, offset = origin
    text = soil.texts[path]
    while start < end:
        line_break = text.find("\n", offset, offset + end - start)
        length = line_break + 1 - offset if line_break >= 0 else end - start
        line, column = soil.line_and_column(path, offset)
        yield PositionRun(start, length, path, line, column, line_break >= 0)
        start += length
        offset += length
