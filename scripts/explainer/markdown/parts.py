"""
What the front matter of a claim states in running text, above the text of its page.

It is put into the tree before Markdown's inline syntax is read, so that it is running text like
any other: its citations are in the page's list of references, and the checks compare it with what
it cites. A forecast says what would show it, of which there is no evidence yet; so the checks look
at that where it cites something, and pass it by where it does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from explainer import citations
from explainer.markdown.data import prose

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
            ET.SubElement(listed, self._tag(name, text)).text = prose(text)
        title = len(root) > 0 and root[0].tag == "h1"
        root.insert(int(title), listed)

    def _tag(self, name: str, text: str) -> str:
        # For the checks, a term that is explained states nothing.
        silent = name == "shown_by" and not citations.find(text, self._context.is_known)
        return "dt" if silent and self._context.checking else "dd"
