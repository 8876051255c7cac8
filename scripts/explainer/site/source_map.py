"""
A built page back to its Markdown.

The addresses in the page's own part are laid beside those that its Markdown makes when it is
converted, in their order. Both are the same but for what the theme adds, so that each is known by
its neighbours where not by itself. What cannot be told is left where the built file has it.
"""

from __future__ import annotations

import difflib
import functools
import posixpath
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from explainer import citations
from explainer.model import Place
from explainer.site import link_attributes, url_positions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from explainer.pages import HtmlWithSentinels
    from explainer.site.resolver import Resolver
    from explainer.site.url_positions import Occurrence

_HIDDEN = frozenset({"fence", "code", "comment"})
_FEWEST = 2
_MARKDOWN = frozenset({".md", ".markdown"})


class Origin(NamedTuple):
    """Where something is written in Markdown, and how."""

    place: Place
    written: str


class Tracer:
    """
    Traces what is in one built page.

    `path` is the built file, `source` the Markdown file below the folder of pages, `built` leads
    from each such file to the built one.
    """

    def __init__(
        self,
        path: str,
        source: str,
        planted: HtmlWithSentinels,
        built: Mapping[str, str],
        resolver: Resolver,
    ) -> None:
        self._path = path
        self._source = source
        self._planted = planted
        self._built = built
        self._resolver = resolver

    def trace(self, shown: Sequence[Occurrence], base: str | None) -> dict[Occurrence, Origin]:
        """The origin of each occurrence in the page's own part that has one for certain."""
        written = url_positions.occurrences(self._planted.html)
        self._resolver.turn_to(self._path, base)
        left = [self._key(each.kind, each.address) for each in shown]
        known = set(left)
        right = [self._written_key(each, known) for each in written]
        origins = self._origins(written)
        found: dict[Occurrence, Origin] = {}
        for one, other in self._pairs(left, right):
            origin = origins[other]
            if origin:
                found[shown[one]] = origin
        return found

    def _pairs(self, left: list[object], right: list[object]) -> list[tuple[int, int]]:
        counts, others = Counter(left), Counter(right)
        matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
        return [
            (block.a + step, block.b + step)
            for block in matcher.get_matching_blocks()
            for step in range(block.size)
            if block.size >= _FEWEST or counts[left[block.a]] == others[left[block.a]]
        ]

    def _key(self, kind: str, address: str) -> object:
        if kind == link_attributes.IDENTIFIER:
            return kind, address
        answer = self._resolver.answer(address)
        if answer.target is None or answer.fate in {"malformed", "outside"}:
            return kind, address
        return kind, answer.target, unquote(answer.fragment or "")

    def _written_key(self, each: Occurrence, known: set[object]) -> object:
        address = self._planted.plain(each.address)
        raw = self._key(each.kind, address)
        if each.kind not in {"a href", "img src"}:
            return raw
        aimed = self._aim(each.kind, address)
        if aimed is None:
            return raw
        # Addresses in raw HTML stay as they are, as do those from the root and of no page; what
        # else Markdown made is relative to its file.
        stays = address.startswith("/") or self._planted.is_html(each.address)
        if raw in known and (stays or aimed[1] not in self._made):
            return raw
        return aimed if aimed in known or raw not in known else raw

    @functools.cached_property
    def _made(self) -> frozenset[str]:
        return frozenset(self._built.values())

    def _aim(self, kind: str, address: str) -> tuple[str, str, str] | None:
        try:
            parts = urlsplit(address)
        except ValueError:
            return None
        if parts.scheme or parts.netloc or not parts.path:
            return None
        folder = posixpath.dirname(self._source)
        source = posixpath.normpath(posixpath.join(folder, unquote(parts.path)).lstrip("/"))
        target = self._built.get(source) or self._unpublished(source)
        return None if target is None else (kind, target, unquote(parts.fragment))

    def _unpublished(self, source: str) -> str | None:
        """The file that a page would be built to that is left out of the site."""
        stem, suffix = posixpath.splitext(source)
        if suffix not in _MARKDOWN:
            return None
        folder, name = posixpath.split(stem)
        if name.lower() in {"index", "readme"}:
            return posixpath.join(folder, "index.html")
        in_folders = any(
            each.endswith(".md") and each[-8:] != "index.md" and dest.endswith("/index.html")
            for each, dest in self._built.items()
        )
        return f"{stem}/index.html" if in_folders else f"{stem}.html"

    def _origins(self, written: Sequence[Occurrence]) -> list[Origin | None]:
        origins: list[Origin | None] = []
        for each in written:
            place = self._planted.place(each.address)
            origins.append(Origin(place, self._planted.plain(each.address)) if place else None)
        self._fill_in(written, origins)
        return origins

    def _fill_in(self, written: Sequence[Occurrence], origins: list[Origin | None]) -> None:
        """Find what had no sentinel by its text, if it is there as often as on the page."""
        waiting: dict[str, list[int]] = {}
        for index, each in enumerate(written):
            if origins[index] is None:
                search = _search(each.kind, self._planted.plain(each.address))
                if search:
                    waiting.setdefault(search, []).append(index)
        text = _without_code(self._planted.text)
        for search, indexes in waiting.items():
            spans = [match.span(match.lastindex or 0) for match in re.finditer(search, text)]
            spans = [span for span in spans if not self._is_placed(span[0], origins)]
            if len(spans) == len(indexes):
                for index, span in zip(indexes, spans, strict=True):
                    address = self._planted.plain(written[index].address)
                    origins[index] = Origin(self._within(*span), address)

    def _is_placed(self, start: int, origins: Sequence[Origin | None]) -> bool:
        place = self._within(start, start + 1)
        return any(
            each and (each.place.path, each.place.line, each.place.column) == place[:3]
            for each in origins
        )

    def _within(self, start: int, end: int) -> Place:
        return Place.within(self._planted.path, self._planted.text, start, end)

    def footnote(self, fragment: str) -> Place | None:
        """Where the footnote is written whose mark an address of that fragment would lead to."""
        name = re.escape(re.split("[:-]", fragment, maxsplit=1)[-1])
        text = self._planted.text
        match = re.search(rf"^[ ]{{0,3}}(\[\^{name}\]):", text, re.MULTILINE)
        return self._within(*match.span(1)) if match else None

    def left_over(self, found: Sequence[Occurrence]) -> dict[Occurrence, Place | None]:
        """
        Where in the Markdown each of the page's left-overs was typed.

        `None` stands for what was meant as it is, with a backslash; what is not found is left out.
        """
        text = _without_code(self._planted.text)
        by_tail: dict[str, list[Occurrence]] = {}
        for each in found:
            by_tail.setdefault(_tail(each.address), []).append(each)
        placed: dict[Occurrence, Place | None] = {}
        for tail, same in by_tail.items():
            starts = [match.start() for match in re.finditer(_however_escaped(tail), text)]
            meant = [start for start in starts if _is_escaped(text, start)]
            slips = [start for start in starts if start not in meant]
            if len(meant) == len(same):
                # The others became links.
                placed |= dict.fromkeys(same)
                continue
            starts = slips if len(slips) == len(same) else starts
            if len(starts) == len(same):
                for each, start in zip(same, starts, strict=True):
                    slip = self._within(_opening(text, start), start + len(tail))
                    placed[each] = None if start in meant else slip
        return placed


def _search(kind: str, address: str) -> str | None:
    """A pattern for how an address is written where no sentinel marks it; group 1 is the place."""
    if kind == link_attributes.IDENTIFIER:
        return rf"\{{[^{{}}\n]*(\#{re.escape(address)})(?=[\s}}])"
    name = re.escape(kind.rpartition(" ")[2])
    if not address:
        before = r"!\[[^\[\]]*" if kind == "img src" else r"(?:(?<!!)\[[^\[\]]*|\))"
        return (
            rf"(?<![\w-]){name}[ ]*=[ ]*(\"\s*\"|'\s*')"
            rf"|(?<![\w-])({name})(?=[\s>])(?![ ]*=)|{before}\](\([ \t]*(?:<>)?\))"
        )
    if address.startswith("#"):
        # Back-links, permanent links and marks of footnotes are made and not written.
        return rf"=[ ]*[\"']?({re.escape(address)})(?=[\"'\s>])"
    # Some are written without what is put before them.
    written = re.sub(r"^(?:mailto:|http://(?=www\.))", "", address)
    return rf"({re.escape(written)})(?![\w/])"


def _without_code(text: str) -> str:
    """A text with blanks for what is code or a comment in it."""
    pieces, done = [], 0
    for span in citations.opaque(text):
        if span.kind in _HIDDEN and span.start >= done:
            inner = re.sub(r"[^\n]", " ", text[span.start : span.end])
            pieces += [text[done : span.start], inner]
            done = span.end
    return "".join([*pieces, text[done:]])


def _tail(left_over: str) -> str:
    """The part of a left-over that no formatting changes."""
    for mark in ("][", "](", "] ("):
        at = left_over.rfind(mark)
        if at >= 0:
            return left_over[at:]
    return left_over


def _however_escaped(tail: str) -> str:
    """A pattern for a tail that may have a backslash before each of its characters."""
    return r"\\?".join(["", *map(re.escape, tail)]).removeprefix(r"\\?")


def _is_escaped(text: str, at: int) -> bool:
    """Whether a backslash says that a bracket at an index, or the one that it closes, is meant."""
    opening = _opening(text, at)
    first = opening + (text[opening] == "!")
    return any(text[max(0, place - 1) : place] == "\\" for place in (at, first))


def _opening(text: str, at: int) -> int:
    """Where the bracket opens that closes at an index."""
    depth = 0
    for index in range(at, max(-1, at - 2000), -1):
        if text[index] == "]":
            depth += 1
        elif text[index] == "[":
            depth -= 1
            if depth <= 0:
                return index - 1 if text[index - 1 : index] == "!" else index
    return at
