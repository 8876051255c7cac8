"""`explainer links`, `fix` and `snapshot`: the links of a built site, and external links."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from explainer import external_links
from explainer.cli.common import (
    EXIT_PROBLEMS,
    baseline_option,
    choose_rules,
    display_place,
    fail,
    finish,
    format_option,
    ignore_option,
    infrequent_gc,
    load_settings,
    record_option,
    report_limits,
    require_applicable_rules,
    select_option,
    within,
)
from explainer.model import CannotCheckError, Site, Web

if TYPE_CHECKING:
    from explainer.linkcheck import Checking
    from explainer.web.checker import Checked


@click.command("links")
@click.argument("site", type=click.Path(path_type=Path))
@select_option
@ignore_option
@baseline_option
@record_option
@format_option
@click.option("--web", is_flag=True, help="Check external links as well.")
@external_links.asks(state=True)
def links_command(  # noqa: PLR0913  (one parameter an option)
    site: Path,
    selected: tuple[str, ...],
    ignored: tuple[str, ...],
    baseline: Path | None,
    *,
    form: str,
    web: bool,
    record: bool,
    asking: external_links.Asking,
) -> None:
    """
    Check the links of a built site.

    SITE is a folder of HTML. Where it was built from a MkDocs project whose `mkdocs.yml` or
    `zensical.toml` is beside it, each problem is placed in the Markdown that made the link.

    With --web, external links are requested, and the words of passages looked for on the pages of
    their sources. What could not be told is no problem; what is dead is one when it was so in two
    runs at least a day apart, for which --state keeps a file.
    """
    from explainer.cli.baseline import BaselineRun, refuse_record
    from explainer.linkcheck import Checking

    refuse_record(baseline, form, record=record)
    asked_for = (
        choose_rules(selected, ignored, ("LNK", "TXT", "WEB")) if selected or ignored else []
    )
    if asked_for and not web and all(rule.code.startswith("WEB") for rule in asked_for):
        fail("these rules ask the web: give --web as well")
    if asked_for:
        elsewhere = "these rules look at pages and sources: give them to `explainer check`"
        require_applicable_rules(asked_for, [Site, Web] if web else [Site], elsewhere)
    here = Checking(site.resolve(), selected, ignored)
    try:
        with infrequent_gc():
            checked = here.checked()
    except (CannotCheckError, OSError) as error:
        fail(error)
    problems, left_out = checked.problems, {"settings": checked.ignored}
    counts = checked.counts
    addresses: tuple[dict[str, Any], ...] = ()
    if web:
        from explainer.rules import examine

        asked = _ask_links(here, asking)
        ignores = here.project.ignored(here.shown) if here.project else ()
        found = examine(asked.web, choose_rules(selected, ignored, ("WEB", "TXT")), ignores)
        problems = sorted({*problems, *found.problems})
        left_out["settings"] += len(found.ignored)
        counts = {**counts, **external_links.counts(asked)}
        addresses = external_links.addresses(asked)
    if baseline:
        run = BaselineRun(baseline, record, here.root, here.rules, (Site,), lambda _: True)
        problems, left_out["baseline"] = run.compare(problems)
    finish(here.root, problems, form, counts, addresses=addresses, left_out=left_out)


def _ask_links(here: Checking, asking: external_links.Asking) -> Checked:
    """Check the external links of a site, and write notes on those that are no problem."""
    try:
        asked = external_links.ask_site(here, asking)
    except (CannotCheckError, OSError) as error:
        fail(error)
    external_links.tell(asked, kept=asking.state is not None)
    return asked


@click.command("fix")
@click.argument("site", type=click.Path(path_type=Path))
@click.option("--dry-run", "dry", is_flag=True, help="Only show what would be written.")
@external_links.asks(state=True)
def fix_command(site: Path, *, dry: bool, asking: external_links.Asking) -> None:
    """
    Write better addresses into pages and sources.

    SITE is the built site of a project, whose external links are checked as `explainer links --web`
    does. Where a page moved permanently, its new address is written; where it is dead or lost the
    words of a passage, that of an archived copy that has them. Only the addresses change.
    """
    from explainer.linkcheck import Checking

    here = Checking(site.resolve())
    asked = _ask_links(here, asking)
    try:
        fixed = external_links.put_right(here.root, asked, dry=dry)
    except CannotCheckError as error:
        fail(error)
    for edit in fixed.made:
        click.echo(f"{display_place(here.root, edit.place)}: {edit.old} -> {edit.new}")
    for edit in fixed.left:
        click.echo(
            f"left: {display_place(here.root, edit.place)}: {edit.old} -> {edit.new}", err=True
        )
    done = "would be written" if dry else "written"
    click.echo(f"{len(fixed.made)} {done}, {len(fixed.left)} left.")
    sys.exit(EXIT_PROBLEMS if fixed.left else 0)


@click.command("snapshot")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@external_links.asks(state=False)
def snapshot_command(paths: tuple[Path, ...], asking: external_links.Asking) -> None:
    """
    Look for each passage's words on the page of its source, and record what was found.

    The day, the outcome and a hash of the page's text are written into the source's file; the text
    is not kept. PATHS are a project's folder, or sources in it; without any, all sources of the
    project of the working folder are looked at.
    """
    from explainer.sources import read_sources

    settings = load_settings(paths)
    limits = report_limits(paths, settings)
    try:
        files = read_sources(settings.sources_dir, settings.root)
        sources = [
            source
            for source in files.sources.values()
            if within(settings.root / source.place.path, limits)
        ]
        if not sources:
            fail("there is no source to look at")
        taken = external_links.take_snapshots(settings, sources, asking)
    except (CannotCheckError, OSError) as error:
        fail(error)
    for each in taken:
        if each.news:
            click.echo(f"{display_place(settings.root, each.source.place)}: {each.news}")
    found = sum(each.holds for each in taken)
    click.echo(f"{found} of {len(taken)} sources have the words of all their passages.")
