"""A new name for a source, a passage or a claim, everywhere in a project."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from explainer import citations
from explainer.editor.edits import Change, TextEdit, place_of
from explainer.editor.names import CLAIM_SLUG, LABEL, PASSAGE, SOURCE_KEY, all_names, name_at
from explainer.model import CLAIM_PREFIX, LABELS
from explainer.yaml_schema import CHECKS, Field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.editor.names import Name
    from explainer.settings import Settings
    from explainer.workspace import Workspace

_LINK = re.compile(r"(?:\]\([ \t]*<?|\]:[ \t]*<?|(?:href|src)=[\"'])(?P<path>[^\s)#>\"'?]+\.md)")
_SLUG = Field("slug", "slug")


class RenameError(Exception):
    """It cannot be called that, or nothing is there to be renamed; the message says why."""


def renamable(workspace: Workspace, path: str, line: int, column: int) -> tuple[Name, str]:
    """
    The name at a position, and the text that is to be changed.

    Raises `RenameError` where there is none.
    """
    name = name_at(workspace, path, line, column)
    if name is None:
        message = "there is no key of a source, no passage and no claim here"
        raise RenameError(message)
    if name.kind == LABEL:
        message = f"{name.key!r} is a label, which every explainer has"
        raise RenameError(message)
    return name, name.slug or name.key


def rename(workspace: Workspace, path: str, line: int, column: int, new: str) -> Change:
    """
    The change that gives what is named at a position a new name, in all files.

    Raises `RenameError` where that cannot be.
    """
    name, old = renamable(workspace, path, line, column)
    settings = workspace.settings
    if settings is None or new == old:
        return Change()
    project = workspace.project
    if name.kind == PASSAGE:
        source = project.sources.get(name.key)
        if CHECKS["slug"](new, _SLUG):
            message = f"{new!r} cannot be cited; use letters, digits and single - _ . : inside"
            raise RenameError(message)
        if source and source.passage(new):
            message = f"{name.key!r} has a passage {new!r} already"
            raise RenameError(message)
        return Change(tuple(_edits(workspace, name, new)))
    _refuse(new, old, name.kind)
    folder, suffix = settings.sources_dir, ".yml"
    if name.kind == CLAIM_SLUG:
        folder, suffix = settings.claims_dir, ".md"
    files = settings.named(folder / (old + suffix)), settings.named(folder / (new + suffix))
    if (settings.root / files[1]).exists():
        message = f"there is a file {files[1]} already"
        raise RenameError(message)
    edits = list(_edits(workspace, name, new))
    if name.kind == CLAIM_SLUG:
        edits += _links(workspace, settings, *files)
    renames = (files,) if (settings.root / files[0]).exists() else ()
    return Change(tuple(edits), renames=renames)


def _refuse(new: str, old: str, kind: str) -> None:
    if not citations.is_key(new) or (kind == SOURCE_KEY and new in LABELS):
        message = f"{new!r} cannot be cited; use letters, digits and single - _ . : inside"
        raise RenameError(message)
    if kind == SOURCE_KEY and new.startswith(CLAIM_PREFIX):
        message = f"'{CLAIM_PREFIX}' begins the key of a claim"
        raise RenameError(message)
    if posixpath.dirname(new) != posixpath.dirname(old):
        message = "its folder stays the same; move the file to change it"
        raise RenameError(message)


def _edits(workspace: Workspace, name: Name, new: str) -> Iterator[TextEdit]:
    for each in all_names(workspace, name):
        yield TextEdit(each.place, new)


def _links(workspace: Workspace, settings: Settings, old: str, new: str) -> Iterator[TextEdit]:
    """What links to a claim's page, and the places of its path in the settings."""
    docs = settings.named(settings.docs_dir)
    for path in workspace.files():
        text = workspace.text(path) if path.endswith(".md") else None
        folder = posixpath.dirname(path)
        for match in _LINK.finditer(text or ""):
            if posixpath.normpath(posixpath.join(folder, match["path"])) == old and text:
                place = place_of(path, text, *match.span("path"))
                yield TextEdit(place, posixpath.relpath(new, folder))
    if settings.config_file is None:
        return
    path = settings.named(settings.config_file)
    text = workspace.text(path) or ""
    below = posixpath.relpath(old, docs)
    for match in re.finditer(rf"(?<![\w.-]){re.escape(below)}(?![\w-])", text):
        yield TextEdit(place_of(path, text, *match.span()), posixpath.relpath(new, docs))
