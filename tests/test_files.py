"""Files of a project: what is no regular file is told, and nothing hangs."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

import pytest

from explainer import files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))


MADE: dict[str, Callable[[Path], object]] = {
    "is a named pipe, and no file": os.mkfifo,
    "is a folder, and no file": os.mkdir,
    "is a socket, and no file": _socket,
    "is a device, and no file": lambda path: path.symlink_to("/dev/zero"),
    "is a link that leads to itself": lambda path: path.symlink_to(path),
    "is a link to a file that is not there": lambda path: path.symlink_to("nowhere"),
    "is larger than 1 MB": lambda path: path.write_bytes(b"a" * 1_100_000),
    "is not UTF-8": lambda path: path.write_bytes(b"a\n\xff"),
}


@pytest.mark.parametrize("fault", MADE)
def test_what_is_no_file_of_text_is_told(tmp_path: Path, fault: str) -> None:
    """Whatever stands under the name of a file, its error says what it is, and what to do."""
    path = tmp_path / "x.md"
    MADE[fault](path)

    with pytest.raises(files.FileError) as caught:
        files.read_text(path, 1 << 20)

    assert (caught.value.strerror, caught.value.filename) == (fault, str(path))
    assert caught.value.hint
    assert caught.value.line == (2 if fault == "is not UTF-8" else 1)


def test_a_file_that_nobody_may_read(tmp_path: Path) -> None:
    """The system's refusal is told in our words; it refuses nothing to who may do everything."""
    error = files.fault_of(tmp_path / "x.md", PermissionError(13, "Permission denied"))

    assert str(error.strerror) == "may not be read"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A name without anything is no fault of a file."""
    with pytest.raises(FileNotFoundError):
        files.read_text(tmp_path / "x.md")


def test_text_has_plain_ends_of_lines(tmp_path: Path) -> None:
    r"""A byte order mark is left out, and every end of a line is `\n`."""
    path = tmp_path / "x.md"
    path.write_bytes(b"\xef\xbb\xbfa\r\nb\rc\n")

    assert files.read_text(path) == "a\nb\nc\n"


def test_files_that_say_they_are_empty_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a file says of its size is not believed."""
    monkeypatch.setattr(os, "fstat", lambda _: os.stat_result((0o100644, *[0] * 9)))

    with pytest.raises(files.FileError):
        files.read_bytes("/dev/zero", 1000)
