"""The sentences of a page before and after a change."""

from __future__ import annotations

import pytest

from explainer.project_diff.sentence_changes import sentence_changes
from explainer.project_diff.snapshot import SentenceState

WARM = "The air has warmed by 1.1 °C. [a#b]"
WARMER = "The air has warmed by 1.3 °C. [a#b]"
RECITED = "The air has warmed by 1.1 °C. [a#d]"
SEA = "The sea is cold. [a#c]"
BARE = "It burned down long ago."

CASES: dict[str, tuple[list[str], list[str], list[str]]] = {
    "same": ([WARM, SEA], [WARM, SEA], []),
    "added": ([WARM], [WARM, SEA], [f"added {SEA}"]),
    "removed": ([WARM, SEA], [SEA], [f"removed {WARM}"]),
    "reworded": ([WARM, SEA], [WARMER, SEA], [f"reworded {WARMER}"]),
    "replaced": ([WARM], [BARE], [f"removed {WARM}", f"added {BARE}"]),
    "recited": ([WARM], [RECITED], [f"recited {RECITED}"]),
    "moved": ([WARM, SEA, BARE], [SEA, BARE, WARM], []),
    "moved and cited anew": ([WARM, SEA], [SEA, RECITED], [f"recited {RECITED}"]),
    "shifted": (["It is so. [x#y]", SEA], ["It is so. [x#y]", SEA], ["shifted It is so. [x#y]"]),
    "twice": ([BARE], [BARE, BARE], [f"added {BARE}"]),
    "all new": ([], [WARM, BARE], [f"added {WARM}", f"added {BARE}"]),
}  # fmt: skip


def sentence(written: str) -> SentenceState:
    """A sentence of its text, with what it cites in brackets."""
    text, _, cites = written.partition(" [")
    return SentenceState(text, tuple(filter(None, [cites.rstrip("]")])))


@pytest.mark.parametrize("name", CASES)
def test_changes(name: str) -> None:
    """Each change is told once, as what it is."""
    before, after, expected = CASES[name]
    found = sentence_changes(
        [sentence(each) for each in before], [sentence(each) for each in after], {"x#y"}
    )

    shown = []
    for each in found:
        state = each.after or each.before
        assert state
        cites = f" [{state.cites[0]}]" if state.cites else ""
        shown.append(f"{each.kind} {state.text}{cites}")
    assert shown == expected
