"""The files of a folder: what they are called, what is in them, and a digest of it all."""

from __future__ import annotations

import hashlib
import os
import threading
from typing import TYPE_CHECKING

from explainer.model import CannotCheckError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_PAGES = (".html", ".htm", ".xhtml")
_HIDDEN = (".git", ".cache")


class SiteError(CannotCheckError):
    """There is no built site to check."""


class Files:
    """
    The files below a folder, by their paths from there, with forward slashes.

    Raises `OSError` where the folder cannot be listed.
    """

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.sizes: dict[str, int] = {}
        self._list(folder, "")
        self.paths = frozenset(self.sizes)
        self.pages = sorted(path for path in self.sizes if path.lower().endswith(_PAGES))

    def _list(self, folder: str, prefix: str) -> None:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir():
                    if entry.name not in _HIDDEN and not _is_loop(entry):
                        self._list(entry.path, f"{prefix}{entry.name}/")
                elif entry.is_file():
                    self.sizes[prefix + entry.name] = entry.stat().st_size

    def size_of(self, paths: Iterable[str]) -> int:
        """How long some files are together, in bytes."""
        return sum(map(self.sizes.__getitem__, paths))

    def read(self, path: str) -> bytes:
        """What is in a file; nothing where it cannot be read."""
        try:
            handle = os.open(f"{self.folder}/{path}", os.O_RDONLY)
        except (OSError, ValueError):
            return b""
        try:
            # One byte more, so that the end is seen without asking again.
            whole = os.read(handle, self.sizes.get(path, 0) + 1)
            while more := os.read(handle, 1 << 20) if len(whole) > self.sizes.get(path, 0) else b"":
                whole += more
        except OSError:
            return b""
        finally:
            os.close(handle)
        return whole

    def digest(self, wanted: Sequence[str] | None = None) -> bytes:
        """A digest of the names of all files and of what is in those that are asked for."""
        paths = sorted(self.sizes)
        chosen = sorted(wanted) if wanted is not None else paths
        found: dict[str, bytes] = {}

        def work(part: list[str]) -> None:
            for path in part:
                found[path] = hashlib.sha256(self.read(path)).digest()

        # Hashing leaves the interpreter to others.
        other = threading.Thread(target=work, args=(chosen[1::2],))
        other.start()
        work(chosen[::2])
        other.join()
        whole = hashlib.sha256("\0".join(paths).encode("utf-8", "surrogatepass"))
        for path in chosen:
            whole.update(path.encode("utf-8", "surrogatepass") + found[path])
        return whole.digest()


def _is_loop(entry: os.DirEntry[str]) -> bool:
    """Whether a link leads back to a folder that it is in."""
    return entry.is_symlink() and os.path.realpath(os.path.dirname(entry.path)).startswith(  # noqa: PTH120
        os.path.realpath(entry.path)
    )
