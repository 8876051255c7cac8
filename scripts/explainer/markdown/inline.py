"""Citations in running text, to placeholders that are resolved when the whole page is known."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from markdown.inlinepatterns import InlineProcessor

from explainer import citations

if TYPE_CHECKING:
    import re

    from markdown import Markdown

    from explainer.markdown.context import Context

PLACEHOLDER = "data-explainer-citation"
"""The attribute of a placeholder; its value is the citation as it was typed."""


class CitationProcessor(InlineProcessor):
    """
    Finds citations where the grammar finds them.

    A key in running text is a citation where there is something to cite, and a bracket is none
    where the page defines a link of that name.
    """

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, md: Markdown, context: Context) -> None:
        """Take a parser and what is known of its page."""
        super().__init__(r"\[(?=[^\]]*@)|@(?=[\w{])", md)
        self._context = context

    def handleMatch(  # type: ignore[override]  # noqa: N802  (Python-Markdown's name)
        self, m: re.Match[str], data: str
    ) -> tuple[ET.Element, int, int] | tuple[None, None, None]:
        """Make a placeholder of the citation that starts at the match, if one does."""
        group = citations.at(data, m.start(), self._context.is_known)
        if group is None or self._is_link(data[group.start + 1 : group.end - 1], group):
            return None, None, None
        element = ET.Element("span", {PLACEHOLDER: data[group.start : group.end]})
        return element, group.start, group.end

    def _is_link(self, inner: str, group: citations.Group) -> bool:
        if group.narrative or not self.md.references:
            return False
        # Python-Markdown's own names of links: in small letters, with white space folded.
        return " ".join(inner.split()).lower() in self.md.references
