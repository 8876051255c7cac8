"""What a tool is called with: described once, for JSON Schema and for checking what comes in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from explainer.model import CannotCheckError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST_TEXT = 1_000
"""The most characters of a text, where nothing else is said."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ue000-\uf8ff\ud800-\udfff]")
"""Control characters, and those for private use, with which the reader of pages marks places."""


class ArgumentError(CannotCheckError):
    """A tool was called with what it cannot take; the message says what to send instead."""


class Argument(NamedTuple):
    """
    One argument of a tool, or one field of a record.

    `kind` is `text`, `number` (a whole one from 1), `choice`, `texts` (a list), `record` or
    `records`, whose fields are in `fields`. `most` is the most characters of a text, the largest
    number, or the most items of a list.
    """

    name: str
    kind: str
    about: str
    required: bool = False
    most: int = MOST_TEXT
    choices: tuple[str, ...] = ()
    fields: tuple[Argument, ...] = ()


def json_schema(arguments: Iterable[Argument]) -> dict[str, Any]:
    """The JSON Schema of a record with these fields, and no others."""
    listed = tuple(arguments)
    return {
        "type": "object",
        "properties": {each.name: _property(each) for each in listed},
        "required": [each.name for each in listed if each.required],
        "additionalProperties": False,
    }


def _property(each: Argument) -> dict[str, Any]:
    text: dict[str, Any] = {"type": "string", "maxLength": MOST_TEXT}
    shapes: dict[str, dict[str, Any]] = {
        "text": {"type": "string", "maxLength": each.most},
        "number": {"type": "integer", "minimum": 1, "maximum": each.most},
        "choice": {"type": "string", "enum": list(each.choices)},
        "texts": {"type": "array", "items": text, "maxItems": each.most},
        "record": json_schema(each.fields),
        "records": {"type": "array", "items": json_schema(each.fields), "maxItems": each.most},
    }
    return {**shapes[each.kind], "description": each.about}


def checked(given: object, arguments: Iterable[Argument], where: str = "") -> dict[str, Any]:
    """
    The arguments of a call, or the fields of a record; what is `null` is left out.

    Raises `ArgumentError` for the first that is missing, unknown or not as described; `where` is
    what its message names before the argument.
    """
    known = {each.name: each for each in arguments}
    if not isinstance(given, dict):
        message = f"{where or 'the arguments'} must be an object with {_listed(known)}"
        raise ArgumentError(message)
    for name in given:
        if name not in known:
            close = nearest(str(name), known)
            hint = f"did you mean {close!r}?" if close else f"there is {_listed(known)}"
            message = f"there is no {_shown(where, str(name)[:60])}; {hint}"
            raise ArgumentError(message)
    found = {name: value for name, value in given.items() if value is not None}
    for name, each in known.items():
        if each.required and name not in found:
            message = f"{_shown(where, name)} is missing: {each.about}"
            raise ArgumentError(message)
    return {name: _value(value, known[name], where) for name, value in found.items()}


def _listed(known: Mapping[str, Argument]) -> str:
    return ", ".join(map(repr, known)) or "nothing to give"


def _shown(where: str, name: str) -> str:
    return repr(f"{where}.{name}" if where else name)


def _value(value: object, each: Argument, where: str) -> Any:  # noqa: ANN401  (as it was sent)
    shown = _shown(where, each.name)
    if each.kind == "number":
        whole = isinstance(value, int) and not isinstance(value, bool)
        if not whole or not 1 <= value <= each.most:  # type: ignore[operator]
            message = f"{shown} must be a whole number from 1 to {each.most:,}"
            raise ArgumentError(message)
        return value
    if each.kind in {"texts", "records"}:
        return _items(value, each, where, shown)
    if each.kind == "record":
        return checked(value, each.fields, shown.strip("'"))
    return _text(value, each, shown)


def _items(value: object, each: Argument, where: str, shown: str) -> list[Any]:
    if not isinstance(value, list):
        message = f"{shown} must be a list"
        raise ArgumentError(message)
    if len(value) > each.most:
        message = f"{shown} has {len(value):,} items, and may have {each.most:,}"
        raise ArgumentError(message)
    kind = "text" if each.kind == "texts" else "record"
    items = (
        each._replace(name=f"{each.name}[{number}]", kind=kind, most=MOST_TEXT)
        for number in range(len(value))
    )
    return [_value(item, one, where) for item, one in zip(value, items, strict=True)]


def _text(value: object, each: Argument, shown: str) -> str:
    if not isinstance(value, str):
        message = f"{shown} must be a text"
        raise ArgumentError(message)
    if len(value) > each.most:
        message = f"{shown} has {len(value):,} characters, and may have {each.most:,}"
        raise ArgumentError(message)
    if _CONTROL.search(value):
        message = f"{shown} holds a character that cannot be shown"
        raise ArgumentError(message)
    if each.required and not value.strip():
        message = f"{shown} is empty: {each.about}"
        raise ArgumentError(message)
    if each.choices and value not in each.choices:
        message = f"{shown} must be one of {', '.join(each.choices)}"
        raise ArgumentError(message)
    return value
