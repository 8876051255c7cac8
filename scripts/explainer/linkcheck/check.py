"""The link check of a built site: its options, its rules and its result."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from explainer.linkcheck.result_cache import (
    CacheKey,
    LinkCheckResult,
    ResultCache,
    software_digest,
)
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
    cause is a problem, also in built files.
    """

    def __init__(
        self,
        folder: Path,
        selected: Sequence[str] = (),
        ignored: Sequence[str] = (),
        *,
        every: bool = False,
    ) -> None:
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
        return self._selected, self._ignored, self._every, self.display_folder

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
            every=self._every,
            strict=self._is_strict,
            memory=memory,
            software=software,
        )
        site = reader.read()
        counts = {"documents": len(files.pages), "links": site.followed}
        ignored = self.project.ignored(self.display_folder) if self.project else ()
        if not (site.links or site.waivers or ignored or self._selected or self._ignored):
            # No rule finds anything, and it takes long to load them.
            return LinkCheckResult([], counts), reader
        from explainer.rules import check  # noqa: PLC0415  (as above)

        findings = check(site, self.rules, ignored)
        missing = self.project.missing_extensions if self.project else ()
        return (
            LinkCheckResult(findings.problems, counts, len(findings.ignored), missing),
            reader,
        )
