"""Answers of a bounded size: long texts are cut, and long lists shortened with a word on it."""

from __future__ import annotations

import json
from typing import Any

MOST_CHARACTERS = 30_000
"""The most characters of an answer as JSON."""

_MOST_TEXT = 2_000
_CUT = " …"
LEFT_OUT = "left_out"
"""The name of the field that says how many items of a list were left out."""


def bounded(answer: dict[str, Any], most: int = MOST_CHARACTERS) -> dict[str, Any]:
    """
    An answer of at most so many characters.

    Its longest lists are halved until it is short enough; `left_out` says of which list how many
    items are missing.
    """
    answer = _with_short_texts(answer)
    while len(as_text(answer)) > most:
        lists = sorted(_lists(answer, ""), key=lambda each: len(as_text(each[1])), reverse=True)
        name, longest = next(((name, items) for name, items in lists if len(items) > 1), ("", []))
        if not longest:
            return {"error": "the answer is too long to be shown; ask for less"}
        kept = len(longest) // 2
        dropped = answer.setdefault(LEFT_OUT, {})
        dropped[name] = dropped.get(name, 0) + len(longest) - kept
        del longest[kept:]
    return answer


def as_text(answer: object) -> str:
    """An answer as JSON."""
    return json.dumps(answer, ensure_ascii=False)


def _with_short_texts(value: Any) -> Any:  # noqa: ANN401  (values of JSON)
    if isinstance(value, str):
        return value if len(value) <= _MOST_TEXT else value[:_MOST_TEXT] + _CUT
    if isinstance(value, dict):
        return {str(name): _with_short_texts(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_with_short_texts(each) for each in value]
    return value


def _lists(value: object, name: str) -> list[tuple[str, list[Any]]]:
    """All lists in a value, with the names under which they stand."""
    found: list[tuple[str, list[Any]]] = []
    if isinstance(value, list):
        found.append((name, value))
        for each in value:
            found += _lists(each, name)
    elif isinstance(value, dict):
        for key, each in value.items():
            found += _lists(each, f"{name}.{key}" if name else key)
    return found
