"""The addresses in files that are no pages: style sheets, sitemaps, feeds, manifests, redirects."""

from __future__ import annotations

import json
import re
import zlib
from html import unescape
from typing import TYPE_CHECKING, Any

from explainer.site import css_urls, redirects
from explainer.site.link_attributes import FOLLOWED, LOADED, MANNERS, NAMED
from explainer.site.url_positions import Occurrence, in_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MANNERS |= {
    "sitemap": NAMED,
    "feed": NAMED,
    "manifest page": FOLLOWED,
    "manifest asset": LOADED,
    "redirect": FOLLOWED,
}

_MOST = 64 * 1024 * 1024
_LISTED = re.compile(
    r"<!--.*?-->|<(?:\w+:)?loc\s*>\s*(?P<loc>[^<]*?)\s*<"
    r"|<xhtml:link\b[^>]*?\bhref\s*=\s*[\"'](?P<edition>[^\"']*)",
    re.DOTALL,
)
_FED = re.compile(
    r"""
      <!--.*?-->
    | <(?:link|comments|url|docs)\s*>\s*(?:<!\[CDATA\[)?\s*(?P<text>[^<\]]*?)\s*[<\]]
    | <guid(?P<guid>[^>]*)>\s*(?:<!\[CDATA\[)?\s*(?P<permalink>[^<\]]*?)\s*[<\]]
    | <(?:atom:)?link\b[^>]*?\bhref\s*=\s*["'](?P<link>[^"']*)
    | <(?:enclosure|media:content|media:thumbnail)\b[^>]*?\burl\s*=\s*["'](?P<enclosure>[^"']*)
    | <(?:itunes:image)\b[^>]*?\bhref\s*=\s*["'](?P<image>[^"']*)
    """,
    re.DOTALL | re.VERBOSE,
)
_ICONS = ("icons", "screenshots", "shortcuts", "share_target", "file_handlers")


def reader_of(path: str, text: str) -> Callable[[str], Iterator[Occurrence]] | None:
    """What reads a file of that path and text; `None` where nothing in it is an address."""
    if path == redirects.FILE:
        return _redirects
    if path.endswith(".css"):
        return _css
    if path.endswith((".xml", ".xml.gz", ".rss", ".atom")):
        head = text[:2000]
        if "<urlset" in head or "<sitemapindex" in head:
            return _sitemap
        if "<rss" in head or "<feed" in head or "<rdf:RDF" in head:
            return _feed
    if path.endswith(".webmanifest") or path.rpartition("/")[2] == "manifest.json":
        return _manifest
    return None


def text_of(path: str, data: bytes) -> str:
    """The text of a file, unpacked if it is packed; empty where that fails."""
    if path.endswith(".gz"):
        try:
            data = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data, _MOST)
        except zlib.error:
            return ""
    return data.decode("utf-8-sig", "replace")


def _css(text: str) -> Iterator[Occurrence]:
    for found in css_urls.addresses(text):
        start = found.start
        yield Occurrence("style", found.address, start, start + len(found.address))


def _sitemap(text: str) -> Iterator[Occurrence]:
    return _matches("sitemap", _LISTED.finditer(text))


def _feed(text: str) -> Iterator[Occurrence]:
    for match in _FED.finditer(text):
        if match["guid"] is None or "false" not in match["guid"].lower():
            yield from _matches("feed", iter([match]))


def _matches(kind: str, matches: Iterator[re.Match[str]]) -> Iterator[Occurrence]:
    for match in matches:
        name = match.lastgroup
        if name and match[name]:
            yield Occurrence(kind, unescape(match[name]), *match.span(name))


def _redirects(text: str) -> Iterator[Occurrence]:
    for redirect in redirects.read(text):
        if redirect.is_exact:
            end = redirect.offset + len(redirect.to)
            yield Occurrence("redirect", redirect.to, redirect.offset, end)


def _manifest(text: str) -> Iterator[Occurrence]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return
    if not isinstance(value, dict):
        return
    for kind, address in _of_manifest(value):
        yield Occurrence(kind, address, *in_json(text, address))


def _of_manifest(value: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key in ("start_url", "scope", "url", "action"):
        address = value.get(key)
        if isinstance(address, str):
            yield "manifest page", address
    if isinstance(value.get("src"), str):
        yield "manifest asset", value["src"]
    for key in _ICONS:
        inner = value.get(key)
        for each in inner if isinstance(inner, list) else [inner]:
            if isinstance(each, dict):
                yield from _of_manifest(each)
