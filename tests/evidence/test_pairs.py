"""
How often the comparing of sentences with evidence is right: sentences on six subjects.

Editors ruled on every sentence of `pairs/*.yml` before there was anything to compare with: `right`
is one that its passage holds, `wrong` one that it does not. A right one that is reported all the
same is marked with `miss`, which says why, and counts against the few that may be.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

import comparing

FOLDER = Path(__file__).parent.parent / "pairs"
SUBJECTS = ("climate", "economics", "law", "medicine", "politics", "sport")
LEAST_OF_EACH = 50
MOST_MISSED = 0.03


class Pair(NamedTuple):
    """A sentence beside a passage."""

    sentence: str
    right: bool
    missed: bool
    passage: dict[str, Any]

    @property
    def lacking(self) -> list[str]:
        """What the passage lacks of the sentence, as it is written there."""
        found = comparing.lacking(self.sentence, comparing.held(self.passage))
        return [f"{kind}: {text}" for kind in found for text in found[kind]]


PAIRS = [
    Pair(each.get("right") or each["wrong"], "right" in each, "miss" in each, passage)
    for file in sorted(FOLDER.glob("*.yml"))
    for passage in yaml.safe_load(file.read_text(encoding="utf-8"))
    for each in passage["sentences"]
]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.sentence)
def test_pair(pair: Pair) -> None:
    """Of a right sentence nothing is lacking, and of a wrong one something is."""
    if pair.missed:
        assert pair.lacking, "no longer a miss: drop `miss`"
    elif pair.right:
        assert pair.lacking == []
    else:
        assert pair.lacking


def test_enough() -> None:
    """At most three of a hundred right sentences are reported; of the wrong ones all are."""
    counts = Counter(pair.right for pair in PAIRS)

    assert sorted(file.stem for file in FOLDER.glob("*.yml")) == list(SUBJECTS)
    assert min(counts[True], counts[False]) >= LEAST_OF_EACH
    assert sum(pair.missed for pair in PAIRS) <= MOST_MISSED * counts[True]
    assert all(pair.right for pair in PAIRS if pair.missed)
