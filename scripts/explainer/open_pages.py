"""
The pages of a project that is open in an editor, each read again once it has changed.

A page depends on its text, saved or not, on the files that are included in it, on whether there is
what it names in running text, and on whatever else an extension of the project has read for it.
"""

from __future__ import annotations

import itertools
import os
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from explainer import unsaved
from explainer.cache import open_cache
from explainer.inputs import CONTENT, EXISTENCE, NAMES, TREE, Input, recording
from explainer.model import CannotCheckError, Place, Problem
from explainer.pages import PageCache, read_or_report

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.structure.files import File

    from explainer.model import Page
    from explainer.pages import KeptPage
    from explainer.settings import Settings

UNREADABLE = "unreadable"
"""The code and the name of the problem of a file that no rule can look at."""

_LINE = re.compile(r"\A:(\d+)(?::(\d+))?: ")
_SECOND_NS = 2_000_000_000
"""The longest time that a file system's clock lags behind."""


class ReadPage(NamedTuple):
    """A page, which says in `invalid` why it cannot be read, and the stamps of what was read."""

    page: Page
    stamps: unsaved.Stamps


class Stamps:
    """What is known of files at one moment, each looked at once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, unsaved.Stamp | bool], bool] = {}

    def hold(self, stamps: unsaved.Stamps) -> bool:
        """Whether all of these files are as they were."""
        return all(map(self._holds, stamps.items()))

    def _holds(self, noted: tuple[str, unsaved.Stamp | bool]) -> bool:
        # Many pages depend on the same files.
        if noted not in self._known:
            self._known[noted] = unsaved.is_current(*noted)
        return self._known[noted]


class OpenPages:
    """The pages of the project in a folder, by their paths."""

    def __init__(self, root: Path) -> None:
        """Take the project's folder; nothing is read yet."""
        self._root = root
        self._read: dict[str, ReadPage] | None = None

    def __getitem__(self, path: str) -> ReadPage:
        """The page at a path. Raises `KeyError`."""
        return (self._read or {})[path]

    def get(self, path: str) -> Page | None:
        """The page at a path, if there is one that can be read."""
        read = (self._read or {}).get(path)
        return read.page if read and not read.page.invalid else None

    @property
    def pages(self) -> list[Page]:
        """All pages, in the order of the settings."""
        return [read.page for read in (self._read or {}).values()]

    @property
    def files_read(self) -> set[str]:
        """The paths of all files that were read for pages."""
        return {path for read in (self._read or {}).values() for path in read.stamps}

    def forget(self) -> None:
        """Read all pages again, next time."""
        if self._read is not None:
            self._read = {}

    def refresh(self, settings: Settings, stamps: Stamps) -> bool:
        """Read the pages that changed; whether any did."""
        before = self._kept(settings) if self._read is None else self._read
        changed = self._read is None
        self._read = {}
        for file in settings.pages:
            path = settings.named(Path(file.abs_src_path or ""))
            read = before.get(path)
            if read is None or not stamps.hold(read.stamps):
                read, changed = _read(settings, file), True
            self._read[path] = read
        return changed or before.keys() != self._read.keys()

    def _kept(self, settings: Settings) -> dict[str, ReadPage]:
        """The saved pages, as far as the last check has kept them."""
        cache = open_cache(self._root)
        if cache is None:
            return {}
        started = time.time_ns()
        try:
            # What is kept is kept for the files on disk.
            with unsaved.laid_over({}):
                kept = PageCache(cache, settings.inputs).read(settings)
                found = {each.page.path: self._stamps_of(each, settings) for each in kept}
        except (CannotCheckError, OSError):
            return {}
        finally:
            cache.store.close()
        return {
            each.page.path: ReadPage(each.page, stamps)
            for each in kept
            if (stamps := found[each.page.path]) is not None
            and not (each.page.invalid or _changed_since(stamps, started))
        }

    def _stamps_of(self, kept: KeptPage, settings: Settings) -> unsaved.Stamps | None:
        own = Input(CONTENT, str(self._root / kept.page.path))
        # Whoever reads the settings knows when all pages have to be read again for them.
        return stamps_of({*kept.inputs, own} - settings.inputs)


def joined(*several: unsaved.Stamps) -> unsaved.Stamps:
    """Stamps of the same files in one; of those of one file, the first one of its content."""
    found: unsaved.Stamps = {}
    for stamps in several:
        for path, stamp in stamps.items():
            if isinstance(found.get(path, False), bool):
                found[path] = stamp
    return found


def stamps_of(inputs: Iterable[Input]) -> unsaved.Stamps | None:
    """The stamps of what was read, as it is now; `None` where that is not known of something."""
    found: unsaved.Stamps = {}
    for each in inputs:
        if each.kind == TREE:
            walk = os.walk(each.path, followlinks=True)
            below = (f"{folder}/{it}" for folder, *names in walk for it in itertools.chain(*names))
            paths = [each.path, *below]
        elif each.kind in {CONTENT, NAMES, EXISTENCE}:
            paths = [each.path]
        else:
            return None
        for path in paths:
            try:
                stamp = unsaved.stamp(path)
            except (OSError, ValueError):
                found.setdefault(unsaved.name(path), False)
            else:
                if each.kind != EXISTENCE:
                    found[unsaved.name(path)] = stamp
                else:
                    found.setdefault(unsaved.name(path), True)
    return found


def _changed_since(stamps: unsaved.Stamps, moment: int) -> bool:
    times = (stamp[0] for stamp in stamps.values() if not isinstance(stamp, bool))
    return any(changed >= moment - _SECOND_NS for changed in times)


def _read(settings: Settings, file: File) -> ReadPage:
    with unsaved.noting() as noted, recording() as inputs:
        page = read_or_report(settings, file)
    # What an extension of the project has read is known only afterwards.
    more = stamps_of(each for each in inputs() if each.kind in {CONTENT, NAMES}) or {}
    return ReadPage(page, joined(noted, more))


def problem_of(error: Exception, path: str) -> Problem:
    """The problem of a file, from an error whose message may begin with its place."""
    rest = str(error).removeprefix(path)
    if match := _LINE.match(rest):
        place = Place(path, int(match[1]), int(match[2] or 1))
        return unreadable(place, rest[match.end() :])
    return unreadable(Place(path), rest.removeprefix(": "))


def unreadable(place: Place, message: str, hint: str = "") -> Problem:
    """The problem of a file that cannot be read."""
    return Problem(place, UNREADABLE, UNREADABLE, message, hint)
