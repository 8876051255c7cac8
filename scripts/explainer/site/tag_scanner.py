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

from explainer.site import css_urls, html_tokenizer, link_attributes
from explainer.site.links_and_anchors import Facts, may_have_left_over

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# A tag, up to its end, but for those that say nothing and are every second one. With it comes the
# text that is no markup: of a comment, a script, a style or a title. Where that has no end, it
# goes to the end of the page.
_TAGS = re.compile(
    rb"<(?!/|span class=\"[^\"<>]*\">|li class=\"[^\"<>]*\">|td>|tr>|p>)("
    rb"script(?=[\s/>])[^>]*>[^<]*(?:<(?!/script[\s/>])[^<]*)*"
    rb"|style(?=[\s/>])[^>]*>[^<]*(?=</style[\s/>])"
    rb"|title(?=[\s/>])[^>]*>[^<]*(?=</title[\s/>])"
    rb"|!--[^-]*(?:-(?!->)[^-]*)*"
    rb"|[a-zA-Z!?][^>]*)"
)
# Most of those that are not seen twice, a line each, with the address of a link or of the page
# before or behind, or the name of a part.
_USUAL = re.compile(
    r"^(?:"
    r"(?:a (?:class=\"[^\"\n]*\" )?href|h[1-6] id|li id|sup id|link rel=\"(?:prev|next)\" href)"
    r"=\"([!#-%'-;=?-~]+)\"(?: class=\"[^\"\n]*\")?(?: title=\"[^\"\n]*\")?"
    r"|.*)$",
    re.MULTILINE,
)
_BESIDE = next(iter(link_attributes.references("link", {"rel": "next", "href": "."})))[0]
_PARTS = re.compile(
    r"([a-zA-Z][^\t\n\f />\"'=<]*)"
    r"((?:[\t\n\f ]+[^\t\n\f />\"'=<]+(?:=(?:\"[^\"]*\"|'[^']*'|[^\t\n\f \"'=<>`]+))?)*)"
    r"[\t\n\f ]*/?"
)
_ATTRIBUTE = re.compile(
    r"[\t\n\f ]+([^\t\n\f />\"'=<]+)(?:=(?:\"([^\"]*)\"|'([^']*)'|([^\t\n\f \"'=<>`]+)))?"
)
_A, _L = b"al"
_WITH_TEXT = frozenset({"script", "style", "title"})
# What is in these is read in other ways, or what they are depends on what they are in.
_ODD_NAMES = frozenset(
    {
        "frameset", "iframe", "image", "math", "noembed", "noframes", "plaintext", "select",
        "template", "textarea", "xmp",
    }
)  # fmt: skip
_MOST = 200_000


class _Tag(NamedTuple):
    identifier: str | None = None
    name: str | None = None
    map: str | None = None
    references: tuple[tuple[str, str], ...] = ()
    base: str | None = None


_Item = str | _Tag


class Odd(Exception):  # noqa: N818  (it is no error)
    """A page is not made of plain tags."""


class Reader:
    """Reads pages, and remembers the tags that it has seen."""

    def __init__(self) -> None:
        self._seen: dict[bytes, _Item | None] = {}

    def read(self, data: bytes) -> Facts | None:
        """What a page holds, or `None` if it is no plain one."""
        if len(self._seen) > _MOST:
            self._seen.clear()
        tags = _TAGS.findall(data)
        if tags and data.endswith(tags[-1]):
            return None
        facts = Facts()
        new = [*itertools.filterfalse(self._seen.__contains__, tags)]
        try:
            _add(filter(None, map(self._seen.get, tags)), facts)
            self._learn(new, facts)
        except Odd:
            return None
        facts.doubtful = may_have_left_over(data)
        return facts

    def _learn(self, tags: list[bytes], facts: Facts) -> None:
        # All at once is far sooner done than one by one.
        lines = b"\n".join(tags)
        if b"\0" in lines:
            raise Odd
        usual = _USUAL.findall(lines.decode("latin-1"))
        if len(usual) != len(tags):
            usual = [""] * len(tags)
        seen, ids, links = self._seen, facts.ids, facts.links
        for tag, value in zip(tags, usual, strict=True):
            if not value:
                if not tag.startswith(b"title>"):
                    item = seen[tag] = _item(tag)
                    if item:
                        _add([item], facts)
            elif tag[0] == _A:
                links.append(value)
                if value[0] != "#":
                    seen[tag] = value
            # No other page is likely to have the same again.
            elif tag[0] == _L and tag.startswith(b"link"):
                facts.add(_BESIDE, value)
            else:
                ids.append(value)


def _add(items: Iterable[_Item], facts: Facts) -> None:
    ids, links = facts.ids, facts.links
    for item in items:
        if isinstance(item, str):
            links.append(item)
            continue
        identifier, name, of_map, references, base = item
        if identifier is not None:
            ids.append(identifier)
        if name is not None:
            facts.names.append(name)
        if of_map is not None:
            facts.maps.append(of_map)
        for kind, address in references:
            facts.add(kind, address)
        if base is not None:
            if facts.base is not None:
                # Which is the first one has been forgotten.
                raise Odd
            facts.base = base


def _item(tag: bytes) -> _Item | None:
    """
    What a tag says: nothing, the address of a link, or all that it holds.

    Raises `Odd` where it is no plain tag.
    """
    if tag[:1] == b"!":
        _see_to_declaration(tag)
        return None
    start, closed, inner = tag.partition(b">")
    try:
        text = start.decode("utf-8")
    except UnicodeDecodeError:
        raise Odd from None
    match = _PARTS.fullmatch(text)
    if not match or "\r" in text:
        raise Odd
    name = match[1].lower()
    if name in _ODD_NAMES or (name in _WITH_TEXT and not closed):
        raise Odd
    values: dict[str, str | None] = {}
    for key, double, single, bare in _ATTRIBUTE.findall(match[2]):
        values.setdefault(key.lower(), double or single or bare)
    if "&" in text:
        values = {key: html_tokenizer.decode(value or "") for key, value in values.items()}
    return _made(name, values, inner)


def _see_to_declaration(tag: bytes) -> None:
    """A comment or a document type says nothing. Raises `Odd` where it is neither."""
    if tag.startswith(b"!--"):
        # What follows ends a comment, too, or begins one that is none.
        if tag[3:4] == b">" or tag[3:5] == b"->" or b"--!>" in tag:
            raise Odd
    elif tag[:8].lower() != b"!doctype":
        raise Odd


def _made(name: str, values: dict[str, str | None], inner: bytes) -> _Item | None:
    if name == "meta" and (values.get("charset") or "utf-8").lower() not in {"utf-8", "utf8"}:
        raise Odd
    identifier = (values["id"] or "") if "id" in values else None
    if name == "base":
        return _Tag(identifier, base=values.get("href"))
    references: tuple[tuple[str, str], ...] = ()
    if not link_attributes.ATTRIBUTES.isdisjoint(values):
        references = tuple(link_attributes.references(name, values))
    if inner:
        references += tuple(_of_text(name, values, inner.decode("utf-8", "replace")))
    if "name" in values and name in {"a", "map"}:
        named = values["name"]
        is_map = name == "map"
        return _Tag(identifier, None if is_map else named, named if is_map else None, references)
    if identifier is not None:
        return _Tag(identifier, references=references)
    if len(references) == 1 and references[0][0] == "a href":
        # An empty one has to be told from a tag that says nothing.
        return references[0][1] or _Tag(references=references)
    return _Tag(references=references) if references else None


def _of_text(name: str, values: dict[str, str | None], text: str) -> Iterator[tuple[str, str]]:
    """The addresses in the text of a script or a style, with their kinds."""
    if name == "style":
        yield from (("style", found.address) for found in css_urls.addresses(text))
    elif name == "script":
        # Browsers look for the end of a script in other ways behind such a start.
        if "<!--" in text or "</script" in text.lower():
            raise Odd
        if values.get("type") == "application/ld+json":
            yield from (
                (link_attributes.LINKED_DATA, address)
                for address in link_attributes.linked_data(text)
            )
