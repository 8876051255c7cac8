"""The link check of a built site: its options, its rules and its result."""

from __future__ import annotations

import functools
import os
from pathlib import Path
from typing import TYPE_CHECKING

from explainer.config import EXTENSION, LINK_SETTINGS, SettingsError
from explainer.linkcheck.result_cache import (
    CacheKey,
    LinkCheckResult,
    ResultCache,
    software_digest,
)
from explainer.model import LinkSettings
from explainer.site import find_source_project
from explainer.site.site_files import SiteFiles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explainer.rules import Rule
    from explainer.site import SourceProject
    from explainer.site.page_memory import PageMemory
    from explainer.site.site_reader import SiteReader


class LinkCheck:
    """
    The link check of one site.

    `folder` is absolute. `selected` are the codes, names and families of rules that were selected;
    if empty, the default rules run. `ignored` are removed from them. With `every`, each place of a
    cause is a problem, also in built files. `given` are the settings of the command line.
    """

    def __init__(
        self,
        folder: Path,
        selected: Sequence[str] = (),
        ignored: Sequence[str] = (),
        *,
        every: bool = False,
        given: LinkSettings | None = None,
    ) -> None:
        self._given = given or LinkSettings()
        self.folder = folder
        self._selected = tuple(selected)
        self._ignored = tuple(ignored)
        self._every = every

    @functools.cached_property
    def project(self) -> SourceProject | None:
        """The project that the site was built from; `None` if it is not next to the site."""
        return find_source_project(self.folder)

    @property
    def root(self) -> Path:
        """The folder to which the places of problems are relative."""
        return self.project.root if self.project else Path.cwd()

    @property
    def display_folder(self) -> str:
        """The site's folder in the places of problems."""
        is_below_root = self.folder.is_relative_to(self.root)
        return self.folder.relative_to(self.root).as_posix() if is_below_root else str(self.folder)

    @functools.cached_property
    def rules(self) -> list[Rule]:
        """The rules that run. Raises `UnknownRuleError`."""
        from explainer.rules import ABOUT_SITES, choose  # noqa: PLC0415

        return choose(self._selected, self._ignored, ABOUT_SITES)

    @property
    def _options(self) -> tuple[object, ...]:
        given, file = self._given, self._settings_file
        return (
            self._selected,
            self._ignored,
            self._every,
            self.display_folder,
            given.site_url,
            [entry.url for entry in given.ignore],
            [(entry.url, entry.to) for entry in given.remap],
            (self.display_path(file), file.read_bytes()) if file else None,
        )

    @functools.cached_property
    def settings(self) -> LinkSettings:
        """
        The settings of the check: those of the command line, and those of a file.

        That is the file of the project or, if it does not list this package's extension,
        `explainer.toml`, which is beside the site or in it; without a project, also in the working
        folder. Raises `SettingsError`.
        """
        file, project, given = self._settings_file, self.project, self._given
        read = LinkSettings()
        if file:
            from explainer.config.standalone import read_link_settings  # noqa: PLC0415

            if project and project.lists_extension:
                what = f"is not read: {project.config.name} lists {EXTENSION}; set it there"
                message = f"{file}: {what}"
                raise SettingsError(message)
            read = read_link_settings(file, self.root, self.display_folder)
        elif project:
            ignore = project.ignored(self.display_folder)
            read = LinkSettings(ignore=ignore, remap=project.remaps())
        return LinkSettings(
            given.site_url or read.site_url,
            (*read.ignore, *given.ignore),
            (*given.remap, *read.remap),
        )

    @functools.cached_property
    def _settings_file(self) -> Path | None:
        """The file `explainer.toml` that the check reads, if there is one."""
        folders = [self.folder.parent, self.folder]
        if self.project is None:
            folders.append(Path.cwd())
        return next((file for each in folders if (file := each / LINK_SETTINGS).is_file()), None)

    def url_to_request(self, url: str) -> str | None:
        """What is requested for an external URL; `None` if it is to be ignored."""
        if any(entry.is_whole and entry.fits((url,)) for entry in self.settings.ignore):
            return None
        found = (remap.apply(url) for remap in self.settings.remap)
        return next((other for other in found if other is not None), url)

    def display_path(self, file: Path) -> str:
        """The path of a file in the places of problems."""
        return Path(os.path.relpath(file, self.root)).as_posix()

    @property
    def _is_strict(self) -> bool:
        """Whether a rule runs that only runs on request; by default none does."""
        chosen = self._selected or self._ignored
        return bool(chosen) and any(rule.code.startswith("LNK3") for rule in self.rules)

    def run(self) -> LinkCheckResult:
        """
        Check the site, or return the cached result if nothing has changed.

        Raises `CannotCheckError` if there is no site, if a rule does not exist, or if the project's
        settings are invalid; and `OSError`.
        """
        files = SiteFiles(str(self.folder), self.display_folder)
        key = CacheKey(self._options, files, self.project, software_digest())
        cache = ResultCache(self.folder)
        cached = cache.read()
        if cached and cached.key == key.digest():
            return cached.result
        # What is known of a file counts for the bytes that it is known to have.
        memory = cache.read_memory() if cached else None
        # Each file is hashed as it is read, so that what is found counts for just these bytes.
        files.hashing = True
        result, reader = self._check(files, memory, key.software)
        digest = key.digest()
        cache.write(digest, result, reader.to_remember())
        return result

    def _check(
        self, files: SiteFiles, memory: PageMemory | None, software: str
    ) -> tuple[LinkCheckResult, SiteReader]:
        # Imported on demand: a cached result needs none of it.
        from explainer.site.site_reader import SiteReader  # noqa: PLC0415

        reader = SiteReader(
            files,
            self.display_folder,
            self.project,
            self.settings,
            every=self._every,
            strict=self._is_strict,
            memory=memory,
            software=software,
        )
        site = reader.read()
        counts = {"documents": len(files.pages), "links": site.followed}
        ignored, remaps = self.settings.ignore, site.remaps
        if not (site.links or site.waivers or ignored or remaps or self._selected or self._ignored):
            # No rule finds anything, and it takes long to load them.
            return LinkCheckResult([], counts), reader
        from explainer.rules import check  # noqa: PLC0415  (as above)

        findings = check(site, self.rules, ignored, alone=self._settings_file is not None)
        missing = self.project.missing_extensions if self.project else ()
        return (
            LinkCheckResult(
                findings.problems,
                counts,
                len(findings.ignored),
                missing,
                (*findings.applied, *remaps),
            ),
            reader,
        )
