"""The links and anchors of a page, and the Markdown syntax that was left in its text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# In unparsed Markdown, one of these follows the bracket.
_BRACKETS = ((b"]", (b"(", b"[", b" (")), (b"[", (b"^",)))
_CODE = ((b"<code", b"</code"), (b"<script", b"</script"), (b"<pre", b"</pre"))

_IGNORED = (
    "pre", "code", "kbd", "samp", "var", "script", "style", "textarea", "math", "svg", "button",
    "select", "noscript", ".arithmatex", ".highlight", ".mermaid",
)  # fmt: skip
IGNORED_CSS = ",".join(_IGNORED)
"""The selector of elements whose text is code, or is not written by the page's author."""

IGNORED_TAGS = frozenset(each for each in _IGNORED if not each.startswith("."))
"""The names of these elements."""

IGNORED_CLASSES = frozenset(each[1:] for each in _IGNORED if each.startswith("."))
"""The classes of these elements."""

# A text with wrapped lines has line breaks within brackets, too.
_INNER = r"[^\[\]\n]*(?:\n[^\[\]\n]+){0,3}"
UNPARSED_LINK = re.compile(
    rf"(?<![\w\])])!?\[{_INNER}\]\[{_INNER}\]|\[\^[^\]\s]+\]"
    rf"|\[(?!\]){_INNER}\]\((?=\S)[^\s()]*\)?"
    # After a space, any remark may follow, but hardly the name of a Markdown file.
    rf"|\[(?!\]){_INNER}\] \([^\s()]+\.(?:md|markdown)(?:[?#][^\s()]*)?\)"
)
"""Markdown syntax of a link, an image or a footnote that was not parsed."""

_CERTAIN = re.compile(r"\[\^\d+\]|.*\] ?\([^()]*[./#].*", re.DOTALL)


def is_unparsed_link(text: str) -> bool:
    """
    Whether such syntax is Markdown on any page.

    Other brackets, such as `[in][optional]`, are a reference only on a page made from Markdown.
    """
    return _CERTAIN.fullmatch(text) is not None


@dataclass(slots=True)
class LinksAndAnchors:
    """
    The links and anchors of a page.

    `ids` are its `id` attributes, unordered and with duplicates; `names` are the `name` attributes
    of `a`, `maps` those of image maps. `hrefs` are the URLs of `a`, which most are, `urls` the
    others by their kinds, and `base` that of the `base` element. `unparsed` is the Markdown syntax
    in its text that was not parsed; `may_have_unparsed` is true if it has yet to be searched.
    """

    ids: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    maps: list[str] = field(default_factory=list)
    urls: dict[str, list[str]] = field(default_factory=dict)
    base: str | None = None
    hrefs: list[str] = field(default_factory=list)
    unparsed: list[str] = field(default_factory=list)
    may_have_unparsed: bool = False

    def add(self, kind: str, *urls: str) -> None:
        """Add URLs of a kind."""
        if kind == "a href":
            self.hrefs += urls
        elif urls:
            self.urls.setdefault(kind, []).extend(urls)


def main_content(data: bytes) -> bytes:
    """Approximately the main content of a page, without the theme: its `main` or all of it."""
    start, end = _main_content_span(data)
    return data[start:end]


def _main_content_span(data: bytes) -> tuple[int, int]:
    start = max(data.find(b"<main"), 0) or max(data.find(b"<article"), 0)
    end = data.rfind(b"</main>")
    return start, end if end > start else len(data)


def may_have_unparsed_markdown(data: bytes) -> bool:
    """Whether a page may contain unparsed Markdown syntax; a `False` is certain."""
    # Brackets are rare in pages, so that finding one after the other is faster than a pattern.
    for bracket, following in _BRACKETS:
        at = data.find(bracket)
        while at != -1:
            if not data.startswith(following, at + 1):
                end = at + 1
            elif (end := _end_of_ignored(data, at)) == -1:
                return True
            at = data.find(bracket, end)
    return False


def _end_of_ignored(data: bytes, at: int) -> int:
    """The end of the code or of the theme's part that contains an offset; -1 if neither does."""
    for opening, closing in _CODE:
        start = data.rfind(opening, 0, at)
        if start != -1 and data.find(closing, start, at) == -1:
            return data.find(closing, at)
    start, end = _main_content_span(data)
    return -1 if start <= at < end else at + 1
