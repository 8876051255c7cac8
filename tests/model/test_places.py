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


@pytest.mark.parametrize(
    ("second", "place"),
    [
        (PositionRun(3, 2, "a.md", 3, 8), Place("a.md", 3, 5, 3, 10)),
        (PositionRun(3, 2, "a.md", 4, 1), Place("a.md", 3, 5, 4, 3)),
        (PositionRun(3, 2, "a.md", 2, 9), Place("a.md", 3, 5, 3, 8)),
        (PositionRun(3, 2, "a.md", 3, 3), Place("a.md", 3, 5, 3, 8)),
        (PositionRun(3, 2, "a.md", 3, 4), Place("a.md", 3, 5, 3, 6)),
        (PositionRun(3, 2, "b.md", 9, 9), Place("a.md", 3, 5, 3, 8)),
    ],
)
def test_end(second: PositionRun, place: Place) -> None:
    """A place ends behind the last character that stands behind its beginning in its file."""
    positions = PositionMap((PositionRun(0, 3, "a.md", 3, 5), second), FALLBACK)

    assert positions.place(0, 5) == place


@pytest.mark.parametrize(
    ("span", "runs"),
    [
        ((6, 8), (PositionRun(0, 2, "a.md", 3, 13),)),
        (
            (7, 10),
            (
                PositionRun(0, 1, "a.md", 3, 14),
                PositionRun(1, 1, "a.md", 3, 17),
                PositionRun(2, 1, "a.md", 3, 18, ends_line=True),
            ),
        ),
        ((10, 11), ()),
        ((13, 16), (PositionRun(0, 2, "part.md", 1, 3),)),
    ],
)
def test_runs_of_part(span: tuple[int, int], runs: tuple[PositionRun, ...]) -> None:
    """A part has just the runs with characters of it."""
    assert POSITIONS.part(*span).runs == runs


@pytest.mark.parametrize(
    ("arguments", "extent"),
    [
        ((), (1, 1, 1, 2)),
        ((3, 5), (3, 5, 3, 6)),
        ((3, 5, 4), (3, 5, 4, 6)),
        ((3, 5, 4, 2), (3, 5, 4, 2)),
    ],
)
def test_default_end(arguments: tuple[int, ...], extent: tuple[int, ...]) -> None:
    """A place without an end is one character long."""
    assert Place("a.md", *arguments)[1:5] == extent


@pytest.mark.parametrize(
    ("span", "extent"),
    [
        ((0, None), (1, 1, 1, 2)),
        ((0, 2), (1, 1, 1, 3)),
        ((1, 2), (1, 2, 1, 3)),
        ((1, 1), (1, 2, 1, 3)),
        ((1, 0), (1, 2, 1, 3)),
        ((3, 5), (2, 1, 2, 3)),
        ((1, 5), (1, 2, 2, 3)),
        ((7, 8), (3, 2, 3, 3)),
        ((0, 99), (1, 1, 3, 3)),
        ((8, None), (3, 3, 3, 3)),
    ],
)
def test_within(span: tuple[int, int | None], extent: tuple[int, ...]) -> None:
    """A place in a text is at least one character long, and ends where the text does."""
    assert Place.within("a.md", "ab\ncd\nef", *span)[1:5] == extent


def test_after_an_empty_line() -> None:
    """An empty first line counts."""
    assert Place.within("a.md", "\nab", 1, 2)[1:5] == (2, 1, 2, 2)
    assert Place.within("a.md", "\nab", 0, 1)[1:5] == (1, 1, 2, 1)


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
