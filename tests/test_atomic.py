"""Files are written whole or not at all, wherever they are."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from explainer import atomic


def test_kept(tmp_path: Path) -> None:
    """What is written keeps a file's permissions, and the link that leads to it."""
    file, link = tmp_path / "it.yml", tmp_path / "link.yml"
    file.write_text("old", encoding="utf-8")
    file.chmod(0o640)
    link.symlink_to(file)

    atomic.write(link, "new\r\n")

    assert link.is_symlink()
    assert file.read_bytes() == b"new\r\n"
    assert file.stat().st_mode & 0o777 == 0o640


def test_new(tmp_path: Path) -> None:
    """A new file has the permissions of any, and is not written where there is one already."""
    file = tmp_path / "folder" / "within" / "it.yml"
    plain = tmp_path / "plain"
    plain.touch()

    atomic.write(file, "one", new=True)

    with pytest.raises(FileExistsError):
        atomic.write(file, "two", new=True)
    assert file.read_text(encoding="utf-8") == "one"
    assert file.stat().st_mode == plain.stat().st_mode


def test_new_beside_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new file does not take the place of one that another process made meanwhile."""
    file = tmp_path / "it.yml"
    monkeypatch.setattr(Path, "exists", lambda _: False)
    file.write_text("theirs", encoding="utf-8")

    with pytest.raises(FileExistsError):
        atomic.write(file, "ours", new=True)

    assert [path.name for path in tmp_path.iterdir()] == ["it.yml"]
    assert file.read_text(encoding="utf-8") == "theirs"


def test_new_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new file is written also where the file system has no second names."""

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)

    atomic.write(tmp_path / "it.yml", "one", new=True)

    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["one"]


def test_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is stopped leaves the file as it was, and nothing beside it."""
    file = tmp_path / "it.yml"
    file.write_text("old", encoding="utf-8")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        atomic.write(file, "new")

    assert [path.name for path in tmp_path.iterdir()] == ["it.yml"]
    assert file.read_text(encoding="utf-8") == "old"


def test_stopped_without_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stopped it is raised, even where the file that was to take its place is gone."""

    def stop(new: Path, _: Path) -> None:
        new.unlink()
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        atomic.write(tmp_path / "it.yml", "new")


def test_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Content that takes the place of another is on the disk before it does."""
    order: list[str] = []
    replace = Path.replace

    def note(new: Path, old: Path) -> Path:
        order.append("replace")
        return replace(new, old)

    monkeypatch.setattr(os, "fsync", lambda _: order.append("fsync"))
    monkeypatch.setattr(Path, "replace", note)

    atomic.write(tmp_path / "it.yml", "new")
    atomic.write(tmp_path / "it.yml", "newer")

    assert order == ["replace", "fsync", "replace"]


def test_device() -> None:
    """What is no plain file stays what it is."""
    atomic.write(Path(os.devnull), "anything")

    assert Path(os.devnull).is_char_device()
