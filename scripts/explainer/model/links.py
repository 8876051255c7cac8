"""A built site and its broken links."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explainer.model.places import Place
    from explainer.model.suppressions import Applied, Waiver


def forms_of_url(url: str, target: str | None = None, fragment: str = "") -> tuple[str, ...]:
    """
    The forms of a URL in which settings may name it.

    They are the URL as it is written and, if it leads to the path `target` of the site, that path
    behind a slash, with and without `index.html`.
    """
    if target is None:
        return (url,)
    path = f"/{target}"
    end = f"#{fragment}" if fragment else ""
    return tuple(dict.fromkeys((url, path + end, path.removesuffix("index.html") + end)))


class Link(NamedTuple):
    """
    A broken link in a built site.

    `defect` is the kind of defect, such as `missing` or `anchor`; the rules of `rules.link` report
    one kind each. `address` is the URL in the HTML, `written` the one in the page's source, where
    that is known. `file` is the file of the site that holds the link, `target` the file that it
    leads to, `fragment` the anchor there, `suggestion` an address that would be right. `asset` is
    true for what a browser loads, false for what a reader follows. `pages` is the number of pages
    that have the link, from the same place, such as a snippet, or in what was built. `in_html` is
    true for an address that Markdown has in an HTML attribute. `cause` is equal for links that one
    change mends; `also` are some more places of what was built.
    """

    defect: str
    address: str
    place: Place
    file: str
    target: str | None = None
    fragment: str = ""
    suggestion: str | None = None
    asset: bool = False
    written: str | None = None
    pages: int = 1
    in_html: bool = False
    cause: str = ""
    also: tuple[Place, ...] = ()

    @property
    def shown(self) -> str:
        """The address as it is written in the source, or in the HTML where that is not known."""
        return self.address if self.written is None else self.written

    @property
    def urls(self) -> tuple[str, ...]:
        """The forms of the address in which settings may name it."""
        return tuple(
            dict.fromkeys((self.shown, *forms_of_url(self.address, self.target, self.fragment)))
        )


class Site(NamedTuple):
    """
    A folder of built HTML.

    `links` are the broken ones. `files` are the paths of all its files, `anchors` the anchors of
    each page by its path. `outbound` are the external URLs, each with the files that link to it.
    `followed` is the number of links that were checked. `sources` are the paths, below the folder
    of pages, of the files that the site's files were built from, where these had to be known.
    `root` is the path at which the site is published, with a slash at both ends, or empty. `remaps`
    are the entries of the option `remap`, each with the number of links that it was about.
    """

    links: tuple[Link, ...] = ()
    files: frozenset[str] = frozenset()
    anchors: Mapping[str, frozenset[str]] = MappingProxyType({})
    outbound: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    waivers: tuple[Waiver, ...] = ()
    followed: int = 0
    sources: Mapping[str, str] = MappingProxyType({})
    root: str = ""
    remaps: tuple[Applied, ...] = ()
