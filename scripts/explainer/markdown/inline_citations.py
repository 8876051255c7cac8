"""Inline processors that turn citations into placeholders, resolved when the page is parsed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, INLINE_PLACEHOLDER_RE, STX

from explainer import citations

if TYPE_CHECKING:
    from markdown import Markdown

    from explainer.markdown.context import PageContext

PLACEHOLDER_ATTRIBUTE = "data-explainer-citation"
"""The attribute of a placeholder; its value is the citation as written in the Markdown."""

_REFERENCE_NAME = re.compile(r"\s?\[([^\]]*)\]")
_ESCAPED = re.compile(rf"{STX}(\d+){ETX}")


class CitationInlineProcessor(InlineProcessor):
    """
    Replaces citations with placeholders.

    A key in running text is a citation only where `PageContext.is_citation_key` says so; a bracket
    is not a citation where the page defines a link reference of that name.
    """

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, md: Markdown, context: PageContext) -> None:
        """Take the parser and the context of the page."""
        super().__init__(r"\[(?=[^\]]*@)|@(?=[\w{])", md)
        self._context = context

    def handleMatch(  # type: ignore[override]  # noqa: N802  (Python-Markdown's name)
        self, m: re.Match[str], data: str
    ) -> tuple[ET.Element, int, int] | tuple[None, None, None]:
        """Return a placeholder for the citation that starts at the match, if one does."""
        group = citations.at(data, m.start(), self._context.is_citation_key)
        if group is None or self._is_link(data, group):
            return None, None, None
        element = ET.Element(
            "span", {PLACEHOLDER_ATTRIBUTE: self._restore_stashed(data[group.start : group.end])}
        )
        return element, group.start, group.end

    def _restore_stashed(self, text: str) -> str:
        """The citation as written: stashed escapes and code spans are put back."""
        if STX not in text:
            return text
        stash = getattr(self.md.treeprocessors["inline"], "stashed_nodes", {})

        def written(match: re.Match[str]) -> str:
            node = stash.get(match[1], "")
            if isinstance(node, str):
                return _ESCAPED.sub(lambda escaped: f"\\{chr(int(escaped[1]))}", node)
            inner = "".join(node.itertext())
            return f"`{inner}`" if node.tag == "code" else inner

        return INLINE_PLACEHOLDER_RE.sub(written, text)

    def _is_link(self, data: str, group: citations.Group) -> bool:
        """Whether the brackets are a reference link that the page defines, or are inside one."""
        if not self.md.references:
            return False
        if not group.narrative and self._is_defined(data[group.start + 1 : group.end - 1]):
            return True
        for start, end in citations.around(data, group.start):
            behind = _REFERENCE_NAME.match(data, end)
            names = (behind[1] if behind else "", data[start + 1 : end - 1])
            if any(map(self._is_defined, names)):
                return True
        return False

    def _is_defined(self, name: str) -> bool:
        # Python-Markdown stores link references in lower case, with white space collapsed.
        return " ".join(name.split()).lower() in self.md.references


class AtSignEscapeInlineProcessor(InlineProcessor):
    r"""
    Removes the backslash of `\@` where without it a citation would start.

    Elsewhere the backslash is kept, as it is without this extension.
    """

    def __init__(self, md: Markdown, context: PageContext) -> None:
        """Take the parser and the context of the page."""
        super().__init__(r"\\@(?=[\w{])", md)
        self._context = context

    def handleMatch(  # type: ignore[override]  # noqa: N802  (Python-Markdown's name)
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int] | tuple[None, None, None]:
        """Return a placeholder for the at sign, where it escapes a citation."""
        if not citations.is_escaped(data, m.start(), self._context.is_citation_key):
            return None, None, None
        return f"{STX}{ord('@')}{ETX}", m.start(), m.end()
