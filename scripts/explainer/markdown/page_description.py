"""The page's description in its metadata: its first paragraph, which is checked like any text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown.treeprocessors import Treeprocessor

from explainer import citations
from explainer.markdown.inline_citations import PLACEHOLDER_ATTRIBUTE
from explainer.markdown.labels import has_page_label
from explainer.markdown.source_html import short_name
from explainer.model import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from markdown import Markdown

    from explainer.markdown.context import PageContext

_PLACEHOLDERS = re.compile("\x02(?:amp|wzxhzdk:\\d+|klzzwxh:\\d+)\x03")


class DescriptionTreeprocessor(Treeprocessor):
    """
    Sets the front matter's `description` to the page's first paragraph.

    It does so if there is none, and the paragraph has a citation or the label of the page.
    """

    def __init__(self, md: Markdown, context: PageContext) -> None:
        """Take the parser and the context of the page."""
        super().__init__(md)
        self._context = context

    def run(self, root: Element) -> None:
        """Set the description; the tree is unchanged."""
        meta = self._context.meta
        first = next((child for child in root if child.tag == "p"), None)
        # On a site that adopts citations, a paragraph without one belongs to some other page.
        if first is None or meta.get("description"):
            return
        title = root[0] if root[0].tag == "h1" else None
        if self._cites(first) or has_page_label(meta, title):
            text = _resolve_placeholders("".join(self._text(first)))
            if text:
                meta["description"] = text

    def _cites(self, element: Element) -> bool:
        groups = (
            _parse_group(each) for each in element.iter() if PLACEHOLDER_ATTRIBUTE in each.attrib
        )
        items = (item for group in groups if group for item in group.items)
        return any(item.key in LABELS or self._context.resolve(item) for item in items)

    def _text(self, element: Element) -> Iterator[str]:
        yield element.text or ""
        for child in element:
            if PLACEHOLDER_ATTRIBUTE in child.attrib:
                yield self._name(child)
            else:
                yield from self._text(child)
            yield child.tail or ""

    def _name(self, placeholder: Element) -> str:
        """The text of a citation: the short name of what it cites if narrative, or else empty."""
        group = _parse_group(placeholder)
        cited = self._context.resolve(group.items[0]) if group and group.narrative else None
        return short_name(cited) if cited else ""


def _parse_group(placeholder: Element) -> citations.Group | None:
    return citations.at(placeholder.attrib[PLACEHOLDER_ATTRIBUTE], 0)


def _resolve_placeholders(text: str) -> str:
    """The text of an element with Python-Markdown's placeholders resolved or removed."""
    text = text.replace("\x02amp\x03", "&")
    text = re.sub("\x02(\\d+)\x03", lambda match: chr(int(match[1])), text)
    return " ".join(_PLACEHOLDERS.sub("", text).split())
