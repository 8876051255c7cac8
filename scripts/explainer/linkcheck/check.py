"""The link check of a built site: its options, its rules and its result."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from explainer.linkcheck.result_cache import CacheKey, LinkCheckResult, ResultCache
from explainer.site import find_source_project
from explainer.site.site_files import SiteFiles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explainer.rules import Rule
    from explainer.site import SourceProject


class LinkCheck:
    """
    The link check of one site.

    `folder` is absolute. `selected` are the codes, names and families of rules that were selected;
    if empty, the default rules run. `ignored` are removed from them.
    """

    def __init__(
        self, folder: Path, selected: Sequence[str] = (), ignored: Sequence[str] = ()
    ) -> None:
        self.folder = folder
        self._selected = tuple(selected)
        self._ignored = tuple(ignored)

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

    def run(self) -> LinkCheckResult:
        """
        Check the site, or return the cached result if nothing has changed.

        Raises `CannotCheckError` if there is no site, if a rule does not exist, or if the project's
        settings are invalid; and `OSError`.
        """
        files = SiteFiles(str(self.folder), self.display_folder)
        key = CacheKey((self._selected, self._ignored, self.display_folder), files, self.project)
        cache = ResultCache(self.folder)
        cached = cache.read()
        if cached and cached.key == key.digest():
            return cached.result
        # Without a cached result no file has been read yet, and each is hashed as it is read.
        files.hashing = not cached
        result = self._check(files)
        cache.write(key.digest(), result)
        return result

    def _check(self, files: SiteFiles) -> LinkCheckResult:
        # Imported on demand: a cached result needs none of it.
        from explainer.rules import check  # noqa: PLC0415
        from explainer.site.site_reader import SiteReader  # noqa: PLC0415

        strict = any(rule.code.startswith("LNK3") for rule in self.rules)
        site = SiteReader(files, self.display_folder, self.project, strict=strict).read()
        counts = {"documents": len(files.pages), "links": site.followed}
        ignored = self.project.ignored(self.display_folder) if self.project else ()
        findings = check(site, self.rules, ignored)
        missing = self.project.missing_extensions if self.project else ()
        return LinkCheckResult(findings.problems, counts, len(findings.ignored), missing)
