"""The workflows that the guide gives: what they may do, and what they run."""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
import yaml

import projects
from explainer.project_diff.markdown_text import HEADING

if TYPE_CHECKING:
    from pathlib import Path

GUIDE = (projects.ROOT / "docs" / "contribute" / "publish.md").read_text(encoding="utf-8")
TEXT = re.findall(
    r"```yaml title=\"\.github/workflows/evidence\.yml\"\n(.*?)```", GUIDE, re.DOTALL
)[0]
FLOW: dict[Any, Any] = yaml.safe_load(TEXT)
GH = "#!/bin/sh\nprintf '%s\\n' \"$*\" >>calls\ncase $* in *--jq*) printf '%s' \"$FOUND\";; esac\n"


def test_rights() -> None:
    """The job that reads a change may write nothing, and the one that writes runs none of it."""
    read, write = FLOW["jobs"]["compare"], FLOW["jobs"]["comment"]

    # YAML takes `on` for a truth value.
    assert FLOW[True] == "pull_request"
    assert FLOW["permissions"] == {}
    assert read["permissions"] == {"contents": "read"}
    assert write["permissions"] == {"pull-requests": "write"}
    assert "head.repo.full_name == github.repository" in write["if"]
    assert not any("checkout" in step.get("uses", "") for step in write["steps"])
    assert "secrets." not in TEXT
    # What comes from a change reaches no shell as a part of a command.
    assert not any("${{" in step.get("run", "") for job in (read, write) for step in job["steps"])


@pytest.mark.parametrize(
    ("found", "call"),
    [
        ("", "api repos/a/b/issues/7/comments --field body=@evidence.md"),
        ("5", "api --method PATCH repos/a/b/issues/comments/5 --field body=@evidence.md"),
    ],
)
def test_comment(tmp_path: Path, found: str, call: str) -> None:
    """The comment is written once, and then kept up to date."""
    script = next(it["run"] for it in FLOW["jobs"]["comment"]["steps"] if "run" in it)
    projects.write(tmp_path, {"bin/gh": GH, "evidence.md": f"{HEADING}\n"})
    (tmp_path / "bin/gh").chmod(0o755)
    path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"
    known = {"PATH": path, "FOUND": found, "GH_REPO": "a/b", "NUMBER": "7"}

    subprocess.run(
        ["bash", "-e", "-c", script], cwd=tmp_path, env={**os.environ, **known}, check=True
    )

    calls = (tmp_path / "calls").read_text(encoding="utf-8")
    assert HEADING in calls
    assert calls.splitlines()[-1] == call
