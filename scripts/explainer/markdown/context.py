"""What the extension knows of the page that is being rendered and of the site around it."""

from __future__ import annotations

import functools
import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explainer.markdown.words import Words, read_words, with_others
from explainer.sources import read_shelf

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown import Markdown

    from explainer.model import Source

_PLACEHOLDERS = re.compile("\x02(?:amp|wzxhzdk:\\d+|klzzwxh:\\d+)\x03")


class Context:
    """
    The page, the site's sources and its words, for one parser.

    MkDocs and Zensical both leave the page on the parser, each in its own place; under neither,
    the site is taken to be in the working folder and the page to be at its top.
    """

    def __init__(self, md: Markdown, options: Mapping[str, Any]) -> None:
        """Take a parser and the extension's options."""
        self._md = md
        self.checking = bool(options["checking"])
        self._bibliography = str(options["bibliography"])
        words = read_words(str(options["language"] or "en"))
        self.words: Words = with_others(words, options["words"]) if options["words"] else words

    @property
    def path(self) -> str:
        """The page's path relative to the folder of pages."""
        if "relpath" in self._md.treeprocessors:
            return str(self._md.treeprocessors["relpath"].file.src_uri)  # type: ignore[attr-defined]
        if "rendering_context" in self._md.preprocessors:
            return str(self._md.preprocessors["rendering_context"].page.path)  # type: ignore[attr-defined]
        return "index.md"

    @property
    def meta(self) -> dict[str, Any]:
        """The page's front matter, as the templates will see it."""
        if "relpath" in self._md.treeprocessors:
            page = self._md.treeprocessors["relpath"].file.page  # type: ignore[attr-defined]
        elif "rendering_context" in self._md.preprocessors:
            page = self._md.preprocessors["rendering_context"].page  # type: ignore[attr-defined]
        else:
            page = None
        meta = getattr(page, "meta", None)
        return meta if isinstance(meta, dict) else {}

    @property
    def docs(self) -> Path:
        """The folder of pages."""
        config: Any = {}
        if "relpath" in self._md.treeprocessors:
            config = self._md.treeprocessors["relpath"].config  # type: ignore[attr-defined]
        elif "rendering_context" in self._md.preprocessors:
            config = self._md.preprocessors["rendering_context"].config  # type: ignore[attr-defined]
        try:
            return Path(config["docs_dir"]).absolute()
        except (KeyError, TypeError):
            return Path("docs").absolute()

    @functools.cached_property
    def sources(self) -> dict[str, Source]:
        """The site's sources by key; none where they cannot be read."""
        try:
            return read_shelf(self.docs / "sources", self.docs.parent).sources
        except OSError:
            return {}

    @functools.cached_property
    def bibliography(self) -> str | None:
        """The address of the page that lists the sources, from this page, if there is one."""
        listed = (self.docs / self._bibliography).is_file()
        return self.link(self._bibliography) if listed else None

    def link(self, page: str) -> str:
        """The address of a page, given by its path in the folder of pages, from this one."""
        return posixpath.relpath(page, posixpath.dirname(self.path) or ".")

    def raw(self, html: str) -> str:
        """
        A placeholder for finished HTML, for the text of an element.

        What is known to be finished need not pass through the tree, where every element costs
        each of a dozen processors a look.
        """
        return self._md.htmlStash.store(html)


def plain(text: str) -> str:
    """Text out of a half-finished tree: Python-Markdown's placeholders resolved or removed."""
    text = text.replace("\x02amp\x03", "&")
    text = re.sub("\x02(\\d+)\x03", lambda match: chr(int(match[1])), text)
    return " ".join(_PLACEHOLDERS.sub("", text).split())
