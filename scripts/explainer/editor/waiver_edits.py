"""The comment that lets a problem stay; its reason is left for a person to write."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from explainer.claims import front_matter
from explainer.editor.edits import TextEdit, offset_of, place_of, span_of
from explainer.model import Place
from explainer.rules import ALONE
from explainer.workspace import UNREADABLE

if TYPE_CHECKING:
    from explainer.model import Problem
    from explainer.workspace import Workspace

_FIELD = re.compile(r"[ \t]*(?:- +)*(?:[\w.-]+:(?:[ \t]|$)|- )")


class WaiverEdit(NamedTuple):
    """The edit that adds a waiver, and where its reason belongs once it is there."""

    edit: TextEdit
    reason: Place


def waiver(workspace: Workspace, problem: Problem, text: str) -> WaiverEdit | None:
    """The waiver of a problem; `None` where no comment can stand that covers it."""
    path = problem.place.path
    if problem.code in {UNREADABLE, *ALONE}:
        return None
    start, end = span_of(text, problem.place)
    in_yaml = path.endswith((".yml", ".yaml")) or start < front_matter(text)[1]
    if in_yaml:
        return _in_yaml(problem, text)
    if not path.endswith(".md"):
        return None
    return _in_markdown(workspace, problem, text, end)


def _in_yaml(problem: Problem, text: str) -> WaiverEdit | None:
    path, start = problem.place.path, offset_of(text, problem.place.line, 1)
    line = text[start:].partition("\n")[0]
    if not _FIELD.match(line):
        # What goes on with a text of several lines has no room for a comment.
        return None
    indent = line[: len(line) - len(line.lstrip())]
    comment = f"{indent}# allow {problem.name}: "
    edit = TextEdit(place_of(path, text, start, start), f"{comment}\n")
    row, column = problem.place.line, len(comment) + 1
    return WaiverEdit(edit, Place(path, row, column, row, column))


def _in_markdown(workspace: Workspace, problem: Problem, text: str, end: int) -> WaiverEdit:
    path, place = problem.place.path, problem.place
    stop = text.find("\n", end)
    at = len(text[: len(text) if stop == -1 else stop].rstrip())
    begin = text.rfind("\n", 0, end) + 1
    later = (
        other
        for other in workspace.problems_of(path)
        if other.code == problem.code
        and other.place.line == place.end_line
        and other.place.column > place.column
    )
    if next(later, None):
        # At the end of the line it would cover the last one.
        at = end
    elif text[begin:].lstrip().startswith("|") and text[at - 1] == "|":
        at = len(text[: at - 1].rstrip())
    comment = f" <!-- allow {problem.name}: "
    edit = TextEdit(place_of(path, text, at, at), f"{comment}-->")
    column = edit.place.column + len(comment)
    return WaiverEdit(edit, Place(path, edit.place.line, column, edit.place.line, column))
