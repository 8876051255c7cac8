"""The structure of a rendered page, with the places in its Markdown: headings, images, metadata."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from explainer import opaque_text
from explainer.model import Heading, PageStructure, Place
from explainer.pages.sentinels import SENTINEL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from selectolax.lexbor import LexborNode

    from explainer.pages.checked_conversion import MarkdownFile
    from explainer.pages.sentinels import SentinelTable

_HEADINGS = ",".join(f"h{level}" for level in range(1, 7))
_NOT_OF_THE_PAGE = frozenset({"blockquote", "template", "svg"})
_NOT_RENDERED = frozenset({"code", "comment", "fence", "raw"})
_FIELD = r"^{name}[ \t]*:.*$"


def read_structure(html: str, file: MarkdownFile, table: SentinelTable) -> PageStructure:
    """
    The headings, images and metadata of a page.

    `html` is what its Markdown was converted to, with sentinels or without; `table` has the texts
    of the files that it includes. A heading in a blockquote is not one of the page.
    """
    tree = LexborHTMLParser(html)
    headings = tuple(
        Heading(int((node.tag or "h1")[1]), _text(node), _heading_place(node, file, table))
        for node in tree.css(_HEADINGS)
        if _is_of_page(node)
    )
    title = next((each.place for each in headings if each.level == 1 and each.text), None)
    if file.front_matter.get("title"):
        title = _field_place("title", file)
    described = "description" in file.front_matter
    return PageStructure(
        headings=headings,
        images_without_alt=tuple(_images_without_alt(tree, file, table)),
        title=title,
        description=str(file.front_matter["description"] or "").strip() if described else None,
        description_place=_field_place("description", file) if described else None,
    )


def _field_place(name: str, file: MarkdownFile) -> Place:
    """The place of a field of the front matter; that of the page where it is not found."""
    front_matter = file.text[: file.body_start]
    match = re.search(_FIELD.format(name=re.escape(name)), front_matter, re.MULTILINE)
    return Place.within(file.path, file.text, *match.span()) if match else _top(file)


def _top(file: MarkdownFile) -> Place:
    """The start of the page, for what has no exact place."""
    return Place(file.path, exact=False)


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


def _heading_place(node: LexborNode, file: MarkdownFile, table: SentinelTable) -> Place:
    """The line of a heading, from the first sentinel in it."""
    for sentinel in SENTINEL.findall(node.html or ""):
        position = table.position(sentinel)
        if position and position[0] in table.texts:
            path, offset = position
            text = table.texts[path]
            start = offset - len(text[:offset].rpartition("\n")[2])
            line = text[start:].partition("\n")[0]
            return Place.within(path, text, start + _indent(line), start + len(line.rstrip()))
    return _top(file)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _images_without_alt(
    tree: LexborHTMLParser, file: MarkdownFile, table: SentinelTable
) -> Iterator[Place]:
    """
    The places of images without alternative text.

    An image in Markdown has `alt=""` in the HTML without its author having written it; so that is
    correct only where it is written, in raw HTML or in an attribute list. Images that neither the
    page nor a file included by it contains are left out.
    """
    texts = {file.path: file.text, **table.texts}
    found: dict[Place, None] = {}
    for node in tree.css("img"):
        attributes = node.attributes
        hidden = attributes.get("aria-hidden") == "true"
        hidden = hidden or attributes.get("role") in {"none", "presentation"}
        if not hidden and not SENTINEL.sub("", attributes.get("alt") or "").strip():
            address = SENTINEL.sub("", attributes.get("src") or "")
            found.update(dict.fromkeys(_written(address, texts)))
    yield from sorted(found)


def _written(address: str, texts: Mapping[str, str]) -> Iterator[Place]:
    """Where an image with that address is written without alternative text."""
    pattern = re.compile(
        rf"""!\[\s*\]\(\s*<?{re.escape(address)}>?(?:\s+["'(][^\n]*?["')])?\s*\)
             (?!\s*\{{[^{{}}\n]*\balt\s*=)
           | <img\b(?:(?!\balt\b)[^<>])*?\bsrc\s*=\s*["']?{re.escape(address)}["']?
             (?:(?!\balt\b)[^<>])*>""",
        re.VERBOSE | re.IGNORECASE,
    )
    for path, text in texts.items():
        hidden = [span for span in opaque_text.find(text) if span.kind in _NOT_RENDERED]
        for match in pattern.finditer(text):
            if not any(span.start <= match.start() < span.end for span in hidden):
                yield Place.within(path, text, *match.span())
