"""Two snapshots of a project compared, by page, claim and source."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from explainer.project_diff.sentence_changes import SentenceChange, sentence_changes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from explainer.project_diff.snapshot import (
        ClaimState,
        ProblemState,
        SentenceState,
        Snapshot,
        SourceState,
    )

_SAME_SHARE = 0.5
"""From which share of the same sentences on a new page is an old one that was renamed."""


class FileChange(NamedTuple):
    """
    A page, or another file, that changed.

    `was` is the path that it had before. `sentences` are empty for a file that is no page.
    """

    path: str
    was: str
    sentences: tuple[SentenceChange, ...] = ()
    new_problems: tuple[ProblemState, ...] = ()
    gone_problems: tuple[ProblemState, ...] = ()


class ClaimChange(NamedTuple):
    """A claim that is new, gone or changed; one of the two is `None` in the first cases."""

    slug: str
    before: ClaimState | None
    after: ClaimState | None

    @property
    def verdict_changed(self) -> bool:
        """Whether it was there and has another verdict now."""
        return bool(self.before and self.after and self.before.verdict != self.after.verdict)


class SourceChange(NamedTuple):
    """
    A source that is new, gone or changed.

    `fields` are the names of the fields that changed, `passages` those of the passages.
    """

    key: str
    before: SourceState | None
    after: SourceState | None
    fields: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()


class Comparison(NamedTuple):
    """What changed: the totals before and after, files, claims and sources."""

    before: Mapping[str, int]
    after: Mapping[str, int]
    files: tuple[FileChange, ...]
    claims: tuple[ClaimChange, ...]
    sources: tuple[SourceChange, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the change touches no evidence."""
        return not (self.files or self.claims or self.sources)

    def count(self, kind: str) -> int:
        """How many sentences have a change of a kind."""
        return sum(each.kind == kind for file in self.files for each in file.sentences)


def compare(before: Snapshot, after: Snapshot) -> Comparison:
    """What changed from one snapshot to another."""
    sources = tuple(_sources(before, after))
    changed = {f"{each.key}#{slug}" for each in sources for slug in each.passages}
    # A citation of a whole source rests on each of its passages.
    changed |= {each.key for each in sources if each.passages}
    renamed = _renamed(before.pages, after.pages)
    files = tuple(_files(before, after, renamed, changed))
    names = dict.fromkeys([*before.totals, *after.totals])
    # Problems come last, whatever verdicts only one of the two has.
    order = sorted(names, key=lambda name: name == "problems")
    return Comparison(
        {name: before.totals.get(name, 0) for name in order},
        {name: after.totals.get(name, 0) for name in order},
        files,
        tuple(_claims(before, after)),
        sources,
    )


def _files(
    before: Snapshot, after: Snapshot, renamed: Mapping[str, str], changed: set[str]
) -> Iterator[FileChange]:
    """The pages and other files with changes, in the order of their paths."""
    new, gone = _problems(before, after, renamed)
    old_names = {path: name for name, path in renamed.items()}
    paths = {renamed.get(path, path) for path in before.pages} | set(after.pages)
    paths |= {each.path for each in new} | {each.path for each in gone}
    for path in sorted(paths):
        was = old_names.get(path, path)
        changes = sentence_changes(before.pages.get(was, ()), after.pages.get(path, ()), changed)
        change = FileChange(
            path,
            was,
            tuple(changes),
            tuple(each for each in new if each.path == path),
            tuple(each for each in gone if each.path == path),
        )
        if change.sentences or change.new_problems or change.gone_problems or was != path:
            yield change


def _problems(
    before: Snapshot, after: Snapshot, renamed: Mapping[str, str]
) -> tuple[list[ProblemState], list[ProblemState]]:
    """The problems that are new, and those that are gone, at the paths that files have now."""
    old = [each._replace(path=renamed.get(each.path, each.path)) for each in before.problems]
    return _more(after.problems, old), _more(old, after.problems)


def _more(
    problems: list[ProblemState] | tuple[ProblemState, ...],
    others: list[ProblemState] | tuple[ProblemState, ...],
) -> list[ProblemState]:
    """The problems that are not, or not so often, among others; lines do not count."""
    known = Counter(each[:3] for each in others)
    found = []
    for each in problems:
        if known[each[:3]]:
            known[each[:3]] -= 1
        else:
            found.append(each)
    return found


def _renamed(
    before: Mapping[str, tuple[SentenceState, ...]], after: Mapping[str, tuple[SentenceState, ...]]
) -> dict[str, str]:
    """The new paths of pages that have mostly the same sentences under another path."""
    gone = {path: before[path] for path in before if path not in after}
    found: dict[str, str] = {}
    for path in (path for path in after if path not in before):
        texts = Counter(each.text for each in after[path])
        shares = {
            old: (Counter(it.text for it in page) & texts).total() / max(len(page), 1)
            for old, page in gone.items()
            if old not in found
        }
        best = max(shares, key=lambda old: shares[old], default=None)
        if best is not None and shares[best] >= _SAME_SHARE:
            found[best] = path
    return found


def _claims(before: Snapshot, after: Snapshot) -> Iterator[ClaimChange]:
    for slug in sorted({*before.claims, *after.claims}):
        change = ClaimChange(slug, before.claims.get(slug), after.claims.get(slug))
        if change.before != change.after:
            yield change


def _sources(before: Snapshot, after: Snapshot) -> Iterator[SourceChange]:
    for key in sorted({*before.sources, *after.sources}):
        old, new = before.sources.get(key), after.sources.get(key)
        if old == new:
            continue
        fields: tuple[str, ...] = ()
        passages: tuple[str, ...] = ()
        if old and new:
            fields = _different(old.fields, new.fields)
            passages = _different(old.passages, new.passages)
        yield SourceChange(key, old, new, fields, passages)


def _different(one: Mapping[str, object], other: Mapping[str, object]) -> tuple[str, ...]:
    """The names under which two mappings have different values, or only one has any."""
    return tuple(name for name in dict.fromkeys([*one, *other]) if one.get(name) != other.get(name))
