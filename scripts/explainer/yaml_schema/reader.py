"""A YAML text to a record: its values checked against the fields, and what is wrong."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

import yaml

from explainer.model import Invalid, Place, nearest
from explainer.yaml_schema.corrections import correction
from explainer.yaml_schema.field import Field, advice, lacking
from explainer.yaml_schema.loader import NULL_TAG, TextLoader
from explainer.yaml_schema.record import Item, Places, Record, place_between
from explainer.yaml_schema.syntax_errors import syntax_error
from explainer.yaml_schema.value_checks import CHECKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def parse(text: str, path: str, fields: tuple[Field, ...]) -> tuple[Record | None, list[Invalid]]:
    """
    Read a YAML text against its fields.

    Returns the record, or `None` where the text is no mapping, and everything that is wrong with
    it. A field that the text itself lacks is not reported here, but by the rule on what a file
    needs; one that an item of a list lacks is.
    """
    try:
        node = yaml.compose(text, Loader=TextLoader)
    except yaml.YAMLError as error:
        return None, [syntax_error(error, text, path)]
    if not isinstance(node, yaml.MappingNode):
        hint = f"write `field: value` lines, beginning with {fields[0].name!r}"
        return None, [Invalid(Place(path), "is not a list of fields", hint)]
    invalid: list[Invalid] = []
    return _read_record(node, path, fields, invalid), invalid


def _read_record(
    node: yaml.MappingNode, path: str, fields: tuple[Field, ...], invalid: list[Invalid]
) -> Record:
    start = node.start_mark
    record = Record(Place(path, start.line + 1, start.column + 1), Places(path))
    known = _by_name(fields)
    names = [str(key.value) for key, _ in node.value]
    repeated = False
    for (key, value), name in zip(node.value, names, strict=True):
        if name in record.places:
            # A lost dash repeats all fields of an item; the first says so.
            if not repeated:
                is_item = name == names[0] and record.place.column > 1
                hint = _HINT_TO_REPEATED_FIELD if is_item else "keep one of the two"
                message = f"repeats the field {name!r}"
                invalid.append(Invalid(_place(key, path), message, hint))
            repeated = name == names[0]
        elif name not in known:
            invalid.append(_unknown_field(_place(key, path), name, known))
            meant = nearest(name, known)
            if meant and meant not in names and not _is_null(value):
                # A misspelt field is one problem: it is read as the field that it stands for.
                record.places.add(meant, value)
                _read_field(record, known[meant], value, path, [])
        else:
            if not _is_null(value):
                record.places.add(name, value)
            _read_field(record, known[name], value, path, invalid)
    return record


_HINT_TO_REPEATED_FIELD = "keep one of the two, or begin a new item with '- '"


@functools.cache
def _by_name(fields: tuple[Field, ...]) -> dict[str, Field]:
    return {entry.name: entry for entry in fields}


def _read_field(
    record: Record, entry: Field, node: yaml.Node, path: str, invalid: list[Invalid]
) -> None:
    if _is_null(node) or entry.kind == "any":
        return
    if entry.kind in {"list", "groups"}:
        record.lists[entry.name] = list(_read_items(entry, node, path, invalid))
    elif not isinstance(node, yaml.ScalarNode):
        invalid.append(_invalid_value(_place(node, path), entry, "is not a text"))
    else:
        text = " ".join(node.value.split())
        # Most fields hold text, and most texts are there.
        fault = None if entry.kind == "text" and text else CHECKS[entry.kind](text, entry)
        # Python-Markdown marks with such characters what it has taken out of a text.
        if _CONTROL.search(text):
            fault = "holds a character that cannot be shown"
        if fault:
            meant = correction(text, entry)
            hint = f"write {meant}" if meant else advice(entry)
            invalid.append(Invalid(_place(node, path), f"{entry.name!r} {fault}", hint))
        else:
            record.values[entry.name] = text


def _read_items(
    entry: Field, node: yaml.Node, path: str, invalid: list[Invalid]
) -> Iterator[Record | Item]:
    if not isinstance(node, yaml.SequenceNode):
        invalid.append(_invalid_value(_place(node, path), entry, "is not a list"))
        return
    for item in node.value:
        if entry.kind == "groups" and isinstance(item, yaml.SequenceNode):
            # Each group has its texts in the list of the same name.
            group = Record(_place(item, path), Places(path))
            group.lists[entry.name] = list(
                _read_items(entry._replace(kind="list"), item, path, invalid)
            )
            yield group
        elif entry.kind == "groups":
            invalid.append(
                _invalid_value(_place(item, path), entry, "has an item that is not a list")
            )
        elif entry.fields and isinstance(item, yaml.MappingNode):
            record = _read_record(item, path, entry.fields, invalid)
            for missing in lacking(record.places, entry.fields):
                message = f"{entry.name!r} has an item without {missing.name!r}"
                invalid.append(Invalid(record.place, message, advice(missing)))
            yield record
        elif entry.fields or not isinstance(item, yaml.ScalarNode):
            invalid.append(
                _invalid_value(_place(item, path), entry, "has an item of the wrong kind")
            )
        else:
            yield Item(" ".join(item.value.split()), _place(item, path))


def _unknown_field(place: Place, name: str, known: Mapping[str, Field]) -> Invalid:
    close = nearest(name, known)
    hint = f"did you mean {close!r}?" if close else f"the fields are {', '.join(known)}"
    return Invalid(place, f"has an unknown field {name!r}", hint)


def _invalid_value(place: Place, entry: Field, fault: str) -> Invalid:
    return Invalid(place, f"{entry.name!r} {fault}", advice(entry))


def incomplete(record: Record, fields: Iterable[Field]) -> list[Invalid]:
    """What is wrong with a whole file that lacks some of its fields."""
    return [
        Invalid(record.place, f"has no {entry.name!r}", advice(entry))
        for entry in lacking(record.places, fields)
    ]


def _place(node: yaml.Node, path: str) -> Place:
    return place_between(path, node.start_mark, node.end_mark)


def _is_null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == NULL_TAG
