"""The structure of a rendered page, with the places in its Markdown: headings, images, metadata."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from explainer import citations
from explainer.model import Heading, PageStructure, Place
from explainer.pages.sentinels import SENTINEL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from selectolax.lexbor import LexborNode

    from explainer.pages.sentinels import FilePosition

_HEADINGS = ",".join(f"h{level}" for level in range(1, 7))
_NOT_OF_THE_PAGE = frozenset({"blockquote", "template", "svg"})
_NOT_RENDERED = frozenset({"code", "comment", "fence", "raw"})
_FIELD = r"^{name}[ \t]*:.*$"


class MarkdownSource(NamedTuple):
    """
    The Markdown that a page was rendered from.

    `path` is that of the page, `front_matter_end` the offset behind its front matter, whose values
    are `meta`. `texts` are the texts of the page and of the files that it includes, by their paths.
    `position` maps a sentinel in the HTML to a path and an offset, or to `None`.
    """

    path: str
    front_matter_end: int
    meta: Mapping[str, Any]
    texts: Mapping[str, str]
    position: Callable[[str], FilePosition | None]

    @property
    def front_matter(self) -> str:
        """The text of the page's front matter; empty where it has none."""
        return self.texts.get(self.path, "")[: self.front_matter_end]

    def field_place(self, name: str) -> Place:
        """The place of a field of the front matter; that of the page where it is not found."""
        match = re.search(_FIELD.format(name=re.escape(name)), self.front_matter, re.MULTILINE)
        return Place.within(self.path, self.front_matter, *match.span()) if match else self.top

    @property
    def top(self) -> Place:
        """The start of the page, for what has no exact place."""
        return Place(self.path, exact=False)


def read_structure(html: str, source: MarkdownSource) -> PageStructure:
    """
    The structure of a page.

    `html` is what its Markdown was converted to, with sentinels or without. A heading in a
    blockquote is not one of the page.
    """
    tree = LexborHTMLParser(html)
    headings = tuple(
        Heading(int((node.tag or "h1")[1]), _text(node), _heading_place(node, source))
        for node in tree.css(_HEADINGS)
        if _is_of_page(node)
    )
    title = next((each.place for each in headings if each.level == 1 and each.text), None)
    if source.meta.get("title"):
        title = source.field_place("title")
    described = "description" in source.meta
    return PageStructure(
        headings=headings,
        images_without_alt=tuple(_images_without_alt(tree, source)),
        title=title,
        description=str(source.meta["description"] or "").strip() if described else None,
        description_place=source.field_place("description") if described else None,
    )


def _is_of_page(node: LexborNode) -> bool:
    parent = node.parent
    while parent is not None:
        classes = (parent.attributes.get("class") or "").split()
        if parent.tag in _NOT_OF_THE_PAGE or "explainer-generated" in classes:
            return False
        parent = parent.parent
    return True


def _text(node: LexborNode) -> str:
    text = "".join(
        each.text_content or ""
        for each in node.traverse(include_text=True)
        if each.tag == "-text" and not _in_header_link(each)
    )
    return " ".join(SENTINEL.sub("", text).split())


def _in_header_link(node: LexborNode) -> bool:
    parent = node.parent
    return parent is not None and "headerlink" in (parent.attributes.get("class") or "").split()


def _heading_place(node: LexborNode, source: MarkdownSource) -> Place:
    """The line of a heading, from the first sentinel in it."""
    for sentinel in SENTINEL.findall(node.html or ""):
        position = source.position(sentinel)
        if position and position[0] in source.texts:
            path, offset = position
            text = source.texts[path]
            start = text.rfind("\n", 0, offset) + 1
            line = text[start:].split("\n", 1)[0]
            return Place.within(path, text, start + _indent(line), start + len(line.rstrip()))
    return source.top


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _images_without_alt(tree: LexborHTMLParser, source: MarkdownSource) -> Iterator[Place]:
    """
    The places of images without alternative text.

    An image in Markdown has `alt=""` in the HTML without its author having written it; so that is
    correct only where it is written, in raw HTML or in an attribute list. Images that neither the
    page nor a file included by it contains are left out.
    """
    found: dict[Place, None] = {}
    for node in tree.css("img"):
        attributes = node.attributes
        hidden = attributes.get("aria-hidden") == "true"
        hidden = hidden or attributes.get("role") in {"none", "presentation"}
        if not hidden and not SENTINEL.sub("", attributes.get("alt") or "").strip():
            address = SENTINEL.sub("", attributes.get("src") or "")
            found.update(dict.fromkeys(_written(address, source)))
    yield from sorted(found)


def _written(address: str, source: MarkdownSource) -> Iterator[Place]:
    """Where an image with that address is written without alternative text."""
    pattern = re.compile(
        rf"""!\[\s*\]\(\s*<?{re.escape(address)}>?(?:\s+["'(][^\n]*?["')])?\s*\)
             (?!\s*\{{[^{{}}\n]*\balt\s*=)
           | <img\b(?:(?!\balt\b)[^<>])*?\bsrc\s*=\s*["']?{re.escape(address)}["']?
             (?:(?!\balt\b)[^<>])*>""",
        re.VERBOSE | re.IGNORECASE,
    )
    for path, text in source.texts.items():
        hidden = [span for span in citations.opaque(text) if span.kind in _NOT_RENDERED]
        for match in pattern.finditer(text):
            if not any(span.start <= match.start() < span.end for span in hidden):
                yield Place.within(path, text, *match.span())
