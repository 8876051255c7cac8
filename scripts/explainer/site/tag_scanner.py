"""
The links and anchors of a page, read from its tags by regular expressions.

This is a second reader, next to `html_reader`, for speed only: without it, `explainer links` takes
twice the processor time on a site of 1,000 pages. The pages of a site are similar: of half a
million tags, nine in ten are on an earlier page, too. So a page is split into its tags, and each is
looked up in a cache. A page with markup that depends on its context is left to `html_reader`: for
it, `scan` returns `None`. A property test holds both readers equal.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

from explainer.site import css_urls, html_tokenizer, link_attributes
from explainer.site.links_and_anchors import LinksAndAnchors, may_have_unparsed_markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# A tag up to its end, without the most frequent tags that contain no link and no anchor. The text
# of a comment, a script, a style or a title is included; without an end, it extends to the end of
# the page.
_TAG_PATTERN = re.compile(
    rb"<(?!/|span class=\"[^\"<>]*\">|li class=\"[^\"<>]*\">|td>|tr>|p>)("
    rb"script(?=[\s/>])[^>]*>[^<]*(?:<(?!/script[\s/>])[^<]*)*"
    rb"|style(?=[\s/>])[^>]*>[^<]*(?=</style[\s/>])"
    rb"|title(?=[\s/>])[^>]*>[^<]*(?=</title[\s/>])"
    rb"|!--[^-]*(?:-(?!->)[^-]*)*"
    rb"|[a-zA-Z!?][^>]*)"
)
# The common tags that are rarely repeated, one a line, with their only value: the URL of a link or
# of the previous or next page, or an `id`.
_COMMON = re.compile(
    r"^(?:"
    r"(?:a (?:class=\"[^\"\n]*\" )?href|h[1-6] id|li id|sup id|link rel=\"(?:prev|next)\" href)"
    r"=\"([!#-%'-;=?-~]+)\"(?: class=\"[^\"\n]*\")?(?: title=\"[^\"\n]*\")?"
    r"|.*)$",
    re.MULTILINE,
)
_ADJACENT_PAGE = next(iter(link_attributes.urls_of_tag("link", {"rel": "next", "href": "."})))[0]
_PLAIN_TAG = re.compile(
    r"([a-zA-Z][^\t\n\f />\"'=<]*)"
    r"((?:[\t\n\f ]+[^\t\n\f />\"'=<]+(?:=(?:\"[^\"]*\"|'[^']*'|[^\t\n\f \"'=<>`]+))?)*)"
    r"[\t\n\f ]*/?"
)
_ATTRIBUTE = re.compile(
    r"[\t\n\f ]+([^\t\n\f />\"'=<]+)(?:=(?:\"([^\"]*)\"|'([^']*)'|([^\t\n\f \"'=<>`]+)))?"
)
_A, _L = b"al"
_WITH_TEXT = frozenset({"script", "style", "title"})
# The content of these is parsed in other ways, or depends on the parent element.
_UNSUPPORTED = frozenset(
    {
        "frameset", "iframe", "image", "math", "noembed", "noframes", "plaintext", "select",
        "template", "textarea", "xmp",
    }
)  # fmt: skip
_MAY_LACK_URL = frozenset({"img", "link"})
_MAX_CACHED = 200_000


class _Tag(NamedTuple):
    identifier: str | None = None
    name: str | None = None
    map: str | None = None
    urls: tuple[tuple[str, str], ...] = ()
    base: str | None = None


_Parsed = str | _Tag
"""The content of a tag; a string is the URL of an `a` without any other content."""


class UnsupportedMarkupError(Exception):
    """A page has markup that depends on its context."""


class TagScanner:
    """Scans pages, with a cache of parsed tags."""

    def __init__(self) -> None:
        self._cache: dict[bytes, _Parsed | None] = {}

    def scan(self, data: bytes) -> LinksAndAnchors | None:
        """The links and anchors of a page, or `None` if it has unsupported markup."""
        if len(self._cache) > _MAX_CACHED:
            self._cache.clear()
        tags = _TAG_PATTERN.findall(data)
        if tags and data.endswith(tags[-1]):
            return None
        page = LinksAndAnchors()
        new = [*itertools.filterfalse(self._cache.__contains__, tags)]
        try:
            _add(filter(None, map(self._cache.get, tags)), page)
            self._parse_new(new, page)
        except UnsupportedMarkupError:
            return None
        page.may_have_unparsed = may_have_unparsed_markdown(data)
        return page

    def _parse_new(self, tags: list[bytes], page: LinksAndAnchors) -> None:
        """Parse the tags that are not in the cache, and add them to the page."""
        # One search in all tags is much faster than one in each.
        lines = b"\n".join(tags)
        if b"\0" in lines:
            raise UnsupportedMarkupError
        values = _COMMON.findall(lines.decode("latin-1"))
        if len(values) != len(tags):
            values = [""] * len(tags)
        cache, ids, hrefs = self._cache, page.ids, page.hrefs
        for tag, value in zip(tags, values, strict=True):
            if not value:
                if not tag.startswith(b"title>"):
                    parsed = cache[tag] = _parse_tag(tag)
                    if parsed:
                        _add([parsed], page)
            elif tag[0] == _A:
                hrefs.append(value)
                if value[0] != "#":
                    cache[tag] = value
            # Other pages are unlikely to have the same tag.
            elif tag[0] == _L and tag.startswith(b"link"):
                page.add(_ADJACENT_PAGE, value)
            else:
                ids.append(value)


def _add(tags: Iterable[_Parsed], page: LinksAndAnchors) -> None:
    ids, hrefs = page.ids, page.hrefs
    for tag in tags:
        if isinstance(tag, str):
            hrefs.append(tag)
            continue
        identifier, name, map_name, urls, base = tag
        if identifier is not None:
            ids.append(identifier)
        if name is not None:
            page.names.append(name)
        if map_name is not None:
            page.maps.append(map_name)
        for kind, url in urls:
            page.add(kind, url)
        if base is not None:
            if page.base is not None:
                # Cached tags are added before new ones, so that the first one is unknown.
                raise UnsupportedMarkupError
            page.base = base


def _parse_tag(tag: bytes) -> _Parsed | None:
    """
    The content of a tag: none, the URL of an `a`, or all of it.

    Raises `UnsupportedMarkupError`.
    """
    if tag[:1] == b"!":
        _check_declaration(tag)
        return None
    start, closed, inner = tag.partition(b">")
    try:
        text = start.decode("utf-8")
    except UnicodeDecodeError:
        raise UnsupportedMarkupError from None
    match = _PLAIN_TAG.fullmatch(text)
    if not match or "\r" in text:
        raise UnsupportedMarkupError
    name = match[1].lower()
    if name in _UNSUPPORTED or (name in _WITH_TEXT and not closed):
        raise UnsupportedMarkupError
    values: dict[str, str | None] = {}
    for key, double, single, bare in _ATTRIBUTE.findall(match[2]):
        values.setdefault(key.lower(), double or single or bare)
    if "&" in text:
        values = {
            key: html_tokenizer.decode_references(value or "") for key, value in values.items()
        }
    return _content_of(name, values, inner)


def _check_declaration(tag: bytes) -> None:
    """Raise `UnsupportedMarkupError` if a tag is neither a complete comment nor a doctype."""
    if tag.startswith(b"!--"):
        # These, too, end a comment.
        if tag[3:4] == b">" or tag[3:5] == b"->" or b"--!>" in tag:
            raise UnsupportedMarkupError
    elif tag[:8].lower() != b"!doctype":
        raise UnsupportedMarkupError


def _content_of(name: str, values: dict[str, str | None], inner: bytes) -> _Parsed | None:
    if name == "meta" and (values.get("charset") or "utf-8").lower() not in {"utf-8", "utf8"}:
        raise UnsupportedMarkupError
    identifier = (values["id"] or "") if "id" in values else None
    if name == "base":
        return _Tag(identifier, base=values.get("href"))
    urls: tuple[tuple[str, str], ...] = ()
    if name in _MAY_LACK_URL or not link_attributes.ATTRIBUTES.isdisjoint(values):
        urls = tuple(link_attributes.urls_of_tag(name, values))
    if inner:
        urls += tuple(_urls_in_text(name, values, inner.decode("utf-8", "replace")))
    if "name" in values and name in {"a", "map"}:
        named = values["name"]
        is_map = name == "map"
        return _Tag(identifier, None if is_map else named, named if is_map else None, urls)
    if identifier is not None:
        return _Tag(identifier, urls=urls)
    if len(urls) == 1 and urls[0][0] == "a href":
        # An empty URL must differ from a tag without content.
        return urls[0][1] or _Tag(urls=urls)
    return _Tag(urls=urls) if urls else None


def _urls_in_text(name: str, values: dict[str, str | None], text: str) -> Iterator[tuple[str, str]]:
    """The URLs in the text of a script or a style, with their kinds."""
    if name == "style":
        yield from (("style", found.url) for found in css_urls.scan(text))
    elif name == "script":
        # After such a start, browsers find the end of the script by other rules.
        if "<!--" in text or "</script" in text.lower():
            raise UnsupportedMarkupError
        if values.get("type") == "application/ld+json":
            yield from (
                (link_attributes.JSON_LD, url) for url in link_attributes.json_ld_urls(text)
            )
