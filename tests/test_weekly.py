"""The weekly look: it never fails, and one issue has what it found."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
import yaml

import projects

if TYPE_CHECKING:
    from pathlib import Path

ROOT = projects.ROOT
FLOW: dict[Any, Any] = yaml.safe_load(
    (ROOT / ".github" / "workflows" / "weekly.yml").read_text(encoding="utf-8")
)
TITLE = "What is due for another look"
DUE = "docs/claims/a.md:3:1: AGE101 overdue\n1 problem in 3 pages, 9 sentences.\n~~~~~~~~~\n"
DONE = "No problem in 3 pages, 9 sentences.\n"
EARLY = "error: this look ended early, with the exit code 2\n"
# It records what it is called with, and the body that it is given.
GH = """\
#!/usr/bin/env bash
printf '%s\\n' "$1 $2 ${3-}" >>calls
while [ $# -gt 0 ]; do
  if [ "$1" = --body-file ]; then cp "$2" body; fi
  if [ "$1" = --jq ]; then printf '%s' "$FOUND"; fi
  shift
done
"""


def run(folder: Path, script: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a script as a step of a workflow does, with a program `gh` of the test's own."""
    projects.write(folder, {"bin/gh": GH})
    (folder / "bin/gh").chmod(0o755)
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=folder,
        env={**os.environ, "PATH": path, **more},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def step(job: str, words: str) -> str:
    """The script of a step of the workflow that has some words in it."""
    (found,) = (it["run"] for it in FLOW["jobs"][job]["steps"] if words in it.get("run", ""))
    assert isinstance(found, str)
    return found


@pytest.mark.parametrize(
    ("report", "found", "calls"),
    [
        (DUE, "", ["create --title"]),
        (DUE, "7 OPEN", ["edit 7"]),
        (DUE, "7 CLOSED", ["edit 7", "reopen 7"]),
        (EARLY, "7 CLOSED", ["edit 7", "reopen 7"]),
        (DONE, "", []),
        (DONE, "7 OPEN", ["edit 7", "close 7"]),
        (DONE, "7 CLOSED", ["edit 7"]),
    ],
)
def test_issue(tmp_path: Path, report: str, found: str, calls: list[str]) -> None:
    """There is one issue, open while something is due, with the last report."""
    projects.write(tmp_path, {"report.txt": report})
    shutil.copytree(ROOT / ".ci", tmp_path / ".ci")

    result = run(tmp_path, step("issue", ".ci/issue"), FOUND=found, RUN_URL="https://example.org/1")

    assert result.returncode == 0, result.stderr
    said = (tmp_path / "calls").read_text(encoding="utf-8").splitlines()
    assert said == ["issue list --app", *(f"issue {call}" for call in calls)]
    if calls:
        body = (tmp_path / "body").read_text(encoding="utf-8")
        assert report.splitlines()[0] in body
        assert "[this run](https://example.org/1)" in body
        # The block ends where it should.
        assert [line for line in body.splitlines() if line.startswith("~~~")] == [
            "~~~~~~~~ text",
            "~~~~~~~~",
        ]


def test_issue_is_bounded(tmp_path: Path) -> None:
    """A long report is cut, since an issue has room for 65,536 characters."""
    projects.write(tmp_path, {"report.txt": DUE * 9_000})
    shutil.copytree(ROOT / ".ci", tmp_path / ".ci")

    run(tmp_path, step("issue", ".ci/issue"), FOUND="7 OPEN")

    assert len((tmp_path / "body").read_text(encoding="utf-8")) < 65_536


@pytest.mark.parametrize("code", [0, 1, 2])
def test_look_never_fails(tmp_path: Path, code: int) -> None:
    """Whatever is due, dead, or could not be asked, the job passes and has a report."""
    projects.write(tmp_path, {"scripts/review": f"echo looked; exit {code}\n"})

    result = run(tmp_path, step("look", "scripts/review"))

    assert result.returncode == 0, result.stderr
    report = (tmp_path / "report.txt").read_text(encoding="utf-8")
    assert report.startswith("looked\n")
    assert ("ended early" in report) == (code == 2)


def test_rights() -> None:
    """What asks addresses out there may write nothing, and no change waits for it."""
    jobs = FLOW["jobs"]

    # YAML takes `on` for a truth value.
    assert set(FLOW[True]) == {"schedule", "workflow_dispatch"}
    assert FLOW["permissions"] == {}
    assert jobs["look"]["permissions"] == {"contents": "read"}
    assert jobs["issue"]["permissions"] == {"contents": "read", "issues": "write"}
    assert TITLE in step("issue", ".ci/issue")
