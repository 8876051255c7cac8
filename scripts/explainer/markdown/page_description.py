"""The page's description is its own first paragraph, so that it is as well cited as that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown.treeprocessors import Treeprocessor

from explainer import citations
from explainer.markdown.context import plain
from explainer.markdown.inline_citations import PLACEHOLDER
from explainer.markdown.labels import begins_labelled
from explainer.markdown.source_html import short_name
from explainer.model import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from markdown import Markdown

    from explainer.markdown.context import Context


class SummaryTreeprocessor(Treeprocessor):
    """
    Puts the first paragraph into the page's front matter as its `description`.

    It does so if the paragraph cites, or wears the label of the page.
    """

    def __init__(self, md: Markdown, context: Context) -> None:
        """Take a parser and what is known of its page."""
        super().__init__(md)
        self._context = context

    def run(self, root: Element) -> None:
        """Leave the tree as it is."""
        meta = self._context.meta
        first = next((child for child in root if child.tag == "p"), None)
        # A paragraph that cites nothing is no page of ours, on a site that has others.
        if first is None or meta.get("description"):
            return
        title = root[0] if root[0].tag == "h1" else None
        if self._cites(first) or begins_labelled(meta, title):
            text = plain("".join(self._text(first)))
            if text:
                meta["description"] = text

    def _cites(self, element: Element) -> bool:
        groups = (_group(each) for each in element.iter() if PLACEHOLDER in each.attrib)
        items = (item for group in groups if group for item in group.items)
        return any(item.key in LABELS or self._context.cited(item) for item in items)

    def _text(self, element: Element) -> Iterator[str]:
        yield element.text or ""
        for child in element:
            if PLACEHOLDER in child.attrib:
                yield self._name(child)
            else:
                yield from self._text(child)
            yield child.tail or ""

    def _name(self, holder: Element) -> str:
        """What a citation says in its sentence: in running text, the name of what it cites."""
        group = _group(holder)
        cited = self._context.cited(group.items[0]) if group and group.narrative else None
        return short_name(cited) if cited else ""


def _group(holder: Element) -> citations.Group | None:
    return citations.at(holder.attrib[PLACEHOLDER], 0)
