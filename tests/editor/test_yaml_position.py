"""Where a position is in YAML that need not be finished."""

from __future__ import annotations

import pytest

from editing import CURSOR
from explainer.editor.yaml_position import yaml_position

ROWS = [
    ("¦", "", "", "name"),
    ("ti¦tle: Heat", "", "title", "name"),
    ("title: He¦at", "", "title", "value"),
    ("title:¦", "", "title", "value"),
    ("title: 'He¦", "", "title", "value"),
    ("a:\n  b:\n    c¦", "a b", "c", "name"),
    ("a:\n  b: 1\n  ¦", "a", "", "name"),
    ("a:\n  b: 1\n¦", "", "", "name"),
    ("a:\n  - b: 1\n    ¦", "a", "", "name"),
    ("a:\n  - b: 1\n  - ¦", "a", "", "name"),
    ("a:\n- b: 1\n  c: ¦", "a", "c", "value"),
    ("a:\n- b: 1\n- c¦", "a", "c", "name"),
    ("a:\n- b:\n  - c: 1\n    ¦", "a b", "", "name"),
    ("a:\n- b: 1\nd: ¦", "", "d", "value"),
    ("a:\n  - x.y:\n      b: ¦", "a x.y", "b", "value"),
    ("# a¦", None, "", ""),
    ("a: 1 # ¦", None, "", ""),
    ("a: >-\n  some ¦words", None, "", ""),
    ("  ¦  a: 1", None, "", ""),
]
"""A text; the fields around the cursor, the field of its line, and whether it is in its value."""


@pytest.mark.parametrize(("text", "parents", "name", "where"), ROWS)
def test_position(text: str, parents: str | None, name: str, where: str) -> None:
    """The fields around a position are told from the lines above it."""
    before, _, behind = text.partition(CURSOR)
    lines = (before + behind).split("\n")
    row = before.count("\n")

    found = yaml_position(lines, row, len(before) - before.rfind("\n") - 1)

    if parents is None:
        assert found is None
    else:
        assert found is not None
        assert " ".join(found.parents) == parents
        assert (found.name, found.in_value) == (name, where == "value")


@pytest.mark.parametrize("text", ["a:\n  - b: 1\n    ¦\n    c: 2\n  - d: 3\n    e: 4\nf: 5\n"])
def test_siblings(text: str) -> None:
    """The fields beside a position are those of its item."""
    before, _, behind = text.partition(CURSOR)

    found = yaml_position((before + behind).split("\n"), before.count("\n"), 4)

    assert found is not None
    assert found.siblings == {"b", "c"}
