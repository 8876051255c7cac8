"""The title of a page, read from its Markdown without converting it."""

from __future__ import annotations

import html
import re

_TITLE = re.compile(r"^(?:title:[ \t]*(?P<meta>.+)|#[ \t]+(?P<heading>.+?))[ \t]*#*$", re.MULTILINE)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!<>@&|~^:\"'])")
_ATTRIBUTES = re.compile(r"\s*\{[^{}]*\}$")


def read_title(text: str, path: str) -> str:
    """The title in the front matter or the first heading, without a full stop; or else the path."""
    match = _TITLE.search(text)
    title = (match["meta"] or match["heading"]) if match else path
    plain = _ATTRIBUTES.sub("", title.strip().strip("\"'")).removesuffix(".")
    return html.unescape(_ESCAPED.sub(r"\1", plain))
