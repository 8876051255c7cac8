"""
Files that are written whole or not at all.

The text goes to a file beside the one that is meant, which then takes its place. So whoever reads,
and whoever stops the process, finds the file as it was or as it is to be.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

_NEW = 0o666
_LONGEST = 64


def write(path: Path, content: bytes | str, *, new: bool = False) -> None:
    """
    Write a file, whole or not at all, and make the folders that it needs.

    A link is followed, and a file that was there keeps its permissions; a `new` one must not be
    there yet. What is there and no plain file, such as `/dev/stdout`, is written to. A text is
    written as UTF-8, with the line ends that it has. Raises `OSError`, and `FileExistsError` where
    a new file is there already.
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
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:_LONGEST]}.")
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if there:
                # Whatever happens to the machine, somebody's work is on its disk, old or new.
                file.flush()
                os.fsync(file.fileno())
        made.chmod(target.stat().st_mode & 0o7777 if there else _NEW & ~_mask())
        made.replace(target)
    except BaseException:
        made.unlink(missing_ok=True)
        raise


def _mask() -> int:
    """What the process takes away from the permissions of new files."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
