"""The limits that rules set belong to what they allow, or not, as the tables say."""

from __future__ import annotations

from typing import Any

import pytest

from explainer.model import Place, Source
from explainer.rules.age import MOST_DAYS, overdue_since
from explainer.rules.source import MOST_WORDS, count_words

TODAY = "2026-11-24"


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("", 0),
        ("one two  three", 3),
        ("温", 1),
        ("温度", 1),
        ("温度上", 2),
        (f"{'word ' * MOST_WORDS}温", MOST_WORDS + 1),
        ("word温word", 3),
        ("온도 가", 2),
    ],
)
def test_words(words: str, count: int) -> None:
    """Two characters of a script without spaces count as a word, and so does one alone."""
    assert count_words(words) == count


@pytest.mark.parametrize(
    ("source", "overdue"),
    [
        ({}, ("", "has no day of access")),
        ({"accessed": "2026-05-28"}, None),
        ({"accessed": "2026-05-27"}, ("accessed", "was last opened on 2026-05-27")),
        ({"accessed": "2026-05-27", "read": "2026-11-20", "outcome": "found"}, None),
        (
            {"accessed": "2026-11-20", "read": "2026-11-20", "outcome": "words-gone"},
            ("outcome", "was without the words of its passages on 2026-11-20"),
        ),
        (
            {"accessed": "2026-11-20", "read": "2026-11-21", "outcome": "dead"},
            ("outcome", "was dead on 2026-11-21"),
        ),
        ({"accessed": "2026-11-21", "read": "2026-11-20", "outcome": "dead"}, None),
    ],
)
def test_overdue(source: dict[str, Any], overdue: tuple[str, str] | None) -> None:
    """A source is overdue after so many days, or once its page was found dead or changed."""
    known = Source(key="heat", place=Place("heat.yml"), title="Heat", **source)

    assert MOST_DAYS == 180
    assert overdue_since(known, TODAY) == overdue
