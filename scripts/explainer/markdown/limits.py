"""Pages that would take the parser too long, or make it fail: a line in the log says which."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

from markdown.preprocessors import Preprocessor

from explainer.markdown_limits import find_excess

if TYPE_CHECKING:
    from markdown import Markdown

    from explainer.markdown.context import PageContext

_LOGGER = logging.getLogger("mkdocs.explainer")
"""Below that of MkDocs, which shows its warnings and counts them in its strict mode."""


class LimitsPreprocessor(Preprocessor):
    """Puts a visible mark in place of a page that is beyond the limits, and logs why."""

    def __init__(self, md: Markdown, context: PageContext) -> None:
        """Take the parser and the context of the page."""
        super().__init__(md)
        self._context = context

    def run(self, lines: list[str]) -> list[str]:
        """The lines, or those of the mark."""
        text = "\n".join(lines)
        excess = find_excess(text)
        if not excess:
            return lines
        said = f"{excess.message}; {excess.hint}"
        if not self._context.checking:
            # MkDocs gives the text without its front matter, and so without its number of lines.
            _LOGGER.warning("%s: %s: %s", self._context.path, _shown(text, excess.start), said)
        return [f'<p><mark class="explainer-unknown">{excess.message}</mark></p>']


def _shown(text: str, start: int) -> str:
    """The beginning of the line at an offset, as a person can search it."""
    line = text[start : start + _LONGEST].strip().partition("\n")[0]
    return f"{line!r}" if line else "the page"


_LONGEST = 40


def report_failures(md: Markdown, context: PageContext) -> None:
    """
    Make a parser say in one line which page it fails on, under MkDocs.

    What any extension raises becomes the error of MkDocs that ends a build without a traceback. Of
    other generators nothing is changed.
    """
    convert = md.convert

    def convert_or_report(source: str) -> str:
        try:
            return convert(source)
        except Exception as error:
            # The treeprocessor is that of MkDocs.
            under_mkdocs = "relpath" in md.treeprocessors
            known = sys.modules.get("mkdocs.exceptions") if under_mkdocs else None
            if known is None or isinstance(error, known.MkDocsException):
                raise
            said = " ".join(f"{type(error).__name__}: {error}".split()).removesuffix(":")
            message = f"{context.path}: the page cannot be converted: {said}"
            raise known.BuildError(message) from error

    md.convert = convert_or_report  # type: ignore[method-assign]
