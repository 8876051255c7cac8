"""
The order in which people read sentences beside what they cite: the riskiest first, then the newest.

A sentence is riskier where its last review has lapsed, where it has no figure, date, name or
quotation to compare, where it hedges, where a verdict rests on it or it rests on one, and where it
shares few words with what it cites.
"""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, NamedTuple

from explainer import evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from explainer.model import Passage, Project
    from explainer.reviews import ReviewStatus

_FEWEST_SHARED = 3
_RISKS = {
    "lapsed": (4, "it was read before, and has changed since"),
    "uncompared": (3, "it has no figure, date, name or quotation to compare"),
    "few-words": (2, "it shares few words with what it cites"),
    "verdict": (2, "a verdict depends on it, or it on one"),
    "hedge": (1, "it hedges or attributes"),
}


class QueuedSentence(NamedTuple):
    """A sentence to be read; `risks` are keys of the reasons to read it soon."""

    status: ReviewStatus
    risks: tuple[str, ...] = ()
    changed: float = 0.0

    @property
    def reasons(self) -> list[str]:
        """The reasons to read it soon, in words."""
        return [_RISKS[risk][1] for risk in self.risks]

    @property
    def risk(self) -> int:
        """How risky it is; 0 where there is no reason to read it before others."""
        return sum(_RISKS[risk][0] for risk in self.risks)


def queue_of(
    project: Project, statuses: Iterable[ReviewStatus], changed: Mapping[str, float]
) -> list[QueuedSentence]:
    """
    Sentences in the order in which to read them.

    `changed` is the time of the last change of each page, by its path.
    """
    pages = frozenset(claim.place.path for claim in project.claims.values())
    queue = [
        QueuedSentence(each, tuple(_risks(project, each, pages)), changed.get(each.page.path, 0.0))
        for each in statuses
    ]
    return sorted(queue, key=lambda each: (-each.risk, -each.changed, each.status.sentence.place))


def _risks(project: Project, status: ReviewStatus, claim_pages: frozenset[str]) -> Iterator[str]:
    text = status.sentence.text
    stated = evidence.extract(text, evidence.lexicon_of(project.vocabulary))
    passages = list(_passages(project, status))
    shared = {word for each in passages for word in evidence.shared_words(text, each)}
    cites_claim = any(each.claim for each in status.sentence.effective_citations)
    if status.lapsed:
        yield "lapsed"
    if not any(stated):
        yield "uncompared"
    if passages and len(shared) < _FEWEST_SHARED and evidence.has_enough_words(text):
        yield "few-words"
    if cites_claim or status.page.path in claim_pages:
        yield "verdict"
    if evidence.is_hedged(text):
        yield "hedge"


def _passages(project: Project, status: ReviewStatus) -> Iterator[Passage]:
    for citation in status.sentence.effective_citations:
        source = project.sources.get(citation.key)
        for passage in source.passages if source else ():
            if citation.passage in {None, passage.slug}:
                yield passage


def change_times(root: Path, paths: Sequence[str]) -> dict[str, float]:
    """
    When each page was last changed, as seconds since 1970, by its path below `root`.

    That is its last commit, or the time of its file where it has changes that are not committed
    or there is no Git.
    """
    committed = _commit_times(root)
    return {path: committed.get(path) or _file_time(root / path) for path in paths}


def _commit_times(root: Path) -> dict[str, float]:
    """The time of the last commit of each file without later changes, by its path below `root`."""
    log = git(root, "log", "-z", "--format=%x01%ct", "--name-only", "--relative", "--", ".")
    times: dict[str, float] = {}
    for commit in log.split("\1")[1:]:
        time, *names = commit.replace("\n", "\0").split("\0")
        for name in filter(None, names):
            times.setdefault(name, float(time))
    for name in git(root, "diff", "-z", "--name-only", "--relative", "HEAD", "--", ".").split("\0"):
        times.pop(name, None)
    return times


def git(root: Path, *arguments: str) -> str:
    """What Git says, or an empty text where it fails or there is none."""
    try:
        ended = subprocess.run(  # noqa: S603  (the arguments are ours)
            ["git", *arguments],  # noqa: S607  (the one that people have)
            cwd=root,
            capture_output=True,
            check=True,
            timeout=60,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return ended.stdout.decode(errors="replace")


def _file_time(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0
