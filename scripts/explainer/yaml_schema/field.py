"""A field of a file: what belongs in it, and which fields a file lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from explainer.model import Place


class Field(NamedTuple):
    """
    One field of a file.

    `kind` is a key of `CHECKS`, `one of` with `choices`, `list` with `fields` (a list of records)
    or without (a list of texts), `groups` (a list of lists of texts), or `any` for what is not
    checked here. `guidance` says what to write in it; `good` is an example that the check accepts,
    `bad` one of a common mistake.
    """

    name: str
    kind: str
    guidance: str = ""
    good: str = ""
    bad: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()


def lacking(places: Mapping[str, Place], fields: Iterable[Field]) -> Iterator[Field]:
    """The fields that a mapping has to have, and has not."""
    return (entry for entry in fields if entry.required and entry.name not in places)


def advice(entry: Field) -> str:
    """What to write in a field, as the hint of a problem with it."""
    if entry.choices:
        return f"{entry.guidance} One of: {', '.join(entry.choices)}"
    return f"{entry.guidance} For example: {entry.good}"
