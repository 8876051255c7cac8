"""Where a name is defined, and everywhere that it is cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.editor.names import CLAIM_SLUG, LABEL, SOURCE_KEY, all_names, name_at, names_in

if TYPE_CHECKING:
    from explainer.model import Place
    from explainer.workspace import Workspace


def definition(workspace: Workspace, path: str, line: int, column: int) -> Place | None:
    """The line of a source, of a passage, or of a claim that the name at a position names."""
    name = name_at(workspace, path, line, column)
    if name is None or name.kind == LABEL:
        return None
    project = workspace.latest
    if name.kind == CLAIM_SLUG:
        claim = project.claims.get(name.key)
        return claim.places.get("title", claim.place) if claim else None
    source = project.sources.get(name.key)
    if source is None:
        return None
    if name.kind == SOURCE_KEY:
        return source.places.get("title", source.place)
    settings, text = workspace.latest_settings, workspace.text(source.place.path)
    if settings is None or text is None:
        return source.place
    found = names_in(source.place.path, text, settings)
    return next((it.place for it in found if it.defines and it.is_same(name)), source.place)


def references(
    workspace: Workspace, path: str, line: int, column: int, *, declaration: bool = True
) -> list[Place]:
    """Every place that cites what the name at a position names; with `declaration`, its own."""
    name = name_at(workspace, path, line, column)
    if name is None:
        return []
    places = [it.place for it in all_names(workspace, name) if declaration or not it.defines]
    defined = definition(workspace, path, line, column)
    return [defined, *places] if declaration and defined and defined not in places else places
