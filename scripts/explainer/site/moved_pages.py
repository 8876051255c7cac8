"""
The Markdown of pages that a plugin has moved, such as the posts of a blog.

MkDocs would have built them elsewhere, so that only their headings tell which they are.
"""

from __future__ import annotations

import functools
import re
from html import unescape
from typing import TYPE_CHECKING

from mkdocs.utils import meta

from explainer.pages import text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mkdocs.structure.files import File

_BUILT_HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL | re.IGNORECASE)
_HEADING = re.compile(r"^(?:#[ \t]+(?P<atx>[^\n]+)|(?P<setext>[^\n]+)\n=+[ \t]*$)", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{[^{}]*\}\s*$")
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"\w+")


class MovedPages:
    """
    The moved pages of a site.

    `pages` are the Markdown files of the project. `is_built` tells whether a path is that of a file
    of the site, `read` reads it.
    """

    def __init__(
        self,
        pages: Sequence[File],
        is_built: Callable[[str], bool],
        read: Callable[[str], str],
    ) -> None:
        self._orphans = [file for file in pages if not is_built(file.dest_uri)]
        self._read = read
        self.found: dict[str, str] = {}

    def source(self, path: str) -> str | None:
        """The Markdown file of a page at another path than its own; `None` if it is not certain."""
        if path not in self.found and self._orphans and path.endswith((".html", ".htm")):
            headings = map(_words, map(unescape, _BUILT_HEADING.findall(self._read(path))))
            sources = {source for each in headings if (source := self._by_heading.get(each))}
            if len(sources) == 1:
                self.found[path] = sources.pop()
        return self.found.get(path)

    @functools.cached_property
    def _by_heading(self) -> dict[str, str]:
        """The files without a page by their headings; empty where several have the same one."""
        found: dict[str, str] = {}
        for file in self._orphans:
            for heading in set(filter(None, map(_words, _headings(file)))):
                found[heading] = "" if heading in found else file.src_uri
        return found


def _headings(file: File) -> Iterator[str]:
    """What the first heading of a page may be."""
    try:
        body, values = meta.get_data(text_of(file))
    except (OSError, UnicodeDecodeError):
        return
    if isinstance(title := values.get("title"), str):
        yield title
    if match := _HEADING.search(body):
        yield _ATTRIBUTES.sub("", match["atx"] or match["setext"])


def _words(heading: str) -> str:
    return " ".join(_WORD.findall(_TAG.sub("", heading).casefold()))
