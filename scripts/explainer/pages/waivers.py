"""Waivers: comments in Markdown and in YAML that suppress one problem each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explainer import citations
from explainer.claims import front_matter
from explainer.model import Place, Waiver

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_IN_MARKDOWN = re.compile(r"<!--\s*allow\s+([\w-]+)\s*(?::\s*(.*?))?\s*-->", re.DOTALL)
_IN_YAML = re.compile(r"#\s*allow\s+([\w-]+)\s*(?::[ \t]*(.*?))?[ \t]*$", re.MULTILINE)


def read_waivers(text: str, path: str) -> list[Waiver]:
    """The waivers in the comments of a YAML file; `path` is that of their places."""
    return list(_waivers(text, path, _IN_YAML.finditer(text)))


def read_page_waivers(text: str, path: str) -> list[Waiver]:
    """The waivers in the comments of a page's Markdown and of its front matter."""
    comments = (span for span in citations.opaque(text) if span.kind == "comment")
    matches = (_IN_MARKDOWN.fullmatch(text, span.start, span.end) for span in comments)
    fields = _IN_YAML.finditer(text, *front_matter(text))
    return list(_waivers(text, path, (*fields, *filter(None, matches))))


def _waivers(text: str, path: str, matches: Iterable[re.Match[str]]) -> Iterator[Waiver]:
    for match in matches:
        place = Place.within(path, text, *match.span())
        start = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.end())
        rest = text[start : match.start()] + (text[match.end() : end] if end > 0 else "")
        covers = place.line
        if not rest.strip():
            following = re.compile(r"\S").search(text, match.end())
            covers = text.count("\n", 0, following.start()) + 1 if following else place.line
        yield Waiver(match[1], (match[2] or "").strip(), place, covers)
