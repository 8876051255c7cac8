"""How data files are read, as they are and with sentinels in what they state."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from explainer import unsaved, yaml_schema
from explainer.data.schema import DATA_FILES
from explainer.files import read_text

if TYPE_CHECKING:
    from explainer.data.data_file import DataFile
    from explainer.model import Invalid
    from explainer.yaml_schema import Field, Record

Plant = Callable[[str, Path, Sequence[tuple[int, int]]], str]
"""From a file's text, its path and stretches of it to the text with sentinels in these."""


@dataclass(slots=True)
class Holdings:
    """
    The data files of a project: their texts by their paths, and what is wrong with them.

    `blocks` are the lines that show them, by the same paths.
    """

    texts: dict[str, str] = field(default_factory=dict)
    blocks: dict[str, str] = field(default_factory=dict)
    invalid: list[Invalid] = field(default_factory=list)


def read_holdings(folder: Path, root: Path) -> Holdings:
    """
    Read every data file in `folder`; paths in what is found are relative to `root`.

    Raises `OSError` where one cannot be opened.
    """
    holdings = Holdings()
    for data in DATA_FILES:
        for which in data.names(folder):
            file = data.file(folder, which)
            path = file.relative_to(root).as_posix()
            text, not_utf8 = yaml_schema.read_file(file, path)
            holdings.texts[path] = text
            holdings.blocks[path] = data.block(which)
            record, invalid = (
                (None, [not_utf8]) if not_utf8 else yaml_schema.parse(text, path, data.fields)
            )
            lacking = yaml_schema.incomplete(record, data.fields) if record else []
            faults = data.faults(record) if record and data.faults else ()
            holdings.invalid += [*invalid, *lacking, *faults]
        holdings.invalid += _misnamed(folder, root, data)
    return holdings


def _misnamed(folder: Path, root: Path, data: DataFile) -> Iterator[Invalid]:
    if not data.folder:
        yield from yaml_schema.misnamed(folder / f"{data.name}.yml", root)
        return
    for file in sorted((folder / data.folder).rglob("*.y*ml")):
        if file.is_dir() or file.suffix == ".yaml":
            yield from yaml_schema.misnamed(file.with_suffix(".yml"), root)


def read_data(
    folder: Path, data: DataFile, which: str = "", plant: Plant | None = None
) -> Record | None:
    """
    Read one data file in `folder`, or give `None` where it is no mapping or there is none.

    `which` names it where there are several of its kind. `plant` puts sentinels into what it
    states. Fields that do not keep to the schema are left out.
    """
    file = data.file(folder, which)
    try:
        record = _read(file, data, *unsaved.stamp(file))
        return _planted(file, data, record, plant) if plant and record else record
    except OSError:
        return None


def _text(file: Path) -> str:
    return read_text(file, errors="replace")


@functools.lru_cache(maxsize=100)
def _read(file: Path, data: DataFile, _changed: int, _size: int) -> Record | None:
    return yaml_schema.parse(_text(file), file.name, data.fields)[0]


def _planted(file: Path, data: DataFile, record: Record, plant: Plant) -> Record | None:
    text = _text(file)
    # What stands behind a backslash in double quotes is for YAML to read first.
    spans = sorted(
        (start, end)
        for start, end in set(_spans(record, data.stated))
        if not (text[start] == '"' and "\\" in text[start:end])
    )
    # With sentinels in it, a date is none for the schema, which has accepted it before.
    fields = tuple(_as_texts(data.fields, data.stated))
    planted = yaml_schema.parse(plant(text, file, spans), file.name, fields)[0]
    if planted:
        _leave_out(planted, record)
    return planted


def _leave_out(planted: Record, record: Record) -> None:
    """Take out of a record with sentinels what the schema has refused in the one without."""
    planted.values = {name: planted.values[name] for name in record.values}
    for name in record.lists:
        for each, other in zip(planted.records(name), record.records(name), strict=True):
            _leave_out(each, other)


def _spans(record: Record, names: Sequence[str]) -> Iterator[tuple[int, int]]:
    for name in names:
        if name in record.values:
            yield record.places.span(name)
    for name in record.lists:
        for each in record.records(name):
            yield from _spans(each, names)


def _as_texts(fields: Iterable[Field], names: Sequence[str]) -> Iterator[Field]:
    for each in fields:
        kind = "text" if each.name in names else each.kind
        yield each._replace(kind=kind, fields=tuple(_as_texts(each.fields, names)))
