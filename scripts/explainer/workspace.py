"""
A project that is open in an editor: which problems each of its files has now.

Texts that are not saved are laid over the files on disk. Nothing is read or checked again unless
something that it depends on has changed.
"""

from __future__ import annotations

import contextlib
import dataclasses
import os
import re
import threading
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import yaml

from explainer import files, unsaved
from explainer.config import SettingsError, config_in
from explainer.model import Page, Place, Problem, Project
from explainer.pages.reader import read_or_report
from explainer.project import LoadedProject, read_project
from explainer.rules import Rule, choose, rules_by_page, suppress
from explainer.settings import Settings, read_settings
from explainer.yaml_schema import syntax_error

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs.structure.files import File

UNREADABLE = "unreadable"
"""The code and the name of the problem of a file that no rule can look at."""

_INHERIT = re.compile(r"^INHERIT:[ \t]*[\"']?([^\"'\n#]+)", re.MULTILINE)
_LINE = re.compile(r"\A:(\d+)(?::(\d+))?: ")


class _ReadPage(NamedTuple):
    """A page, and the stamps of what was read for it."""

    page: Page
    stamps: unsaved.Stamps


class _Checked(NamedTuple):
    """The problems that the rules by page found on a page."""

    page: Page
    problems: list[Problem]


class Workspace:
    """
    A project, with the texts of its files that are not saved.

    `root` is its folder. `rules` are those to run, by default the default ones. Each question is
    answered for the files as they are when it is asked. Paths in answers are relative to `root`,
    with forward slashes, as in `Place.path`.
    """

    def __init__(self, root: Path, rules: Sequence[Rule] | None = None) -> None:
        """Open the project in a folder; nothing is read yet."""
        self.root = root.resolve()
        self.rules = list(choose([]) if rules is None else rules)
        self._unsaved: dict[str, str] = {}
        self._settings: Settings | None = None
        self._settings_error: Problem | None = None
        self._settings_stamps: unsaved.Stamps = {}
        self._rest_stamps: unsaved.Stamps = {}
        self._rest_problem: Problem | None = None
        self._listing: frozenset[str] = frozenset()
        self._pages: dict[str, _ReadPage] = {}
        self._loaded: LoadedProject | None = None
        self._rest = Project()
        self._checked: dict[str, _Checked] = {}
        self._problems: dict[str, list[Problem]] = {}
        self._unchecked = True
        self._known: dict[tuple[str, unsaved.Stamp | bool], bool] = {}

        self._lock = threading.RLock()

    def update(self, path: str | Path, text: str | None) -> None:
        """Take the text that an editor has of a file, or `None` once the file on disk is right."""
        name = unsaved.name(self.root / path)
        if text is None:
            self._unsaved.pop(name, None)
        else:
            self._unsaved[name] = text

    def reload(self) -> None:
        """Read everything again: a file changed that only an extension of the project reads."""
        with self._lock:
            self._settings_stamps, self._listing = {}, frozenset()
            self._pages.clear()
            self._checked.clear()

    def text(self, path: str | Path) -> str | None:
        """The text of a file, saved or not; `None` where there is none, or it is not UTF-8."""
        with unsaved.laid_over(dict(self._unsaved)):
            try:
                return files.read_text(self.root / path)
            except (OSError, UnicodeDecodeError):
                return None

    def files(self) -> list[str]:
        """The Markdown and YAML files in the folder of pages, and what pages include, by paths."""
        with self._current():
            docs = f"{self._settings.docs_dir}{os.sep}" if self._settings else ""
            found = {
                path
                for path in self._listing
                if path.startswith(docs) and path.endswith((".md", ".yml", ".yaml"))
            }
            included = (path for read in self._pages.values() for path in read.stamps)
            names = (self.relative(Path(path)) for path in found.union(included))
            return sorted({name for name in names if name and (self.root / name).is_file()})

    def relative(self, path: Path) -> str | None:
        """A path as places have it; `None` where it is not below the project's folder."""
        full = path.parent.resolve() / path.name
        return full.relative_to(self.root).as_posix() if full.is_relative_to(self.root) else None

    @property
    def project(self) -> Project:
        """The project as it is now."""
        with self._current():
            return self._loaded.project if self._loaded else Project()

    @property
    def latest(self) -> Project:
        """The project as it was when something was last asked; at first, without its pages."""
        if self._loaded is None:
            with self._lock, unsaved.laid_over(dict(self._unsaved)):
                self._unchecked |= self._refresh_settings()
                if self._settings:
                    self._refresh_rest(self._settings)
        return self._loaded.project if self._loaded else Project()

    @property
    def latest_settings(self) -> Settings | None:
        """The settings as they were when something was last asked."""
        self.latest  # noqa: B018  (reads them, if nothing has been yet)
        return self._settings

    @property
    def settings(self) -> Settings | None:
        """Its settings, or the last ones that could be read; `None` if none ever could be."""
        with self._current():
            return self._settings

    @property
    def settings_error(self) -> Problem | None:
        """What is wrong with the settings file, where it cannot be read."""
        with self._current():
            return self._settings_error

    def page(self, path: str) -> Page | None:
        """One page; `None` where there is none, or it cannot be read."""
        with self._current():
            read = self._pages.get(path)
            return read.page if read and not _is_unread(read.page) else None

    def problems_of(self, path: str) -> list[Problem]:
        """The problems of one file."""
        return self.problems().get(path, [])

    def problems(self) -> dict[str, list[Problem]]:
        """
        The problems of every file that has any, by its path.

        While the settings cannot be read, the last ones are used.
        """
        with self._current():
            if self._unchecked:
                self._problems = {}
                for problem in sorted([*self._unreadable(), *self._check()]):
                    self._problems.setdefault(problem.place.path, []).append(problem)
                self._unchecked = False
            return self._problems

    @contextlib.contextmanager
    def _current(self) -> Iterator[None]:
        """Work with the files as they are now."""
        with self._lock, unsaved.laid_over(dict(self._unsaved)):
            self._unchecked |= self._refresh()
            yield

    def _refresh(self) -> bool:
        """Read again what depends on something that changed; whether anything did."""
        self._known = {}
        changed = self._refresh_settings()
        if self._settings is None:
            return changed
        changed |= self._refresh_pages(self._settings)
        if changed or not self._is_current(self._rest_stamps):
            self._refresh_rest(self._settings)
            return True
        return False

    def _refresh_settings(self) -> bool:
        """Read the settings if they or the set of files changed; whether that was so."""
        listing = self._list()
        current = self._settings_stamps and self._is_current(self._settings_stamps)
        if current and listing == self._listing:
            return False
        if _data(listing) != _data(self._listing):
            self._pages.clear()
        before = self._settings
        with unsaved.noting() as noted:
            try:
                self._settings = read_settings(self.root)
                self._settings_error = None
            except SettingsError as error:
                self._settings_error = _settings_problem(error, self.root)
            for file in self._settings_files():
                unsaved.is_file(file)
        if before and self._settings and _without_files(before) != _without_files(self._settings):
            self._pages.clear()
        self._settings_stamps = noted
        self._listing = self._list()
        return True

    def _settings_files(self) -> Iterator[Path]:
        """The settings file, and those that it inherits from."""
        file = config_in(self.root)
        seen: set[Path] = set()
        while file and file not in seen:
            yield file
            seen.add(file)
            with contextlib.suppress(OSError, UnicodeDecodeError):
                parent = _INHERIT.search(files.read_text(file))
            file = file.parent / parent[1].strip() if parent else None

    def _list(self) -> frozenset[str]:
        """The files in the folder of pages and next to the settings."""
        docs = self._settings.docs_dir if self._settings else self.root / "docs"
        found = {entry.path for entry in os.scandir(self.root) if entry.is_file()}
        for folder, _, names in os.walk(docs, followlinks=True):
            found.update(f"{folder}/{each}" for each in names)
        return frozenset(found)

    def _refresh_pages(self, settings: Settings) -> bool:
        """Read the pages again that changed; whether any did."""
        before, self._pages = self._pages, {}
        changed = False
        for file in settings.pages:
            path = settings.named(Path(file.abs_src_path or ""))
            read = before.get(path)
            if read is None or not self._is_current(read.stamps):
                read, changed = self._read(settings, file), True
            self._pages[path] = read
        return changed or before.keys() != self._pages.keys()

    def _read(self, settings: Settings, file: File) -> _ReadPage:
        with unsaved.noting() as noted:
            page = read_or_report(settings, file)
        return _ReadPage(page, noted)

    def _refresh_rest(self, settings: Settings) -> None:
        """Read all but the pages; what did not change is the same value as before."""
        pages = [read.page for read in self._pages.values()]
        self._rest_problem = None
        with unsaved.noting() as noted:
            try:
                self._loaded = read_project(settings, pages=pages)
            except OSError as error:
                self._rest_problem = _file_problem(error, self.root)
        self._rest_stamps = noted

    def _unreadable(self) -> Iterator[Problem]:
        return filter(None, (self._settings_error, self._rest_problem))

    def _check(self) -> list[Problem]:
        if self._settings is None or self._loaded is None:
            return []
        project = self._loaded.project
        rest = project._replace(pages=(), waivers=())
        if rest != self._rest:
            self._rest = rest
            self._checked.clear()
        by_page = rules_by_page(self.rules)
        found = [problem for rule in by_page for problem in rule.run(rest)]
        before, self._checked = self._checked, {}
        for page in project.pages:
            checked = before.get(page.path)
            if checked is None or checked.page is not page:
                part = rest._replace(pages=(page,))
                problems = [problem for rule in by_page for problem in rule.run(part)]
                checked = _Checked(page, problems)
            self._checked[page.path] = checked
            found += checked.problems
        others = [rule for rule in self.rules if rule not in by_page]
        found += (problem for rule in others for problem in rule.run(project))
        return suppress(project, self.rules, found, self._settings.ignored()).problems

    def _is_current(self, stamps: unsaved.Stamps) -> bool:
        return all(map(self._is_known, stamps.items()))

    def _is_known(self, noted: tuple[str, unsaved.Stamp | bool]) -> bool:
        # Many pages depend on the same files.
        if noted not in self._known:
            self._known[noted] = unsaved.is_current(*noted)
        return self._known[noted]


def _without_files(settings: Settings) -> Settings:
    return dataclasses.replace(settings, files=())


def _data(listing: frozenset[str]) -> frozenset[str]:
    """The files of a listing that a page may show without naming them."""
    return frozenset(path for path in listing if path.endswith((".yml", ".yaml")))


def _is_unread(page: Page) -> bool:
    """Whether nothing is known of a page but what is wrong with it."""
    return page.invalid is not None and not page.sentences and not page.structure.headings


def _settings_problem(error: SettingsError, root: Path) -> Problem:
    """What is wrong with the settings, where it stands in their file if that is known."""
    file = config_in(root)
    path = file.name if file else "mkdocs.yml"
    cause = error.__cause__
    while cause and not isinstance(cause, yaml.YAMLError):
        cause = cause.__cause__ or cause.__context__
    if file and isinstance(cause, yaml.YAMLError):
        with contextlib.suppress(OSError, UnicodeDecodeError):
            invalid = syntax_error(cause, files.read_text(file), path)
            return _problem(invalid.place, invalid.message, invalid.hint)
    return _problem(*_placed(str(error).removeprefix(f"{root}{os.sep}"), path))


def _file_problem(error: OSError, root: Path) -> Problem:
    path = Path(os.path.relpath(error.filename or root, root)).as_posix()
    return _problem(Place(path), f"cannot be read: {error.strerror or error}")


def _placed(message: str, path: str) -> tuple[Place, str]:
    """The place at the beginning of a message about a file, and the rest of the message."""
    rest = message.removeprefix(path)
    if match := _LINE.match(rest):
        return Place(path, int(match[1]), int(match[2] or 1)), rest[match.end() :]
    return Place(path), rest.removeprefix(": ")


def _problem(place: Place, message: str, hint: str = "") -> Problem:
    return Problem(place, UNREADABLE, UNREADABLE, message, hint)
