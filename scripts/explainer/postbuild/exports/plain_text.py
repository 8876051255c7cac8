"""Running text of data files as plain text, for programs that know no Markdown."""

from __future__ import annotations

import re

from explainer.data import without_citations

_LINK = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
_STARS = re.compile(r"(\*{1,3}|`+)(?=\S)(.+?)(?<=\S)\1")
_UNDERSCORES = re.compile(r"(?<!\w)(_{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)")


def plain_text(text: str) -> str:
    """A text of one line without citations, links, emphasis and signs of code."""
    text = _LINK.sub(r"\1", without_citations(text))
    return _UNDERSCORES.sub(r"\2", _STARS.sub(r"\2", text))
