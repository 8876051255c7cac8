"""The site in a folder: checks its links, and locates each broken one."""

from __future__ import annotations

import functools
from collections import defaultdict
from typing import TYPE_CHECKING

import xxhash

from explainer.model import Applied, Link, LinkSettings, Site
from explainer.site import link_attributes, page_memory, redirects, tag_scanner
from explainer.site.check_result import Layered
from explainer.site.checker import LinkChecker
from explainer.site.page_origins import STRICT, PageOrigins
from explainer.site.site_files import SiteError
from explainer.site.site_index import SiteIndex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.model import Place, Waiver
    from explainer.site.check_result import CheckResult
    from explainer.site.page_memory import PageMemory
    from explainer.site.problem_locator import ProblemLocator
    from explainer.site.site_files import SiteFiles
    from explainer.site.source_project import SourceProject

_FEW = 0.02
"""The share of pages up to which it is faster to check them again than to keep what was found."""
_MAX_REDIRECT_PAGE = 8_000
"""The greatest size of a page that is read as a redirect, in bytes."""


class SiteReader:
    """
    Reads the site of some files.

    `display_folder` is the folder's path in the places of problems, `project` the one that the site
    was built from. With `every`, each place of a cause has a link of its own, also in built files.
    `strict` adds the defects that only rules on request report. `settings` are those of the check;
    their `site_url` has precedence over the project's. `memory` is what an earlier check
    found in the files, whose digests are then known, `software` a digest of what checks. Raises
    `SiteError` if the folder has no HTML file.
    """

    def __init__(  # noqa: PLR0913  (what a check depends on)
        self,
        files: SiteFiles,
        display_folder: str,
        project: SourceProject | None,
        settings: LinkSettings | None = None,
        *,
        every: bool = False,
        strict: bool = False,
        memory: PageMemory | None = None,
        software: str = "",
    ) -> None:
        self._settings = settings or LinkSettings()
        self._files = files
        self._every = every
        self._strict = strict
        self._memory = memory
        self._software = software
        self._result: CheckResult | None = None
        if not files.pages:
            message = f"there is no HTML file in {display_folder}"
            raise SiteError(message)
        self._display_folder = display_folder
        self._project = project

    def read(self) -> Site:
        """Check every link. Raises `SettingsError` if the project's settings are invalid."""
        origins = PageOrigins(self._project)
        checker = LinkChecker(
            self._files, self._index, origins, strict=self._strict, remaps=self._settings.remap
        )
        if self._usable_memory:
            result = checker.check_again(self._usable_memory)
        else:
            result = checker.check(lambda: self._unused_definitions)
        locator = self._locator(result.bases) if result.broken else None
        located = (
            locator.links(result.broken, every=self._every, ignores=self._settings.ignore)
            if locator
            else ()
        )
        links = [
            link
            for link in map(origins.classify_located, located)
            if self._strict or link.defect not in STRICT
        ]
        self._result = result
        return Site(
            links=(*links, *self._unused_definitions),
            files=self._files.paths,
            anchors=checker.anchors,
            outbound={url: tuple(paths) for url, paths in result.external.items()},
            waivers=self._waivers,
            followed=result.count,
            sources=locator.source_files if locator else {},
            root=self._index.root if self._index.host else "",
            remaps=tuple(
                Applied(
                    "remap",
                    remap.url.pattern,
                    remap.to,
                    remap.reason,
                    remap.place,
                    sum(counts[number] for counts in result.remapped.values()),
                )
                for number, remap in enumerate(self._settings.remap)
            ),
        )

    def to_remember(self) -> bytes | None:
        """What the next check needs to know of this one; `None` if it is as well off without."""
        result, index = self._result, self._index
        assert result
        if self._usable_memory and len(result.anchors) <= len(self._files.pages) * _FEW:
            return None
        memory = self._usable_memory
        return page_memory.to_bytes(
            self._shape,
            digests=self._files.digests,
            result=result,
            anchors=Layered(result.anchors, memory.anchors) if memory else result.anchors,
            targets=Layered(result.targets, memory.targets) if memory else result.targets,
            redirects=index.redirect_pages,
            silent=self._silent,
        )

    @functools.cached_property
    def _usable_memory(self) -> PageMemory | None:
        """What is known of the files, if nothing has changed that all of it depends on."""
        return self._memory if self._memory and self._memory.shape == self._shape else None

    @functools.cached_property
    def _shape(self) -> str:
        """A digest of what the results of all files depend on."""
        index, project = self._index, self._project
        # What is in the folder of pages was copied, and not built.
        copied = project.files.paths if project and project.docs.is_dir() else frozenset()
        paths = "\0".join([*sorted(self._files.paths), "", *sorted(copied)]).encode(
            "utf-8", "surrogatepass"
        )
        values = (
            self._software,
            self._strict,
            project is None,
            index.site_url,
            index.redirects,
            [*index.redirect_pages.items()],
            [(remap.url.pattern, remap.replacement) for remap in self._settings.remap],
        )
        return xxhash.xxh3_128_hexdigest(paths + repr(values).encode("utf-8", "surrogatepass"))

    @functools.cached_property
    def _waivers(self) -> tuple[Waiver, ...]:
        """The waivers in the Markdown pages."""
        project = self._project
        if project is None or not project.docs.is_dir():
            return ()
        return tuple(project.waivers(self._known_as_silent))

    @functools.cached_property
    def _known_as_silent(self) -> frozenset[str]:
        """The Markdown files that have no waiver and no unused definition, as is known."""
        known = self._usable_memory.silent if self._usable_memory else {}
        assert self._project
        digests = self._project.files.digests
        return frozenset(
            path for path, digest in known.items() if digests.get(path, b"").hex() == digest
        )

    @property
    def _silent(self) -> dict[str, str]:
        """The digests of the Markdown files without waivers and unused definitions."""
        project = self._project
        if project is None or not project.docs.is_dir():
            return {}
        speaking = {link.place.path for link in self._unused_definitions}
        speaking |= {waiver.place.path for waiver in self._waivers}
        return {
            path: project.files.digests[path].hex()
            for path in project.pages
            if project.display_path(path) not in speaking and path in project.files.digests
        }

    @functools.cached_property
    def _unused_definitions(self) -> list[Link]:
        """The link definitions of the Markdown pages that no link uses."""
        if not self._project or not self._project.docs.is_dir():
            return []
        unused = self._project.unused_definitions(self._files.paths, self._known_as_silent)
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
            site_url=self._settings.site_url
            or (self._project.site_url if self._project else "")
            or self._canonical_url(),
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
        known, digests = self._memory, self._files.digests
        for path in self._files.pages:
            if known and path in digests and known.digests.get(path) == digests[path].hex():
                if path in known.redirects:
                    found[path] = known.redirects[path]
            elif self._files.sizes[path] < _MAX_REDIRECT_PAGE:
                raw = self._files.read(path)
                if b"refresh" in raw.lower():
                    from explainer.site import html_reader  # noqa: PLC0415  (as above)

                    url = html_reader.immediate_refresh_url(raw)
                    if url:
                        found[path] = url
        return found
