"""`explainer fix`: what can be mended without a person, and external links that moved."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from explainer import external_links
from explainer.cli.common import (
    EXIT_PROBLEMS,
    display_path,
    display_place,
    fail,
    infrequent_gc,
    load_project,
    load_settings,
    plural,
    report_limits,
    within,
)
from explainer.model import CannotCheckError

if TYPE_CHECKING:
    from explainer.fixes import FileFix

_BUILT = ("index.html", "404.html", "sitemap.xml")


@click.command("fix")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--write", is_flag=True, help="Write the files, after showing what changes.")
@click.option(
    "--dry-run", "dry", is_flag=True, help="With a built site: only show what would be written."
)
@external_links.check_options(state=True)
def fix_command(
    path: Path | None, *, write: bool, dry: bool, check_options: external_links.CheckOptions
) -> None:
    """
    Mend what can only have been meant in one way, or replace moved and dead URLs.

    PATH is a project's folder, or a page or folder in it; without it, the project of the working
    folder is meant. A key, passage, field or label that is a slip of exactly one that exists is
    corrected, what is nearly a citation becomes one, and the fields of sources and claims are put
    in order where that changes no value. The changes are shown as a diff, and written with --write.
    No network is needed.

    Where PATH is a built site, its external links are checked as by `explainer links --web`. If a
    page moved permanently, its new URL is written. If a page is dead or lost the words of a
    passage, the URL of an archived copy that has them is written. Only URLs are changed.
    """
    if path is not None and _is_site(path):
        _fix_links(path, check_options, dry=dry)
    else:
        _fix_files(path, write=write and not dry)


def _is_site(path: Path) -> bool:
    """Whether a path is a folder of HTML, and none of a project's own folders."""
    from explainer.config import config_in

    if not path.is_dir():
        # A site that is not there is reported by its check.
        return not path.exists() and not path.suffix
    return config_in(path) is None and (
        any((path / name).is_file() for name in _BUILT) or not any(path.rglob("*.md"))
    )


def _fix_files(path: Path | None, *, write: bool) -> None:
    """Show the diff of a project's files, write them if asked, and end the process."""
    from explainer.fixes import plan_fixes
    from explainer.rules import check, default_rules

    paths = [path] if path else []
    settings = load_settings(paths)
    with infrequent_gc():
        project = load_project(settings, unread_pages=True).project
        problems = check(project, default_rules(), settings.ignored()).problems
    limits = report_limits(paths, settings)
    try:
        fixes = [
            each
            for each in plan_fixes(settings.root, project, problems)
            if within(settings.root / each.path, limits)
        ]
    except OSError as error:
        fail(error)
    for each in fixes:
        click.echo(each.diff(display_path(settings.root, Path(each.path))), nl=False)
    if not fixes:
        click.echo("Nothing to fix without a person.")
        sys.exit(0)
    if not write:
        click.echo(f"{plural(len(fixes), 'file')} to change; --write does it.")
        sys.exit(EXIT_PROBLEMS)
    left = [each for each in fixes if not _written(settings.root, each)]
    click.echo(f"{plural(len(fixes) - len(left), 'file')} changed.")
    for each in left:
        where = display_path(settings.root, Path(each.path))
        click.echo(f"left: {where} has changed meanwhile", err=True)
    sys.exit(EXIT_PROBLEMS if left else 0)


def _written(root: Path, fix: FileFix) -> bool:
    try:
        return fix.write(root)
    except OSError as error:
        fail(error)


def _fix_links(site: Path, check_options: external_links.CheckOptions, *, dry: bool) -> None:
    """Replace the URLs of a built site's external links, and end the process."""
    from explainer.cli.links import check_external
    from explainer.linkcheck import LinkCheck

    here = LinkCheck(site.resolve())
    result = check_external(here, check_options)
    try:
        fixed = external_links.fix_links(here.root, result, dry_run=dry)
    except CannotCheckError as error:
        fail(error)
    for edit in fixed.applied:
        click.echo(f"{display_place(here.root, edit.place)}: {edit.old} -> {edit.new}")
    for edit in fixed.skipped:
        click.echo(
            f"left: {display_place(here.root, edit.place)}: {edit.old} -> {edit.new}", err=True
        )
    done = "would be written" if dry else "written"
    click.echo(f"{len(fixed.applied)} {done}, {len(fixed.skipped)} left.")
    sys.exit(EXIT_PROBLEMS if fixed.skipped else 0)
