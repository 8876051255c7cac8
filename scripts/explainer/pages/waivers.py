"""Waivers: comments in Markdown and in YAML that suppress one problem each."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from explainer import opaque_text
from explainer.claims import front_matter
from explainer.line_index import LineIndex
from explainer.model import Place, Waiver, similarity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_IN_MARKDOWN = re.compile(r"<!--\s*allow\s+([\w-]+)\s*(?::(.*))?-->", re.DOTALL)
_IN_YAML = re.compile(r"#\s*allow\s+([\w-]+)\s*(?::(.*))?$", re.MULTILINE)
# A comment that is nearly one: another verb, no colon, or no end.
_NEARLY = re.compile(
    r"<!--\s*(?P<verb>[A-Za-z]+)\s*:?\s+(?P<rule>[\w-]+)(?:\s*:|(?=\s))[ \t]*(?P<reason>[^\n]*)"
)
_END = re.compile(r"\s*-->")
_VERBS = {"ignore", "disable", "skip", "waive", "noqa", "nolint", "except"}
_NO_SPACE = re.compile(r"\S")


def read_waivers(text: str, path: str) -> list[Waiver]:
    """The waivers in the comments of a YAML file; `path` is that of their places."""
    return list(_waivers(text, path, _IN_YAML.finditer(text)))


def read_page_waivers(text: str, path: str) -> list[Waiver]:
    """The waivers in the comments of a page's Markdown and of its front matter."""
    comments = (span for span in opaque_text.find(text) if span.kind == "comment")
    matches = (_IN_MARKDOWN.fullmatch(text, span.start, span.end) for span in comments)
    fields = _IN_YAML.finditer(text, *front_matter(text))
    found = list(_waivers(text, path, (*fields, *filter(None, matches))))
    return found + list(_malformed(text, path, {waiver.place for waiver in found}))


def _malformed(text: str, path: str, found: set[Place]) -> Iterator[Waiver]:
    """The comments that name a rule and were probably meant to be waivers."""
    if "<!--" not in text:
        return
    lines = LineIndex(path, text)
    hidden = [it for it in opaque_text.find(text) if it.kind in {"fence", "code", "raw"}]
    for match, end in _nearly(text):
        verb = match["verb"].lower()
        if not (verb in _VERBS or similarity(verb, "allow") > _MIN_SIMILARITY):
            continue
        place = lines.place(match.start(), end)
        at = bisect_right(hidden, match.start(), key=lambda span: span.start) - 1
        if place in found or (at >= 0 and match.start() < hidden[at].end):
            continue
        if _is_rule(match["rule"]):
            reason = match["reason"].partition("-->")[0].rstrip()
            yield Waiver(match["rule"], reason, place, place.line, malformed=True)


def _nearly(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """Each comment that is nearly a waiver, and the offset behind it."""
    position, last = 0, text.rfind("-->")
    while match := _NEARLY.search(text, position):
        closing = text.find("-->", match.start("reason"), match.end())
        behind = _END.match(text, match.end())
        end = behind.end() if behind else closing + 3 if closing >= 0 else match.end()
        position = closing + 3 if closing >= 0 else end
        # One that ends on another line is some other comment.
        if closing >= 0 or behind or last < match.end():
            yield match, position


_MIN_SIMILARITY = 0.7


def _is_rule(name: str) -> bool:
    from explainer.rules import UnknownRuleError, find  # noqa: PLC0415  (slow, and rarely needed)

    try:
        return bool(find(name))
    except UnknownRuleError:
        return False


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
