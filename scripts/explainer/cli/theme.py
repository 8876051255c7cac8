"""`explainer theme`: the templates and style sheets of a project."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from explainer.cli.common import EXIT_PROBLEMS, display_path, fail, load_settings, plural

if TYPE_CHECKING:
    from explainer.settings import Settings
    from explainer.theme import ManagedFile


@click.command("theme")
@click.argument("path", default=".", type=click.Path(path_type=Path))
@click.option("--write", is_flag=True, help="Write the files; without it, they are only listed.")
@click.option(
    "--look/--no-look",
    default=None,
    help="Write all files of an explainer's look, or none; by default, those that the project has.",
)
def theme_command(path: Path, *, write: bool, look: bool | None) -> None:
    """
    Write and refresh the templates and style sheets of a project.

    PATH is the project's folder, or a file in it. Templates go to the theme's `custom_dir`, style
    sheets to `assets` among the pages. An existing site needs only one style sheet; with --look, it
    also gets the template and the look of an explainer. Files that were edited, and files that are
    not from this package, are left alone. `mkdocs.yml` is not changed; missing lines are listed.

    Without --write, the exit code is 1 if a file needs to be written.
    """
    from explainer.theme import compare, missing_settings

    settings = load_settings([path])
    try:
        files = compare(settings, look=look)
    except OSError as error:
        fail(error)
    due = sum(file.due for file in files)
    for file in files:
        _update(file, settings, write=write)
    for line in _advice(settings, missing_settings(settings, files)):
        click.echo(line, err=True)
    if due and not write:
        click.echo(f"{plural(due, 'file')} to write; --write does it.")
        sys.exit(EXIT_PROBLEMS)
    click.echo(f"{plural(due, 'file')} written." if due else "Nothing to write.")


def _update(file: ManagedFile, settings: Settings, *, write: bool) -> None:
    """Write a file if it is due, and write its status."""
    from explainer import theme

    path = display_path(settings.root, file.path)
    if file.due and write:
        try:
            theme.write(file)
        except OSError as error:
            fail(f"{path}: cannot be written: {error.strerror or error}")
    done = "" if write else "would be "
    descriptions = {
        theme.MISSING: f"{done}written",
        theme.OUTDATED: f"{done}refreshed, it was written by {file.version}",
        theme.UNMARKED: f"{done}refreshed, only its first line changes",
        theme.CURRENT: "current",
        theme.EDITED: f"edited since {file.version} wrote it, left alone",
        theme.NEWER: f"written by {file.version}, which is newer, left alone",
        theme.FOREIGN: "not written by this command, left alone",
    }
    click.echo(f"{path}: {descriptions[file.state]}")


def _advice(settings: Settings, lines: list[str]) -> list[str]:
    name = settings.theme.get("name")
    advice = []
    if name and name != "material":
        advice.append(f"note: the style sheets are for the theme 'material', and this is {name!r}")
    if lines:
        config = settings.config_file or settings.root / "mkdocs.yml"
        advice.append(f"hint: {display_path(settings.root, config)} lacks these lines:")
        advice += [f"    {line}" for line in lines]
    return advice
