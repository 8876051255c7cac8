"""Values of options as they are written in a settings file: their kinds, and how they are shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from string import Formatter
from typing import Any


def is_yes(value: object) -> bool:
    """Whether a value of a settings file means yes."""
    return value if isinstance(value, bool) else str(value).strip().lower() in _YES


_YES = frozenset({"yes", "true", "on", "1"})
_NO = frozenset({"no", "false", "off", "0"})


def texts(value: object) -> list[str]:
    """A list of texts; a text is split into lines, like patterns of MkDocs."""
    lines = value.splitlines() if isinstance(value, str) else list(map(str, listed_items(value)))
    return [line.strip() for line in lines if line.strip()]


def listed_items(value: object) -> Sequence[object]:
    """The items of a value if it is a list."""
    return value if isinstance(value, list) else []


def are_texts(value: object) -> bool:
    """Whether a value is a list of texts."""
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def placeholders(text: str) -> set[str]:
    """The names in braces in a text; `{`, which is never one, where it is not a format string."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return {"{"}


def either(words: Iterable[str]) -> str:
    """Words as a choice between them."""
    return " or ".join(map(repr, words))


def as_written(value: object) -> str:
    """A value in the notation of the file, not of Python."""
    text = repr(value)
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return text.lower()
    if callable(value) or isinstance(value, dt.date):
        return getattr(value, "__name__", str(value))
    if isinstance(value, list) and len(value) <= _FEW:
        text = f"[{', '.join(repr(each) if each is value else as_written(each) for each in value)}]"
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


_LONGEST = 60
_FEW = 5

IS_VALID: dict[str, Callable[[Any], bool]] = {
    "text": lambda value: isinstance(value, str) and bool(value.strip()),
    "yes or no": lambda value: isinstance(value, bool) or str(value).lower() in _YES | _NO,
    "words": lambda value: isinstance(value, Mapping),
    "patterns": lambda value: isinstance(value, str) or are_texts(value),
    "entries": lambda value: isinstance(value, list),
    "one of": lambda value: isinstance(value, str),
}
"""For each kind of option, whether a value is valid."""
