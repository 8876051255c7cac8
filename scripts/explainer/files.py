"""
Files of a project, read whole: only regular files, and only up to a size.

What stands under the name of a file may be a named pipe, which is read without end, a device, a
folder, a link that leads nowhere, or a file that nobody may read. Each of them is a `FileError`,
which says what it is.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from explainer import unsaved

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES = 64 << 20
"""The size of the largest file that is read, in bytes."""

_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
_NON_BLOCKING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_FAULTS = {
    errno.ELOOP: ("is a link that leads to itself", "let the link lead to a file, or remove it"),
    errno.ENOENT: ("is a link to a file that is not there", "let it lead to a file, or remove it"),
    errno.EACCES: ("may not be read", "give yourself the right to read it"),
    errno.EPERM: ("may not be read", "give yourself the right to read it"),
    errno.ENXIO: ("is a socket, and no file", "replace it by a file, or remove it"),
}


class FileError(OSError):
    """
    A file that cannot be read: `strerror` says why, `hint` what to do, `line` where in it.

    It is an `OSError`, so that what expects one of these tells it as well.
    """

    def __init__(self, path: str | os.PathLike[str], fault: str, hint: str, line: int = 1) -> None:
        """Store what is wrong with the file of a path."""
        super().__init__(errno.EINVAL, fault, str(path))
        self.fault = fault
        self.hint = hint
        self.line = line


_allowed: list[str] = []
"""The folders out of which no file is read; any may be where there are none."""


@contextlib.contextmanager
def confined_to(*folders: Path) -> Iterator[None]:
    """Refuse, as a `FileError`, to read what a link leads to out of all of some folders."""
    before = list(_allowed)
    _allowed[:] = [os.path.realpath(folder) for folder in folders]
    try:
        yield
    finally:
        _allowed[:] = before


def _leads_out(path: str | os.PathLike[str]) -> bool:
    real = os.path.realpath(path) if _allowed else ""
    return bool(_allowed) and not any(
        real == each or real.startswith(each.rstrip(os.sep) + os.sep) for each in _allowed
    )


def read_bytes(path: str | os.PathLike[str], most: int = MOST_BYTES) -> bytes:
    """
    The bytes of a regular file, or of the text that an editor has of it.

    Raises `FileError` for what is none, cannot be opened, or has more than `most` bytes;
    `FileNotFoundError` where there is nothing of that name.
    """
    unsaved_text = unsaved.text_of(path)
    if unsaved_text is not None:
        return unsaved_text.encode()
    if _leads_out(path):
        hint = "put a copy of the file in its place, or remove the link"
        raise FileError(path, "is a link that leads out of the project", hint)
    try:
        # A pipe without a writer must not be waited for.
        handle = os.open(path, os.O_RDONLY | _NON_BLOCKING)
    except OSError as error:
        raise fault_of(path, error) from error
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise _no_file(path, status.st_mode)
        # A file may grow, and those of the system say that they are empty.
        with os.fdopen(os.dup(handle), "rb") as file:
            data = file.read(most + 1) if status.st_size <= most else None
    finally:
        os.close(handle)
    if data is not None and len(data) <= most:
        return data
    message = f"is larger than {most >> 20} MB"
    raise FileError(path, message, "split it into several files")


def read_text(
    path: str | os.PathLike[str], most: int = MOST_BYTES, *, errors: str = "strict"
) -> str:
    r"""
    The text of a file in UTF-8, without a byte order mark and with `\n` as the end of a line.

    Raises what `read_bytes` raises, and `FileError` for a text in another encoding, unless `errors`
    is `replace`.
    """
    data = read_bytes(path, most)
    try:
        text = data.decode("utf-8-sig", errors)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FileError(path, "is not UTF-8", "save the file as UTF-8", line) from error
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def text_or_nothing(path: str | os.PathLike[str]) -> str:
    """The text of a file as well as it can be read; empty where it cannot be opened."""
    try:
        return read_text(path, errors="replace")
    except OSError:
        return ""


def fault_of(path: str | os.PathLike[str], error: OSError) -> OSError:
    """
    The `FileError` that says what an error means, with which a file could not be opened.

    An error of another kind, and one about a file that is just not there, is given as it is.
    """
    if isinstance(error, FileError):
        return error
    if error.errno == errno.ENOENT and not Path(path).is_symlink():
        return error
    if error.errno in {errno.EISDIR, errno.EACCES} and Path(path).is_dir():
        return _no_file(path, stat.S_IFDIR)
    fault, hint = _FAULTS.get(
        error.errno or 0, (f"cannot be read: {error.strerror or error}", "look at the file")
    )
    return FileError(path, fault, hint)


def _no_file(path: str | os.PathLike[str], mode: int) -> FileError:
    kind = next((name for is_kind, name in _KINDS if is_kind(mode)), "something else")
    return FileError(path, f"is {kind}, and no file", "replace it by a file, or remove it")
