"""The site in a folder: checks its links, and locates each broken one."""

from __future__ import annotations

import functools
from collections import defaultdict
from typing import TYPE_CHECKING

from explainer.model import Link, Site
from explainer.site import link_attributes, redirects, tag_scanner
from explainer.site.checker import LinkChecker
from explainer.site.page_origins import STRICT, PageOrigins
from explainer.site.site_files import SiteError
from explainer.site.site_index import SiteIndex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.model import Place
    from explainer.site.problem_locator import ProblemLocator
    from explainer.site.site_files import SiteFiles
    from explainer.site.source_project import SourceProject

_MAX_REDIRECT_PAGE = 8_000
"""The greatest size of a page that is read as a redirect, in bytes."""


class SiteReader:
    """
    Reads the site of some files.

    `display_folder` is the folder's path in the places of problems, `project` the one that the site
    was built from. `strict` adds the defects that only rules on request report. Raises `SiteError`
    if the folder has no HTML file.
    """

    def __init__(
        self,
        files: SiteFiles,
        display_folder: str,
        project: SourceProject | None,
        *,
        strict: bool = False,
    ) -> None:
        self._files = files
        self._strict = strict
        if not files.pages:
            message = f"there is no HTML file in {display_folder}"
            raise SiteError(message)
        self._display_folder = display_folder
        self._project = project

    def read(self) -> Site:
        """Check every link. Raises `SettingsError` if the project's settings are invalid."""
        origins = PageOrigins(self._project)
        checker = LinkChecker(self._files, self._index, origins, strict=self._strict)
        result = checker.check(lambda: self._unused_definitions)
        locator = self._locator(result.bases) if result.broken else None
        located = locator.links(result.broken) if locator else ()
        links = [
            link
            for link in map(origins.classify_located, located)
            if self._strict or link.defect not in STRICT
        ]
        project = self._project
        return Site(
            links=(*links, *self._unused_definitions),
            files=self._files.paths,
            anchors=checker.anchors,
            outbound={url: tuple(paths) for url, paths in result.external.items()},
            waivers=tuple(project.waivers()) if project and project.docs.is_dir() else (),
            followed=result.count,
            sources=locator.source_files if locator else {},
            root=self._index.root if self._index.host else "",
        )

    @functools.cached_property
    def _unused_definitions(self) -> list[Link]:
        """The link definitions of the Markdown pages that no link uses."""
        if not self._project or not self._project.docs.is_dir():
            return []
        unused = self._project.unused_definitions(self._files.paths)
        return [Link("unused", name, place, path) for path, name, place in unused]

    def external_links(self, site: Site) -> Iterator[tuple[str, Place]]:
        """Each occurrence of an external URL, as the URL and its place."""
        by_path: dict[str, list[str]] = defaultdict(list)
        for url, paths in site.outbound.items():
            for path in paths:
                by_path[path].append(url)
        bases = {path: base for path in by_path if (base := self._base(path)) is not None}
        locator = self._locator(bases)
        for path, urls in sorted(by_path.items()):
            yield from locator.places_of(path, urls)

    def _base(self, path: str) -> str | None:
        """The URL in the `base` element of a page."""
        if path not in self._files.pages:
            return None
        from explainer.site import html_reader  # noqa: PLC0415  (it is slow to import)

        return html_reader.read_page(self._files.read(path)).base

    def _locator(self, bases: dict[str, str]) -> ProblemLocator:
        # Imported on demand: sites without problems do not need it.
        from explainer.site.problem_locator import ProblemLocator  # noqa: PLC0415

        return ProblemLocator(self._files, self._display_folder, self._index, bases, self._project)

    @functools.cached_property
    def _index(self) -> SiteIndex:
        text = self._files.read(redirects.FILE).decode("utf-8-sig", "replace")
        has_redirects = redirects.FILE in self._files.paths
        return SiteIndex(
            files=self._files.paths,
            site_url=(self._project.site_url if self._project else "") or self._canonical_url(),
            redirects=tuple(redirects.read(text)) if has_redirects else (),
            redirect_pages=self._redirect_pages(),
        )

    def _canonical_url(self) -> str:
        """The URL of a site without a project, from the canonical link of its start page."""
        if self._project is None and "index.html" in self._files.paths:
            page = tag_scanner.TagScanner().scan(self._files.read("index.html"))
            url = page.urls.get(link_attributes.CANONICAL, [""])[0] if page else ""
            if url.startswith(("http://", "https://")):
                return url.removesuffix("index.html")
        return ""

    def _redirect_pages(self) -> dict[str, str]:
        """The URLs to which pages with an immediate refresh redirect, by the pages' paths."""
        found = {}
        for path in self._files.pages:
            if self._files.sizes[path] < _MAX_REDIRECT_PAGE:
                raw = self._files.read(path)
                if b"refresh" in raw.lower():
                    from explainer.site import html_reader  # noqa: PLC0415  (as above)

                    url = html_reader.immediate_refresh_url(raw)
                    if url:
                        found[path] = url
        return found
