"""The files below a folder: their paths and sizes, their content, and a digest of both."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

import xxhash

from explainer.model import CannotCheckError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
"""The suffixes of the names of pages."""

_DATA_SUFFIXES = (".css", ".xml", ".xml.gz", ".rss", ".atom", ".webmanifest", "manifest.json")
_SKIPPED_FOLDERS = (".git", ".cache")
_CHUNK = 1 << 20


def is_data_file(path: str) -> bool:
    """Whether a file that is not a page may contain URLs."""
    return path == "_redirects" or path.endswith(_DATA_SUFFIXES)


class SiteError(CannotCheckError):
    """There is no built site to check."""


class SiteFiles:
    """
    The files below a folder, by their relative paths with forward slashes.

    `display_folder` is the folder's path in messages. While `hashing` is true, every file is hashed
    when it is read. Raises `SiteError` if the folder does not exist.
    """

    def __init__(self, folder: str, display_folder: str = "") -> None:
        self.folder = folder
        self.sizes: dict[str, int] = {}
        self.digests: dict[str, bytes] = {}
        self.hashing = False
        try:
            self._list(folder, "")
        except (FileNotFoundError, NotADirectoryError):
            message = f"there is no folder {display_folder or folder}"
            raise SiteError(message) from None
        self.paths = frozenset(self.sizes)
        self.pages = sorted(path for path in self.sizes if path.lower().endswith(PAGE_SUFFIXES))

    def _list(self, folder: str, prefix: str) -> None:
        with os.scandir(folder) as entries:
            for entry in entries:
                if _leads_nowhere(entry):
                    continue
                if entry.is_dir():
                    if entry.name not in _SKIPPED_FOLDERS and not _is_symlink_loop(entry):
                        self._list(entry.path, f"{prefix}{entry.name}/")
                elif entry.is_file():
                    self.sizes[prefix + entry.name] = entry.stat().st_size

    def total_size(self, paths: Iterable[str]) -> int:
        """The size of some files together, in bytes."""
        return sum(map(self.sizes.__getitem__, paths))

    def read(self, path: str) -> bytes:
        """The content of a file; empty if it cannot be read."""
        try:
            handle = os.open(f"{self.folder}/{path}", os.O_RDONLY)
        except (OSError, ValueError):
            self.digests[path] = b""
            return b""
        size = self.sizes.get(path, 0)
        try:
            # One byte more than the size, so that one call also finds the end of the file.
            content = os.read(handle, size + 1)
            while more := os.read(handle, _CHUNK) if len(content) > size else b"":
                content += more
        except OSError:
            self.digests[path] = b""
            return b""
        finally:
            os.close(handle)
        if self.hashing:
            self.digests[path] = xxhash.xxh3_128_digest(content)
        return content

    def digest(self, paths: Sequence[str]) -> bytes:
        """A digest of the paths of all files and of the content of the files at `paths`."""
        missing = [path for path in paths if path not in self.digests]
        self.hashing = True
        # Two threads: reading and hashing release the interpreter's lock.
        thread = threading.Thread(target=self._read_all, args=(missing[1::2],))
        thread.start()
        self._read_all(missing[::2])
        thread.join()
        names = "\0".join(sorted(self.sizes))
        digest = xxhash.xxh3_128(names.encode("utf-8", "surrogatepass"))
        digest.update(b"".join(map(self.digests.__getitem__, sorted(paths))))
        return digest.digest()

    def _read_all(self, paths: Iterable[str]) -> None:
        for path in paths:
            self.read(path)


def _leads_nowhere(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a symbolic link to nothing, or to itself."""
    return entry.is_symlink() and not os.path.exists(entry.path)  # noqa: PTH110


def _is_symlink_loop(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a symbolic link to a folder that contains it."""
    return entry.is_symlink() and os.path.realpath(os.path.dirname(entry.path)).startswith(  # noqa: PTH120
        os.path.realpath(entry.path)
    )
