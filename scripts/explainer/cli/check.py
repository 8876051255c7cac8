"""`explainer check`: the pages and sources of a project."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from explainer.cli.common import (
    chosen_rules,
    collecting_rarely,
    could_not,
    counts_of,
    finish,
    format_option,
    limits_of,
    page_counts,
    read,
    select_option,
    settings_of,
    shown,
    within,
)

if TYPE_CHECKING:
    import datetime as dt


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@select_option
@click.option(
    "--today",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Judge what is due for another look as if it were this day.",
)
@format_option
def check_command(
    paths: tuple[Path, ...], selected: tuple[str, ...], today: dt.datetime | None, form: str
) -> None:
    """
    Check the pages and sources of a MkDocs project.

    PATHS are a project's folder, or pages and folders in it, to which the report is then limited.
    Without any, the project of the working folder is checked.
    """
    from explainer.rules import check

    rules = chosen_rules(selected)
    settings = settings_of(paths)
    with collecting_rarely():
        reading = read(settings, today.date().isoformat() if today else None)
        problems = check(reading.project, rules)
    pages = reading.project.pages
    if not pages:
        could_not(f"there is no page in {shown(settings.root, settings.docs_dir)}")
    limits = limits_of(paths, settings)
    chosen = [problem for problem in problems if within(settings.root / problem.place.path, limits)]
    seen = [page for page in pages if within(settings.root / page.path, limits)]
    if not seen and not any(within(settings.root / path, limits) for path in reading.texts):
        could_not(f"there is no page or source in {', '.join(map(str, paths))}")
    for page in seen:
        if page.distorted:
            click.echo(f"note: positions on {page.path} may be off", err=True)
    counts = tuple(map(page_counts, seen))
    finish(settings.root, chosen, form, counts_of(seen, reading.project), counts)
