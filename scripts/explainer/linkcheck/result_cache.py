"""
The cache of the last result of each site's link check, in the user's cache folder.

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
from explainer.model import Place, Problem
from explainer.site.site_files import PAGE_SUFFIXES, is_data_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explainer.site import SourceProject
    from explainer.site.site_files import SiteFiles

_MAX_AGE = 30 * 24 * 60 * 60
"""After how many seconds the result of a site is removed."""
_PACKAGE = Path(explainer.__file__).parent
_LIBRARIES = ("can_ada", "markdown", "mkdocs", "selectolax")


class LinkCheckResult(NamedTuple):
    """
    The result of a link check.

    `counts` are the numbers of `documents` and `links`, `ignored` is the number of problems that
    the settings ignore. `missing_extensions` are those without which places were looked for.
    """

    problems: list[Problem]
    counts: dict[str, int]
    ignored: int = 0
    missing_extensions: tuple[str, ...] = ()


class CachedResult(NamedTuple):
    """A result, and the digest of all that it depends on, in hexadecimal."""

    key: str
    result: LinkCheckResult


class CacheKey(NamedTuple):
    """All that the result of a link check depends on, besides the installed software."""

    options: tuple[object, ...]
    files: SiteFiles
    project: SourceProject | None

    def digest(self) -> str:
        """A digest of it all, in hexadecimal. Raises `OSError` if a settings file is unreadable."""
        digest = xxhash.xxh3_128(repr((*self.options, sys.version)).encode())
        for path in _software():
            status = os.stat(path)  # noqa: PTH116  (faster)
            name = path.rpartition(os.sep)[2]
            digest.update(f"{name}{status.st_mtime_ns}{status.st_size}".encode())
        digest.update(self.files.digest([path for path in self.files.paths if _is_read(path)]))
        if self.project:
            digest.update(self.project.digest())
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
    """The cached result of the site in a folder. Errors in reading or writing it are ignored."""

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
                result = LinkCheckResult(problems, stored["counts"], ignored, missing)
                return CachedResult(stored["key"], result)
        except (OSError, ValueError, LookupError, TypeError):
            # The file will be written again.
            pass
        return None

    def write(self, key: str, result: LinkCheckResult) -> None:
        """Store a result under its key, and remove the expired results of other sites."""
        if self._file is None:
            return
        # Imported on demand: a cached result is only read.
        from explainer import atomic  # noqa: PLC0415

        text = json.dumps({"key": key, **result._asdict()})
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            atomic.write(self._file, text)
            now = self._file.stat().st_mtime
            for other in self._file.parent.glob("links-*.json"):
                if now - other.stat().st_mtime > _MAX_AGE:
                    other.unlink()


def _problem(stored: Sequence[Any]) -> Problem:
    """A problem as JSON stores it. Raises `ValueError` or `TypeError` if it is not one."""
    place, code, name, message, hint = stored
    path, line, column, end_line, end_column, exact = place
    return Problem(
        Place(path, line, column, end_line, end_column, exact=exact), code, name, message, hint
    )


def _is_read(path: str) -> bool:
    """Whether the check may read a file of the site."""
    return path.lower().endswith((*PAGE_SUFFIXES, ".svg")) or is_data_file(path)
