"""
Source maps: from the URLs in a built page to their positions in its Markdown.

The URLs in the page's main content are aligned with those of its Markdown, converted with
sentinels, in order. Both sequences are equal but for what the theme adds, so that a URL that
occurs more than once is identified by its neighbours. A URL that cannot be aligned has no position
in the Markdown.
"""

from __future__ import annotations

import difflib
import functools
import posixpath
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from explainer import opaque_text
from explainer.model import Place
from explainer.site import link_attributes, url_positions
from explainer.site.markdown_brackets import is_escaped, opening_bracket
from explainer.site.site_index import MARKDOWN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from explainer.pages import HtmlWithSentinels
    from explainer.site.resolver import PageResolver, Resolver
    from explainer.site.url_positions import Occurrence

_NOT_TEXT = frozenset({"fence", "code", "comment"})
_MIN_RUN = 2
"""How many consecutive equal keys are certain, even if each occurs more than once."""


class SourcePosition(NamedTuple):
    """
    The place of a URL or a name in Markdown, and its text there.

    `in_html` is true for one in an attribute, which Markdown leaves as it is.
    """

    place: Place
    written: str
    in_html: bool = False


class SourceMap:
    """
    The source map of one built page.

    `path` is the built file, `source` the Markdown file below the folder of pages, `converted` its
    conversion with sentinels. `built_files` are the built files by the paths of the files in the
    folder of pages.
    """

    def __init__(
        self,
        path: str,
        source: str,
        converted: HtmlWithSentinels,
        built_files: Mapping[str, str],
        resolver: Resolver,
    ) -> None:
        self.path = path
        self._source = source
        self.converted = converted
        self._built_files = built_files
        self.resolver = resolver

    def positions(
        self, built: Sequence[Occurrence], base: str | None
    ) -> dict[Occurrence, SourcePosition]:
        """
        The positions in the Markdown of the occurrences in the page's main content.

        `base` is the URL in the page's `base` element. Occurrences without a certain position are
        left out.
        """
        written = url_positions.occurrences(self.converted.html)
        page = self.resolver.on_page(self.path, base)
        built_keys = [url_key(page, each.kind, each.url) for each in built]
        known = set(built_keys)
        written_keys = [self._written_key(page, each, known) for each in written]
        positions = self._written_positions(written)
        found: dict[Occurrence, SourcePosition] = {}
        for built_index, written_index in _align(built_keys, written_keys):
            position = positions[written_index]
            if position:
                found[built[built_index]] = position
        return found

    def _written_key(self, page: PageResolver, each: Occurrence, known: set[object]) -> object:
        """The key that a URL of the Markdown has in the built page, with the `known` keys."""
        url = self.converted.plain(each.url)
        return self.key_in_page(page, each.kind, url, known, self.converted.is_html(each.url))

    def key_in_page(
        self,
        page: PageResolver,
        kind: str,
        url: str,
        known: set[object],
        is_html: bool,  # noqa: FBT001
    ) -> object:
        """The key of a URL as it is written; `is_html` is true for one in an HTML attribute."""
        unchanged = url_key(page, kind, url)
        if kind not in {"a href", "img src"}:
            return unchanged
        replaced = self._replaced_key(kind, url)
        if replaced is None:
            return unchanged
        # MkDocs replaces URLs that are relative to the Markdown file. It does not change those in
        # raw HTML, those that start at the root, and those without a file.
        is_kept = url.startswith("/") or is_html
        if unchanged in known and (is_kept or replaced[1] not in self._all_built_files):
            return unchanged
        return replaced if replaced in known or unchanged not in known else unchanged

    @functools.cached_property
    def _all_built_files(self) -> frozenset[str]:
        return frozenset(self._built_files.values())

    def _replaced_key(self, kind: str, url: str) -> tuple[str, str, str] | None:
        """The key of a URL that MkDocs replaces; `None` if it is not one of a Markdown file."""
        try:
            parts = urlsplit(url)
        except ValueError:
            return None
        if parts.scheme or parts.netloc or not parts.path:
            return None
        folder = posixpath.dirname(self._source)
        source = posixpath.normpath(posixpath.join(folder, unquote(parts.path)).lstrip("/"))
        target = self._built_files.get(source) or self._unpublished(source)
        return None if target is None else (kind, target, unquote(parts.fragment))

    def _unpublished(self, source: str) -> str | None:
        """The built file of a page that is excluded from the site."""
        stem, suffix = posixpath.splitext(source)
        if suffix not in MARKDOWN:
            return None
        folder, name = posixpath.split(stem)
        if name.lower() in {"index", "readme"}:
            return posixpath.join(folder, "index.html")
        in_folders = any(
            each.endswith(".md") and each[-8:] != "index.md" and dest.endswith("/index.html")
            for each, dest in self._built_files.items()
        )
        return f"{stem}/index.html" if in_folders else f"{stem}.html"

    def _written_positions(self, written: Sequence[Occurrence]) -> list[SourcePosition | None]:
        positions: list[SourcePosition | None] = []
        for each in written:
            place, text = self.converted.place(each.url), self.converted.plain(each.url)
            in_html = self.converted.is_html(each.url)
            positions.append(SourcePosition(place, text, in_html) if place else None)
        self._search_by_text(written, positions)
        return positions

    def _search_by_text(
        self, written: Sequence[Occurrence], positions: list[SourcePosition | None]
    ) -> None:
        """Search the URLs without a sentinel, and accept as many results as there are URLs."""
        without_position: dict[str, list[int]] = {}
        for index, each in enumerate(written):
            if positions[index] is None:
                pattern = _text_pattern(each.kind, self.converted.plain(each.url))
                if pattern:
                    without_position.setdefault(pattern, []).append(index)
        text = without_code(self.converted.text)
        for pattern, indexes in without_position.items():
            spans = [match.span(match.lastindex or 0) for match in re.finditer(pattern, text)]
            spans = [span for span in spans if not self._is_taken(span[0], positions)]
            if len(spans) == len(indexes):
                for index, span in zip(indexes, spans, strict=True):
                    url = self.converted.plain(written[index].url)
                    in_html = text[: span[0]].endswith(("=", '"', "'"))
                    positions[index] = SourcePosition(self.within(*span), url, in_html)

    def _is_taken(self, start: int, positions: Sequence[SourcePosition | None]) -> bool:
        """Whether an offset in the Markdown is already the position of another URL."""
        place = self.within(start, start + 1)
        return any(
            each and (each.place.path, each.place.line, each.place.column) == place[:3]
            for each in positions
        )

    def within(self, start: int, end: int) -> Place:
        """The place of a span of the Markdown."""
        return Place.within(self.converted.path, self.converted.text, start, end)

    def footnote(self, fragment: str) -> Place | None:
        """The place of the footnote whose back-link has that fragment."""
        name = re.escape(re.split("[:-]", fragment, maxsplit=1)[-1])
        text = self.converted.text
        match = re.search(rf"^[ ]{{0,3}}(\[\^{name}\]):", text, re.MULTILINE)
        return self.within(*match.span(1)) if match else None

    def unparsed_markdown(
        self, occurrences: Sequence[Occurrence]
    ) -> dict[Occurrence, SourcePosition | None]:
        """
        The positions in the Markdown of syntax that was not parsed.

        The position is `None` if the syntax is escaped by a backslash. Occurrences that are not
        found are left out.
        """
        text = without_code(self.converted.text)
        by_tail: dict[str, list[Occurrence]] = {}
        for each in occurrences:
            by_tail.setdefault(_tail(each.url), []).append(each)
        places: dict[Occurrence, SourcePosition | None] = {}
        for tail, same in by_tail.items():
            starts = [match.start() for match in re.finditer(_escapable_pattern(tail), text)]
            escaped = [start for start in starts if is_escaped(text, start)]
            unescaped = [start for start in starts if start not in escaped]
            if len(escaped) == len(same):
                # The unescaped ones were parsed as links.
                places |= dict.fromkeys(same)
                continue
            starts = unescaped if len(unescaped) == len(same) else starts
            if len(starts) == len(same):
                for each, start in zip(same, starts, strict=True):
                    span = opening_bracket(text, start), start + len(tail)
                    # In `text`, code is blank.
                    written = self.converted.text[slice(*span)]
                    position = SourcePosition(self.within(*span), written)
                    places[each] = None if start in escaped else position
        return places


def url_key(page: PageResolver, kind: str, url: str) -> object:
    """A value that is equal for all URLs of a kind that lead to the same file and fragment."""
    if kind == link_attributes.ID:
        return kind, url
    resolution = page.resolve(url)
    if resolution.target is None or resolution.outcome in {"malformed", "outside"}:
        return kind, url
    return kind, resolution.target, unquote(resolution.fragment or "")


def _align(left: list[object], right: list[object]) -> list[tuple[int, int]]:
    """The pairs of indexes of equal keys in two sequences that are certain."""
    left_counts, right_counts = Counter(left), Counter(right)
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    return [
        (block.a + step, block.b + step)
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
        if block.size >= _MIN_RUN or left_counts[left[block.a]] == right_counts[left[block.a]]
    ]


def _text_pattern(kind: str, url: str) -> str | None:
    """A pattern for a URL or a name in Markdown or raw HTML; its last group is the position."""
    if kind == link_attributes.ID:
        return rf"\{{[^{{}}\n]*(\#{re.escape(url)})(?=[\s}}])"
    name = re.escape(kind.rpartition(" ")[2])
    if not url:
        before = r"!\[[^\[\]]*" if kind == "img src" else r"(?:(?<!!)\[[^\[\]]*|\))"
        return (
            rf"(?<![\w-]){name}[ ]*=[ ]*(\"\s*\"|'\s*')"
            rf"|(?<![\w-])({name})(?=[\s>])(?![ ]*=)|{before}\](\([ \t]*(?:<>)?\))"
        )
    if url.startswith("#"):
        # In Markdown syntax, back-links, permanent links and footnote references are generated.
        return rf"=[ ]*[\"']?({re.escape(url)})(?=[\"'\s>])"
    # Extensions add these prefixes to bare URLs and e-mail addresses.
    written = re.sub(r"^(?:mailto:|http://(?=www\.))", "", url)
    return rf"({re.escape(written)})(?![\w/])"


def without_code(text: str) -> str:
    """A text with spaces in place of code and comments."""
    pieces, done = [], 0
    for span in opaque_text.find(text):
        if span.kind in _NOT_TEXT and span.start >= done:
            blank = re.sub(r"[^\n]", " ", text[span.start : span.end])
            pieces += [text[done : span.start], blank]
            done = span.end
    return "".join([*pieces, text[done:]])


def _tail(syntax: str) -> str:
    """The last part of unparsed syntax, which is the same in the Markdown and in the page."""
    for mark in ("][", "](", "] ("):
        at = syntax.rfind(mark)
        if at >= 0:
            return syntax[at:]
    return syntax


def _escapable_pattern(tail: str) -> str:
    """A pattern for a text that may have a backslash before each of its characters."""
    return r"\\?".join(["", *map(re.escape, tail)]).removeprefix(r"\\?")
