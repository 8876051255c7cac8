"""What a computation has read is noted, whoever reads it, and its digests tell of every change."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from explainer.inputs import (
    CONTENT,
    EXISTENCE,
    NAMES,
    TREE,
    Digests,
    Input,
    note_content,
    note_existence,
    note_tree,
    recording,
)

if TYPE_CHECKING:
    from collections.abc import Callable


def read_text(folder: Path) -> None:
    """Read a file."""
    (folder / "a").read_text(encoding="utf-8")


def read_low(folder: Path) -> None:
    """Read a file with the system's own functions."""
    os.close(os.open(folder / "a", os.O_RDONLY))


def read_missing(folder: Path) -> None:
    """Try to read a file that is not there."""
    with pytest.raises(FileNotFoundError):
        (folder / "gone").read_bytes()


def list_folder(folder: Path) -> None:
    """List a folder in three ways."""
    assert os.listdir(folder) == ["a"]  # noqa: PTH208
    assert [each.name for each in folder.iterdir()] == ["a"]
    assert next(os.walk(folder))[2] == ["a"]


def write_and_read(folder: Path) -> None:
    """Read what the computation has itself written, also to a temporary folder."""
    (folder / "new").write_text("new", encoding="utf-8")
    (folder / "new").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as name:
        Path(name, "copy").write_text("copy", encoding="utf-8")
        Path(name, "copy").read_text(encoding="utf-8")


def read_and_write(folder: Path) -> None:
    """Replace what was read."""
    text = (folder / "a").read_text(encoding="utf-8")
    (folder / "a").write_text(text + text, encoding="utf-8")


def read_library(folder: Path) -> None:
    """Read a file of the interpreter, which is not noted."""
    del folder
    Path(os.__file__).read_text(encoding="utf-8")


def note(folder: Path) -> None:
    """Note what is not seen otherwise."""
    note_content(folder / "a")
    note_existence(folder / "b")
    note_tree(folder)


def import_module(folder: Path) -> None:
    """Import a module twice: the second time from what the interpreter has compiled."""
    (folder / "made.py").write_text("X = 1\n", encoding="utf-8")
    sys.path.insert(0, str(folder))
    try:
        __import__("made")
        del sys.modules["made"]
        with recording() as inputs:
            __import__("made")
        assert Input(CONTENT, str(folder / "made.py")) in inputs()
    finally:
        sys.path.remove(str(folder))
        del sys.modules["made"]


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        (read_text, {(CONTENT, "a")}),
        (read_low, {(CONTENT, "a")}),
        (read_missing, {(CONTENT, "gone")}),
        (list_folder, {(NAMES, "")}),
        (write_and_read, set()),
        (read_and_write, {(CONTENT, "a")}),
        (read_library, set()),
        (note, {(CONTENT, "a"), (EXISTENCE, "b"), (TREE, "")}),
    ],
)
def test_recording(
    tmp_path: Path, read: Callable[[Path], None], expected: set[tuple[str, str]]
) -> None:
    """Noted are the files that were opened and the folders that were listed, by full paths."""
    (tmp_path / "a").write_text("a", encoding="utf-8")
    with recording() as outer, recording() as inputs:
        read(tmp_path)

    found = {(kind, os.path.relpath(path, tmp_path).strip(".")) for kind, path in inputs()}
    assert found == expected
    assert outer() == inputs()
    read_text(tmp_path)
    assert outer() == inputs()


def test_module(tmp_path: Path) -> None:
    """Of a module that is compiled already, its source is noted."""
    import_module(tmp_path)


def test_outside(tmp_path: Path) -> None:
    """The answer of another program is never taken for the same."""
    with recording() as inputs:
        subprocess.run([sys.executable, "-c", ""], cwd=tmp_path, check=True)

    assert Digests().joined(inputs()) != Digests().joined(inputs())


def touch(folder: Path) -> None:
    """Change no more than a time."""
    os.utime(folder / "a", ns=(1, 1))


def change(folder: Path) -> None:
    """Change the content of a file, and neither its size nor its time."""
    status = (folder / "a").stat()
    (folder / "a").write_text("b", encoding="utf-8")
    os.utime(folder / "a", ns=(status.st_atime_ns, status.st_mtime_ns))


def remove(folder: Path) -> None:
    """Remove a file."""
    (folder / "a").unlink()


def add(folder: Path) -> None:
    """Add a file."""
    (folder / "b").write_text("b", encoding="utf-8")


def add_below(folder: Path) -> None:
    """Add a file to a folder below."""
    (folder / "sub" / "c").write_text("c", encoding="utf-8")


def make_folder(folder: Path) -> None:
    """Replace a file by a folder."""
    (folder / "a").unlink()
    (folder / "a").mkdir()


def make_pipe(folder: Path) -> None:
    """Replace a file by a pipe, which nobody may wait for."""
    (folder / "a").unlink()
    os.mkfifo(folder / "a")


@pytest.mark.parametrize(
    ("act", "differing"),
    [
        (touch, set()),
        (change, {CONTENT, TREE}),
        (remove, {CONTENT, EXISTENCE, NAMES, TREE}),
        (add, {NAMES, TREE}),
        (add_below, {TREE}),
        (make_folder, {CONTENT, EXISTENCE, TREE}),
        (make_pipe, {CONTENT, EXISTENCE, TREE}),
    ],
)
def test_digests(tmp_path: Path, act: Callable[[Path], None], differing: set[str]) -> None:
    """A digest changes with what its kind is about, and with nothing else."""
    (tmp_path / "a").write_text("a", encoding="utf-8")
    (tmp_path / "sub").mkdir()
    file, folder = str(tmp_path / "a"), str(tmp_path)
    inputs = [
        Input(CONTENT, file),
        Input(EXISTENCE, file),
        Input(NAMES, folder),
        Input(TREE, folder),
    ]
    before = {each: Digests().of(each) for each in inputs}
    act(tmp_path)

    assert {each.kind for each in inputs if Digests().of(each) != before[each]} == differing
    assert Digests().joined(inputs) == Digests().joined(reversed(inputs))


@pytest.mark.parametrize("kind", [CONTENT, NAMES, TREE])
def test_settled(tmp_path: Path, kind: str) -> None:
    """What changed after a computation began, or just before, may not be what it has read."""
    (tmp_path / "a").write_text("a", encoding="utf-8")
    each = Input(kind, str(tmp_path / "a" if kind == CONTENT else tmp_path))
    now = time.time_ns()
    late, early = Digests(now + 3_000_000_000), Digests(now - 1_000_000)
    for digests in (late, early):
        digests.of(each)

    assert late.is_settled([each])
    assert not early.is_settled([each])
    assert early.is_settled([])
