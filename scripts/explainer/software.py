"""The installed software as one digest, so that no cached result outlives what made it."""

from __future__ import annotations

import functools
import os
import site
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

import xxhash

if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGE = Path(__file__).parent


def _library_folders() -> tuple[str, ...]:
    """The folders with installed libraries, absolute."""
    paths = sysconfig.get_paths()
    found = [paths["purelib"], paths["platlib"], *site.getsitepackages()]
    if site.ENABLE_USER_SITE:
        found.append(site.getusersitepackages())
    return tuple(dict.fromkeys(map(os.path.abspath, found)))


LIBRARY_FOLDERS = _library_folders()
"""The folders with installed libraries, absolute."""

SOFTWARE_FOLDERS = tuple(
    os.path.join(folder, "")  # noqa: PTH118  (with the separator at the end)
    for folder in (
        str(_PACKAGE),
        *LIBRARY_FOLDERS,
        sysconfig.get_paths()["stdlib"],
        sysconfig.get_paths()["platstdlib"],
        "/proc",
        "/dev",
        "/sys",
    )
)
"""What every path of the interpreter, the libraries, this package and the system begins with."""


@functools.cache
def software_digest() -> str:
    """
    A digest of the interpreter, the installed libraries and this package, in hexadecimal.

    Of a library its name, version and time of installation count, of this package every file's
    size and time.
    """
    digest = xxhash.xxh3_128(f"{sys.version}\0{sys.executable}\n".encode())
    for path in (*_modules(), *_distributions()):
        status = os.stat(path)  # noqa: PTH116  (here and below: faster)
        digest.update(f"{path}\0{status.st_mtime_ns}\0{status.st_size}\n".encode())
    return digest.hexdigest()


def _modules() -> Iterator[str]:
    """The paths of this package's files."""
    for folder, folders, names in os.walk(_PACKAGE):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        yield from (os.path.join(folder, name) for name in sorted(names))  # noqa: PTH118


def _distributions() -> Iterator[str]:
    """The folders with the metadata of installed libraries; their names contain the versions."""
    for folder in LIBRARY_FOLDERS:
        try:
            names = sorted(os.listdir(folder))  # noqa: PTH208
        except OSError:
            continue
        endings = (".dist-info", ".egg-info", ".egg-link", ".pth")
        yield from (os.path.join(folder, name) for name in names if name.endswith(endings))  # noqa: PTH118
