"""As of when a section holds: `## Heading { data-as-of=2026-10-08 }`, and the date below it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

if TYPE_CHECKING:
    from markdown import Markdown

    from explainer.markdown.context import Context

ATTRIBUTE = "data-as-of"
"""The attribute of a heading that says as of when what stands below it holds."""


class StandingTreeprocessor(Treeprocessor):
    """Says below a heading as of when its section holds. What is no date stays as it is typed."""

    def __init__(self, md: Markdown, context: Context) -> None:
        """Take a parser and what is known of its page."""
        super().__init__(md)
        self._context = context

    def run(self, root: ET.Element) -> None:
        """Change the tree in place."""
        for index, element in reversed(list(enumerate(root))):
            day = element.get(ATTRIBUTE)
            if day is not None:
                root.insert(index + 1, self._line(day))

    def _line(self, day: str) -> ET.Element:
        # Whoever searches looks for what it says, not for when.
        kind = "explainer-generated explainer-as-of"
        line = ET.Element("p", {"class": kind, "data-search-exclude": ""})
        words = self._context.words
        try:
            date = words.date(dt.date.fromisoformat(day).isoformat())
        except ValueError:
            ET.SubElement(line, "mark", {"class": "explainer-unknown"}).text = AtomicString(day)
        else:
            line.text = AtomicString(words.of("claim", "as_of", date=date))
        return line
