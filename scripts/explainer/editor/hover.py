"""What an editor shows of the name or the field under the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from explainer.editor import documentation
from explainer.editor.fields import field_position
from explainer.editor.names import CLAIM_SLUG, LABEL, PASSAGE, name_at
from explainer.model import Place

if TYPE_CHECKING:
    from explainer.editor.names import Name
    from explainer.model import Project
    from explainer.workspace import Workspace


class Hover(NamedTuple):
    """Markdown, and the place that it is about."""

    markdown: str
    place: Place


def hover(workspace: Workspace, path: str, line: int, column: int) -> Hover | None:
    """What is known of what stands at a position; `None` where that is nothing."""
    name = name_at(workspace, path, line, column)
    if name and not name.defines and (text := _of_name(name, workspace.latest)):
        return Hover(text, name.place)
    found = field_position(workspace, path, line, column)
    if found is None or found.field is None or found.position.in_value:
        return None
    start, end = found.position.start, found.position.end
    place = Place(path, line, start + 1, line, end + 1)
    return Hover(documentation.of_field(found.field), place)


def _of_name(name: Name, project: Project) -> str | None:
    if name.kind == LABEL:
        return documentation.LABEL_TEXTS.get(name.key)
    if name.kind == CLAIM_SLUG:
        claim = project.claims.get(name.key)
        return documentation.of_claim(claim, project) if claim else None
    source = project.sources.get(name.key)
    if source is None:
        return None
    passage = source.passage(name.slug) if name.kind == PASSAGE else None
    return documentation.of_passage(source, passage) if passage else documentation.of_source(source)
