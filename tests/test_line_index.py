"""The lines of a text, and the places of its parts."""

from __future__ import annotations

import pytest

from explainer.line_index import LineIndex
from explainer.model import Place


@pytest.mark.parametrize(
    ("start", "end", "place"),
    [
        (0, 2, (1, 1, 1, 3)),
        (1, 1, (1, 2, 1, 3)),
        (3, 5, (2, 1, 2, 3)),
        (2, 3, (1, 3, 2, 1)),
        (4, 99, (2, 2, 2, 3)),
    ],
)
def test_line_index(start: int, end: int, place: tuple[int, int, int, int]) -> None:
    """A place has one character at least, and ends with the text."""
    assert LineIndex("a", "bc\nde").place(start, end) == Place("a", *place)


@pytest.mark.parametrize(
    ("offset", "start"), [(0, 0), (2, 0), (3, 3), (4, 3), (5, 3), (6, 6), (7, 7)]
)
def test_start_of_line(offset: int, start: int) -> None:
    """A line begins behind a line break."""
    assert LineIndex("a", "bc\nde\n\n").start_of(offset) == start
