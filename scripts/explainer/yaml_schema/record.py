"""The values of a mapping, each with its place in the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from explainer.model import Place

if TYPE_CHECKING:
    import yaml


class Places(Mapping[str, Place]):
    """
    Where each field of a mapping has its value.

    A place is made when it is asked for: few ever are, and every build reads every source.
    """

    __slots__ = ("_marks", "_path")

    def __init__(self, path: str) -> None:
        self._path = path
        self._marks: dict[str, tuple[yaml.Mark, yaml.Mark]] = {}

    def add(self, name: str, node: yaml.Node) -> None:
        """Take in a field's value."""
        self._marks[name] = (node.start_mark, node.end_mark)

    def __getitem__(self, name: str) -> Place:
        """The place of a field's value."""
        return place_between(self._path, *self._marks[name])

    def span(self, name: str) -> tuple[int, int]:
        """Where a field's value begins and ends, as offsets in the text."""
        start, end = self._marks[name]
        return start.index, end.index

    def __contains__(self, name: object) -> bool:
        """Whether there is such a field."""
        return name in self._marks

    def __iter__(self) -> Iterator[str]:
        """The names of the fields."""
        return iter(self._marks)

    def __len__(self) -> int:
        """The number of the fields."""
        return len(self._marks)


class Item(NamedTuple):
    """A text in a list."""

    text: str
    place: Place


@dataclass(slots=True)
class Record:
    """The values of a mapping that keep to its fields, and where each stands."""

    place: Place
    places: Places
    values: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[Record | Item]] = field(default_factory=dict)

    def records(self, name: str) -> list[Record]:
        """The records of a list field."""
        return [item for item in self.lists.get(name, []) if isinstance(item, Record)]

    def items(self, name: str) -> list[Item]:
        """The texts of a list field."""
        return [item for item in self.lists.get(name, []) if isinstance(item, Item)]


def place_of_node(path: str, node: yaml.Node) -> Place:
    """The place of a node of YAML."""
    return place_between(path, node.start_mark, node.end_mark)


def place_between(path: str, start: yaml.Mark, end: yaml.Mark) -> Place:
    """The place from one mark of YAML to another, or its start where it spans lines."""
    if end.line == start.line and end.column > start.column:
        return Place(path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
    return Place(path, start.line + 1, start.column + 1)
