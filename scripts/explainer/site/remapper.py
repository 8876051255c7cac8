"""URLs that are checked as if they were other ones, by the entries of the option `remap`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from explainer.model import Remap
    from explainer.site.links_and_anchors import LinksAndAnchors


class RemappedUrl(NamedTuple):
    """A URL as the page has it, and the one that is checked in its place."""

    kind: str
    written: str
    url: str


class Remapper:
    """Applies the first entry of `remap` that fits a URL, and counts the links of each."""

    def __init__(self, remaps: Sequence[Remap]) -> None:
        self._remaps = remaps
        self._known: dict[str, tuple[int, str] | None] = {}

    def take(
        self, path: str, page: LinksAndAnchors, counts: dict[str, list[int]]
    ) -> Iterator[RemappedUrl]:
        """The remapped URLs of the page at `path`, which are taken out of `page`."""
        lists: list[tuple[str, Iterable[str]]] = [("a href", page.hrefs), *page.urls.items()]
        for kind, urls in lists:
            found = {url: number for url, number in Counter(urls).items() if self._find(url)}
            if not found:
                continue
            left = [url for url in urls if url not in found]
            if kind == "a href":
                page.hrefs[:] = left
            else:
                page.urls[kind] = left
            for written, number in found.items():
                url = self.remap(path, written, counts, number)
                assert url is not None
                yield RemappedUrl(kind, written, url)

    def remap(
        self, path: str, url: str, counts: dict[str, list[int]], number: int = 1
    ) -> str | None:
        """The URL to check in place of one that the file at `path` has `number` times, if any."""
        found = self._find(url)
        if found is None:
            return None
        counts.setdefault(path, [0] * len(self._remaps))[found[0]] += number
        return found[1]

    def _find(self, url: str) -> tuple[int, str] | None:
        if url not in self._known:
            other = (
                (number, to)
                for number, remap in enumerate(self._remaps)
                if (to := remap.apply(url)) is not None
            )
            self._known[url] = next(other, None)
        return self._known[url]
