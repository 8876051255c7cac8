"""What may be written at a position: keys, passages, claims, labels, and fields of YAML files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from explainer import opaque_text
from explainer.claims import front_matter
from explainer.editor import documentation
from explainer.editor.edits import offset_of, place_of
from explainer.editor.fields import field_position
from explainer.model import LABELS, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.model import Project
    from explainer.workspace import Workspace
    from explainer.yaml_schema import Field

SOURCE = "source"
PASSAGE = "passage"
CLAIM = "claim"
LABEL = "label"
FIELD = "field"
VALUE = "value"

_KEY = r"[\w:.#$%&+?~/-]*"
_TYPED = re.compile(rf"(?<![\w@\\])@(?P<open>\{{?)(?P<typed>{_KEY})$")
_REST = re.compile(_KEY)
_HIDDEN = {"fence", "comment", "raw", "code", "url", "autolink", "html"}


class Completion(NamedTuple):
    """
    A text to write, in place of what stands at `place`.

    `kind` is one of the constants of this module. `matches` is what the writer may type to find it.
    """

    text: str
    kind: str
    place: Place
    detail: str = ""
    markdown: str = ""
    matches: str = ""


class _Cursor(NamedTuple):
    """A position in the text of a file."""

    path: str
    text: str
    line: int
    column: int

    @property
    def offset(self) -> int:
        return offset_of(self.text, self.line, self.column)


def completions(workspace: Workspace, path: str, line: int, column: int) -> list[Completion]:
    """What may be written at a position of a file."""
    text = workspace.text(path)
    if text is None:
        return []
    cursor = _Cursor(path, text, line, column)
    typed = _TYPED.search(text, text.rfind("\n", 0, cursor.offset) + 1, cursor.offset)
    if typed and not _is_hidden(text, typed.start()):
        return list(_cited(workspace.latest, cursor, typed.start("typed")))
    return list(_of_fields(workspace, cursor))


def _is_hidden(text: str, offset: int) -> bool:
    # A page's front matter states running text in some fields.
    if offset < front_matter(text)[1]:
        return False
    spans = opaque_text.find(text)
    return any(span.start < offset < span.end and span.kind in _HIDDEN for span in spans)


def _end_of(text: str, offset: int) -> int:
    """Where the key ends whose first part has been typed up to an offset."""
    rest = _REST.match(text, offset)
    return rest.end() if rest else offset


def _cited(project: Project, cursor: _Cursor, start: int) -> Iterator[Completion]:
    """The keys for what has been typed from an offset on, or the passages behind a `#`."""
    path, text = cursor.path, cursor.text
    end = _end_of(text, cursor.offset)
    key, hash_mark, _ = text[start : cursor.offset].partition("#")
    if hash_mark:
        source = project.sources.get(key)
        place = place_of(path, text, start + len(key) + 1, end)
        for passage in source.passages if source else ():
            markdown = documentation.of_passage(source, passage) if source else ""
            matches = f"{passage.slug} {passage.fact}"
            yield Completion(passage.slug, PASSAGE, place, passage.fact, markdown, matches)
        return
    # What stands behind a `#` stays where only the key is being changed.
    hash_at = text.find("#", start, end)
    place = place_of(path, text, start, end if hash_at == -1 else hash_at)
    for label in LABELS:
        meaning = documentation.LABEL_TEXTS[label]
        yield Completion(label, LABEL, place, "label", meaning)
    for source in project.sources.values():
        line = documentation.line_of(source)
        markdown = documentation.of_source(source)
        yield Completion(source.key, SOURCE, place, line, markdown, f"{source.key} {source.title}")
    for claim in project.claims.values():
        markdown = documentation.of_claim(claim, project)
        detail = ": ".join(filter(None, [claim.verdict, claim.title]))
        yield Completion(claim.key, CLAIM, place, detail, markdown, f"{claim.key} {claim.title}")


def _of_fields(workspace: Workspace, cursor: _Cursor) -> Iterator[Completion]:
    path, line = cursor.path, cursor.line
    found = field_position(workspace, path, line, cursor.column)
    if found is None:
        return
    position = found.position
    place = Place(path, line, position.start + 1, line, position.end + 1)
    if position.in_value:
        if found.field:
            yield from _values(workspace.latest, found.field, place, cursor)
        return
    for field in found.fields:
        if field.name not in position.siblings and field.kind != "any":
            text = f"{field.name}:" if field.fields or field.kind in _LISTS else f"{field.name}: "
            markdown = documentation.of_field(field)
            detail = "required" if field.required else ""
            yield Completion(text, FIELD, place, detail, markdown, field.name)


_LISTS = {"list", "groups"}


def _values(project: Project, field: Field, place: Place, cursor: _Cursor) -> Iterator[Completion]:
    if field.kind == "cite":
        found = _cited(project, cursor, offset_of(cursor.text, place.line, place.column))
        yield from (each for each in found if each.kind != LABEL)
    elif field.name == "claim" and field.kind == "slug":
        for claim in project.claims.values():
            markdown = documentation.of_claim(claim, project)
            yield Completion(claim.slug, CLAIM, place, claim.title, markdown)
    choices = ("yes", "no") if field.kind == "yes or no" else field.choices
    yield from (Completion(choice, VALUE, place, field.name) for choice in choices)
