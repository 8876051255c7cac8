"""
The running text in the front matter of a claim, rendered above the text of its page.

It is inserted into the tree before inline processors run, so that it is treated like the page's
own text: its citations are in the page's list of references, and the checks compare it with what
it cites. A forecast's `shown_by` has no evidence yet: it need not cite anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from explainer.markdown.data_block import escape_tags

if TYPE_CHECKING:
    from markdown import Markdown

    from explainer.markdown.context import PageContext


class ClaimTextsTreeprocessor(Treeprocessor):
    """Inserts the running text of a claim's front matter above the text of its page."""

    def __init__(self, md: Markdown, context: PageContext) -> None:
        """Take the parser and the context of the page."""
        super().__init__(md)
        self._context = context

    def run(self, root: ET.Element) -> None:
        """Insert a definition list into the tree, if the front matter has running text."""
        parts = self._context.claim_texts
        if not parts:
            return
        listed = ET.Element("dl", {"class": "explainer-parts"})
        for name, text in parts.items():
            head = ET.SubElement(listed, "dt", {"class": f"explainer-part--{name}"})
            head.text = AtomicString(self._context.translations.translate("claim", name))
            # What would show a forecast is not a statement that needs evidence.
            free = {"class": "explainer-free"} if name == "shown_by" else {}
            ET.SubElement(listed, "dd", free).text = escape_tags(text)
        title = len(root) > 0 and root[0].tag == "h1"
        root.insert(int(title), listed)
