"""Positions in texts, and changes of files, as values."""

from __future__ import annotations

from typing import NamedTuple

from explainer.model import Place


class TextEdit(NamedTuple):
    """A stretch of a file, which may be empty, and the text to put in its place."""

    place: Place
    text: str


class Change(NamedTuple):
    """
    Edits of files, files to make first, and files to rename at last.

    The edits of a file that is renamed name it by its old path.
    """

    edits: tuple[TextEdit, ...] = ()
    new_files: tuple[str, ...] = ()
    renames: tuple[tuple[str, str], ...] = ()


def place_of(path: str, text: str, start: int, end: int) -> Place:
    """The place of `text[start:end]`, which may be empty."""
    line, column = _position(text, start)
    return Place(path, line, column, *_position(text, end))


def _position(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def offset_of(text: str, line: int, column: int) -> int:
    """The offset of a line and a column, counted from 1; of the nearest one that there is."""
    start = 0
    for _ in range(line - 1):
        end = text.find("\n", start)
        if end == -1:
            return len(text)
        start = end + 1
    end = text.find("\n", start)
    return min(start + max(0, column - 1), len(text) if end == -1 else end)


def span_of(text: str, place: Place) -> tuple[int, int]:
    """Where a place begins and ends in the text of its file."""
    start = offset_of(text, place.line, place.column)
    return start, max(start, offset_of(text, place.end_line, place.end_column))
