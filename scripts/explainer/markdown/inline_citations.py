"""Citations in running text, to placeholders that are resolved when the whole page is known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, INLINE_PLACEHOLDER_RE, STX

from explainer import citations

if TYPE_CHECKING:
    from markdown import Markdown

    from explainer.markdown.context import Context

PLACEHOLDER = "data-explainer-citation"
"""The attribute of a placeholder; its value is the citation as it was typed."""

_NAME = re.compile(r"\s?\[([^\]]*)\]")
_ESCAPED = re.compile(rf"{STX}(\d+){ETX}")


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
        if group is None or self._is_link(data, group):
            return None, None, None
        element = ET.Element("span", {PLACEHOLDER: self._typed(data[group.start : group.end])})
        return element, group.start, group.end

    def _typed(self, text: str) -> str:
        """A citation with what was taken out of it before: its escapes and its code."""
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
        """Whether it is a link by a name that the page defines, or stands in the text of one."""
        if not self.md.references:
            return False
        if not group.narrative and self._is_defined(data[group.start + 1 : group.end - 1]):
            return True
        for start, end in citations.around(data, group.start):
            behind = _NAME.match(data, end)
            names = (behind[1] if behind else "", data[start + 1 : end - 1])
            if any(map(self._is_defined, names)):
                return True
        return False

    def _is_defined(self, name: str) -> bool:
        # Python-Markdown's own names of links: in small letters, with white space folded.
        return " ".join(name.split()).lower() in self.md.references


class EscapeProcessor(InlineProcessor):
    r"""
    Takes the backslash from `\@` where without it a citation would begin.

    Elsewhere it stays, as it does where nothing reads citations.
    """

    def __init__(self, md: Markdown, context: Context) -> None:
        """Take a parser and what is known of its page."""
        super().__init__(r"\\@(?=[\w{])", md)
        self._context = context

    def handleMatch(  # type: ignore[override]  # noqa: N802  (Python-Markdown's name)
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int] | tuple[None, None, None]:
        """Make an at sign of the match that nothing reads again, if something would read it."""
        if not citations.is_escaped(data, m.start(), self._context.is_known):
            return None, None, None
        return f"{STX}{ord('@')}{ETX}", m.start(), m.end()
