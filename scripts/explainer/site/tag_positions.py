"""
The positions of a few URLs in a page, without reading the whole of it.

A page is split into its tags by a regular expression, and only those tags are read in which the
URL may be written.
"""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING

from explainer.site import html_tokenizer, link_attributes, url_positions

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from explainer.site.url_positions import Occurrence

# A start tag, or what may contain text that looks like one.
_TAG = re.compile(
    r"<(?:script(?=[\s/>])[^>]*>[^<]*(?:<(?!/script[\s/>])[^<]*)*"
    r"|style(?=[\s/>])[^>]*>[^<]*|title(?=[\s/>])[^>]*>[^<]*"
    r"|!--[^-]*(?:-(?!->)[^-]*)*|[a-zA-Z])",
    re.IGNORECASE,
)
# The text of these elements is not markup, or not of the page; comments may end in other ways.
_UNSUPPORTED = (
    "<iframe", "<noembed", "<noframes", "<plaintext", "<template", "<textarea", "<xmp", "--!>",
    "<!-->", "<!--->",
)  # fmt: skip
_IN_TEXT = frozenset({link_attributes.JSON_LD, "style", link_attributes.UNPARSED_MARKDOWN})

_MAX_WANTED = 1_000
"""From more URLs on, it is faster to read the whole page."""

Wanted = tuple[str, str]
"""A kind of link and a URL."""


def find(html: str, wanted: Collection[Wanted]) -> dict[Wanted, list[Occurrence]]:
    """The occurrences in a page of these URLs, in order."""
    found: dict[Wanted, list[Occurrence]] = {each: [] for each in wanted}
    if not _is_supported(html, wanted):
        _add(found, url_positions.occurrences(html))
        return found
    starts = [match.start() for match in _TAG.finditer(html)]
    for tag in _tags(html, starts, _candidates(html, starts, {url for _, url in wanted})):
        _add(found, url_positions.in_token(tag))
    if not all(found.values()):
        # It is written in an unusual way.
        found = {each: [] for each in wanted}
        _add(found, url_positions.occurrences(html))
    return found


def _is_supported(html: str, wanted: Collection[Wanted]) -> bool:
    if len(wanted) > _MAX_WANTED or any(not url or kind in _IN_TEXT for kind, url in wanted):
        return False
    folded = html.lower()
    return not any(each in folded for each in _UNSUPPORTED)


def _candidates(html: str, starts: list[int], urls: set[str]) -> set[int]:
    """The indexes of the tags in which one of the URLs may be written."""
    found: set[int] = set()
    # An address with an ampersand is mostly, and any character may be, written as a reference.
    for text in urls | {url.replace("&", "&amp;") for url in urls} | {"&#"}:
        at = html.find(text)
        while at != -1:
            found.add(bisect.bisect_right(starts, at) - 1)
            at = html.find(text, at + 1)
    return found - {-1}


def _tags(html: str, starts: list[int], indexes: set[int]) -> Iterator[html_tokenizer.Tag]:
    """The tags at some of the starts; for what only looks like one, that which contains it."""
    read: set[int] = set()
    for index in sorted(indexes):
        for start in starts[max(0, index - 1) : index + 1]:
            match = html_tokenizer.START.match(html, start)
            tag = html_tokenizer.read_tag(html, match) if match and match[3] else None
            if tag and tag.end > starts[index]:
                if start not in read:
                    yield tag
                read.add(start)
                break


def _add(found: dict[Wanted, list[Occurrence]], occurrences: Iterable[Occurrence]) -> None:
    for each in occurrences:
        same = found.get((each.kind, each.url))
        if same is not None:
            same.append(each)
