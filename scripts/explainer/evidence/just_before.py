"""What stands right before an offset of a text, no further away than is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re


def text_before(text: str, at: int, reach: int) -> str:
    """The characters before an offset, fewer at the start of the text."""
    return text[max(0, at - reach) : at]


def is_first(text: str, at: int, ignored: str) -> bool:
    """Whether nothing is before an offset of a text, but for characters that are ignored."""
    while at and text[at - 1] in ignored:
        at -= 1
    return not at


def found_before(pattern: re.Pattern[str], text: str, at: int, reach: int) -> re.Match[str] | None:
    """What a pattern finds in the characters before an offset."""
    return pattern.search(text, max(0, at - reach), at)
