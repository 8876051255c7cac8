"""
A built page to what is in it, by its tags alone.

The pages of a site are much alike: of half a million tags in a thousand pages nine in ten have
been seen before. So a page is split into its tags, and each is looked up. What a page has beyond
tags in plain order is left to lexbor: `read` knows such pages, and gives them back.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

from explainer.site import css, kinds, markup
from explainer.site.facts import Facts, may_have_left_over

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAGS = re.compile(rb"<([a-zA-Z!?][^>]*)")
_PARTS = re.compile(
    r"([a-zA-Z][^\t\n\f />\"'=<]*)"
    r"((?:[\t\n\f ]+[^\t\n\f />\"'=<]+(?:=(?:\"[^\"]*\"|'[^']*'|[^\t\n\f \"'=<>`]+))?)*)"
    r"[\t\n\f ]*/?"
)
# Most of the tags that are not seen twice; one pattern is soon through with them.
_LINK = re.compile(
    rb'a (?:class="[^"]*" )?href="([!#-%\'-;=?-~]*)"(?: class="[^"]*")?(?: title="[^"]*")?'
)
_HEADING = re.compile(rb'h[1-6] id="([!#-%\'-;=?-~]*)"')
_ATTRIBUTE = re.compile(
    r"[\t\n\f ]+([^\t\n\f />\"'=<]+)(?:=(?:\"([^\"]*)\"|'([^']*)'|([^\t\n\f \"'=<>`]+)))?"
)
_SCRIPT = re.compile(rb"<script([^>]*)>(.*?)</script", re.DOTALL)
# What is in these is read in other ways, or what they are depends on what they are in.
_ODD_NAMES = frozenset(
    {
        "frameset", "iframe", "image", "math", "noembed", "noframes", "plaintext", "select",
        "template", "textarea", "xmp",
    }
)  # fmt: skip
_INTERESTING = kinds.ATTRIBUTES | {"id"}
_MOST = 200_000


class _Tag(NamedTuple):
    identifier: str | None
    name: str | None
    references: tuple[tuple[str, str], ...]
    element: str
    base: str | None = None


_Item = str | _Tag


class Odd(Exception):  # noqa: N818  (it is no error)
    """A page is not made of plain tags."""


class _Seen(dict[bytes, "_Item | None"]):
    """What tags say, worked out when one is seen for the first time."""

    def __missing__(self, tag: bytes) -> _Item | None:
        item = self[tag] = _item(tag)
        return item


class Reader:
    """Reads pages, and remembers the tags that it has seen."""

    def __init__(self) -> None:
        self._seen = _Seen()
        self._styles: dict[bytes, list[str]] = {}

    def read(self, data: bytes) -> Facts | None:
        """What a page holds, or `None` if it is no plain one."""
        if len(self._seen) > _MOST:
            self._seen.clear()
        if b"\0" in data or data.rfind(b"<") > data.rfind(b">"):
            return None
        try:
            return self._read(data)
        except Odd:
            return None

    def _read(self, data: bytes) -> Facts:
        facts = Facts()
        first, *others = data.split(b"<script")
        holding = self._take(_TAGS.findall(first), facts)
        for part in others:
            # The tag goes to the first `>`; up to the end of the element there are no others.
            closed, end = part.find(b">"), part.find(b"</script")
            if not 0 <= closed < end or b"<!--" in part[:end]:
                raise Odd
            found = [b"script" + part[:closed], *_TAGS.findall(part, end)]
            holding += self._take(found, facts)
        _see_to_title(data)
        styles = holding.count("style")
        if styles:
            self._read_styles(data, styles, facts)
        if kinds.LINKED_DATA in holding:
            _read_linked_data(data, facts)
        facts.doubtful = may_have_left_over(data)
        return facts

    def _take(self, tags: list[bytes], facts: Facts) -> list[str]:
        """Take in what tags say; gives the names of those that may hold a text to be read."""
        links = facts.links
        holding: list[str] = []
        items: Iterator[_Item] = filter(None, map(self._seen.__getitem__, tags))
        for item in items:
            if isinstance(item, str):
                links.append(item)
                continue
            if item.identifier is not None:
                facts.ids.append(item.identifier)
            if item.name is not None:
                (facts.maps if item.element == "map" else facts.names).append(item.name)
            for kind, address in item.references:
                facts.add(kind, address)
            if item.base is not None and facts.base is None:
                facts.base = item.base
            holding.append(item.element)
        return holding

    def _read_styles(self, data: bytes, count: int, facts: Facts) -> None:
        # To look for more than there are would be to go through the whole page.
        for text in itertools.islice(_texts(data, b"<style", b"</style"), count):
            if b"<" in text:
                raise Odd
            addresses = self._styles.get(text)
            if addresses is None:
                found = css.addresses(text.decode("utf-8", "replace"))
                addresses = self._styles[text] = [each.address for each in found]
            if addresses:
                facts.add("style", *addresses)


def _texts(data: bytes, opening: bytes, closing: bytes) -> Iterator[bytes]:
    start = data.find(opening)
    while start >= 0:
        end = data.find(closing, start)
        if end < 0:
            raise Odd
        yield data[data.find(b">", start) + 1 : end]
        start = data.find(opening, end)


def _read_linked_data(data: bytes, facts: Facts) -> None:
    for attributes, text in _SCRIPT.findall(data):
        if b"application/ld+json" in attributes:
            facts.add(kinds.LINKED_DATA, *kinds.linked_data(text.decode("utf-8", "replace")))


def _see_to_title(data: bytes) -> None:
    start = data.find(b"<title")
    if start >= 0:
        end = data.find(b"</title", start)
        if end < 0 or b"<" in data[start + 1 : end]:
            raise Odd


def _item(tag: bytes) -> _Item | None:
    """
    What a tag says that has not been seen: nothing, the address of a link, or all that it holds.

    Raises `Odd` where it is no plain tag.
    """
    link = _LINK.fullmatch(tag)
    if link:
        # An empty one has to be told from a tag that says nothing.
        return link[1].decode() or _Tag(None, None, (("a href", ""),), "a")
    heading = _HEADING.fullmatch(tag)
    if heading:
        return _Tag(heading[1].decode(), None, (), "")
    if tag[:1] == b"!":
        comment = tag.startswith(b"!--") and tag.endswith(b"--") and len(tag) > len("!----")
        if comment or tag[:8].lower() == b"!doctype":
            return None
        raise Odd
    try:
        text = tag.decode("utf-8")
    except UnicodeDecodeError:
        raise Odd from None
    match = _PARTS.fullmatch(text)
    if not match or "\r" in text:
        raise Odd
    name = match[1].lower()
    if name in _ODD_NAMES or (name == "script" and tag[:6] != b"script"):
        raise Odd
    values: dict[str, str | None] = {}
    for key, double, single, bare in _ATTRIBUTE.findall(match[2]):
        values.setdefault(key.lower(), markup.decode(double or single or bare))
    return _made(name, values)


def _made(name: str, values: dict[str, str | None]) -> _Item | None:
    if name == "meta" and (values.get("charset") or "utf-8").lower() not in {"utf-8", "utf8"}:
        raise Odd
    if name == "base":
        return _Tag(None, None, (), name, values.get("href"))
    named = values.get("name") if name in {"a", "map"} else None
    references: tuple[tuple[str, str], ...] = ()
    if not _INTERESTING.isdisjoint(values):
        references = tuple(kinds.references(name, values))
    identifier = values.get("id")
    if identifier is None and "id" in values:
        identifier = ""
    if name == "script" and values.get("type") == "application/ld+json":
        name = kinds.LINKED_DATA
    if identifier is None and named is None and name not in {"style", kinds.LINKED_DATA}:
        if not references:
            return None
        if len(references) == 1 and references[0][0] == "a href":
            return references[0][1] or _Tag(None, None, references, name)
    return _Tag(identifier, named, references, name)
