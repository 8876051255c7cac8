"""What the rules about links share: the broken links of a site, and the files that were meant."""

from __future__ import annotations

import functools
import heapq
import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from explainer.model import Link, Site, nearest, similarity
from explainer.rules.registry import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_MAX_COMPARED = 15
"""How many names are compared letter by letter with a missing one."""


def broken_links(site: Site, defect: str, *, asset: bool | None = None) -> Iterator[Link]:
    """The links of a site with a defect; only subresources, or only others, if `asset` is set."""
    for link in site.links:
        if link.defect == defect and asset in {None, link.asset}:
            yield link


def finding(link: Link, variant: str = "", **values: object) -> Finding:
    """The finding of a broken link, with the number of pages that share it."""
    return Finding(link.place, variant, pages=link.pages, **values)


class FileNames:
    """Names of files with their paths, to find those that are similar to a missing one."""

    def __init__(self, paths: Mapping[str, str]) -> None:
        self._paths = paths

    @functools.cached_property
    def _bigrams(self) -> dict[str, frozenset[str]]:
        return {name: _bigrams(name) for name in self._paths}

    def nearest(self, names: Iterable[str]) -> str | None:
        """The path of the file most similar to one of these names; `None` if none is similar."""
        pairs = [(name, other) for name in names if (other := self._nearest(name)) is not None]
        if not pairs:
            return None
        return self._paths[max(pairs, key=lambda pair: similarity(*pair))[1]]

    def _nearest(self, name: str) -> str | None:
        bigrams = _bigrams(name)
        # Comparing letter by letter is slow, so that only the most promising names are.
        shared = {other: len(bigrams & own) / len(own) for other, own in self._bigrams.items()}
        return nearest(name, heapq.nlargest(_MAX_COMPARED, shared, key=shared.__getitem__))


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


def _bigrams(path: str) -> frozenset[str]:
    folded = f" {path.casefold()} "
    return frozenset(folded[at : at + 2] for at in range(len(folded) - 1))
