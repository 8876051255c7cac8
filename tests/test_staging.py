"""A folder takes the place of another in one step, and what is killed leaves nothing for long."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import projects
from explainer import staging

NOBODY = 2**22 + 1
"""The number of no process: Linux gives none above 2²²."""


def texts(folder: Path) -> dict[str, str]:
    """The files below a folder by their paths."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text() for path in files}


@pytest.mark.parametrize("exchange", [True, False])
def test_replace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, exchange: bool) -> None:
    """The new folder is there as a whole, and nothing beside it, on every system."""
    if not exchange:
        monkeypatch.setattr(staging, "_exchange", lambda *_: False)
    projects.write(tmp_path, {"site/old": "old", "site/both": "old", "new/both": "new"})

    staging.replace(tmp_path / "new", tmp_path / "site")

    assert texts(tmp_path) == {"site/both": "new"}


def test_replace_nothing(tmp_path: Path) -> None:
    """Where there is no folder yet, the new one gets its name."""
    projects.write(tmp_path, {"new/a": "new"})

    staging.replace(tmp_path / "new", tmp_path / "site")

    assert texts(tmp_path) == {"site/a": "new"}


def test_replace_behind_a_link(tmp_path: Path) -> None:
    """A link to a folder keeps leading to it."""
    projects.write(tmp_path, {"elsewhere/a": "old", "new/b": "new"})
    (tmp_path / "site").symlink_to("elsewhere")

    staging.replace(tmp_path / "new", tmp_path / "site")

    assert (tmp_path / "site").is_symlink()
    assert texts(tmp_path / "elsewhere") == {"b": "new"}


def test_replace_a_mount_point(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be renamed is filled."""
    monkeypatch.setattr(Path, "is_mount", lambda path: path.name == "site")
    projects.write(tmp_path, {"site/old": "old", "new/b/c": "new"})
    before = (tmp_path / "site").stat().st_ino

    staging.replace(tmp_path / "new", tmp_path / "site")

    assert texts(tmp_path) == {"site/b/c": "new"}
    assert (tmp_path / "site").stat().st_ino == before


def test_replace_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old folder is put back where the new one cannot take its place."""
    monkeypatch.setattr(staging, "_exchange", lambda *_: False)
    projects.write(tmp_path, {"site/old": "old"})

    with pytest.raises(FileNotFoundError):
        staging.replace(tmp_path / "nowhere", tmp_path / "site")

    assert texts(tmp_path) == {"site/old": "old"}


def test_clear(tmp_path: Path) -> None:
    """What others have left is removed; what runs, or has another name, is not."""
    mine, theirs, moved = f".site.{os.getpid()}.new", f".site.{NOBODY}.new", f".site.{NOBODY}.old"
    others = {"site", mine, ".site.new", f".site.new.{NOBODY}.new", f"x.site.{NOBODY}.new"}
    projects.write(tmp_path, {f"{name}/a": "" for name in (*others, theirs, moved)})

    staging.clear(tmp_path / "site")

    assert {path.name for path in tmp_path.iterdir()} == others


def test_clear_between_the_two_steps(tmp_path: Path) -> None:
    """A site that was moved away when the process was killed is put back."""
    projects.write(tmp_path, {f".site.{NOBODY}.old/a": "old", f".site.{NOBODY}.new/a": "new"})

    staging.clear(tmp_path / "site")

    assert texts(tmp_path) == {"site/a": "old"}


def test_link_tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other folder has the same files, but for those left out, with links or without."""
    projects.write(tmp_path, {"a/x": "x", "a/b/y": "y", "a/b/z": "z"})

    staging.link_tree(tmp_path / "a", tmp_path / "linked", {"b/z"}.__contains__)
    monkeypatch.setattr(os, "link", _refuse)
    staging.link_tree(tmp_path / "a", tmp_path / "copied", {"x"}.__contains__)

    assert texts(tmp_path / "linked") == {"x": "x", "b/y": "y"}
    assert (tmp_path / "linked" / "x").samefile(tmp_path / "a" / "x")
    assert texts(tmp_path / "copied") == {"b/y": "y", "b/z": "z"}


def _refuse(*_: object, **__: object) -> None:
    raise PermissionError


def test_begin_waits(tmp_path: Path) -> None:
    """A second build of a site waits until the first one has ended, however that ends."""
    begin = (
        f'exec 9<.; "{sys.executable}" -m explainer.staging begin .site.new site 9 && echo begun'
    )
    env = {**os.environ, "PYTHONPATH": str(projects.ROOT / "scripts")}
    shell = ["bash", "-c", f"{begin}; read line"]

    def build() -> subprocess.Popen[str]:
        return subprocess.Popen(shell, cwd=tmp_path, env=env, text=True, stdin=subprocess.PIPE,
                                stdout=subprocess.PIPE)  # fmt: skip

    with build() as first:
        assert first.stdout
        assert first.stdout.readline() == "begun\n"
        with build() as second:
            assert second.stdout
            assert "another build" in second.stdout.readline()
            first.kill()
            assert second.stdout.readline() == "begun\n"
            second.communicate("\n")


def test_failure(tmp_path: Path) -> None:
    """What cannot be replaced is told in one line, with the exit code 2."""
    result = subprocess.run(
        [sys.executable, "-m", "explainer.staging", "replace", "nowhere", "site"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(projects.ROOT / "scripts")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 2
    assert len(result.stderr.splitlines()) == 1
    assert "nowhere" in result.stderr
