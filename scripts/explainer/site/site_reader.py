"""A whole site, put together from what the other modules know of its parts."""

from __future__ import annotations

import functools
from collections import defaultdict
from typing import TYPE_CHECKING

from explainer.model import Link, Site
from explainer.site import link_attributes, redirects, tag_scanner
from explainer.site.checker import Follower
from explainer.site.resolver import Ground
from explainer.site.site_files import SiteError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.model import Place
    from explainer.site.problem_locator import Locator
    from explainer.site.project_beside import Beside
    from explainer.site.site_files import Files

_LONGEST_STUB = 8_000


class Whole:
    """A site in a folder, and what it was built from."""

    def __init__(self, files: Files, shown: str, beside: Beside | None) -> None:
        self._files = files
        if not files.pages:
            message = f"there is no HTML file in {shown}"
            raise SiteError(message)
        self._shown = shown
        self._beside = beside

    def site(self) -> Site:
        """Follow every address."""
        follower = Follower(self._files, self._ground)
        harvest = follower.follow(lambda: self._unused)
        locator = self._locator(harvest.bases) if harvest.suspects else None
        links = list(locator.links(harvest.suspects)) if locator else []
        beside = self._beside
        return Site(
            links=(*links, *self._unused),
            files=self._files.paths,
            anchors=follower.anchors,
            outbound={address: tuple(paths) for address, paths in harvest.outbound.items()},
            waivers=tuple(beside.waivers()) if beside and beside.docs.is_dir() else (),
            followed=harvest.count,
            sources=locator.sources if locator else {},
        )

    @functools.cached_property
    def _unused(self) -> list[Link]:
        """What the Markdown defines and never uses."""
        if not self._beside or not self._beside.docs.is_dir():
            return []
        unused = self._beside.unused_references(self._files.paths)
        return [Link("unused", name, place, path) for path, name, place in unused]

    def uses(self, site: Site) -> Iterator[tuple[str, Place]]:
        """Every use of an address on the web, with its place."""
        by_path: dict[str, list[str]] = defaultdict(list)
        for address, paths in site.outbound.items():
            for path in paths:
                by_path[path].append(address)
        bases = {path: base for path in by_path if (base := self._base(path)) is not None}
        locator = self._locator(bases)
        for path, addresses in sorted(by_path.items()):
            yield from locator.uses(path, addresses)

    def _base(self, path: str) -> str | None:
        from explainer.site import html_reader  # noqa: PLC0415  (it takes a while to load)

        return html_reader.read(self._files.read(path)).base if path in self._files.pages else None

    def _locator(self, bases: dict[str, str]) -> Locator:
        # Good sites need none.
        from explainer.site.problem_locator import Locator  # noqa: PLC0415

        return Locator(self._files, self._shown, self._ground, bases, self._beside)

    @functools.cached_property
    def _ground(self) -> Ground:
        text = self._files.read(redirects.FILE).decode("utf-8-sig", "replace")
        return Ground(
            files=self._files.paths,
            url=self._beside.url if self._beside and self._beside.url else self._own_address(),
            redirects=tuple(redirects.read(text)) if redirects.FILE in self._files.paths else (),
            stubs=self._stubs(),
        )

    def _own_address(self) -> str:
        """The site's address, where only its start page says it."""
        if self._beside is None and "index.html" in self._files.paths:
            facts = tag_scanner.Reader().read(self._files.read("index.html"))
            found = facts.references.get(link_attributes.CANONICAL, [""])[0] if facts else ""
            if found.startswith(("http://", "https://")):
                return found.removesuffix("index.html")
        return ""

    def _stubs(self) -> dict[str, str]:
        """The pages that lead on at once; what is longer is no such page."""
        found = {}
        for path in self._files.pages:
            if self._files.sizes[path] < _LONGEST_STUB:
                raw = self._files.read(path)
                if b"refresh" in raw.lower():
                    from explainer.site import html_reader  # noqa: PLC0415  (as above)

                    addresses = html_reader.read_prompt_refresh(raw)
                    if addresses:
                        found[path] = addresses
        return found
