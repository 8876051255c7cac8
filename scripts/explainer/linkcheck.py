"""
Checking a built site: its addresses, the rules about them, and what was found the last time.

What was found is kept until the site, the pages or this package change by a single byte.
"""

from __future__ import annotations

import contextlib
import functools
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import xxhash

from explainer.model import Place, Problem
from explainer.site import find_project
from explainer.site.site_files import PAGES, Files, is_data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explainer.rules import Rule
    from explainer.site import Beside

_KEPT_FOR = 30 * 24 * 60 * 60
_PACKAGE = Path(__file__).parent


class Checked(NamedTuple):
    """What a check found, how much it looked at, and how many problems the settings ignore."""

    problems: list[Problem]
    counts: dict[str, int]
    ignored: int = 0


class Checking:
    """
    The check of one site.

    `folder` is absolute. `selected` are codes, names and families of rules as they were asked
    for; without any, all run that a plain check has. `ignored` are taken away from them.
    """

    def __init__(
        self, folder: Path, selected: Sequence[str] = (), ignored: Sequence[str] = ()
    ) -> None:
        self.folder = folder
        self._selected = tuple(selected)
        self._ignored = tuple(ignored)

    @functools.cached_property
    def project(self) -> Beside | None:
        """The project that the site was built from, if it is beside it."""
        return find_project(self.folder)

    @property
    def root(self) -> Path:
        """The folder that the places of problems start from."""
        return self.project.root if self.project else Path.cwd()

    @property
    def shown(self) -> str:
        """How problems call the site's folder."""
        inside = self.folder.is_relative_to(self.root)
        return self.folder.relative_to(self.root).as_posix() if inside else str(self.folder)

    @functools.cached_property
    def rules(self) -> list[Rule]:
        """The rules that run. Raises `UnknownRuleError`."""
        from explainer.rules import ABOUT_SITES, choose  # noqa: PLC0415

        return choose(self._selected, self._ignored, ABOUT_SITES)

    def checked(self) -> Checked:
        """
        The problems of the site, from the last time if nothing has changed since.

        Raises `CannotCheckError` where there is no site, no such rule or no such project, and
        `OSError`.
        """
        files = Files(str(self.folder), self.shown)
        kept = self._recall()
        if kept and kept["key"] == self._key(files):
            return Checked(
                list(map(_problem, kept["problems"])), kept["counts"], kept.get("ignored", 0)
            )
        # What is read now is hashed on the way, unless it was in vain already.
        files.keeping = not kept
        checked = self._check(files)
        self._keep(self._key(files), checked)
        return checked

    def _check(self, files: Files) -> Checked:
        # Where nothing has changed, none of it is needed.
        from explainer.rules import check  # noqa: PLC0415
        from explainer.site.site_reader import Whole  # noqa: PLC0415

        site = Whole(files, self.shown, self.project).site()
        counts = {"documents": len(files.pages), "links": site.followed}
        ignored = self.project.ignored(self.shown) if self.project else ()
        found = check(site, self.rules, ignored)
        return Checked(found.problems, counts, len(found.ignored))

    def _key(self, files: Files) -> str:
        """What the outcome depends on, in one value."""
        whole = xxhash.xxh3_128(
            repr((self._selected, self._ignored, self.shown, sys.version)).encode()
        )
        for folder, _, names in os.walk(_PACKAGE):
            for name in sorted(names):
                if name.endswith(".py"):
                    state = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118  (it is fast)
                    whole.update(f"{name}{state.st_mtime_ns}{state.st_size}".encode())
        whole.update(files.digest([path for path in files.paths if _is_read(path)]))
        if self.project:
            whole.update(self.project.digest())
        return whole.hexdigest()

    @functools.cached_property
    def _store(self) -> Path | None:
        """The file that keeps what was found in this site."""
        try:
            base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
        except RuntimeError:
            return None
        name = xxhash.xxh3_128_hexdigest(os.fsencode(self.folder))
        return Path(base, "explainer", f"links-{name}.json")

    def _recall(self) -> dict[str, Any] | None:
        """What was kept the last time; `None` where that is nothing, or nothing that was kept."""
        if self._store is None:
            return None
        try:
            kept = json.loads(self._store.read_bytes())
            if isinstance(kept["key"], str) and isinstance(kept["counts"], dict):
                list(map(_problem, kept["problems"]))
                return dict(kept)
        except (OSError, ValueError, LookupError, TypeError):
            # It is not there, or not what it was; it will be written anew.
            pass
        return None

    def _keep(self, key: str, checked: Checked) -> None:
        if self._store is None:
            return
        text = json.dumps({"key": key, **checked._asdict()})
        with contextlib.suppress(OSError):
            self._store.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            # Whole or not at all, whoever else is at it.
            unfinished = self._store.with_suffix(f".{os.getpid()}")
            unfinished.write_text(text, encoding="utf-8")
            unfinished.replace(self._store)
            now = self._store.stat().st_mtime
            for other in self._store.parent.glob("links-*.json"):
                if now - other.stat().st_mtime > _KEPT_FOR:
                    other.unlink()


def _problem(kept: Sequence[Any]) -> Problem:
    place, code, name, message, hint = kept
    path, line, column, end_line, end_column, exact = place
    where = Place(path, line, column, end_line, end_column, exact=exact)
    return Problem(where, code, name, message, hint)


def _is_read(path: str) -> bool:
    return path.lower().endswith((*PAGES, ".svg")) or is_data(path)
