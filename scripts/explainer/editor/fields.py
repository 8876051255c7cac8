"""The fields of YAML files: which may stand at a position, and what they say of themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from explainer.claims import front_matter
from explainer.editor.file_kinds import kind_of
from explainer.editor.yaml_position import YamlPosition, yaml_position

if TYPE_CHECKING:
    from explainer.workspace import Workspace
    from explainer.yaml_schema import Field


class FieldPosition(NamedTuple):
    """A position in YAML, and the fields that may stand there."""

    position: YamlPosition
    fields: tuple[Field, ...]

    @property
    def field(self) -> Field | None:
        """The field on its line; `None` where there is none of that name."""
        return next((each for each in self.fields if each.name == self.position.name), None)


def field_position(workspace: Workspace, path: str, line: int, column: int) -> FieldPosition | None:
    """What a position is among the fields of its file; `None` where it is in none."""
    settings, text = workspace.latest_settings, workspace.text(path)
    kind = kind_of(path, settings) if settings else None
    if kind is None or text is None:
        return None
    lines = text.split("\n")
    first, last = 0, len(lines)
    if kind.front_matter:
        start, end = front_matter(text)
        first, last = text.count("\n", 0, start), text.count("\n", 0, end)
    row = line - 1
    if not first <= row < last:
        return None
    position = yaml_position(lines[:last], row, column - 1, first)
    if position is None or position.parents[: len(kind.below)] != kind.below:
        return None
    fields = kind.fields
    for name in position.parents[len(kind.below) :]:
        fields = next((each.fields for each in fields if each.name == name), ())
    return FieldPosition(position, fields) if fields else None
