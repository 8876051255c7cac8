"""Titles of an article, normalized and escaped for YAML, Markdown, HTML and file names."""

from __future__ import annotations

import math
import re
import unicodedata
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_TITLE_LENGTH = 160
"""The maximum length of a title in characters."""

MAX_LABEL_LENGTH = 60
"""The maximum length of a title in the navigation."""

_MAX_SLUG_LENGTH = 48
_LAST_LATIN = "\u024f"
_REMOVED_CATEGORIES = {"Cc", "Cn", "Co", "Cs", "Zl", "Zp"}
_DIRECTION_MARKS = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MARKS = re.compile(r"[\\`*_\[\]]")
# A backslash before an at sign is shown on pages that cite nothing, as other sites have it.
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "{": "&#123;", "}": "&#125;", "@": "&#64;"}
_ANGLES = str.maketrans("<>", "‹›")
_WAIVER_START = re.compile(r"#(?=\s*allow\b)|<(?=!--)")


def normalize_title(title: str) -> str:
    """A title on one line, without control characters, and truncated."""
    kept = (
        char
        for char in title
        if char.isspace() or unicodedata.category(char) not in _REMOVED_CATEGORIES
    )
    text = " ".join(_DIRECTION_MARKS.sub("", "".join(kept)).split())
    return truncate(unicodedata.normalize("NFC", text), MAX_TITLE_LENGTH)


def truncate(text: str, most: int) -> str:
    """A text truncated to a number of characters, at a word boundary if possible."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    whole = cut.rsplit(" ", 1)[0]
    return (whole if len(whole) > most // 2 else cut).rstrip(" ,;:.-–—") + "…"


def navigation_label(title: str) -> str:
    """A title for the navigation, which the theme does not escape."""
    return truncate(title, MAX_LABEL_LENGTH).translate(_ANGLES)


def escape_markdown(title: str) -> str:
    """A title escaped for Markdown."""
    text = "".join(_ENTITIES.get(char, char) for char in title)
    text = _MARKS.sub(lambda mark: f"\\{mark[0]}", text)
    # At the end it would belong to the heading.
    return re.sub(r"#(?=#*$)", "&#35;", text)


def quote_yaml(text: str) -> str:
    """A text as a quoted YAML string that contains no waiver comment."""
    quoted = yaml.safe_dump(text, default_style='"', allow_unicode=True, width=math.inf).strip()
    return _WAIVER_START.sub(lambda found: f"\\x{ord(found[0]):02X}", quoted)


def slug_of(title: str, otherwise: str, taken: Iterable[str]) -> str:
    """
    A short name for a file, made of a title's letters and figures.

    Where there is a colon, it is made of what comes before. `otherwise` stands for a title without
    letters and figures; a number makes it differ from those `taken`.
    """
    lead = title.partition(":")[0]
    slug = _slug(lead if len(_slug(lead)) >= len(otherwise) else title) or otherwise
    return make_unique(slug, taken)


def make_unique(slug: str, taken: Iterable[str]) -> str:
    """A slug that is not in `taken`: itself, or with a number."""
    known = set(taken)
    number, found = 1, slug
    while found in known:
        number += 1
        found = f"{slug}-{number}"
    return found


def _slug(title: str) -> str:
    plain = "".join(
        char for char in unicodedata.normalize("NFKD", title) if not unicodedata.combining(char)
    )
    # Elsewhere a mark makes another letter.
    latin = all(char <= _LAST_LATIN for char in plain if char.isalpha())
    text = plain if latin else unicodedata.normalize("NFKC", title)
    words = re.split(r"[\W_]+", re.sub(r"['’ʼ]", "", text.casefold()))
    slug = ""
    for word in filter(None, words):
        longer = f"{slug}-{word}" if slug else word[:_MAX_SLUG_LENGTH]
        if len(longer.encode()) > 2 * _MAX_SLUG_LENGTH or len(longer) > _MAX_SLUG_LENGTH:
            break
        slug = longer
    return slug
