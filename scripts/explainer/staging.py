"""
A folder that is made beside another one, and takes its place in one step once it is complete.

Whatever fails or is killed before that leaves the other as it was. Linux and macOS exchange two
folders in one step; elsewhere there are two, and a run that was killed between them is mended by
the next `clear`.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
"""The flag of `renameat2` of Linux, and `RENAME_SWAP` of `renamex_np` of macOS."""


def staged(target: Path) -> Path:
    """The folder of this process in which another version of a folder is made."""
    return target.with_name(f"{_stem(target)}.{os.getpid()}.new")


def clear(target: Path) -> None:
    """
    Remove what runs that were killed have left beside a folder.

    Where one was killed in the middle of a replacement, the folder gets its old content back.
    Raises `OSError`.
    """
    pattern = re.compile(rf"{re.escape(_stem(target))}\.([0-9]+)\.(new|old)")
    for path in sorted(target.parent.iterdir()):
        match = pattern.fullmatch(path.name)
        if not match or is_running(int(match[1])):
            continue
        if match[2] == "old" and not target.exists():
            path.rename(target)
        else:
            remove(path)


def _stem(target: Path) -> str:
    """What the names of the folders beside a folder begin with; they are hidden."""
    return f".{target.name.lstrip('.')}"


def replace(new: Path, target: Path) -> None:
    """
    Put a folder in the place of another, or where there is none yet.

    The other is removed. A target that is a mount point, or on another file system, is filled
    instead: its entries are replaced one by one. Raises `OSError`.
    """
    target = target.resolve()
    if not target.exists():
        new.rename(target)
    elif target.is_mount() or new.parent.stat().st_dev != target.parent.stat().st_dev:
        _replace_entries(new, target)
    elif _exchange(new, target):
        remove(new)
    else:
        old = staged(target).with_suffix(".old")
        target.rename(old)
        try:
            new.rename(target)
        except BaseException:
            old.rename(target)
            raise
        remove(old)


def remove(path: Path) -> None:
    """Remove a file or a folder, if it is there. Raises `OSError`."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def link_tree(folder: Path, copy: Path, without: Callable[[str], bool]) -> None:
    """
    Make a folder of the same files, without those whose paths in it a function holds for.

    A file is a second name of the same one, where the file system has such: replace it, do not
    write to it. Raises `OSError`.
    """

    def leave_out(path: str, names: list[str]) -> set[str]:
        parent = Path(path).relative_to(folder).as_posix()
        prefix = "" if parent == "." else f"{parent}/"
        return {name for name in names if without(prefix + name)}

    shutil.copytree(folder, copy, symlinks=True, ignore=leave_out, copy_function=_link)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(source, target)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; whether the system and the file system can."""
    paths = os.fsencode(one), os.fsencode(other)
    with contextlib.suppress(OSError, AttributeError):
        library = ctypes.CDLL(None)
        if sys.platform == "darwin":
            return bool(library.renamex_np(*paths, _RENAME_EXCHANGE) == 0)
        if sys.platform == "linux":
            places = (_AT_FDCWD, paths[0], _AT_FDCWD, paths[1])
            return bool(library.renameat2(*places, _RENAME_EXCHANGE) == 0)
    return False


def _replace_entries(new: Path, target: Path) -> None:
    for path in target.iterdir():
        remove(path)
    for path in new.iterdir():
        shutil.move(path, target / path.name)
    remove(new)


def is_running(process: int) -> bool:
    """Whether there is a process of a number, as far as can be told."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _lock(descriptor: int) -> None:
    """
    Wait until no other process holds the lock on a folder that is open.

    It is held for as long as the folder is open in any process that has inherited it.
    """
    try:
        import fcntl  # noqa: PLC0415  (there is none on Windows)
    except ImportError:
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print("Waiting for another build of this site", flush=True)  # noqa: T201  (it is for the terminal)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    except OSError:
        # Some network file systems have no locks.
        return


def main(arguments: list[str]) -> None:
    """
    Do one step for `scripts/build`: `begin NEW SITE DESCRIPTOR` or `replace NEW SITE`.

    The descriptor is that of the folder that the site is in. What fails ends the process with
    exit code 2 and one sentence.
    """
    try:
        match arguments:
            case ["begin", new, site, descriptor]:
                _lock(int(descriptor))
                clear(Path(site).absolute())
                clear(Path(new).absolute())
                remove(Path(new))
                # Where nothing can be written, it is better told now than by MkDocs.
                Path(new).mkdir()
            case ["replace", new, site]:
                replace(Path(new), Path(site))
            case _:
                sys.exit("usage: begin NEW SITE DESCRIPTOR, or replace NEW SITE")
    except OSError as error:
        print(f"error: {error}", file=sys.stderr)  # noqa: T201
        sys.exit(2)


if __name__ == "__main__":
    main(sys.argv[1:])
