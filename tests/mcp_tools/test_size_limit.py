"""Answers of a bounded size."""

from __future__ import annotations

from typing import Any

import pytest

from explainer.mcp_tools.size_limit import LEFT_OUT, as_text, bounded

ROW = {"text": "a" * 90}
ANSWERS: dict[str, dict[str, Any]] = {
    "short": {"a": [1, 2], "b": "c"},
    "long list": {"rows": [ROW] * 500, "few": [1, 2, 3]},
    "nested": {"pages": [{"path": "a", "problems": [ROW] * 400}, {"path": "b", "problems": []}]},
    "long text": {"text": "a" * 90_000},
    "long texts": {"rows": ["a" * 5_000] * 50},
    "many short lists": {f"list {number}": [ROW] * 9 for number in range(30)},
    "too many fields": {f"name {number}": "a" * 90 for number in range(900)},
}


@pytest.mark.parametrize("name", ANSWERS)
def test_bounded(name: str) -> None:
    """No answer is longer than it may be."""
    assert len(as_text(bounded(ANSWERS[name], 9_000))) <= 9_000


def test_says_what_is_missing() -> None:
    """A list that was shortened is counted, and the others are whole."""
    answer = bounded({"rows": [ROW] * 500, "few": [1, 2, 3]}, 9_000)

    assert answer[LEFT_OUT] == {"rows": 500 - len(answer["rows"])}
    assert answer["few"] == [1, 2, 3]


def test_is_not_changed() -> None:
    """What is given stays as it was."""
    given = {"rows": [ROW] * 500}

    bounded(given, 9_000)

    assert len(given["rows"]) == 500
