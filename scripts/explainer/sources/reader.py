"""The reader of `docs/sources/**/*.yml`."""

from __future__ import annotations

import dataclasses
import functools
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from explainer import citations, inputs, unsaved, yaml_schema
from explainer.model import LABELS, SECOND_HAND, Invalid, Passage, Place, Source
from explainer.sources.schema import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from explainer.sources.writer import Values

NAME_ORDER = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
"""The parts of a person's name in the order in which it is shown."""

_ENDINGS = (".yml", ".yaml")
_OPTIONAL_ATTRIBUTES = {
    entry.name: attribute
    for entry in FIELDS
    if (attribute := entry.name.replace("-", "_").lower()) in Source.__dataclass_fields__
    and attribute not in {"title", "type", "tier", "passages"}
}
"""The attributes of a source that are the text of one field, or `None` where a file lacks it."""


@dataclass(slots=True)
class SourceFiles:
    """
    All the sources of a project, by their keys.

    `unread` are the keys of files that cannot be parsed: a citation of one of them is not unknown.
    `texts` are the texts of the files by their paths.
    """

    sources: dict[str, Source] = field(default_factory=dict)
    invalid: list[Invalid] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    texts: dict[str, str] = field(default_factory=dict)


def read_sources(folder: Path, root: Path) -> SourceFiles:
    """
    Read every source below `folder`; paths in what is found are relative to `root`.

    Raises `OSError` where a file cannot be opened. Files are read again only when they changed.
    """
    inputs.note_tree(folder)
    files = SourceFiles()
    base = _relative(folder, root)
    for path, name, changed, size in sorted(_files(str(folder), "")):
        key, where = name.rpartition(".")[0], f"{base}/{name}"
        text, source, invalid = _read_file(path, key, where, changed, size)
        files.texts[where] = text
        files.invalid += invalid
        if source:
            files.sources[key] = source
        else:
            files.unread.add(key)
    return files


def read_source_file(folder: Path, root: Path, key: str) -> Source | None:
    """
    Read the source of one key below `folder`, or give `None` where there is none.

    Raises `OSError` where its file cannot be opened. It is read again only when it changed.
    """
    path = f"{folder}/{key}.yml"
    try:
        stamp = unsaved.stamp(path)
    except OSError:
        return None
    if not citations.is_key(key):
        return None
    where = f"{_relative(folder, root)}/{key}.yml"
    return _read_file(path, key, where, *stamp)[1]


@functools.lru_cache
def _relative(folder: Path, root: Path) -> str:
    return Path(os.path.relpath(folder, root)).as_posix()


def _files(folder: str, prefix: str) -> Iterator[tuple[str, str, int, int]]:
    if not os.path.isdir(folder):  # noqa: PTH112
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            name = prefix + entry.name
            if _is_folder(entry):
                yield from _files(entry.path, f"{name}/")
                if name.endswith(_ENDINGS):
                    yield entry.path, name, 0, 0
            elif name.endswith(_ENDINGS):
                try:
                    stamp = unsaved.stamp(entry.path)
                except OSError:
                    # A link may lead nowhere.
                    stamp = (0, 0)
                yield entry.path, name, *stamp


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether it is a folder; a link to one that it is in is none."""
    try:
        if not (entry.is_symlink() and entry.is_dir()):
            return entry.is_dir()
        folder = os.path.realpath(os.path.dirname(entry.path))  # noqa: PTH120
        return not f"{folder}/".startswith(f"{os.path.realpath(entry.path)}/")
    except OSError:
        return False


@functools.lru_cache(maxsize=10_000)
def _read_file(
    path: str, key: str, where: str, _changed: int, _size: int
) -> tuple[str, Source | None, tuple[Invalid, ...]]:
    if os.path.isdir(path):  # noqa: PTH112
        return "", None, (yaml_schema.is_folder(where),)
    text, not_utf8 = yaml_schema.read_file(path, where)
    invalid: list[Invalid] = []
    source = None
    if path.endswith(".yaml"):
        hint = f"rename it to {key}.yml"
        invalid.append(Invalid(Place(where), "is not read: it ends with .yaml", hint))
    elif not_utf8:
        invalid.append(not_utf8)
    else:
        source, invalid = read_source(text, key, where)
    return text, source, tuple(invalid)


def read_source(text: str, key: str, path: str) -> tuple[Source | None, list[Invalid]]:
    """
    Read one source from the text of its file.

    Returns the source, or `None` where the text is no mapping, and what is wrong with it.
    Fields that are wrong are left out of the source.
    """
    record, invalid = yaml_schema.parse(text, path, FIELDS)
    if not citations.is_key(key) or key in LABELS:
        hint = f"rename it to {_citable(key)}.yml"
        if key in LABELS:
            hint = "rename it: this is the name of a label"
        invalid.insert(0, Invalid(Place(path), f"cannot be cited as '@{key}'", hint))
    if record is None:
        return None, invalid
    passages = tuple(_passages(record, invalid, _words_from(record.values)))
    source = _source(record, key, passages)
    return dataclasses.replace(
        source, lost_passages=_loses_passages(source, record, invalid)
    ), invalid


def _loses_passages(source: Source, record: yaml_schema.Record, invalid: list[Invalid]) -> bool:
    """Whether some passage could not be read, so that a citation of one may not be unknown."""
    listed = record.lists.get("passages", [])
    structural = any(it.message.startswith(("'passages' ", "repeats the field")) for it in invalid)
    return len(source.passages) < len(listed) or not listed or structural


def _citable(name: str) -> str:
    """A name like another one that can be cited: with single hyphens between its words."""
    return "/".join("-".join(re.findall(r"[\w.:]*\w", part)) for part in name.split("/"))


def values_of(text: str, path: str) -> Values | None:
    """
    The fields of a source's file by their names, as they would be written again.

    Fields that are wrong are left out; `None` where the text is no mapping.
    """
    record, _ = yaml_schema.parse(text, path, FIELDS)
    if record is None:
        return None
    lists = {name: [each.values for each in record.records(name)] for name in record.lists}
    found: Values = {**record.values, **{name: each for name, each in lists.items() if each}}
    return {entry.name: found[entry.name] for entry in FIELDS if entry.name in found}


def values_by_key(files: SourceFiles) -> dict[str, Values]:
    """The fields of every source by their keys, in the order of these."""
    found = {
        key: values_of(files.texts[source.place.path], source.place.path)
        for key, source in sorted(files.sources.items())
    }
    return {key: values for key, values in found.items() if values is not None}


def _source(record: yaml_schema.Record, key: str, passages: tuple[Passage, ...]) -> Source:
    values = record.values
    return Source(
        key=key,
        place=record.place,
        title=values.get("title", key),
        type=values.get("type", "webpage"),
        tier=values.get("tier", "syndication-or-blog"),
        authors=tuple(filter(None, (name_of(each.values) for each in record.records("author")))),
        passages=passages,
        places=record.places,
        **{attribute: values.get(name) for name, attribute in _OPTIONAL_ATTRIBUTES.items()},  # type: ignore[arg-type]
    )


def name_of(parts: Mapping[str, str]) -> str:
    """A name as it is shown, from its parts."""
    return parts.get("literal") or " ".join(filter(None, map(parts.get, NAME_ORDER)))


def _words_from(values: Mapping[str, str]) -> str:
    """The default of `words_from` for the passages of a source."""
    if values.get("seen") in SECOND_HAND:
        return "digest"
    return "translation" if "translated_by" in values else "source"


def _passages(record: yaml_schema.Record, invalid: list[Invalid], words_from: str) -> list[Passage]:
    passages: dict[str, Passage] = {}
    for entry in record.records("passages"):
        values = entry.values
        slug = values.get("slug", "")
        if slug in passages:
            message = f"repeats the passage {slug!r}"
            hint = "give each passage a slug of its own"
            invalid.append(Invalid(entry.places["slug"], message, hint))
        elif slug:
            passages[slug] = Passage(
                slug,
                values.get("fact", ""),
                entry.places["words"] if "words" in values else entry.place,
                values.get("words"),
                values.get("locator"),
                values.get("words_from", words_from),
            )
    return list(passages.values())
