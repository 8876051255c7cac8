"""What a data file is, and where a site keeps it."""

from __future__ import annotations

import itertools
import os
from typing import TYPE_CHECKING, NamedTuple

from explainer import inputs
from explainer.model import Invalid, nearest
from explainer.yaml_schema import Field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from explainer.yaml_schema import Record

AS_OF_FIELD = Field(
    "as_of",
    "day",
    guidance="The day up to which sources were read.",
    good="2026-10-08",
    bad="now",
)
"""The field of a data file that says how recent it is."""

COLOURS = ("blue", "orange", "green", "purple", "red", "teal", "brown", "grey")
"""
The colours that a site chooses from. Each has the contrast of text on light and on dark ground,
and the first ones are told apart by those who see few colours.
"""
COLOUR_FIELD = Field(
    "colour",
    "one of",
    guidance="The colour of its mark; without one, it has the first that no other has.",
    good="blue",
    bad="#0000ff",
    choices=COLOURS,
)
"""The field of a category or a side that says its colour."""


class DataFile(NamedTuple):
    """
    A kind of data file: `name` is the name of the block that shows it.

    It is `<name>.yml` in the folder of pages or, where there is a `folder`, each file in that one;
    a block then says which. `stated` are the names of the fields that are running text, at
    whatever depth they stand. `faults` finds what is wrong with several fields together.
    """

    name: str
    fields: tuple[Field, ...]
    stated: tuple[str, ...]
    faults: Callable[[Record], Iterator[Invalid]] | None = None
    folder: str = ""

    def names(self, docs: Path) -> list[str]:
        """What the files of this kind are called, `""` where there can be only one."""
        if not self.folder:
            file = docs / f"{self.name}.yml"
            inputs.note_existence(file)
            return [""] if os.path.lexists(file) and not file.is_dir() else []
        top = docs / self.folder
        inputs.note_tree(top)
        files = sorted(file for file in top.rglob("*.yml") if not file.is_dir())
        return [file.relative_to(top).as_posix().removesuffix(".yml") for file in files]

    def file(self, docs: Path, which: str = "") -> Path:
        """Where a file of this kind is, by one of the names above."""
        return docs / self.folder / f"{which}.yml" if self.folder else docs / f"{self.name}.yml"

    def block(self, which: str = "") -> str:
        """What a page says between its slashes to show a file."""
        return f"{self.name} | {which}" if which else self.name


def exclusion_of(path: str) -> str:
    """What to list under `exclude_docs` so that a data file, and all of its kind, stay out."""
    folder, slash, _ = path.partition("/")
    return f"/{folder}/**/*{path[path.rindex('.') :]}" if slash else f"/{path}"


def repeated(records: Iterable[Record], name: str) -> Iterator[tuple[Record, str]]:
    """The records whose field holds what that of an earlier one does, each with what it holds."""
    seen: set[str] = set()
    for record in records:
        value = record.values.get(name)
        if value is None:
            continue
        if value.casefold() in seen:
            yield record, value
        seen.add(value.casefold())


def repetitions(record: Record, name: str, field: str) -> Iterator[Invalid]:
    """The items of a list whose field holds what that of an earlier item does."""
    for each, value in repeated(record.records(name), field):
        message = f"{name!r} repeats the {field} {value!r}"
        yield Invalid(each.places[field], message, "keep one of the two, or rename one")


def choice_faults(record: Record, name: str, most: int, purpose: str) -> Iterator[Invalid]:
    """What is wrong with a list of what other items of the file choose from, by their slugs."""
    for field in ("slug", "title"):
        yield from repetitions(record, name, field)
    for each in record.records(name)[most:]:
        message = f"{name!r} has more than {most} items"
        yield Invalid(each.place, message, f"join some, so that readers can {purpose}")


def slugs_of(record: Record, name: str) -> list[str]:
    """The slugs of such a list, each once."""
    slugs = (each.values["slug"] for each in record.records(name) if "slug" in each.values)
    return list(dict.fromkeys(slugs))


class Choice(NamedTuple):
    """An item of such a list: its title, and the colour of its mark."""

    title: str
    colour: str


def choices(records: Iterable[Record]) -> dict[str, Choice]:
    """
    What items of a file choose from, by slugs, in the order of the list.

    What names no colour has the first that no other names, and once all are taken, any.
    """
    listed: dict[str, Mapping[str, str]] = {}
    for each in records:
        if each.values.keys() >= {"slug", "title"}:
            listed.setdefault(each.values["slug"], each.values)
    taken = {values["colour"] for values in listed.values() if "colour" in values}
    free = itertools.chain([it for it in COLOURS if it not in taken], itertools.cycle(COLOURS))
    return {
        slug: Choice(values["title"], values["colour"] if "colour" in values else next(free))
        for slug, values in listed.items()
    }


def no_choice(record: Record, name: str, slugs: list[str], listed: str) -> Invalid:
    """That an item's field holds none of the slugs of a list."""
    value = record.values[name]
    close = nearest(value, slugs)
    message = f"{name!r} cannot be {value!r}" + (f"; did you mean {close!r}?" if close else "")
    hint = f"choose one of the file's own {listed}, or add it: {', '.join(slugs)}"
    return Invalid(record.places[name], message, hint)
