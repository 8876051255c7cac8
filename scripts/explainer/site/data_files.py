"""The URLs in files other than pages: style sheets, sitemaps, feeds, manifests, redirects."""

from __future__ import annotations

import json
import re
import zlib
from html import unescape
from typing import TYPE_CHECKING, Any

from explainer.site import css_urls, redirects
from explainer.site.url_positions import Occurrence, json_span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MAX_DECOMPRESSED = 64 * 1024 * 1024
_GZIP = zlib.MAX_WBITS | 16
_HEAD = 2000
"""How many characters of an XML file say what it is."""
_SITEMAP_URL = re.compile(
    r"<!--.*?-->|<(?:\w+:)?loc\s*>\s*(?P<loc>[^<]*?)\s*<"
    r"|<xhtml:link\b[^>]*?\bhref\s*=\s*[\"'](?P<edition>[^\"']*)",
    re.DOTALL,
)
_FEED_URL = re.compile(
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
_NESTED_KEYS = ("icons", "screenshots", "shortcuts", "share_target", "file_handlers")


def scanner_for(path: str, text: str) -> Callable[[str], Iterator[Occurrence]] | None:
    """The function that yields the URLs of a file with that path and text; `None` without any."""
    if path == redirects.FILE:
        return _scan_redirects
    if path.endswith(".css"):
        return _scan_css
    if path.endswith((".xml", ".xml.gz", ".rss", ".atom")):
        head = text[:_HEAD]
        if "<urlset" in head or "<sitemapindex" in head:
            return _scan_sitemap
        if "<rss" in head or "<feed" in head or "<rdf:RDF" in head:
            return _scan_feed
    if path.endswith(".webmanifest") or path.rpartition("/")[2] == "manifest.json":
        return _scan_manifest
    return None


def decode(path: str, data: bytes) -> str:
    """The text of a file, decompressed if it is a `.gz`; empty if that fails."""
    if path.endswith(".gz"):
        try:
            data = zlib.decompressobj(_GZIP).decompress(data, _MAX_DECOMPRESSED)
        except zlib.error:
            return ""
    return data.decode("utf-8-sig", "replace")


def _scan_css(text: str) -> Iterator[Occurrence]:
    for found in css_urls.scan(text):
        yield Occurrence("style", found.url, found.start, found.start + len(found.url))


def _scan_sitemap(text: str) -> Iterator[Occurrence]:
    return _occurrences("sitemap", _SITEMAP_URL.finditer(text))


def _scan_feed(text: str) -> Iterator[Occurrence]:
    for match in _FEED_URL.finditer(text):
        if match["guid"] is None or "false" not in match["guid"].lower():
            yield from _occurrences("feed", iter([match]))


def _occurrences(kind: str, matches: Iterator[re.Match[str]]) -> Iterator[Occurrence]:
    for match in matches:
        name = match.lastgroup
        if name and match[name]:
            yield Occurrence(kind, unescape(match[name]), *match.span(name))


def _scan_redirects(text: str) -> Iterator[Occurrence]:
    for redirect in redirects.read(text):
        if not redirect.has_placeholder:
            end = redirect.offset + len(redirect.to)
            yield Occurrence("redirect", redirect.to, redirect.offset, end)


def _scan_manifest(text: str) -> Iterator[Occurrence]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return
    if not isinstance(value, dict):
        return
    for kind, url in _manifest_urls(value):
        yield Occurrence(kind, url, *json_span(text, url))


def _manifest_urls(value: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key in ("start_url", "scope", "url", "action"):
        url = value.get(key)
        if isinstance(url, str):
            yield "manifest page", url
    if isinstance(value.get("src"), str):
        yield "manifest asset", value["src"]
    for key in _NESTED_KEYS:
        inner = value.get(key)
        for each in inner if isinstance(inner, list) else [inner]:
            if isinstance(each, dict):
                yield from _manifest_urls(each)
