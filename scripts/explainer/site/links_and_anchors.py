"""What a page holds, as far as its links are concerned."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# What Markdown leaves of a link has one of these behind the bracket.
_BRACKETS = ((b"]", (b"(", b"[", b" (")), (b"[", (b"^",)))
_SILENCE = ((b"<code", b"</code"), (b"<script", b"</script"), (b"<pre", b"</pre"))

_SILENT = (
    "pre", "code", "kbd", "samp", "var", "script", "style", "textarea", "math", "svg", "button",
    "select", "noscript", ".arithmatex", ".highlight", ".mermaid",
)  # fmt: skip
SILENT_CSS = ",".join(_SILENT)
"""What selects the elements whose text is no text of the page's author, or is meant as it is."""

SILENT_TAGS = frozenset(each for each in _SILENT if not each.startswith("."))
"""Their names."""

SILENT_CLASSES = frozenset(each[1:] for each in _SILENT if each.startswith("."))
"""The classes of the others."""

# Whoever breaks lines at a width breaks them within brackets, too.
_INNER = r"[^\[\]\n]*(?:\n[^\[\]\n]+){0,3}"
LEFT_OVER = re.compile(
    rf"(?<![\w\])])!?\[{_INNER}\]\[{_INNER}\]|\[\^[^\]\s]+\]"
    rf"|\[(?!\]){_INNER}\]\((?=\S)[^\s()]*\)?"
    # Behind a space there may be any remark, but hardly the name of a file of Markdown.
    rf"|\[(?!\]){_INNER}\] \([^\s()]+\.(?:md|markdown)(?:[?#][^\s()]*)?\)"
)
"""What Markdown leaves of a link, an image or a footnote that it does not understand."""


@dataclass(slots=True)
class Facts:
    """
    What a page holds.

    `ids` are in no certain order and may be there twice; `names` are the other anchors, and
    `maps` those of image maps. `links` are the addresses of `a`, which most are, `references` the
    others by their kinds. `left_over` is what
    Markdown left as it was typed; `doubtful` is true where that has yet to be looked for.
    """

    ids: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    maps: list[str] = field(default_factory=list)
    references: dict[str, list[str]] = field(default_factory=dict)
    base: str | None = None
    links: list[str] = field(default_factory=list)
    left_over: list[str] = field(default_factory=list)
    doubtful: bool = False

    def add(self, kind: str, *addresses: str) -> None:
        """Take in addresses of a kind."""
        if kind == "a href":
            self.links += addresses
        elif addresses:
            self.references.setdefault(kind, []).extend(addresses)


def own_part(data: bytes) -> bytes:
    """About the part of a page that is not the theme's: its article, else all of it."""
    start, end = _own_part(data)
    return data[start:end]


def _own_part(data: bytes) -> tuple[int, int]:
    start = max(data.find(b"<main"), 0) or max(data.find(b"<article"), 0)
    end = data.rfind(b"</main>")
    return start, end if end > start else len(data)


def may_have_left_over(data: bytes) -> bool:
    """Whether a page may hold what Markdown did not understand; says no only where that is sure."""
    # Brackets are rare in pages, so that looking for one by one is faster than any pattern.
    for bracket, behind in _BRACKETS:
        at = data.find(bracket)
        while at >= 0:
            if not data.startswith(behind, at + 1):
                end = at + 1
            elif (end := _end_of_silence(data, at)) < 0:
                return True
            at = data.find(bracket, end)
    return False


def _end_of_silence(data: bytes, at: int) -> int:
    """The end of what is read as it is, if a place on a page is in such; else -1."""
    for opening, closing in _SILENCE:
        start = data.rfind(opening, 0, at)
        if start >= 0 and data.find(closing, start, at) < 0:
            return data.find(closing, at)
    start, end = _own_part(data)
    return -1 if start <= at < end else at + 1
