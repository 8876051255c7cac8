"""
What the front matter of a claim states in running text, above the text of its page.

It is put into the tree before Markdown's inline syntax is read, so that it is running text like
any other: its citations are in the page's list of references, and the checks compare it with what
it cites. A forecast says what would show it, of which there is no evidence yet: that may cite
nothing, and is compared where it does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from explainer.markdown.data_block import prose

if TYPE_CHECKING:
    from markdown import Markdown

    from explainer.markdown.context import Context


class PartsTreeprocessor(Treeprocessor):
    """Puts what a claim's front matter states in front of the text of its page."""

    def __init__(self, md: Markdown, context: Context) -> None:
        """Take a parser and what is known of its page."""
        super().__init__(md)
        self._context = context

    def run(self, root: ET.Element) -> None:
        """Change the tree in place."""
        parts = self._context.parts
        if not parts:
            return
        listed = ET.Element("dl", {"class": "explainer-parts"})
        for name, text in parts.items():
            head = ET.SubElement(listed, "dt", {"class": f"explainer-part--{name}"})
            head.text = AtomicString(self._context.words.of("claim", name))
            # What would show a forecast is no statement, of which there was evidence.
            free = {"class": "explainer-free"} if name == "shown_by" else {}
            ET.SubElement(listed, "dd", free).text = prose(text)
        title = len(root) > 0 and root[0].tag == "h1"
        root.insert(int(title), listed)
