"""What the rules about links share: the broken links of a site, and the files that were meant."""

from __future__ import annotations

import functools
import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from explainer.model import Link, NameIndex, Site, similarity
from explainer.rules.registry import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def broken_links(site: Site, defect: str, *, asset: bool | None = None) -> Iterator[Link]:
    """The links of a site with a defect; only subresources, or only others, if `asset` is set."""
    for link in site.links:
        if link.defect == defect and asset in {None, link.asset}:
            yield link


def finding(link: Link, variant: str = "", **values: object) -> Finding:
    """The finding of a broken link, with its cause and the number of pages that share it."""
    return Finding(
        link.place,
        variant,
        pages=link.pages,
        cause=link.cause,
        also=link.also,
        urls=link.urls,
        **values,
    )


class FileNames:
    """Names of files with their paths, to find those that are similar to a missing one."""

    def __init__(self, paths: Mapping[str, str]) -> None:
        self._paths = paths

    @functools.cached_property
    def _index(self) -> NameIndex:
        return NameIndex(self._paths)

    def nearest(self, names: Iterable[str]) -> str | None:
        """The path of the file most similar to one of these names; `None` if none is similar."""
        found = ((name, self._index.nearest(name)) for name in names)
        pairs = [(name, other) for name, other in found if other is not None]
        if not pairs:
            return None
        if len(pairs) == 1:
            return self._paths[pairs[0][1]]
        return self._paths[max(pairs, key=lambda pair: similarity(*pair))[1]]


class AnchorNames:
    """The anchors of a site's pages, to find those that are similar to a missing one."""

    def __init__(self, site: Site) -> None:
        self._anchors = site.anchors
        self._indexes: dict[str, NameIndex] = {}

    def nearest(self, page: str, name: str) -> str | None:
        """The anchor of a page that is most similar to a name; `None` if none is similar."""
        if page not in self._indexes:
            self._indexes[page] = NameIndex(self._anchors.get(page, ()))
        return self._indexes[page].nearest(name)


def possible_paths(link: Link) -> Iterator[str]:
    """The paths that a link without a target may have meant."""
    yield link.target or ""
    # MkDocs leaves a URL unchanged if it does not find the file, although the page has a folder of
    # its own.
    path = unquote(re.split("[?#]", link.shown)[0])
    if link.place.path.endswith(".md") and link.file.endswith("/index.html") and path[:1] != "/":
        folder = posixpath.dirname(posixpath.dirname(link.file))
        yield posixpath.normpath(posixpath.join(folder, path))


def pages_by_name(site: Site) -> dict[str, str]:
    """The paths of a site's pages by their names; the start page is also called `index`."""
    paths = {page_name(path): path for path in site.anchors}
    return paths | {"index": paths[""]} if "" in paths else paths


def page_name(path: str) -> str:
    """The name of a page, the same for its file, its folder and its Markdown file."""
    return re.sub(r"(?:(?:^|(?<=/))(?:index|README)|(?<=[^/]))\.(?:html?|md)$", "", path).rstrip(
        "/"
    )
