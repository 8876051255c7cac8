"""Places, and the positions of a text as a plain value."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.model import Place, PositionMap, PositionRun

FALLBACK = Place("a.md", 1, 1, exact=False)
# "It is **so**." and a snippet: "It is so." from line 3, a line break, and "Now." of another file.
RUNS = (
    PositionRun(0, 6, "a.md", 3, 5),
    PositionRun(6, 2, "a.md", 3, 13),
    PositionRun(8, 1, "a.md", 3, 17),
    PositionRun(9, 1, "a.md", 3, 18, ends_line=True),
    PositionRun(11, 4, "part.md", 1, 1),
)
POSITIONS = PositionMap(RUNS, FALLBACK)
SIZE = 16


@pytest.mark.parametrize(
    ("span", "place"),
    [
        ((0, 2), Place("a.md", 3, 5, 3, 7)),
        ((3, 8), Place("a.md", 3, 8, 3, 15)),
        ((0, 10), Place("a.md", 3, 5, 4, 1)),
        ((7, 15), Place("a.md", 3, 14, 4, 1)),
        ((9, 10), Place("a.md", 3, 18, 4, 1)),
        ((10, 13), Place("part.md", 1, 1, 1, 3, exact=False)),
        ((10, 11), FALLBACK),
        ((15, 16), FALLBACK),
        ((3, 3), FALLBACK),
    ],
)
def test_place(span: tuple[int, int], place: Place) -> None:
    """A place begins at the first known character, and ends behind the last of the same file."""
    assert POSITIONS.place(*span) == place


@given(st.tuples(*[st.integers(0, SIZE)] * 2).map(sorted), st.data())
def test_part(span: list[int], data: st.DataObject) -> None:
    """A part of the positions gives the places that the whole gives for the same text."""
    start, end = span
    inner = sorted(data.draw(st.tuples(*[st.integers(0, end - start)] * 2)))
    part = POSITIONS.part(start, end)

    assert part.place(*inner) == POSITIONS.place(start + inner[0], start + inner[1])


def test_pickle() -> None:
    """Places and positions are plain values, which another process can be given."""
    assert pickle.loads(pickle.dumps(POSITIONS)) == POSITIONS  # noqa: S301  (made here)
