"""What each rule of meaning finds in a sentence beside a fact, and what it does not."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml

import comparing
from explainer import meaning

TABLE = yaml.safe_load((Path(__file__).parent / "comparisons.yml").read_text(encoding="utf-8"))
ROWS = [
    pytest.param(row, id=f"{part}: {row['says']} / {row.get('fact', '')}")
    for part, rows in TABLE.items()
    for row in rows
]
LONGEST = 2.0
HOSTILE = ("not ", "No. ", "rather than ", "not but ", "more than ", "all ", "said ", "A 1 and ",
           "may ", ", so it ", "put it off ", "the most ", "; ")  # fmt: skip


@pytest.mark.parametrize("row", ROWS)
def test_found(row: dict[str, Any]) -> None:
    """A sentence differs from its fact as the table says."""
    found = comparing.differences_of(row["says"], row)
    held = {kind: found[kind][0].held for kind in row.get("held", ())}
    places = {row["says"][it.start : it.end] for each in found.values() for it in each}

    assert {kind: [each.stated for each in found[kind]] for kind in found} == {
        kind: [stated] for kind, stated in row.get("finds", {}).items()
    }
    assert held == row.get("held", {})
    assert places == set(row.get("finds", {}).values())


@pytest.mark.parametrize(("words", "finds"), [(40, ["The dam broke."]), (41, [])])
def test_longest_fact(words: int, finds: list[str]) -> None:
    """A sentence is not compared with a fact of more than forty words."""
    fact = (
        f"The dam did not break.{' It rained.' * ((words - 5) // 2)}{' Yes.' * ((words - 5) % 2)}"
    )
    found = comparing.differing("The dam broke.", {"fact": fact})

    assert len(fact.split()) == words
    assert found.get("negation", []) == finds


@pytest.mark.parametrize("text", ["", " ", "…", "\u0301", "中文。", "a" * 5_000, ".;:,()"])
def test_any_text(text: str) -> None:
    """No text raises, on either side."""
    fact = "The dam did not break, and the mayor said that all may be well."

    assert comparing.differing(text, {"fact": fact}) == {}
    comparing.differing(fact, {"fact": text})


@pytest.mark.parametrize("text", HOSTILE)
def test_long(text: str) -> None:
    """A text ten times as long takes at most about ten times as long."""
    fact = {"fact": "The dam is taller than the pier, which may not open, the mayor said."}

    def seconds(length: int) -> float:
        start = time.process_time()
        comparing.differing(text * (length // len(text)), fact)
        return time.process_time() - start

    seconds(100)

    assert seconds(20_000) < max(LONGEST, 25 * seconds(2_000))


@pytest.mark.parametrize(
    ("code", "known"), [("en", True), ("en-GB", True), ("EN_us", True), ("fr", False), ("", False)]
)
def test_languages(code: str, known: bool) -> None:  # noqa: FBT001
    """English is known in all its varieties, and no other language is."""
    assert meaning.is_known(code) == known


def test_contraries_of_a_site() -> None:
    """A pair of a site's own goes against each other in all forms."""
    language = meaning.language_of("en", (("moor", "cast off"),))
    wording = meaning.wording_of("They cast it off, and others moored.", language)

    uses = wording.uses("contraries")
    assert [(wording.written(use.positions), use.side and use.side.sign) for use in uses] == [
        ("cast it off", -1),
        ("moored", 1),
    ]
