"""
The Markdown of pages that a plugin has moved, such as the posts of a blog.

MkDocs would have built them elsewhere, so that only their headings tell which they are.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from mkdocs.utils import meta

from explainer.pages import text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from mkdocs.structure.files import File

_BUILT_HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL | re.IGNORECASE)
_HEADING = re.compile(r"^(?:#[ \t]+(?P<atx>[^\n]+)|(?P<setext>[^\n]+)\n=+[ \t]*$)", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{[^{}]*\}\s*$")
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"\w+")


def moved_pages(
    pages: Sequence[File], built: Iterable[str], read: Callable[[str], str]
) -> dict[str, str]:
    """
    The Markdown files of moved pages, by the paths of the built ones.

    `pages` are the Markdown files of the project, `built` the paths of the pages of the site, which
    `read` reads. A heading has to be that of one file and of one page.
    """
    paths = frozenset(built)
    by_heading: dict[str, list[str]] = {}
    for file in pages:
        if file.dest_uri not in paths:
            for heading in set(filter(None, map(_words, _headings(file)))):
                by_heading.setdefault(heading, []).append(file.src_uri)
    if not by_heading:
        return {}
    found: dict[str, list[str]] = {}
    for path in sorted(paths.difference(file.dest_uri for file in pages)):
        headings = {*map(_words, map(unescape, _BUILT_HEADING.findall(read(path))))}
        sources = {each for heading in headings for each in by_heading.get(heading, ())}
        if len(sources) == 1:
            found.setdefault(sources.pop(), []).append(path)
    return {built[0]: source for source, built in found.items() if len(built) == 1}


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
