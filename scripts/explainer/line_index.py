"""The lines of a text, to give many places in it."""

from __future__ import annotations

import bisect
import re

from explainer.model import Place


class LineIndex:
    """The starts of a text's lines; `path` is that of its file in places."""

    def __init__(self, path: str, text: str) -> None:
        self._path = path
        self._length = len(text)
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(self, start: int, end: int) -> Place:
        """The place of `text[start:end]`, as `Place.within` gives it."""
        end = min(self._length, max(start + 1, end))
        return Place(self._path, *self._position(start), *self._position(end))

    def start_of(self, offset: int) -> int:
        """The offset at which the line of an offset begins."""
        return self._starts[bisect.bisect_right(self._starts, offset) - 1]

    def _position(self, offset: int) -> tuple[int, int]:
        line = bisect.bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
