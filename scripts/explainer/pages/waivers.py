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
        before = text[: match.start()].rpartition("\n")[2]
        behind = text[match.end() :].partition("\n")[0]
        covers = place.line
        if not (before + behind).strip():
            following = re.compile(r"\S").search(text, match.end())
            covers = text.count("\n", 0, following.start()) + 1 if following else place.line
        yield Waiver(match[1], (match[2] or "").strip(), place, covers)
