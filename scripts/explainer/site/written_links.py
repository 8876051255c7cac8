"""
The links in the text of a Markdown page, found without parsing it.

The text has to be without code and comments, which may look like links.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from explainer.site import link_attributes, markdown_scanner, url_positions
from explainer.site.markdown_brackets import is_escaped, opening_bracket

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_INLINE = re.compile(
    r"\]\([ \t]*(?:<(?P<angle>[^<>\n]*)>"
    r"|(?P<bare>(?:[^\s()<>]|\((?:[^\s()]|\([^\s()]*\))*\))*))(?=[\s)])"
)
_AUTOLINK = re.compile(r"<((?:https?|ftp)://[^\s<>]+)>")
_BRACKETS = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]")
_ID = re.compile(r"\{[^{}\n]*?(#([^\s{}#]+))[^{}\n]*\}")


class WrittenLink(NamedTuple):
    """
    A URL or an `id` in Markdown: its kind as in a built page, and its start and end offset.

    `is_html` is true in an HTML attribute. The position of a reference is that of its definition,
    and `is_definition` is true then.
    """

    kind: str
    url: str
    start: int
    end: int
    is_html: bool = False
    is_definition: bool = False


def scan(text: str) -> Iterator[WrittenLink]:
    """The links in a text, in the order in which a page built from it has them."""
    found = [*_inline(text), *_html(text), *_references(text)]
    return (link for _, link in sorted(found, key=lambda pair: pair[0]))


_Found = tuple[int, WrittenLink]
"""The offset of a link that tells its order, and the link."""


def _inline(text: str) -> Iterator[_Found]:
    for match in _INLINE.finditer(text):
        if not is_escaped(text, match.start()):
            name = "bare" if match["angle"] is None else "angle"
            kind = _kind(text, match.start())
            yield match.start(), WrittenLink(kind, match[name], *match.span(name))
    for match in _AUTOLINK.finditer(text):
        yield match.start(), WrittenLink("a href", match[1], *match.span(1))


def _kind(text: str, closing: int) -> str:
    """The kind of a link whose text ends with the bracket at an index."""
    return "img src" if text[opening_bracket(text, closing)] == "!" else "a href"


def _html(text: str) -> Iterator[_Found]:
    for each in url_positions.occurrences(text):
        yield each.start, WrittenLink(*each, is_html=True)
    for match in _ID.finditer(text):
        yield match.start(), WrittenLink(link_attributes.ID, match[2], *match.span(1))


def _references(text: str) -> Iterator[_Found]:
    definitions = {
        label: (url, start, end) for label, url, start, end in markdown_scanner.definitions(text)
    }
    if not definitions:
        return
    before: re.Match[str] | None = None
    for match in _BRACKETS.finditer(text):
        label, closing = _label(text, match, before, definitions)
        before = match
        if label in definitions and not is_escaped(text, closing):
            url, start, end = definitions[label]
            kind = _kind(text, closing)
            yield match.start(), WrittenLink(kind, url, start, end, is_definition=True)


def _label(
    text: str, match: re.Match[str], before: re.Match[str] | None, definitions: Mapping[str, object]
) -> tuple[str, int]:
    """The label that brackets refer to, or nothing, and the bracket that closes the link's text."""
    label = markdown_scanner.normalize(match[1])
    gap = text[: match.start()].endswith("]")
    if gap:
        is_empty = not label and before is not None and before.end() == match.start()
        return markdown_scanner.normalize(
            before[1]
        ) if is_empty and before else label, match.start() - 1
    following = text[match.end() : match.end() + 1]
    is_text = following in {"(", ":"} or (following == "[" and _is_label(text, match, definitions))
    return ("" if is_text else label), match.end() - 1


def _is_label(text: str, match: re.Match[str], definitions: Mapping[str, object]) -> bool:
    """Whether the brackets that follow others hold the label for these."""
    following = _BRACKETS.match(text, match.end())
    if following is None:
        return False
    return not following[1] or markdown_scanner.normalize(following[1]) in definitions
