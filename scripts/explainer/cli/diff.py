"""`explainer diff`: what a change does to the evidence."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from explainer.cli.common import fail, lines_of
from explainer.model import CannotCheckError

if TYPE_CHECKING:
    from explainer.project_diff import Snapshot


@click.command("diff")
@click.argument("base")
@click.argument("head", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "json"]),
    default="markdown",
    show_default=True,
    help="Output format.",
)
@click.option(
    "--untrusted",
    is_flag=True,
    help="Run nothing that the project brings: no YAML tags, no hooks, only known extensions.",
)
def diff_command(base: str, head: str | None, form: str, *, untrusted: bool) -> None:
    """
    Show what a change does to the evidence: sentences, claims, sources and problems.

    BASE and HEAD are revisions of the Git repository, such as main, or folders with another copy of
    the project; without HEAD, BASE is compared with the project in the working folder as it is. The
    report is Markdown for a pull request. It ends with 0 whatever changed, and with 2 if one of the
    two cannot be read.

    Reading a project runs the Markdown extensions that its settings name, those of BASE and of HEAD
    as well: compare the change of a stranger with --untrusted, and where it may do no harm, as in a
    job without secrets.
    """
    from explainer.config import find_project
    from explainer.project_diff import compare, render, to_json

    try:
        root = find_project(Path.cwd())
        comparison = compare(
            _snapshot(root, base, untrusted=untrusted), _snapshot(root, head, untrusted=untrusted)
        )
    except (CannotCheckError, OSError) as error:
        fail(error)
    if form == "json":
        click.echo(json.dumps(to_json(comparison), ensure_ascii=False, indent=2))
    else:
        click.echo(render(comparison), nl=False)


def _snapshot(root: Path, name: str | None, *, untrusted: bool) -> Snapshot:
    """The project as it is, at a revision, or in another folder."""
    from explainer.config import config_in
    from explainer.project_diff import RevisionError, checked_out
    from explainer.project_diff.git_revisions import commit_of

    if name is None:
        return _read(root, untrusted=untrusted)
    folder = Path(name)
    # A revision may be called like a folder, but no folder that begins with a full stop.
    if folder.is_dir() and (config_in(folder) or not commit_of(root, name)):
        return _read(folder.resolve(), untrusted=untrusted)
    try:
        with checked_out(root, name) as there:
            return _read(there, untrusted=untrusted)
    except RevisionError:
        raise
    except CannotCheckError as error:
        message = f"at {name}: {error}"
        raise RevisionError(message) from error


def _read(root: Path, *, untrusted: bool) -> Snapshot:
    from explainer.cli.process import infrequent_gc
    from explainer.project import read_project
    from explainer.project_diff import take_snapshot
    from explainer.rules import check, default_rules
    from explainer.settings import read_settings

    settings = read_settings(root, untrusted=untrusted)
    today = dt.datetime.now(tz=dt.UTC).date().isoformat()
    with infrequent_gc():
        reading = read_project(settings, today)
        problems = check(reading.project, default_rules(), settings.ignored()).problems
    return take_snapshot(
        reading.project, reading.texts, problems, lambda path: lines_of(root / path)
    )
