"""The places of broken links: in the Markdown that made them, else in the built file."""

from __future__ import annotations

import functools
import os
import posixpath
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from explainer.line_index import LineIndex
from explainer.model import Link, Place
from explainer.site import (
    data_files,
    link_attributes,
    link_causes,
    tag_positions,
    url_positions,
)
from explainer.site.resolver import Resolver

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence

    from explainer.model import Ignore
    from explainer.site import source_map
    from explainer.site.check_result import BrokenLink
    from explainer.site.link_causes import Cause
    from explainer.site.site_files import SiteFiles
    from explainer.site.site_index import SiteIndex
    from explainer.site.source_map import SourcePosition
    from explainer.site.source_project import SourceProject
    from explainer.site.url_positions import Occurrence

_EXAMPLES = 3
"""On how many pages a cause is located that cannot be mended on any of them."""
_MAX_SEARCHED = 100
"""On how many pages a link is located that a theme may have around the main content."""


class _Located(NamedTuple):
    """
    A place, the URL as it is written there, and whether it is in a source.

    What is not in a source was made by a theme or a generator, or its source is unknown. What is
    may be in an HTML attribute in Markdown.
    """

    place: Place
    written: str | None = None
    in_source: bool = False
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

    def links(
        self,
        broken_links: Iterable[BrokenLink],
        *,
        every: bool = False,
        ignores: Sequence[Ignore] = (),
    ) -> list[Link]:
        """
        The broken links, each with its place.

        A cause has a link for each of its places in Markdown. Its places in built files, where it
        cannot be mended one by one, are one link with some examples, unless `every` is true. Links
        that an entry of `ignores` is about are apart from others.
        """
        documents = len(self._files.pages)
        causes = [
            (cause, links)
            for cause, links in link_causes.by_cause(broken_links, ignores)
            if not link_causes.is_theme_control(cause, links, documents)
        ]
        by_path: dict[str, list[tuple[int, BrokenLink]]] = defaultdict(list)
        for number, (_, links) in enumerate(causes):
            for broken in links if every else self._to_locate(links):
                by_path[broken.path].append((number, broken))
        located: dict[int, list[tuple[Link, bool]]] = defaultdict(list)
        for path in sorted(by_path, key=lambda path: (path != "index.html", path)):
            file = _FileLocator(self, path, [broken for _, broken in by_path[path]])
            for number, broken in by_path[path]:
                located[number] += file.links(broken)
        return _once_a_place(
            link
            for number, (cause, links) in enumerate(causes)
            for link in _joined(cause, links, located[number], every=every)
        )

    def _to_locate(self, links: list[BrokenLink]) -> Iterator[BrokenLink]:
        """Those links of a cause that are located: all in sources, else those of some pages."""
        examples: set[str] = set()
        for link in links:
            if not self._has_source(link.path):
                limit = _MAX_SEARCHED if link_causes.is_allowed_in_theme(link) else _EXAMPLES
                if link.path in examples or len(examples) >= limit:
                    continue
                examples.add(link.path)
            yield link

    def _has_source(self, path: str) -> bool:
        """Whether a file was built from one in the folder of pages, or is a copy of one."""
        project = self._project
        if project is None:
            return False
        is_copy = project.docs.is_dir() and path in project.files.paths
        return is_copy or self.markdown_of(path) is not None

    def markdown_of(self, path: str) -> str | None:
        """The Markdown file of a page, below the folder of pages; `None` if it is not known."""
        if self._project is None:
            return None
        return self.sources.get(path) or self._moved_pages.get(path)

    def places_of(self, path: str, urls: Iterable[str]) -> Iterator[tuple[str, Place]]:
        """Every occurrence of these URLs in a file, as the URL and its place."""
        included = set(urls)
        file = _FileLocator(self, path, ())
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
        source = self.markdown_of(path)
        if source is None or self._project is None:
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


def _joined(
    cause: Cause, links: list[BrokenLink], located: list[tuple[Link, bool]], *, every: bool
) -> Iterator[Link]:
    """The links of a cause: one for each place in sources, and one for all in built files."""
    by_place: dict[Place, list[Link]] = defaultdict(list)
    built: list[Link] = []
    for link, in_source in located:
        if in_source or every or cause.is_of_place:
            by_place[link.place].append(link)
        else:
            built.append(link)
    for same in by_place.values():
        yield same[0]._replace(pages=len({link.file for link in same}), cause=cause.key)
    if built:
        first_of_file = {link.place.path: link.place for link in reversed(built[1:])}
        others = [first_of_file[path] for path in sorted(first_of_file)]
        in_sources = {link.file for same in by_place.values() for link in same}
        pages = {link.path for link in links} - (in_sources - {link.file for link in built})
        also = tuple(others[: _EXAMPLES - 1])
        yield built[0]._replace(pages=len(pages), cause=cause.key, also=also)


def _once_a_place(links: Iterable[Link]) -> list[Link]:
    """The links, one for each place, where a snippet leads to other files from other pages."""
    by_place: dict[Hashable, list[Link]] = defaultdict(list)
    for link in links:
        by_place[link.place, link.defect, link.shown].append(link)
    return [same[0]._replace(pages=sum(link.pages for link in same)) for same in by_place.values()]


class _FileLocator:
    """Locates URLs in one file of the site."""

    def __init__(
        self, locator: ProblemLocator, path: str, broken_links: Collection[BrokenLink]
    ) -> None:
        self._locator = locator
        self._path = path
        self._wanted = {(broken.kind, broken.url) for broken in broken_links}
        self._text = locator.text(path)
        self._display_path = locator.display_path(path)
        self._is_from_markdown = locator.markdown_of(path) is not None
        self._is_copy = self._display_path != locator.built_path(path)

    def links(self, broken: BrokenLink) -> Iterator[tuple[Link, bool]]:
        """The occurrences of a broken link, and whether each is in a source."""
        for place, written, in_source, in_html in self._locate(broken):
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
            yield link, in_source or self._is_copy

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
                yield _Located(place, in_source=True)
                return
        matching = self._by_url.get((broken.kind, broken.url), [])
        if broken.kind == link_attributes.ID:
            matching = self._duplicate(matching)
        if not matching:
            yield _Located(Place(self._display_path))
        if link_causes.is_allowed_in_theme(broken):
            matching = [each for each in matching if self._in_main_content(each)]
        for each in matching:
            located = self.locate(each)
            # Zensical removes the URL of a page's link to itself.
            if broken.url or not located.written:
                yield located

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
        if self._is_from_markdown and self._in_main_content(occurrence):
            position = self.source_positions.get(occurrence)
            if position:
                return _Located(
                    position.place, position.written, in_source=True, in_html=position.in_html
                )
        return _Located(self._within(occurrence.start, occurrence.end))

    def _locate_unparsed(self, text: str) -> Iterator[_Located]:
        for each in self.unparsed_markdown:
            if each.url == text:
                if each not in self.unparsed_places:
                    written = url_positions.as_markdown(self._text[each.start : each.end])
                    yield _Located(self._within(each.start, each.end), written)
                elif position := self.unparsed_places[each]:
                    yield _Located(position.place, position.written, in_source=True)

    def _within(self, start: int, end: int) -> Place:
        return self._lines.place(start, end)

    @functools.cached_property
    def _lines(self) -> LineIndex:
        return LineIndex(self._display_path, self._text)

    def _in_main_content(self, occurrence: Occurrence) -> bool:
        start, end = self._main_content
        return start <= occurrence.start < end

    @functools.cached_property
    def _main_content(self) -> tuple[int, int]:
        if data_files.scanner_for(self._path, self._text):
            return 0, len(self._text)
        return url_positions.main_content_span(self._text)

    @functools.cached_property
    def _by_url(self) -> dict[tuple[str, str], list[Occurrence]]:
        """The occurrences of the broken links, by their kinds and URLs."""
        if not self._is_from_markdown:
            return tag_positions.find(self._text, self._wanted)
        found: dict[tuple[str, str], list[Occurrence]] = defaultdict(list)
        for each in self.occurrences:
            found[each.kind, each.url].append(each)
        return found

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
