"""
From the text of a unit with sentinels to plain text with a position for each character.

A sentinel gives the position of the character behind it. From there positions are extended
forwards and backwards for as long as the rendered text and the Markdown are the same. A word that
is still without a position gets one if it occurs exactly once in the Markdown between its
neighbours. Other characters have none: positions are never guessed.
"""

from __future__ import annotations

import bisect
import itertools
import re
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING

from explainer.model import Place, PositionMap, PositionRun
from explainer.pages.sentinels import SENTINEL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.model import InheritedLabel
    from explainer.pages.sentinels import FilePosition, SentinelTable
    from explainer.pages.text_units import Unit

_WORD = re.compile(r"\w+")
_PIECES = re.compile(rf"({SENTINEL.pattern})|([^\s{SENTINEL.pattern[1:-1]}]+)|\s+")
_NO_POSITION = [None]
_CLOSING = frozenset(".,;:!?)…。，；：！？）")
_QUOTES = {"“": '"', "”": '"', "‘": "'", "’": "'"}


@dataclass(slots=True)
class CitationMark:
    """A citation in a unit: its index in the text, how it was typed, its position in a file."""

    index: int
    typed: str
    position: FilePosition | None

    @property
    def narrative(self) -> bool:
        """Whether it is a key in running text."""
        return not self.typed.startswith("[")

    @property
    def name(self) -> str:
        """What of it is a word of the text: a key in running text, or nothing."""
        return self.typed.partition(" ")[0] if self.narrative else ""

    @property
    def end(self) -> int:
        """The index behind it in the text."""
        return self.index + len(self.name)


@dataclass(slots=True)
class MappedText:
    """
    The text of a unit with collapsed white space, and the position of each of its characters.

    `code_spans` are the offsets (start, end) of code and of citations in running text, in which
    nothing ends a sentence. `only_links` is true where all words are in links. `table` is that of
    the unit.
    """

    kind: str
    cited_by_caption: bool
    text: str = ""
    positions: list[FilePosition | None] = field(default_factory=list)
    marks: list[CitationMark] = field(default_factory=list)
    code_spans: list[tuple[int, int]] = field(default_factory=list)
    only_links: bool = False
    table: int = 0
    inherited_label: InheritedLabel | None = None

    @property
    def last_position(self) -> FilePosition | None:
        """The position of the last character that has one."""
        return next((position for position in reversed(self.positions) if position), None)

    def text_without_code(self, start: int, end: int) -> str:
        """`text[start:end]` without the code in it."""
        kept = start
        pieces: list[str] = []
        begun = bisect.bisect_left(self.code_spans, start, key=itemgetter(0))
        for first, last in [*itertools.islice(self.code_spans, begun, None), (end, end)]:
            pieces.append(self.text[kept : min(first, end)])
            kept = min(last, end)
            if first >= end:
                break
        return "".join(pieces)


def map_text(unit: Unit, table: SentinelTable) -> MappedText:
    """The text of a unit without sentinels, with the positions that they give."""
    mapped = MappedText(
        unit.kind, unit.cited_by_caption, table=unit.table, inherited_label=unit.inherited_label
    )
    mapper = _TextMapper(mapped, table)
    outside_links = False
    for index, piece in enumerate(unit.pieces):
        if isinstance(piece, tuple):
            mapper.cite(SENTINEL.sub("", piece[0]))
            outside_links = outside_links or mapped.marks[-1].narrative
        else:
            mapper.add(piece, code=index in unit.code)
            if index not in unit.links and any(char.isalnum() for char in piece):
                outside_links = True
    mapped.text = "".join(mapper.parts)
    mapped.only_links = not outside_links and bool(unit.links)
    _extend_exact_runs(mapped, table)
    _extend_by_neighbour(mapped, table, range(1, len(mapped.text)), -1)
    _extend_by_neighbour(mapped, table, range(len(mapped.text) - 2, -1, -1), 1)
    _search_unmapped(mapped, table)
    return mapped


class _TextMapper:
    """Adds the pieces of a unit to its text, one after the other."""

    def __init__(self, mapped: MappedText, table: SentinelTable) -> None:
        self.parts: list[str] = []
        self._size = 0
        self._mapped = mapped
        self._table = table
        self._pending: FilePosition | None = None

    def cite(self, typed: str) -> None:
        mark = CitationMark(self._size, typed, self._pending)
        self._mapped.marks.append(mark)
        if mark.narrative:
            # A key in running text is read like a name, in which nothing ends a sentence.
            self._mapped.code_spans.append((mark.index, mark.end))
            self._append(mark.name, self._pending)
        self._pending = None

    def add(self, text: str, *, code: bool) -> None:
        start = self._size
        for sentinel, word in _PIECES.findall(text):
            if sentinel:
                self._pending = self._table.position(sentinel)
            elif word:
                if word[0] in _CLOSING and not code:
                    self._remove_space()
                self._append(word, self._pending and self._position_of(word[0]))
                self._pending = None
            elif self.parts and self.parts[-1] != " ":
                self._append(" ", None)
        if code:
            self._mapped.code_spans.append((start, self._size))

    def _append(self, text: str, position: FilePosition | None) -> None:
        self.parts.append(text)
        size = len(text)
        self._size += size
        positions = self._mapped.positions
        positions.append(position)
        positions += _NO_POSITION * (size - 1)

    def _position_of(self, char: str) -> FilePosition | None:
        # The character behind a sentinel may have been syntax, and is not rendered then.
        if self._pending and self._table.texts[self._pending[0]][self._pending[1]] == char:
            return self._pending
        return None

    def _remove_space(self) -> None:
        # The space before a citation is removed with it before a full stop or a bracket.
        marks = self._mapped.marks
        if self.parts[-1:] == [" "] and marks and marks[-1].index == self._size:
            self.parts.pop()
            self._size -= 1
            self._mapped.positions.pop()
            for mark in marks:
                mark.index = min(mark.index, self._size)


def _extend_exact_runs(mapped: MappedText, table: SentinelTable) -> None:
    """Extend positions through text that is written exactly as it is rendered, as most is."""
    text, positions = mapped.text, mapped.positions
    known = [(index, position) for index, position in enumerate(positions) if position]
    following = len(text)
    for index, (path, offset) in reversed(known):
        length = following - index
        if table.texts[path].startswith(text[index:following], offset):
            positions[index:following] = [(path, offset + step) for step in range(length)]
        following = index


def _extend_by_neighbour(
    mapped: MappedText, table: SentinelTable, indexes: range, neighbour: int
) -> None:
    text, positions = mapped.text, mapped.positions
    for index in indexes:
        if positions[index] is not None:
            continue
        known = positions[index + neighbour]
        if known is None:
            continue
        path, offset = known[0], known[1] - neighbour
        source = table.texts[path]
        if 0 <= offset < len(source) and _same(text[index], source[offset]):
            positions[index] = (path, offset)


def _same(rendered: str, written: str) -> bool:
    return written in (rendered, _QUOTES.get(rendered)) or (rendered == " " and written.isspace())


def _search_unmapped(mapped: MappedText, table: SentinelTable) -> None:
    for words in _unmapped_words(mapped):
        start, end = words[0][0], words[-1][1]
        before = _nearest_position(mapped, range(start - 1, -1, -1))
        behind = _nearest_position(mapped, range(end, len(mapped.text)))
        window = _window(before, behind, table)
        if _find(mapped, table, (start, end), window) is None:
            for word in words:
                path, first, last = window
                window = path, _find(mapped, table, word, window) or first, last


def _unmapped_words(mapped: MappedText) -> Iterator[list[tuple[int, int]]]:
    """Runs of words without a position, between characters that have one."""
    run: list[tuple[int, int]] = []
    for match in _WORD.finditer(mapped.text):
        if run and any(mapped.positions[run[-1][1] : match.start()]):
            yield run
            run = []
        if not all(mapped.positions[match.start() : match.end()]):
            run.append(match.span())
        elif run:
            yield run
            run = []
    if run:
        yield run


def _nearest_position(mapped: MappedText, indexes: range) -> FilePosition | None:
    return next((position for index in indexes if (position := mapped.positions[index])), None)


def _find(
    mapped: MappedText, table: SentinelTable, span: tuple[int, int], window: tuple[str, int, int]
) -> int | None:
    """Find a span of text that occurs once in a window; returns the offset behind it."""
    path, start, end = window
    pattern = r"\s+".join(map(re.escape, mapped.text[slice(*span)].split(" ")))
    found = list(
        re.compile(rf"(?<!\w){pattern}(?!\w)").finditer(table.texts.get(path, ""), start, end)
    )
    if len(found) != 1 or len(found[0][0]) != span[1] - span[0]:
        return None
    for index in range(*span):
        mapped.positions[index] = (path, found[0].start() + index - span[0])
    return found[0].end()


def _window(
    before: FilePosition | None, behind: FilePosition | None, table: SentinelTable
) -> tuple[str, int, int]:
    """The path, start and end of the text between two positions, else up to an empty line."""
    if before and behind:
        return before[0], before[1] + 1, behind[1] if before[0] == behind[0] else 0
    if before:
        text = table.texts[before[0]]
        end = text.find("\n\n", before[1])
        return before[0], before[1] + 1, len(text) if end < 0 else end
    if behind:
        end = table.texts[behind[0]].rfind("\n\n", 0, behind[1])
        return behind[0], 0 if end < 0 else end + 2, behind[1]
    return "", 0, 0


def to_position_map(
    mapped: MappedText, table: SentinelTable, fallback: FilePosition
) -> PositionMap:
    """The positions of a text as a plain value; `fallback` is the nearest one before the text."""
    line, column = table.line_and_column(*fallback)
    place = Place(fallback[0], line, column, exact=False)
    return PositionMap(tuple(_runs(mapped.positions, table)), place)


def _runs(positions: list[FilePosition | None], table: SentinelTable) -> Iterator[PositionRun]:
    start, size = 0, len(positions)
    while start < size:
        position = positions[start]
        end = start + 1
        if position:
            path, first = position
            shift = first - start
            while end < size and positions[end] == (path, shift + end):
                end += 1
            yield from _by_line(start, end, position, table)
        start = end


def _by_line(
    start: int, end: int, position: FilePosition, table: SentinelTable
) -> Iterator[PositionRun]:
    """Split consecutive characters of a text, which begin at a position, into runs by line."""
    path, offset = position
    text = table.texts[path]
    while start < end:
        line_break = text.find("\n", offset, offset + end - start)
        length = end - start if line_break < 0 else line_break + 1 - offset
        line, column = table.line_and_column(path, offset)
        yield PositionRun(start, length, path, line, column, line_break >= 0)
        start += length
        offset += length
