"""
A revision of a Git repository in a folder of its own.

The repository stays as it is: its index, its working tree and its list of worktrees.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from explainer.model import CannotCheckError

if TYPE_CHECKING:
    from collections.abc import Iterator

_SECONDS = 300


class RevisionError(CannotCheckError):
    """A revision cannot be read: there is none, no repository, or no Git."""


@contextlib.contextmanager
def checked_out(project: Path, revision: str) -> Iterator[Path]:
    """
    The folder of a project as it was at a revision; it is removed behind the `with`.

    Raises `RevisionError` where there is no such revision, or no such project in it.
    """
    top = Path(_git(project, "rev-parse", "--show-toplevel"))
    inside = _git(project, "rev-parse", "--show-prefix")
    commit = commit_of(project, revision)
    if commit is None:
        message = f"there is no revision {revision!r} in the repository of {top}"
        raise RevisionError(message)
    with tempfile.TemporaryDirectory(prefix="explainer-diff-") as name:
        folder = Path(name).resolve() / "files"
        folder.mkdir()
        index = {"GIT_INDEX_FILE": str(folder.parent / "index")}
        _git(top, "read-tree", commit, **index)
        _git(top, "checkout-index", "--all", "--force", f"--prefix={folder}/", **index)
        found = folder / inside
        if not found.is_dir():
            message = f"there is no {inside} at {revision!r}"
            raise RevisionError(message)
        yield found


def commit_of(project: Path, revision: str) -> str | None:
    """The commit that a revision names, or `None` where there is none."""
    try:
        return _git(
            project,
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            f"{revision}^{{commit}}",
        )
    except RevisionError:
        return None


def _git(folder: Path, *words: str, **more: str) -> str:
    """What a command of Git says; no hook and no filter that asks the network runs."""
    try:
        result = subprocess.run(  # noqa: S603  (the words are ours, and a revision is checked)
            ["git", "-c", f"core.hooksPath={os.devnull}", "-c", "core.fsmonitor=false", *words],  # noqa: S607
            cwd=folder,
            env=_environment() | more,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
    except FileNotFoundError:
        message = "to compare revisions, Git has to be installed"
        raise RevisionError(message) from None
    except subprocess.TimeoutExpired:
        message = f"git {words[0]} took too long"
        raise RevisionError(message) from None
    if result.returncode:
        reason = (result.stderr.strip().splitlines() or ["no reason given"])[-1]
        message = f"git {words[0]}: {reason}"
        raise RevisionError(message)
    return result.stdout.strip("\n")


def _environment() -> dict[str, str]:
    """The environment without what would lead Git to another repository."""
    kept = {name: value for name, value in os.environ.items() if not _leads_astray(name)}
    return kept | {"GIT_LFS_SKIP_SMUDGE": "1", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}


def _leads_astray(name: str) -> bool:
    return name in {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"}
