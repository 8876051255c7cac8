"""Places in files, and maps from a text to the places where it is written."""

from __future__ import annotations

import bisect
import operator
from typing import NamedTuple, Self


class _Extent(NamedTuple):
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    exact: bool


class Place(_Extent):
    """
    A range of characters in a file.

    `path` is relative to the project's folder, with forward slashes. Lines and columns count from
    1; columns are Unicode characters, not bytes. The end is exclusive; without one, the place is
    one character long. `exact` is false where it is only the nearest known position.
    """

    __slots__ = ()

    def __new__(  # noqa: PLR0913  (these are its fields)
        cls,
        path: str,
        line: int = 1,
        column: int = 1,
        end_line: int = 0,
        end_column: int = 0,
        *,
        exact: bool = True,
    ) -> Self:
        """Make a place; an end that is 0 gets its default."""
        end = end_line or line, end_column or column + 1
        return super().__new__(cls, path, line, column, *end, exact)

    def __getnewargs_ex__(self) -> tuple[tuple[object, ...], dict[str, bool]]:
        """The arguments of `__new__` for pickle."""
        return self[:5], {"exact": self.exact}

    @classmethod
    def within(cls, path: str, text: str, start: int, end: int | None = None) -> Self:
        """The place of `text[start:end]` in a file of that text."""
        end = min(len(text), start + 1 if end is None else max(start + 1, end))
        line = text.count("\n", 0, start) + 1
        column = start - text.rfind("\n", 0, start)
        end_line = line + text.count("\n", start, end)
        return cls(path, line, column, end_line, end - text.rfind("\n", 0, end))


class PositionRun(NamedTuple):
    """
    Consecutive characters of a text that are consecutive in one line of a file, too.

    `start` is the offset of the first one in the text, `line` and `column` are its place in the
    file `path`, counted from 1. `ends_line` is true where the last one is the file's line break.
    """

    start: int
    length: int
    path: str
    line: int
    column: int
    ends_line: bool = False

    @property
    def end(self) -> int:
        """The offset in the text behind the last character."""
        return self.start + self.length

    def position_of(self, offset: int) -> tuple[int, int]:
        """The line and the column of the character at an offset of the text, in this run."""
        return self.line, self.column + offset - self.start

    def position_behind(self, offset: int) -> tuple[int, int]:
        """The line and the column behind the character before an offset of the text."""
        if self.ends_line and offset == self.end:
            return self.line + 1, 1
        return self.position_of(offset)


class PositionMap(NamedTuple):
    """
    Where the characters of a text are written: runs in the order of the text.

    Characters between the runs have no known position. `fallback` is the nearest known place
    before the text.
    """

    runs: tuple[PositionRun, ...]
    fallback: Place

    def place(self, start: int, end: int) -> Place:
        """
        The place of `text[start:end]`; the fallback where no character of it has a position.

        It begins at the first character with a position, and is exact where that is the first
        one of all. It ends behind the last character that follows in the same file.
        """
        runs = self._between(start, end)
        if start >= end or not runs:
            return self.fallback
        first = runs[0]
        begin = first.position_of(max(start, first.start))
        behind = begin
        for run in reversed(runs):
            offset = min(end, run.end)
            if run.path == first.path and run.position_of(offset - 1) >= begin:
                behind = run.position_behind(offset)
                break
        return Place(first.path, *begin, *behind, exact=first.start <= start)

    def part(self, start: int, end: int) -> PositionMap:
        """The positions of `text[start:end]`, as those of a text of its own."""
        runs = []
        for run in self._between(start, end):
            first, behind = max(start, run.start), min(end, run.end)
            if first < behind:
                line, column = run.position_of(first)
                ends_line = run.ends_line and behind == run.end
                runs.append(
                    PositionRun(first - start, behind - first, run.path, line, column, ends_line)
                )
        return PositionMap(tuple(runs), self.fallback)

    def _between(self, start: int, end: int) -> tuple[PositionRun, ...]:
        """The runs that have some of `text[start:end]`."""
        first = bisect.bisect_right(self.runs, start, key=_END)
        return self.runs[first : bisect.bisect_left(self.runs, end, lo=first, key=_START)]


_START = operator.attrgetter("start")
_END = operator.attrgetter("end")
