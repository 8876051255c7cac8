"""
The Markdown that a tool takes: sentences, lists, emphasis, links and citations, and no more.

A site's Markdown extensions may include files, run code, ask other hosts or write HTML as it
stands. A page does so because its author wants it; what a program sends may come from anywhere.
"""

from __future__ import annotations

import re

_REFUSED = (
    (r"```|~~~", "a fenced block of code"),
    (r"8<", "the mark of a snippet"),
    (r"(?m)^[ \t>]*///", "a block"),
    (r"(?m)^[ \t>]*::", "a block"),
    (r"(?m)^[ \t>]*(?:!!!|\?\?\?|===)", "a block"),
    (r"(?m)^(?:\t| {4,})\S", "an indented block"),
    (r"[{}]", "braces"),
    (r"<[A-Za-z/!?]", "HTML"),
    (r"(?i)(?:java|vb)script\s*:|\bdata:[a-z]+/", "a link that is code"),
    (r"!\[", "an image"),
    (r"(?m)\A---[ \t]*$", "front matter"),
)
_BRACKETS = re.compile(r"[\[\]]")
_DEEPEST = 8
_FAULTS = tuple((re.compile(pattern), what) for pattern, what in _REFUSED)


def markdown_fault(text: str) -> str | None:
    """What a text holds that is not taken, such as `HTML`; `None` where it is plain."""
    if _depth(text) > _DEEPEST:
        return "brackets in brackets"
    return next((what for pattern, what in _FAULTS if pattern.search(text)), None)


def _depth(text: str) -> int:
    """How many brackets are open at once; Markdown reads on from each to the end of the text."""
    deepest = depth = 0
    for character in _BRACKETS.findall(text):
        depth = depth + 1 if character == "[" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest
