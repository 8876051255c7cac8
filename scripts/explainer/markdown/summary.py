"""The page's description is its own first paragraph, so that it is as well cited as that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown.treeprocessors import Treeprocessor

from explainer.markdown.context import plain
from explainer.markdown.inline import PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from markdown import Markdown

    from explainer.markdown.context import Context


class SummaryTreeprocessor(Treeprocessor):
    """Puts the first paragraph, if it cites, into the page's front matter as its `description`."""

    def __init__(self, md: Markdown, context: Context) -> None:
        """Take a parser and what is known of its page."""
        super().__init__(md)
        self._context = context

    def run(self, root: Element) -> None:
        """Leave the tree as it is."""
        meta = self._context.meta
        first = next((child for child in root if child.tag == "p"), None)
        # A paragraph that cites nothing is no page of ours, on a site that has others.
        if first is not None and _cites(first) and not meta.get("description"):
            text = plain("".join(_text(first)))
            if text:
                meta["description"] = text


def _cites(element: Element) -> bool:
    return any(PLACEHOLDER in each.attrib for each in element.iter())


def _text(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if PLACEHOLDER not in child.attrib:
            yield from _text(child)
        yield child.tail or ""
