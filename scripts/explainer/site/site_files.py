"""The files of a folder: what they are called, what is in them, and a digest of it all."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

import xxhash

from explainer.model import CannotCheckError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PAGES = (".html", ".htm", ".xhtml")
"""How the names of pages end."""

_DATA = (".css", ".xml", ".xml.gz", ".rss", ".atom", ".webmanifest", "manifest.json")
_HIDDEN = (".git", ".cache")


def is_data(path: str) -> bool:
    """Whether a file that is no page may hold addresses."""
    return path == "_redirects" or path.endswith(_DATA)


class SiteError(CannotCheckError):
    """There is no built site to check."""


class Files:
    """
    The files below a folder, by their paths from there, with forward slashes.

    Raises `SiteError` where there is no such folder; `shown` is how the message calls it.
    """

    def __init__(self, folder: str, shown: str = "") -> None:
        self.folder = folder
        self.sizes: dict[str, int] = {}
        self.digests: dict[str, bytes] = {}
        self.keeping = False
        try:
            self._list(folder, "")
        except (FileNotFoundError, NotADirectoryError):
            message = f"there is no folder {shown or folder}"
            raise SiteError(message) from None
        self.paths = frozenset(self.sizes)
        self.pages = sorted(path for path in self.sizes if path.lower().endswith(PAGES))

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
            self.digests[path] = b""
            return b""
        try:
            # One byte more, so that the end is seen without asking again.
            whole = os.read(handle, self.sizes.get(path, 0) + 1)
            while more := os.read(handle, 1 << 20) if len(whole) > self.sizes.get(path, 0) else b"":
                whole += more
        except OSError:
            self.digests[path] = b""
            return b""
        finally:
            os.close(handle)
        if self.keeping:
            self.digests[path] = xxhash.xxh3_128_digest(whole)
        return whole

    def digest(self, wanted: Sequence[str]) -> bytes:
        """A digest of the names of all files and of what is in those that are asked for."""
        left = [path for path in wanted if path not in self.digests]
        self.keeping = True
        # Reading leaves the interpreter to others.
        other = threading.Thread(target=self._read_all, args=(left[1::2],))
        other.start()
        self._read_all(left[::2])
        other.join()
        names = "\0".join(sorted(self.sizes))
        whole = xxhash.xxh3_128(names.encode("utf-8", "surrogatepass"))
        whole.update(b"".join(map(self.digests.__getitem__, sorted(wanted))))
        return whole.digest()

    def _read_all(self, paths: Iterable[str]) -> None:
        for path in paths:
            self.read(path)


def _is_loop(entry: os.DirEntry[str]) -> bool:
    """Whether a link leads back to a folder that it is in."""
    return entry.is_symlink() and os.path.realpath(os.path.dirname(entry.path)).startswith(  # noqa: PTH120
        os.path.realpath(entry.path)
    )
