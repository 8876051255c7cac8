"""Waivers: comments in Markdown and in YAML that suppress one problem each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explainer import citations
from explainer.claims import front_matter
from explainer.model import Place, Waiver, similarity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_IN_MARKDOWN = re.compile(r"<!--\s*allow\s+([\w-]+)\s*(?::\s*(.*?))?\s*-->", re.DOTALL)
# A comment that is nearly one: another verb, no colon, or no end.
_NEARLY = re.compile(
    r"<!--\s*(?P<verb>[A-Za-z]+)\s*:?\s+(?P<rule>[\w-]+)(?:\s*:|(?=\s))[ \t]*(?P<reason>[^\n]*?)"
    r"\s*(?:-->|(?P<open>$)(?!(?:.|\n)*-->))",
    re.MULTILINE,
)
_VERBS = {"ignore", "disable", "skip", "waive", "noqa", "nolint", "except"}
_IN_YAML = re.compile(r"#\s*allow\s+([\w-]+)\s*(?::[ \t]*(.*?))?[ \t]*$", re.MULTILINE)


def read_waivers(text: str, path: str) -> list[Waiver]:
    """The waivers in the comments of a YAML file; `path` is that of their places."""
    return list(_waivers(text, path, _IN_YAML.finditer(text)))


def read_page_waivers(text: str, path: str) -> list[Waiver]:
    """The waivers in the comments of a page's Markdown and of its front matter."""
    comments = (span for span in citations.opaque(text) if span.kind == "comment")
    matches = (_IN_MARKDOWN.fullmatch(text, span.start, span.end) for span in comments)
    fields = _IN_YAML.finditer(text, *front_matter(text))
    found = list(_waivers(text, path, (*fields, *filter(None, matches))))
    return found + list(_malformed(text, path, {waiver.place for waiver in found}))


def _malformed(text: str, path: str, found: set[Place]) -> Iterator[Waiver]:
    """The comments that name a rule and were probably meant to be waivers."""
    kinds = {"fence", "code", "raw"}
    hidden = [it for it in citations.opaque(text) if it.kind in kinds] if "<!--" in text else []
    for match in _NEARLY.finditer(text) if "<!--" in text else ():
        verb = match["verb"].lower()
        if not (verb in _VERBS or similarity(verb, "allow") > _MIN_SIMILARITY):
            continue
        place = Place.within(path, text, *match.span())
        if place in found or any(it.start <= match.start() < it.end for it in hidden):
            continue
        if _is_rule(match["rule"]):
            yield Waiver(match["rule"], match["reason"], place, place.line, malformed=True)


_MIN_SIMILARITY = 0.7


def _is_rule(name: str) -> bool:
    from explainer.rules import UnknownRuleError, find  # noqa: PLC0415  (slow, and rarely needed)

    try:
        return bool(find(name))
    except UnknownRuleError:
        return False


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
