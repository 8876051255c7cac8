"""The script that shows the problems of a page in its preview, and in no build."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from markdown.treeprocessors import Treeprocessor

if TYPE_CHECKING:
    from markdown import Markdown

    from explainer.markdown.context import PageContext

PREVIEW = "EXPLAINER_PREVIEW"
"""The environment variable with the URL of the preview's server; `explainer serve` sets it."""

_URL = re.compile(r"http://127\.0\.0\.1:\d+/[\w-]+/")


class PreviewTreeprocessor(Treeprocessor):
    """Adds the script to the end of a page, if this is a preview."""

    def __init__(self, md: Markdown, context: PageContext) -> None:
        """Take the parser and the context of its page."""
        super().__init__(md)
        self._context = context

    def run(self, root: ET.Element) -> None:
        """Add the script."""
        url = os.environ.get(PREVIEW, "")
        if _URL.fullmatch(url):
            attributes = {
                "src": f"{url}preview.js",
                "data-explainer-page": self._context.path,
            }
            ET.SubElement(root, "script", attributes)
