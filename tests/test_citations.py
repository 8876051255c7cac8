"""The grammar of citations."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from explainer import citations

CASES = yaml.safe_load((Path(__file__).parent / "citations.yml").read_text(encoding="utf-8"))
PLAIN = {"passage": None, "prefix": "", "locator": "", "narrative": False}
MARKUP = st.text(alphabet="[]@;#-,. \n`<>!\\:/{}()^ab1é", max_size=60)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_find(case: dict[str, Any]) -> None:
    """In each text just the citations of the table are found, with all their parts."""
    known = case["known"].__contains__ if "known" in case else None
    found = [
        {
            "key": item.key,
            "passage": item.passage,
            "prefix": item.prefix,
            "locator": item.locator,
            "narrative": group.narrative,
        }
        for group in citations.find(case["text"], known)
        for item in group.items
    ]

    assert [{**PLAIN, **expected} for expected in case["found"]] == found


@given(MARKUP | st.text())
def test_any_text(text: str) -> None:
    """Any text is read; citations come in order, do not overlap, and each is found on its own."""
    groups = citations.find(text)

    assert all(a.end <= b.start for a, b in itertools.pairwise(groups))
    for group in groups:
        assert citations.at(text, group.start) == group
        assert all(text[item.at] == "@" for item in group.items)
    for start, end in citations.literal(text):
        assert text[start] == "@"
        assert start < end


@given(st.from_regex(r"[a-z0-9]{1,5}([-.:/_][a-z0-9]{1,5}){0,3}", fullmatch=True))
def test_round_trip(key: str) -> None:
    """A key made of letters, digits and single marks between them can be cited as it is."""
    assert citations.is_key(key)
    assert [group.items[0].key for group in citations.find(f"It warmed [@{key}].")] == [key]


@pytest.mark.parametrize("text", ["[", "[@a; ", "`", "<", "[a](b ", "```\n[@a\n", "@a "])
def test_long_text(text: str) -> None:
    """A long and repetitive text is read in a time that does not explode."""
    citations.find(text * 2_000)
