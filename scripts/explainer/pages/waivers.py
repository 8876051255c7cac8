"""Waivers: comments in Markdown and in YAML that suppress one problem each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explainer import opaque_text
from explainer.claims import front_matter
from explainer.line_index import LineIndex
from explainer.model import Waiver

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_IN_MARKDOWN = re.compile(r"<!--\s*allow\s+([\w-]+)\s*(?::(.*))?-->", re.DOTALL)
_IN_YAML = re.compile(r"#\s*allow\s+([\w-]+)\s*(?::(.*))?$", re.MULTILINE)

_NO_SPACE = re.compile(r"\S")


def read_waivers(text: str, path: str) -> list[Waiver]:
    """The waivers in the comments of a YAML file; `path` is that of their places."""
    return list(_waivers(text, path, _IN_YAML.finditer(text)))


def read_page_waivers(text: str, path: str) -> list[Waiver]:
    """The waivers in the comments of a page's Markdown and of its front matter."""
    comments = (span for span in opaque_text.find(text) if span.kind == "comment")
    matches = (_IN_MARKDOWN.fullmatch(text, span.start, span.end) for span in comments)
    fields = _IN_YAML.finditer(text, *front_matter(text))
    return list(_waivers(text, path, (*fields, *filter(None, matches))))


def _waivers(text: str, path: str, matches: Iterable[re.Match[str]]) -> Iterator[Waiver]:
    lines = LineIndex(path, text)
    for match in matches:
        place = lines.place(*match.span())
        covers = place.line
        following = _NO_SPACE.search(text, match.end())
        alone = not text[lines.start_of(match.start()) : match.start()].strip()
        if alone and following and "\n" in text[match.end() : following.start()]:
            covers = lines.place(following.start(), 0).line
        yield Waiver(match[1], (match[2] or "").strip(), place, covers)
