"""From what is wrong to where it is to be mended: in the Markdown, else in the built file."""

from __future__ import annotations

import functools
import os
import posixpath
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from explainer.model import Link, Place
from explainer.site import data_files, link_attributes, url_positions
from explainer.site.resolver import Resolver

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping

    from explainer.pages import HtmlWithSentinels
    from explainer.site import source_map
    from explainer.site.checker import Suspect
    from explainer.site.project_beside import Beside
    from explainer.site.resolver import Ground
    from explainer.site.site_files import Files
    from explainer.site.source_map import Origin
    from explainer.site.url_positions import Occurrence

# Where something is, how it is written there, and whether a theme has put it there.
_Placed = tuple[Place, str | None, bool]

_MANY = 5
"""On how many pages at least what is around their own parts was made once for all."""
_LEFT_TO_THEMES = frozenset({"script", "empty"})


class Locator:
    """
    Finds the places of what is in the files of a site.

    `shown` is how the site's folder is called in places. `bases` are the addresses in the `base`
    elements of the pages that have one.
    """

    def __init__(
        self,
        files: Files,
        shown: str,
        ground: Ground,
        bases: Mapping[str, str],
        beside: Beside | None,
    ) -> None:
        self._files = files
        self._shown = shown
        self._ground = ground
        self._bases = bases
        self._beside = beside

    def links(self, suspects: Iterable[Suspect]) -> Iterator[Link]:
        """
        Each suspect as often as it is there, with its place.

        What a theme or a snippet puts on many pages is mended once and said once, of the start
        page if that has it.
        """
        by_path: dict[str, list[Suspect]] = defaultdict(list)
        for suspect in suspects:
            by_path[suspect.path].append(suspect)
        made: dict[Hashable, list[Link]] = defaultdict(list)
        for path in sorted(by_path, key=lambda path: (path != "index.html", path)):
            before: Counter[Hashable] = Counter()
            for suspect, link, of_theme in _Located(self, path).links(by_path[path]):
                key = _made_as(suspect, link) if of_theme else (link.place, link.defect, link.shown)
                before[key] += of_theme
                made[key, before[key]].append(link)
        for links in made.values():
            pages = len({link.file for link in links})
            if pages >= _MANY or all(link.place == links[0].place for link in links):
                yield links[0]._replace(pages=pages)
            else:
                yield from links

    def uses(self, path: str, wanted: Iterable[str]) -> Iterator[tuple[str, Place]]:
        """Each use of these addresses in a file, with its place."""
        addresses = set(wanted)
        located = _Located(self, path)
        for each in located.occurrences:
            if each.address in addresses and each.kind != link_attributes.IDENTIFIER:
                yield each.address, located.place(each)[0]

    def text(self, path: str) -> str:
        """The text of a file of the site."""
        raw = self._files.read(path)
        return data_files.text_of(path, raw).replace("\r\n", "\n").replace("\r", "\n")

    def named(self, path: str) -> str:
        """How problems name a file of the site: by the one that it is a copy of, if it is one."""
        beside = self._beside
        if beside and beside.docs.is_dir() and path in beside.files.paths:
            same = beside.files.read(path) == self._files.read(path)
            if same:
                return beside.shown(path)
        return self.built(path)

    def built(self, path: str) -> str:
        """How problems name a file of the site by itself."""
        whole = posixpath.join(self._shown, path)
        # Not every name is text, and a name has to be shown as some.
        return os.fsencode(whole).decode("utf-8", "replace")

    def base(self, path: str) -> str | None:
        """The address in a page's `base` element."""
        return self._bases.get(path)

    def planted(self, path: str) -> tuple[str, HtmlWithSentinels] | None:
        """The Markdown that a page was made of: its path below the folder of pages, and itself."""
        source = self.sources.get(path)
        if source is None or self._beside is None:
            return None
        from explainer.pages import PagesError, read_with_sentinels  # noqa: PLC0415  (it is slow to load)

        file = next(file for file in self._beside.settings.pages if file.src_uri == source)
        try:
            return source, read_with_sentinels(self._beside.settings, file)
        except PagesError:
            # The built page is there all the same, and what is wrong with it can be said.
            return None

    def tracer(self, path: str) -> source_map.Tracer | None:
        """What traces a page back to its Markdown, if it was made of any."""
        found = self.planted(path)
        if found is None:
            return None
        from explainer.site import source_map  # noqa: PLC0415  (as above)

        return source_map.Tracer(path, *found, self._built, Resolver(self._ground))

    @functools.cached_property
    def sources(self) -> dict[str, str]:
        """The Markdown that each page was made of, below the folder of pages."""
        if self._beside is None:
            return {}
        return {file.dest_uri: file.src_uri for file in self._beside.settings.pages}

    @functools.cached_property
    def _built(self) -> dict[str, str]:
        assert self._beside
        return {file.src_uri: file.dest_uri for file in self._beside.settings.files}


def _made_as(suspect: Suspect, link: Link) -> Hashable:
    """What is the same of a theme's link on all pages, where it may be written in several ways."""
    own = link.target is None or link.target == link.file
    subject = link.address if own else link.target
    return suspect.kind, link.defect, subject, link.fragment, link.suggestion


class _Located:
    """The places in one file, worked out as they are asked for."""

    def __init__(self, locator: Locator, path: str) -> None:
        self._locator = locator
        self._path = path
        self._text = locator.text(path)
        self._named = locator.named(path)
        self._is_copy = self._named != locator.built(path)

    def links(self, suspects: list[Suspect]) -> Iterator[tuple[Suspect, Link, bool]]:
        """What they are, and whether each is in what a theme puts around the page's own part."""
        for suspect in suspects:
            for place, written, of_theme in self._places(suspect):
                link = Link(
                    defect=suspect.fate,
                    address=suspect.address,
                    place=place,
                    file=self._path,
                    target=suspect.target,
                    fragment=suspect.fragment,
                    suggestion=suspect.meant,
                    asset=link_attributes.MANNERS.get(suspect.kind) == link_attributes.LOADED,
                    written=written,
                )
                yield suspect, link, of_theme

    def _places(self, suspect: Suspect) -> Iterator[_Placed]:
        if suspect.start >= 0:
            yield Place.within(self._named, self._text, suspect.start, suspect.end), None, False
            return
        if suspect.kind == link_attributes.LITERAL:
            yield from self._left_over(suspect.address)
            return
        fitting = [
            each
            for each in self.occurrences
            if each.kind == suspect.kind and each.address == suspect.address
        ]
        if suspect.kind == link_attributes.IDENTIFIER:
            # The first one is where links to that name lead; a later one can be told apart.
            inside = [each for each in fitting if self._is_inside(each)]
            traced = [each for each in inside if each in self.origins and each != fitting[0]] or [
                each for each in inside if each in self.origins
            ]
            fitting = (traced or fitting[1:])[:1]
        if suspect.fate == "unused" and self._tracer:
            place = self._tracer.footnote(suspect.fragment)
            if place:
                yield place, None, False
                return
        if not fitting:
            yield Place(self._named), None, False
        if suspect.fate in _LEFT_TO_THEMES and suspect.kind == "a href":
            fitting = [each for each in fitting if self._is_inside(each)]
        for each in fitting:
            place, written = self.place(each)
            # Zensical leaves nothing of a page's link to itself.
            if suspect.address or not written:
                yield place, written, not (self._is_copy or self._is_inside(each))

    def place(self, occurrence: Occurrence) -> tuple[Place, str | None]:
        """Where something in the file is to be mended, and how it is written there."""
        # What is around the page's own part was made by no Markdown.
        origin = self.origins.get(occurrence) if self._is_inside(occurrence) else None
        if origin:
            return origin.place, origin.written
        start, end = occurrence.start, occurrence.end
        return Place.within(self._named, self._text, start, end), None

    def _is_inside(self, occurrence: Occurrence) -> bool:
        first, last = self._main
        return first <= occurrence.start < last

    @functools.cached_property
    def _main(self) -> tuple[int, int]:
        if data_files.reader_of(self._path, self._text):
            return 0, len(self._text)
        return url_positions.main_part(self._text)

    def _left_over(self, text: str) -> Iterator[_Placed]:
        for each in self.left_over:
            if each.address == text:
                if each not in self.typed:
                    start, end = each.start, each.end
                    yield Place.within(self._named, self._text, start, end), None, False
                elif place := self.typed[each]:
                    yield place, None, False

    @functools.cached_property
    def occurrences(self) -> list[Occurrence]:
        """Everything in the file that an address or a name may be."""
        reader = data_files.reader_of(self._path, self._text)
        return list(reader(self._text)) if reader else url_positions.occurrences(self._text)

    @functools.cached_property
    def left_over(self) -> list[Occurrence]:
        """What Markdown left in the file as it was typed."""
        return url_positions.left_over(self._text)

    @functools.cached_property
    def typed(self) -> dict[Occurrence, Place | None]:
        """Where it was typed."""
        return self._tracer.left_over(self.left_over) if self._tracer else {}

    @functools.cached_property
    def _tracer(self) -> source_map.Tracer | None:
        return self._locator.tracer(self._path)

    @functools.cached_property
    def origins(self) -> dict[Occurrence, Origin]:
        """Where in Markdown what is in the file was written."""
        if self._tracer is None:
            return {}
        shown = [each for each in self.occurrences if self._is_inside(each)]
        return self._tracer.trace(shown, self._locator.base(self._path))
