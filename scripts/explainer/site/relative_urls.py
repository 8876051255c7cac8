"""
Simple relative URLs: folders up and a path, such as `../heat/`.

They are most of a site's URLs, and are joined as text, without a URL parser.
"""

from __future__ import annotations

import functools
import re

# The folders up, and the path from there.
_SIMPLE = re.compile(
    r"((?:\.\./)*(?:\.\.(?![^?]))?)(?:\./)?((?:[\w~-][\w.~-]*/)*(?:[\w~-][\w.~-]*)?)(?:\?.*)?",
    re.ASCII | re.DOTALL,
)


def parse_relative(url: str) -> tuple[int, str] | None:
    """
    The number of folders up, and the path from there, of a URL without a fragment.

    `None` if it is not a simple relative URL.
    """
    match = _SIMPLE.fullmatch(url)
    return (match[1].count(".."), match[2]) if match else None


def join_relative(folders: tuple[str, ...], url: str) -> str | None:
    """
    The path that a simple relative URL without a fragment leads to.

    `folders` are those that `with_parents` returns. `None` if the URL is not a simple one, or leads
    up above the last folder.
    """
    parsed = parse_relative(url)
    if parsed is None or parsed[0] >= len(folders):
        return None
    return folders[parsed[0]] + parsed[1]


@functools.cache
def with_parents(folder: str) -> tuple[str, ...]:
    """A folder and its parents, each with a slash at its end; the site's root is empty."""
    return (f"{folder}/", *with_parents(folder.rpartition("/")[0])) if folder else ("",)


def is_same_document(url: str) -> bool:
    """Whether a relative URL without its fragment refers to the page that contains it."""
    return not url or url[0] == "?"
