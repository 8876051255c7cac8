"""What a page is called, told from its text alone."""

from __future__ import annotations

import html
import re

_TITLE = re.compile(r"^(?:title:[ \t]*(?P<meta>.+)|#[ \t]+(?P<heading>.+?))[ \t]*#*$", re.MULTILINE)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!<>@&|~^:\"'])")
_ATTRIBUTES = re.compile(r"\s*\{[^{}]*\}$")


def title_of(text: str, path: str) -> str:
    """The title of a page with that text, without a full stop; its path where it has none."""
    match = _TITLE.search(text)
    title = (match["meta"] or match["heading"]) if match else path
    plain = _ATTRIBUTES.sub("", title.strip().strip("\"'")).removesuffix(".")
    return html.unescape(_ESCAPED.sub(r"\1", plain))
