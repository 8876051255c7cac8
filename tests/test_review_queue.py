"""The order in which people read sentences, and when each page was last changed."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

import projects
from explainer.project import read_project
from explainer.review_queue import change_times, git, queue_of
from explainer.reviews import statuses_of
from explainer.settings import read_settings

if TYPE_CHECKING:
    from pathlib import Path

PUMPS = """\
type: report
title: Pumps
publisher: Pump Press
issued: 2026-06
tier: trade-press
origin: pump-press
passages:
  - {slug: one, fact: "Old pumps in Lierbeek failed in 2019."}
  - {slug: two, fact: Rain fell on roads at night.}
"""
CLAIM = """\
---
title: Acme sold pumps.
verdict: unverified
as_of: 2026-11-24
review_after: 2999-11-24
evidence: []
changes: [{date: 2026-11-24, what: First published., verdict: unverified}]
---
The old pumps failed in 2019. [@pumps#one]
"""
RISKS = [
    ("The old pumps failed in 2019. [@pumps#one]", ()),
    ("The old pumps broke twice near Ghent in 2018. [@pumps#one]", ("few-words",)),
    ("The old pumps failed twice near Ghent in 2018. [@pumps#one]", ()),
    ("The pumps failed in 2019. [@pumps#one]", ()),
    ("The old pumps failed again. [@pumps#one]", ("uncompared",)),
    ("The old pumps may have failed in 2019. [@pumps#one]", ("hedge",)),
    ("Rain fell on roads in Lierbeek. [@pumps#one]", ("few-words",)),
    ("Rain fell on roads in Lierbeek. [@pumps]", ()),
    ("Rain fell on roads in Lierbeek. [@pumps#one; @pumps#two]", ()),
    ("The old pumps failed in 2019. [@pumps#one; @claims/sold]", ("verdict",)),
    ("It failed in 2019. [@pumps#one]", ()),
    ("Wet hands may clean dusty windows. [@pumps#one]", ("uncompared", "few-words", "hedge")),
]


def queued(folder: Path, text: str, **changed: float) -> list[tuple[str, int, tuple[str, ...]]]:
    """The sentences of a page and of a claim as they are queued: text, risk and reasons."""
    files = {"docs/sources/pumps.yml": PUMPS, "docs/claims/sold.md": CLAIM}
    projects.write(folder, {**projects.BASE, **files, "docs/index.md": f"# Pumps\n\n{text}\n"})
    project = read_project(read_settings(folder)).project
    statuses = statuses_of(project.pages, project.sources, project.claims, ())
    times = {f"docs/{name}.md": time for name, time in changed.items()}
    return [
        (each.status.sentence.text, each.risk, each.risks)
        for each in queue_of(project, statuses, times)
    ]


@pytest.mark.parametrize(("text", "risks"), RISKS)
def test_risks(tmp_path: Path, text: str, risks: tuple[str, ...]) -> None:
    """A sentence is riskier the less of it the rules compare, and where a verdict rests on it."""
    found = queued(tmp_path, text)

    assert sorted(risks for _, _, risks in found) == sorted([("verdict",), risks])


@pytest.mark.parametrize(
    ("changed", "order"),
    [
        ({}, ["It may rise.", "Claim", "Rain fell on roads.", "It was 2019.", "It was 2020."]),
        ({"index": 9.0}, ["It may rise.", "Rain fell on roads.", "Claim", "It was 2019."]),
    ],
)
def test_order(tmp_path: Path, changed: dict[str, float], order: list[str]) -> None:
    """The riskiest comes first, then the newest page, then the order of the text."""
    text = (
        "It was 2019. [@pumps#one] It was 2020. [@pumps#one]"
        " It may rise. [@pumps#one] Rain fell in 2019 on wide Dutch roads. [@pumps#one]"
    )
    found = queued(tmp_path, text, **changed)
    risks = [risk for _, risk, _ in found]
    names = {"The old pumps failed in 2019.": "Claim"}
    names["Rain fell in 2019 on wide Dutch roads."] = "Rain fell on roads."

    assert [names.get(text, text) for text, _, _ in found][: len(order)] == order
    assert risks == [4, 2, 2, 0, 0]


def commit(folder: Path, day: str) -> None:
    """Commit all that has changed, on a day."""
    dated = {**os.environ, "GIT_COMMITTER_DATE": f"{day}T00:00:00Z"}
    name = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    for arguments in (["add", "."], ["commit", "-m", "a"]):
        subprocess.run(
            ["git", *name, *arguments], cwd=folder, check=True, capture_output=True, env=dated
        )


def test_change_times(tmp_path: Path) -> None:
    """A page is as new as its last commit, or as its file where that has changed since."""
    folder = tmp_path / "a b"
    projects.write(folder, {"one.md": "1", "two.md": "1", "ü.md": "1"})
    projects.write(tmp_path, {"other.md": "1"})
    subprocess.run(["git", "init"], cwd=tmp_path, check=True, capture_output=True)
    commit(tmp_path, "2020-01-01")
    projects.write(folder, {"two.md": "2", "ü.md": "2"})
    commit(tmp_path, "2021-01-01")
    projects.write(folder, {"ü.md": "3", "new.md": "1"})
    for name in ("ü.md", "new.md"):
        os.utime(folder / name, (9, 9))

    assert change_times(folder, ["one.md", "two.md", "ü.md", "new.md", "gone.md"]) == {
        "one.md": 1577836800.0, "two.md": 1609459200.0, "ü.md": 9.0, "new.md": 9.0, "gone.md": 0.0,
    }  # fmt: skip


def test_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Git fails or is missing it says nothing, and the time is the file's."""
    projects.write(tmp_path, {"one.md": "1"})
    os.utime(tmp_path / "one.md", (9, 9))
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))

    assert git(tmp_path, "log") == ""
    assert git(tmp_path, "version").startswith("git version ")
    assert change_times(tmp_path, ["one.md"]) == {"one.md": 9.0}
    monkeypatch.setenv("PATH", "")
    assert git(tmp_path, "version") == ""
