"""Brackets in Markdown: which one opens what another closes, and whether they are escaped."""

from __future__ import annotations

_MAX_LENGTH = 2000


def is_escaped(text: str, at: int) -> bool:
    """Whether the bracket at an index, or the one that it closes, is escaped by a backslash."""
    opening = opening_bracket(text, at)
    first = opening + (text[opening] == "!")
    return any(text[max(0, place - 1) : place] == "\\" for place in (at, first))


def opening_bracket(text: str, at: int) -> int:
    """The index of the bracket that the one at an index closes, or of the `!` before it."""
    depth = 0
    for index in range(at, max(-1, at - _MAX_LENGTH), -1):
        if text[index] == "]":
            depth += 1
        elif text[index] == "[":
            depth -= 1
            if depth <= 0:
                return index - 1 if text[index - 1 : index] == "!" else index
    return at
