"""
Atomic writes: a file has its old content or its new content, whenever it is read.

The content is written to a temporary file in the same folder, which then replaces the target.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

_NEW_FILE_MODE = 0o666
_MAX_PREFIX_LENGTH = 64


def write(path: Path, content: bytes | str, *, new: bool = False) -> None:
    """
    Write a file atomically, and create missing parent folders.

    A symbolic link is followed, and an existing file keeps its permissions. A path that exists and
    is no regular file, such as `/dev/stdout`, is written to directly. A text is encoded as UTF-8,
    and its line endings are kept. Raises `OSError`, and `FileExistsError` where `new` is true and
    the file exists.
    """
    data = content.encode() if isinstance(content, str) else content
    target = path.resolve()
    there = target.exists()
    if there and new:
        raise FileExistsError(str(path))
    if there and not target.is_file():
        target.write_bytes(data)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(
        dir=target.parent, prefix=f".{target.name[:_MAX_PREFIX_LENGTH]}."
    )
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if there:
                # After a crash of the machine, the disk has the old or the new content.
                file.flush()
                os.fsync(file.fileno())
        temporary.chmod(target.stat().st_mode & 0o7777 if there else _NEW_FILE_MODE & ~_umask())
        if new and _link(temporary, target):
            temporary.unlink()
        else:
            temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _link(temporary: Path, target: Path) -> bool:
    """
    Give a file a second name, if no other has it yet; whether the file system has such names.

    Unlike a replacement, it cannot hit a file that another process has just made. Raises
    `FileExistsError`.
    """
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError, AttributeError):
        return False
    return True


def _umask() -> int:
    """The permission bits that the process removes from new files."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
