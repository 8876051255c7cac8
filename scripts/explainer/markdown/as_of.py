"""The as-of date of a section, `## Heading { data-as-of=2026-10-08 }`, rendered below it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

if TYPE_CHECKING:
    from markdown import Markdown

    from explainer.markdown.context import PageContext

AS_OF_ATTRIBUTE = "data-as-of"
"""The attribute of a heading with the date (ISO 8601) on which its section was correct."""


class AsOfTreeprocessor(Treeprocessor):
    """Renders the as-of date below each heading that has one; an invalid date is marked as such."""

    def __init__(self, md: Markdown, context: PageContext) -> None:
        """Take the parser and the context of the page."""
        super().__init__(md)
        self._context = context

    def run(self, root: ET.Element) -> None:
        """Insert the paragraphs into the tree."""
        for index, element in reversed(list(enumerate(root))):
            day = element.get(AS_OF_ATTRIBUTE)
            if day is not None:
                root.insert(index + 1, self._as_of_paragraph(day))

    def _as_of_paragraph(self, day: str) -> ET.Element:
        # Readers search for the section's content, not for its date.
        kind = "explainer-generated explainer-as-of"
        line = ET.Element("p", {"class": kind, "data-search-exclude": ""})
        translations = self._context.translations
        try:
            date = translations.date(dt.date.fromisoformat(day).isoformat())
        except ValueError:
            ET.SubElement(line, "mark", {"class": "explainer-unknown"}).text = AtomicString(day)
        else:
            line.text = AtomicString(translations.translate("claim", "as_of", date=date))
        return line
