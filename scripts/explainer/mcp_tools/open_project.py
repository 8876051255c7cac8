"""A project whose files are read again when they have changed."""

from __future__ import annotations

import datetime as dt
import os
from functools import cached_property
from typing import TYPE_CHECKING

from explainer.claims import read_ledger
from explainer.mcp_tools.passage_search import PassageIndex
from explainer.project import read_project
from explainer.settings import read_settings
from explainer.sources import read_sources
from explainer.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from explainer.claims.reader import Ledger
    from explainer.model import Page, Problem, Project
    from explainer.settings import Settings
    from explainer.sources import SourceFiles

_NOT_OURS = {"node_modules", "__pycache__"}
_ENVIRONMENT = "pyvenv.cfg"

_Stamp = tuple[str, int, int]
"""The path of a file, when it was last changed, and its size."""


class OpenProject:
    """A project on disk: each look at it gives what its files hold then."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self._workspace = Workspace(self.root)
        self._stamps: list[_Stamp] = []
        self._look: Look | None = None

    def look(self) -> Look:
        """The project as its files are now. Raises `OSError` where a folder cannot be read."""
        today = dt.datetime.now(tz=dt.UTC).date().isoformat()
        stamps = sorted(self._files())
        if self._look is None or self._look.today != today or stamps != self._stamps:
            self._look, self._stamps = Look(self._workspace, today), stamps
        return self._look

    def _files(self) -> Iterator[_Stamp]:
        yield from _below(str(self.root))
        docs = self._look.docs_dir if self._look else None
        if docs and not docs.is_relative_to(self.root):
            yield from _below(str(docs))


class Look:
    """
    What the files of a project held at one moment; each part is read when it is first asked for.

    Pages may include files from anywhere, so that `project` and `problems` look at them anew.

    Each part raises `CannotCheckError` where the settings cannot be read. `source_files`, `ledger`
    and `beside` raise `OSError` where one of their files cannot; for `project` and `problems`, that
    is a problem of the file.
    """

    def __init__(self, workspace: Workspace, today: str) -> None:
        self._workspace = workspace
        self._root = workspace.root
        self.today = today

    @property
    def docs_dir(self) -> Path | None:
        """The folder of pages, where the settings have been read."""
        known = vars(self).get("settings")
        return known.docs_dir if known else None

    @cached_property
    def settings(self) -> Settings:
        """The settings."""
        return read_settings(self._root)

    @cached_property
    def source_files(self) -> SourceFiles:
        """The files of the sources."""
        return read_sources(self.settings.sources_dir, self._root)

    @cached_property
    def ledger(self) -> Ledger:
        """The claims."""
        return read_ledger(self.settings.claims_dir, self._root)

    @cached_property
    def passages(self) -> PassageIndex:
        """The words of all passages."""
        return PassageIndex(self.source_files.sources.values())

    @property
    def project(self) -> Project:
        """The whole project, without the pages that cannot be read, as it is now."""
        _ = self.settings
        return self._workspace.project

    @property
    def problems(self) -> Mapping[str, list[Problem]]:
        """What `explainer check` finds now, and what cannot be read, by the paths of files."""
        _ = self.settings
        return self._workspace.problems()

    def beside(self, page: Page) -> Project:
        """The project with a page in the place of all others; these are not read."""
        return read_project(self.settings, self.today, pages=[page]).project


def _below(folder: str) -> Iterator[_Stamp]:
    """The files below a folder, but for hidden ones and environments of Python."""
    with os.scandir(folder) as entries:
        found = list(entries)
    if any(entry.name == _ENVIRONMENT for entry in found):
        return
    for entry in found:
        if entry.name.startswith(".") or entry.name in _NOT_OURS:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path)
        else:
            stat = entry.stat(follow_symlinks=False)
            yield entry.path, stat.st_mtime_ns, stat.st_size
