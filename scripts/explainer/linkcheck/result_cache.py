"""
The cache of each site's last link check, in the user's cache folder: its result, and its pages.

The key of a result is a digest of all that it depends on: the options, the files of the site, the
settings and pages of its project, the modules of this package, and the installed libraries that
parse URLs, HTML and Markdown.
"""

from __future__ import annotations

import contextlib
import functools
import importlib.util
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import xxhash

import explainer
from explainer.model import Applied, Place, Problem
from explainer.site.site_files import PAGE_SUFFIXES, is_data_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explainer.site import SourceProject
    from explainer.site.page_memory import PageMemory
    from explainer.site.site_files import SiteFiles

_MAX_AGE = 30 * 24 * 60 * 60
"""After how many seconds the result of a site is removed."""
_MEMORY = ".pages"
"""The suffix of the file with what is known of a site's files."""
_PACKAGE = Path(explainer.__file__).parent
_LIBRARIES = ("can_ada", "markdown", "mkdocs", "selectolax")


class LinkCheckResult(NamedTuple):
    """
    The result of a link check.

    `counts` are the numbers of `documents` and `links`, `ignored` is the number of problems that
    the settings ignore. `missing_extensions` are those without which places were looked for.
    `applied` has the entries of the settings that name URLs, each with its number of links.
    """

    problems: list[Problem]
    counts: dict[str, int]
    ignored: int = 0
    missing_extensions: tuple[str, ...] = ()
    applied: tuple[Applied, ...] = ()


class CachedResult(NamedTuple):
    """A result, and the digest of all that it depends on, in hexadecimal."""

    key: str
    result: LinkCheckResult


class CacheKey(NamedTuple):
    """All that the result of a link check depends on; `software` is a digest of what checks."""

    options: tuple[object, ...]
    files: SiteFiles
    project: SourceProject | None
    software: str = ""

    def digest(self) -> str:
        """A digest of it all, in hexadecimal. Raises `OSError` if a settings file is unreadable."""
        digest = xxhash.xxh3_128(repr((*self.options, self.software)).encode())
        digest.update(self.files.digest([path for path in self.files.paths if _is_read(path)]))
        if self.project:
            digest.update(self.project.digest())
        return digest.hexdigest()


def software_digest() -> str:
    """A digest of the installed software, in hexadecimal."""
    digest = xxhash.xxh3_128(sys.version.encode())
    for path in _software():
        status = os.stat(path)  # noqa: PTH116  (faster)
        name = path.rpartition(os.sep)[2]
        digest.update(f"{name}{status.st_mtime_ns}{status.st_size}".encode())
    return digest.hexdigest()


def _software() -> Iterator[str]:
    """The paths of this package's modules, and of one file of each library."""
    for folder, _, names in os.walk(_PACKAGE):
        yield from (os.path.join(folder, name) for name in sorted(names) if name.endswith(".py"))  # noqa: PTH118  (faster)
    for library in _LIBRARIES:
        spec = importlib.util.find_spec(library)
        if spec and spec.origin:
            # Installing another version writes this file anew.
            yield spec.origin


class ResultCache:
    """
    What is kept of the site in a folder: its last result, and what is known of its files.

    Each is a file that is written whole and says itself what it holds for, so that it is of no
    consequence which run wrote it. Errors in reading or writing it are ignored.
    """

    def __init__(self, site: Path) -> None:
        self._site = site

    @functools.cached_property
    def _file(self) -> Path | None:
        """The file of the site's result; `None` if the user has no home folder."""
        try:
            base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
        except RuntimeError:
            return None
        name = xxhash.xxh3_128_hexdigest(os.fsencode(self._site))
        return Path(base, "explainer", f"links-{name}.json")

    def read(self) -> CachedResult | None:
        """The cached result; `None` if there is none, or if the file is damaged."""
        if self._file is None:
            return None
        try:
            stored = json.loads(self._file.read_bytes())
            if isinstance(stored["key"], str) and isinstance(stored["counts"], dict):
                problems = list(map(_problem, stored["problems"]))
                missing = tuple(map(str, stored.get("missing_extensions", ())))
                ignored = stored.get("ignored", 0)
                applied = tuple(map(_applied, stored.get("applied", ())))
                result = LinkCheckResult(problems, stored["counts"], ignored, missing, applied)
                return CachedResult(stored["key"], result)
        except (OSError, ValueError, LookupError, TypeError):
            # The file will be written again.
            pass
        return None

    def read_memory(self) -> PageMemory | None:
        """What is known of the site's files; `None` if nothing is, or if the file is damaged."""
        if self._file is None:
            return None
        # Imported on demand, as below: a cached result needs none of it.
        from explainer.site.page_memory import DamagedMemoryError, PageMemory  # noqa: PLC0415

        try:
            return PageMemory.from_bytes(self._file.with_suffix(_MEMORY).read_bytes())
        except (OSError, DamagedMemoryError):
            return None

    def write(self, key: str, result: LinkCheckResult, memory: bytes | None = None) -> None:
        """Store a result and what is known, and remove what has expired of other sites."""
        if self._file is None:
            return
        from explainer import atomic  # noqa: PLC0415

        text = json.dumps({"key": key, **result._asdict()})
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if memory is not None:
                atomic.write(self._file.with_suffix(_MEMORY), memory)
            atomic.write(self._file, text)
            now = self._file.stat().st_mtime
            for other in self._file.parent.glob("links-*"):
                if now - other.stat().st_mtime > _MAX_AGE:
                    other.unlink()


def _problem(stored: Sequence[Any]) -> Problem:
    """A problem as JSON stores it. Raises `ValueError` or `TypeError` if it is not one."""
    place, code, name, message, hint, pages, cause, also, places, urls = stored
    others, urls = tuple(map(_place, also)), tuple(urls)
    return Problem(_place(place), code, name, message, hint, pages, cause, others, places, urls)


def _applied(stored: Sequence[Any]) -> Applied:
    option, url, to, reason, place, links = stored
    return Applied(option, url, to, reason, _place(place) if place else None, links)


def _place(stored: Sequence[Any]) -> Place:
    path, line, column, end_line, end_column, exact = stored
    return Place(path, line, column, end_line, end_column, exact=exact)


def _is_read(path: str) -> bool:
    """Whether the check may read a file of the site."""
    return path.lower().endswith((*PAGE_SUFFIXES, ".svg")) or is_data_file(path)
