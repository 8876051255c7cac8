"""The places of broken links: in the Markdown that made them, else in the built file."""

from __future__ import annotations

import functools
import os
import posixpath
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from explainer.model import Link, Place
from explainer.site import data_files, link_attributes, url_positions
from explainer.site.resolver import Resolver

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping

    from explainer.site import source_map
    from explainer.site.check_result import BrokenLink
    from explainer.site.site_files import SiteFiles
    from explainer.site.site_index import SiteIndex
    from explainer.site.source_map import SourcePosition
    from explainer.site.source_project import SourceProject
    from explainer.site.url_positions import Occurrence

_MIN_SHARED_PAGES = 5
"""From how many pages on a link outside of the main content counts as a theme's."""
_ALLOWED_IN_THEMES = frozenset({"script", "empty"})


class _Located(NamedTuple):
    """
    A place, and the URL as it is written there.

    It may be in a theme's part of a page, or in an HTML attribute in Markdown.
    """

    place: Place
    written: str | None = None
    in_theme: bool = False
    in_html: bool = False


class ProblemLocator:
    """
    Locates the URLs in the files of a site.

    `display_folder` is the path of the site's folder in places. `bases` are the URLs in the `base`
    elements of pages, by the pages' paths.
    """

    def __init__(
        self,
        files: SiteFiles,
        display_folder: str,
        index: SiteIndex,
        bases: Mapping[str, str],
        project: SourceProject | None,
    ) -> None:
        self._files = files
        self._display_folder = display_folder
        self._index = index
        self._bases = bases
        self._project = project

    def links(self, broken_links: Iterable[BrokenLink]) -> Iterator[Link]:
        """
        Every occurrence of each broken link, with its place.

        A link that a theme or a snippet puts on many pages is returned once, from the start page if
        it is there.
        """
        by_path: dict[str, list[BrokenLink]] = defaultdict(list)
        for broken in broken_links:
            by_path[broken.path].append(broken)
        groups: dict[Hashable, list[Link]] = defaultdict(list)
        for path in sorted(by_path, key=lambda path: (path != "index.html", path)):
            earlier: Counter[Hashable] = Counter()
            for broken, link, in_theme in _FileLocator(self, path).links(by_path[path]):
                key = (
                    _theme_key(broken, link) if in_theme else (link.place, link.defect, link.shown)
                )
                earlier[key] += in_theme
                groups[key, earlier[key]].append(link)
        for links in groups.values():
            pages = len({link.file for link in links})
            if pages >= _MIN_SHARED_PAGES or all(link.place == links[0].place for link in links):
                yield links[0]._replace(pages=pages)
            else:
                yield from links

    def places_of(self, path: str, urls: Iterable[str]) -> Iterator[tuple[str, Place]]:
        """Every occurrence of these URLs in a file, as the URL and its place."""
        included = set(urls)
        file = _FileLocator(self, path)
        for each in file.occurrences:
            if each.url in included and each.kind != link_attributes.ID:
                yield each.url, file.locate(each).place

    def text(self, path: str) -> str:
        """The text of a file of the site."""
        raw = self._files.read(path)
        return data_files.decode(path, raw).replace("\r\n", "\n").replace("\r", "\n")

    def display_path(self, path: str) -> str:
        """A file's path in problems: that of the file in the folder of pages if it is a copy."""
        project = self._project
        if project and project.docs.is_dir() and path in project.files.paths:
            is_copy = project.files.read(path) == self._files.read(path)
            if is_copy:
                return project.display_path(path)
        return self.built_path(path)

    def built_path(self, path: str) -> str:
        """The path of a built file in problems."""
        joined = posixpath.join(self._display_folder, path)
        # A file name may be undecodable, and a problem has to be printable.
        return os.fsencode(joined).decode("utf-8", "replace")

    def base(self, path: str) -> str | None:
        """The URL in a page's `base` element."""
        return self._bases.get(path)

    def source_map(self, path: str) -> source_map.SourceMap | None:
        """The source map of a page; `None` if it was not built from a readable Markdown file."""
        if self._project is None:
            return None
        source = self.sources.get(path) or self._moved_pages.get(path)
        if source is None:
            return None
        from explainer.site import page_conversion  # noqa: PLC0415  (it is slow to import)

        return page_conversion.source_map(
            self._project.settings, path, source, self._built_files, Resolver(self._index)
        )

    @functools.cached_property
    def sources(self) -> dict[str, str]:
        """The Markdown files of the pages, below the folder of pages, by the pages' paths."""
        if self._project is None:
            return {}
        return {file.dest_uri: file.src_uri for file in self._project.settings.pages}

    @property
    def source_files(self) -> dict[str, str]:
        """All files below the folder of pages, by the paths of the files built from them."""
        if self._project is None:
            return {}
        files = {file.dest_uri: file.src_uri for file in self._project.settings.files}
        return files | self._moved_pages

    @functools.cached_property
    def _moved_pages(self) -> dict[str, str]:
        """The Markdown files of the pages that a plugin has moved, by the pages' paths."""
        assert self._project
        from explainer.site.moved_pages import moved_pages  # noqa: PLC0415  (it is slow to import)

        return moved_pages(self._project.settings.pages, self._files.pages, self.text)

    @functools.cached_property
    def _built_files(self) -> dict[str, str]:
        """The built files by the paths of the files in the folder of pages."""
        assert self._project
        files = {file.src_uri: file.dest_uri for file in self._project.settings.files}
        return files | {source: path for path, source in self._moved_pages.items()}


def _theme_key(broken: BrokenLink, link: Link) -> Hashable:
    """What is equal in a theme's link on all pages, although its relative URL differs."""
    in_page = link.target is None or link.target == link.file
    subject = link.address if in_page else link.target
    return broken.kind, link.defect, subject, link.fragment, link.suggestion


class _FileLocator:
    """Locates URLs in one file of the site."""

    def __init__(self, locator: ProblemLocator, path: str) -> None:
        self._locator = locator
        self._path = path
        self._text = locator.text(path)
        self._display_path = locator.display_path(path)
        self._is_copy = self._display_path != locator.built_path(path)

    def links(self, broken_links: list[BrokenLink]) -> Iterator[tuple[BrokenLink, Link, bool]]:
        """The occurrences of broken links, and whether each is in a theme's part of the page."""
        for broken in broken_links:
            for place, written, in_theme, in_html in self._locate(broken):
                link = Link(
                    defect=broken.defect,
                    address=broken.url,
                    place=place,
                    file=self._path,
                    target=broken.target,
                    fragment=broken.fragment,
                    suggestion=broken.suggestion,
                    asset=link_attributes.is_subresource(broken.kind),
                    written=written,
                    in_html=in_html,
                )
                yield broken, link, in_theme

    def _locate(self, broken: BrokenLink) -> Iterator[_Located]:
        """The occurrences of a broken link."""
        if broken.start >= 0:
            yield _Located(self._within(broken.start, broken.end))
            return
        if broken.kind == link_attributes.UNPARSED_MARKDOWN:
            yield from self._locate_unparsed(broken.url)
            return
        if broken.defect == "unused" and self._source_map:
            place = self._source_map.footnote(broken.fragment)
            if place:
                yield _Located(place)
                return
        matching = [
            each for each in self.occurrences if each.kind == broken.kind and each.url == broken.url
        ]
        if broken.kind == link_attributes.ID:
            matching = self._duplicate(matching)
        if not matching:
            yield _Located(Place(self._display_path))
        if broken.defect in _ALLOWED_IN_THEMES and broken.kind == "a href":
            matching = [each for each in matching if self._in_main_content(each)]
        for each in matching:
            located = self.locate(each)
            # Zensical removes the URL of a page's link to itself.
            if broken.url or not located.written:
                in_theme = not (self._is_copy or self._in_main_content(each))
                yield located._replace(in_theme=in_theme)

    def _duplicate(self, same_id: list[Occurrence]) -> list[Occurrence]:
        """The occurrence of a duplicate `id` to report: a later one, as links lead to the first."""
        traced = [
            each
            for each in same_id
            if self._in_main_content(each) and each in self.source_positions
        ]
        later = [each for each in traced if each != same_id[0]]
        return (later or traced or same_id[1:])[:1]

    def locate(self, occurrence: Occurrence) -> _Located:
        """The place where a URL in the file can be edited, and the URL as it is written there."""
        # Only the main content is made from Markdown.
        if self._in_main_content(occurrence):
            position = self.source_positions.get(occurrence)
            if position:
                return _Located(position.place, position.written, in_html=position.in_html)
        return _Located(self._within(occurrence.start, occurrence.end))

    def _locate_unparsed(self, text: str) -> Iterator[_Located]:
        for each in self.unparsed_markdown:
            if each.url == text:
                if each not in self.unparsed_places:
                    written = url_positions.as_markdown(self._text[each.start : each.end])
                    yield _Located(self._within(each.start, each.end), written)
                elif position := self.unparsed_places[each]:
                    yield _Located(position.place, position.written)

    def _within(self, start: int, end: int) -> Place:
        return Place.within(self._display_path, self._text, start, end)

    def _in_main_content(self, occurrence: Occurrence) -> bool:
        start, end = self._main_content
        return start <= occurrence.start < end

    @functools.cached_property
    def _main_content(self) -> tuple[int, int]:
        if data_files.scanner_for(self._path, self._text):
            return 0, len(self._text)
        return url_positions.main_content_span(self._text)

    @functools.cached_property
    def occurrences(self) -> list[Occurrence]:
        """Every URL and every `id` in the file."""
        scan = data_files.scanner_for(self._path, self._text)
        return list(scan(self._text)) if scan else url_positions.occurrences(self._text)

    @functools.cached_property
    def unparsed_markdown(self) -> list[Occurrence]:
        """The Markdown syntax in the file that was not parsed."""
        return url_positions.unparsed_markdown(self._text)

    @functools.cached_property
    def unparsed_places(self) -> dict[Occurrence, SourcePosition | None]:
        """The positions of this syntax in the Markdown; `None` if it is escaped there."""
        return (
            self._source_map.unparsed_markdown(self.unparsed_markdown) if self._source_map else {}
        )

    @functools.cached_property
    def _source_map(self) -> source_map.SourceMap | None:
        return self._locator.source_map(self._path)

    @functools.cached_property
    def source_positions(self) -> dict[Occurrence, SourcePosition]:
        """The positions in the Markdown of what is in the main content."""
        if self._source_map is None:
            return {}
        in_main_content = [each for each in self.occurrences if self._in_main_content(each)]
        return self._source_map.positions(in_main_content, self._locator.base(self._path))
