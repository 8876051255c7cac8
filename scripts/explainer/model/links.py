"""A built site and its broken links."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explainer.model.places import Place
    from explainer.model.suppressions import Waiver


class Link(NamedTuple):
    """
    An address in a built site that does not lead where it says.

    `address` is what a reader or a browser is given, `written` what the page's author wrote, where
    that is known. `file` is the file of the site that holds it, `target` the one that it is about,
    `fragment` what it names there, `meant` what would be right. `asset` tells what a page loads
    from what a reader follows. `pages` is the number of pages that have it from one and the same
    place, such as a theme or a snippet.
    """

    fate: str
    address: str
    place: Place
    file: str
    target: str | None = None
    fragment: str = ""
    meant: str | None = None
    asset: bool = False
    written: str | None = None
    pages: int = 1

    @property
    def shown(self) -> str:
        """The address as whoever mends it finds it."""
        return self.address if self.written is None else self.written


class Site(NamedTuple):
    """
    A folder of built HTML.

    `links` are those that do not lead where they say. `files` are all its files, `anchors` the
    names of the places on each page. `outbound` are the addresses on the web that it leads to,
    each with the files that hold it. `followed` is the number of addresses that there are.
    `sources` are the paths of the Markdown that pages were made of, where some link is wrong.
    """

    links: tuple[Link, ...] = ()
    files: frozenset[str] = frozenset()
    anchors: Mapping[str, frozenset[str]] = MappingProxyType({})
    outbound: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    waivers: tuple[Waiver, ...] = ()
    followed: int = 0
    sources: Mapping[str, str] = MappingProxyType({})
