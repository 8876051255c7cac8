"""Citations in running text, to placeholders that are resolved when the whole page is known."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from markdown.inlinepatterns import InlineProcessor

from explainer import citations

if TYPE_CHECKING:
    import re

    from markdown import Markdown

PLACEHOLDER = "data-explainer-citation"
"""The attribute of a placeholder; its value is the citation as it was typed."""


class CitationProcessor(InlineProcessor):
    """Finds citations where the grammar finds them."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, md: Markdown) -> None:
        """Take a parser."""
        super().__init__(r"\[(?=[^\]]*@)|@(?=[\w{])", md)

    def handleMatch(  # type: ignore[override]  # noqa: N802  (Python-Markdown's name)
        self, m: re.Match[str], data: str
    ) -> tuple[ET.Element, int, int] | tuple[None, None, None]:
        """Make a placeholder of the citation that starts at the match, if one does."""
        group = citations.at(data, m.start())
        if group is None:
            return None, None, None
        element = ET.Element("span", {PLACEHOLDER: data[group.start : group.end]})
        return element, group.start, group.end
