"""`explainer evidence`: what a sentence was compared with, and with which result."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from explainer.cache import open_cache
from explainer.cli.common import display_path, fail, load_project, load_settings
from explainer.cli.source_options import JSON_STYLE, show_option
from explainer.model import CannotCheckError, nearest

if TYPE_CHECKING:
    from explainer.model import Project
    from explainer.settings import Settings
    from explainer.trace import CitedText, Trace

_WRITTEN = re.compile(r"(?P<path>.+?)(?::(?P<line>\d+))?(?::(?P<column>\d+))?:?")


@click.command("evidence")
@click.argument("place", metavar="PAGE[:LINE[:COLUMN]]")
@show_option
def evidence_command(place: str, form: str) -> None:
    """
    Show what the sentences of a page, or of one line, were compared with.

    PAGE is a page, or a data file. Shown are the passages that each sentence cites, where they have
    its figures, dates, names, quotations and speakers, the words on both sides that bear on its
    meaning, and what the rules report.
    """
    from explainer.cli.evidence_text import render
    from explainer.trace import traces_at

    match = _WRITTEN.fullmatch(place)
    if match is None:
        fail("name a page, as in docs/index.md:12")
    path = Path(match["path"])
    settings = load_settings([path if path.exists() else Path.cwd()])
    project = load_project(settings, cache=open_cache(settings.root)).project
    name = _page(settings, project, path)
    try:
        traces = traces_at(project, name, int(match["line"] or 0), int(match["column"] or 0))
    except CannotCheckError as error:
        fail(error)
    if form == "json":
        click.echo(json.dumps([_values(settings, trace) for trace in traces], **JSON_STYLE))
        return
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    shown = (render(trace, _show(settings, trace), colour=colour) for trace in traces)
    click.echo("\n\n".join(shown), color=colour)


def _page(settings: Settings, project: Project, path: Path) -> str:
    """The name in the project of the file that a path means; an unknown one ends the process."""
    known = {page.path for page in project.pages}
    known |= {sentence.place.path for page in project.pages for sentence in page.sentences}
    folders = (Path.cwd(), settings.root, settings.docs_dir)
    names = [settings.named((folder / path).resolve()) for folder in folders]
    found = next((name for name in names if name in known), None)
    if found is None:
        close = nearest(names[1], known)
        hint = f"; did you mean {display_path(settings.root, Path(close))}?" if close else ""
        fail(f"there is no page {path}{hint}")
    return found


def _show(settings: Settings, trace: Trace) -> str:
    place = trace.sentence.place
    return f"{display_path(settings.root, Path(place.path))}:{place.line}:{place.column}"


def _values(settings: Settings, trace: Trace) -> dict[str, Any]:
    """A trace as values of JSON."""
    place = trace.sentence.place
    return {
        "path": display_path(settings.root, Path(place.path)),
        "line": place.line,
        "column": place.column,
        "text": " ".join(trace.sentence.text.split()),
        "not_compared": trace.reason or None,
        "evidence": [_cited(each) for each in trace.texts],
        "values": [
            {**each._asdict(), "matches": [match._asdict() for match in each.matches]}
            for each in trace.values
        ],
        "meaning": [each._asdict() for each in trace.aspects],
        "problems": [
            {"code": each.code, "name": each.name, "message": each.message, "hint": each.hint}
            for each in trace.problems
        ],
    }


def _cited(text: CitedText) -> dict[str, Any]:
    return {"cite": text.name, "through": text.through or None, **text.fields}
