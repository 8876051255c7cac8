"""
How often a sentence with another meaning is noticed, and one with the same is not.

Others than those who wrote the rules ruled on every sentence of `pairs/meaning/*.yml`, before there
was anything to compare with. A `wrong` one has its `kind`, and is marked `unseen` where no rule
notices it; a `right` one that a rule of meaning reports is marked `miss`, with the kinds.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

import comparing

FOLDER = Path(__file__).parent.parent / "pairs" / "meaning"
LEAST_SEEN = {
    "negation": 5,
    "verb": 10,
    "hedge": 9,
    "attribution": 5,
    "scope": 5,
    "cause": 5,
    "comparison": 3,
}
"""How many of sixteen of each kind are noticed, at least."""
MOST_MISSED = 0.12


class Pair(NamedTuple):
    """A sentence beside a fact."""

    sentence: str
    kind: str
    unseen: bool
    miss: str
    row: dict[str, Any]

    @property
    def noticed(self) -> list[str]:
        """What is noticed in it, by its kinds."""
        lacking = comparing.lacking(self.sentence, comparing.held(self.row))
        differing = comparing.differing(self.sentence, self.row)
        return [*(kind for kind, found in lacking.items() if found), *differing]


PAIRS = [
    Pair(
        each.get("right") or each["wrong"],
        each.get("kind", "right"),
        each.get("unseen", False),
        each.get("miss", ""),
        row,
    )
    for file in sorted(FOLDER.glob("*.yml"))
    for row in yaml.safe_load(file.read_text(encoding="utf-8"))
    for each in row["sentences"]
]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.sentence)
def test_pair(pair: Pair) -> None:
    """A wrong sentence is noticed, and the meaning of a right one is not reported."""
    if pair.kind == "right":
        assert ", ".join(comparing.differing(pair.sentence, pair.row)) == pair.miss
    else:
        assert bool(pair.noticed) == (not pair.unseen), "mark what is not noticed with `unseen`"


def test_enough() -> None:
    """Of each kind some are noticed, and of the right ones few are reported."""
    seen = Counter(pair.kind for pair in PAIRS if not pair.unseen)
    missed = sum(bool(pair.miss) for pair in PAIRS)

    assert all(seen[kind] >= least for kind, least in LEAST_SEEN.items()), seen
    assert missed <= MOST_MISSED * seen["right"]
