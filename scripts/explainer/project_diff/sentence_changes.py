"""The sentences of a page before and after a change: which are new, gone, reworded, cited anew."""

from __future__ import annotations

import difflib
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from explainer.project_diff.snapshot import SentenceState

_ALIKE = 0.5
"""From which share of common letters on a sentence in the place of another is that one reworded."""


class SentenceChange(NamedTuple):
    """
    A change of one sentence.

    `kind` is `added`, `removed`, `reworded`, `recited` where only its citations or its label
    changed, or `shifted` where what it cites was changed and the sentence was not.
    """

    kind: str
    before: SentenceState | None = None
    after: SentenceState | None = None
    cites: tuple[str, ...] = ()


def sentence_changes(
    before: Sequence[SentenceState],
    after: Sequence[SentenceState],
    changed: Collection[str] = (),
) -> list[SentenceChange]:
    """
    The changes of a page, in its order.

    `changed` are the passages whose facts or words changed, as citations name them.
    """
    matcher = difflib.SequenceMatcher(
        None, [each.text for each in before], [each.text for each in after], autojunk=False
    )
    found: list[SentenceChange] = []
    for _, start, end, other, stop in matcher.get_opcodes():
        found += _changes(before[start:end], after[other:stop], changed)
    return _without_moves(found)


def _changes(
    before: Sequence[SentenceState], after: Sequence[SentenceState], changed: Collection[str]
) -> Iterator[SentenceChange]:
    """The changes of some sentences that stand in the place of others, of the same ones too."""
    for old, new in zip_longest(before, after):
        if old is None:
            yield SentenceChange("added", after=new)
        elif new is None:
            yield SentenceChange("removed", before=old)
        elif old.text != new.text:
            if _similar(old.text, new.text):
                yield SentenceChange("reworded", old, new)
            else:
                yield SentenceChange("removed", before=old)
                yield SentenceChange("added", after=new)
        elif old != new:
            yield SentenceChange("recited", old, new)
        elif shifted := tuple(each for each in new.cites if each in changed):
            yield SentenceChange("shifted", old, new, shifted)


def _similar(one: str, other: str) -> bool:
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _without_moves(changes: Sequence[SentenceChange]) -> list[SentenceChange]:
    """Changes without the sentences that only stand elsewhere on the page."""
    added = [each.after for each in changes if each.kind == "added"]
    moved = []
    for each in changes:
        if each.kind == "removed" and each.before in added:
            added.remove(each.before)
            moved.append(each.before)
    kept = []
    rest = {"added": list(moved), "removed": list(moved)}
    for each in changes:
        sentence = each.after or each.before
        if each.kind in rest and sentence in rest[each.kind]:
            rest[each.kind].remove(sentence)
        else:
            kept.append(each)
    return kept
