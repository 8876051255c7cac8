"""Collect the external links of a site and its sources, and what to check about each URL."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from explainer.web.request_url import parse
from explainer.web.url_checker import UrlCheck

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from explainer.model import Place, Source

_HTML = (".html", ".htm")


class LinkOccurrence(NamedTuple):
    """A link as it is written, and its place; `source` is set if it is the URL of a source."""

    href: str
    place: Place
    source: Source | None = None

    @property
    def url(self) -> str:
        """The URL to request: the link without its fragment."""
        return split_fragment(self.href)[0]

    @property
    def fragment(self) -> str:
        """The fragment, without `#`."""
        return split_fragment(self.href)[1]


def split_fragment(href: str) -> tuple[str, str]:
    """A link as the URL to request, and its fragment."""
    absolute = f"https:{href}" if href.startswith("//") else href
    parsed = parse(absolute)
    return (str(parsed[0]), parsed[1]) if parsed else (absolute, "")


def escape_for_markdown(url: str) -> str:
    """A URL with the characters percent-encoded that would end it early in Markdown."""
    without_pairs = re.sub(r"\([^()]*\)", "", url)
    unpaired = "(" in without_pairs or ")" in without_pairs
    unsafe = r"[|'()]" if unpaired else r"[|']"
    return re.sub(unsafe, lambda found: f"%{ord(found[0]):02X}", url)


def collect_links(
    links: Iterable[tuple[str, Place]], sources: Iterable[Source] = ()
) -> list[LinkOccurrence]:
    """
    The external links among `links` (each a link with its place) and the URLs of sources.

    A URL in a source's file or in Markdown is left out where it occurs in HTML. One that occurs in
    HTML only is included once, with its first place.
    """
    found = [LinkOccurrence(source.url, _place(source), source) for source in sources if source.url]
    found += [LinkOccurrence(href, place) for href, place in links if _is_external(href)]
    in_text = {link.url for link in found if not _is_in_html(link)}
    kept: dict[tuple[str, object], LinkOccurrence] = {}
    for link in found:
        if not _is_in_html(link):
            kept.setdefault((link.href, link.place), link)
        elif link.url not in in_text:
            kept.setdefault((link.url, link.fragment), link)
    return list(kept.values())


def url_checks(links: Iterable[LinkOccurrence]) -> Iterator[UrlCheck]:
    """One check for each URL, with the quotations and the fragments of all of its links."""
    grouped: dict[str, list[LinkOccurrence]] = {}
    for link in links:
        grouped.setdefault(link.url, []).append(link)
    for url, group in grouped.items():
        words: dict[str, str] = {}
        for link in group:
            words |= quotations(link.source)
        fragments = frozenset(link.fragment for link in group if link.fragment)
        yield UrlCheck(url, words, fragments)


def quotations(source: Source | None) -> dict[str, str]:
    """The words of the passages that should be on a source's page, by `key#slug`."""
    if source is None:
        return {}
    return {
        f"{source.key}#{passage.slug}": passage.words
        for passage in source.passages
        if passage.words and source.has_on_page(passage)
    }


def _place(source: Source) -> Place:
    return source.places.get("URL", source.place)


def _is_external(href: str) -> bool:
    return href.lower().startswith(("http:", "https:", "//"))


def _is_in_html(link: LinkOccurrence) -> bool:
    return link.place.path.endswith(_HTML)
