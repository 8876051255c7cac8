"""`explainer links` and `snapshot`: the links of a built site, and external links."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from explainer import external_links
from explainer.cli.common import (
    baseline_option,
    choose_rules,
    display_place,
    fail,
    finish,
    format_option,
    ignore_option,
    infrequent_gc,
    load_settings,
    output_option,
    record_option,
    report_limits,
    require_applicable_rules,
    select_option,
    split_output,
    within,
)
from explainer.cli.link_options import link_settings, link_settings_options
from explainer.model import CannotCheckError, ExternalLinks, Site
from explainer.report import causes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explainer.linkcheck import LinkCheck
    from explainer.web.run import RunResult


@click.command("links")
@click.argument("site", type=click.Path(path_type=Path))
@select_option
@ignore_option
@baseline_option
@record_option
@format_option
@output_option
@link_settings_options
@click.option("--web", is_flag=True, help="Check external links as well.")
@click.option("--every", is_flag=True, help="Report each place, not each cause once.")
@click.option("--statistics", is_flag=True, help="Only count the problems of each rule.")
@external_links.check_options(state=True)
def links_command(  # noqa: PLR0913  (one parameter an option)
    site: Path,
    selected: tuple[str, ...],
    ignored: tuple[str, ...],
    baseline: Path | None,
    *,
    form: str,
    outputs: tuple[str, ...],
    web: bool,
    record: bool,
    every: bool,
    statistics: bool,
    site_url: str,
    ignored_urls: tuple[str, ...],
    remaps: tuple[str, ...],
    check_options: external_links.CheckOptions,
) -> None:
    """
    Check the links of a built site.

    SITE is a folder of HTML, whatever made it. Where it was built from a MkDocs project whose
    `mkdocs.yml` or `zensical.toml` is beside it, each problem is placed in the Markdown that made
    the link. Elsewhere `explainer.toml`, beside the site or in the working folder, has the
    settings.

    A cause is reported once, with the number of pages that have it and some of its places; --every
    reports each place. Dead pages and files come first.

    With --web, external links are requested, and the words of passages are searched for on the
    pages of their sources. URLs that cannot be verified are not reported. A dead URL is reported if
    it was dead in two runs at least a day apart; --state names the file that stores the earlier
    result.
    """
    from explainer.cli.baseline import BaselineRun, refuse_record
    from explainer.linkcheck import LinkCheck

    for output in outputs:
        split_output(output)
    refuse_record(baseline, form, record=record)
    asked_for = (
        choose_rules(selected, ignored, ("LNK", "TXT", "WEB")) if selected or ignored else []
    )
    if asked_for and not web and all(rule.code.startswith("WEB") for rule in asked_for):
        fail("these rules ask the web: give --web as well")
    if asked_for:
        elsewhere = "these rules look at pages and sources: give them to `explainer check`"
        require_applicable_rules(asked_for, [Site, ExternalLinks] if web else [Site], elsewhere)
    # A baseline lists every place.
    here = LinkCheck(
        site.resolve(),
        selected,
        ignored,
        every=every or baseline is not None,
        given=link_settings(site_url, ignored_urls, remaps),
    )
    try:
        with infrequent_gc():
            checked = here.run()
    except (CannotCheckError, OSError) as error:
        fail(error)
    if checked.missing_extensions:
        click.echo(_missing_note(checked.missing_extensions), err=True)
    for each in checked.applied:
        if not (each.place or each.links):
            option = "--ignore-url" if each.option == "ignore" else "--remap"
            click.echo(f"note: no link has a URL that matches {option} {each.url!r}", err=True)
    problems, left_out = checked.problems, {"settings": checked.ignored}
    counts = checked.counts
    addresses: tuple[dict[str, Any], ...] = ()
    if web:
        from explainer.rules import check

        result = check_external(here, check_options)
        found = check(
            result.external_links,
            choose_rules(selected, ignored, ("WEB", "TXT")),
            here.settings.ignore,
        )
        problems = sorted({*problems, *found.problems})
        left_out["settings"] += len(found.ignored)
        counts = {**counts, **external_links.counts(result)}
        addresses = external_links.json_results(result)
    if baseline:
        run = BaselineRun(baseline, record, here.root, here.rules, (Site,), lambda _: True)
        problems, left_out["baseline"] = run.compare(problems)
    problems = causes.by_worth(problems)
    finish(
        here.root,
        problems,
        form,
        counts,
        addresses=addresses,
        left_out=left_out,
        applied=checked.applied,
        outputs=outputs,
        fold=not every,
        by_kind=True,
        statistics=statistics,
    )


def _missing_note(names: Sequence[str]) -> str:
    """What to say where Markdown extensions of the project cannot be imported."""
    listed = ", ".join(map(repr, dict.fromkeys(names)))
    return (
        f"note: the project's Markdown needs {listed}, which cannot be imported here, so that some"
        " problems are placed in the built files; for their places in the Markdown, install"
        " mkdocs-explainer where the site is built, and check it there"
    )


def check_external(here: LinkCheck, options: external_links.CheckOptions) -> RunResult:
    """Check the external links of a site, and print the summary."""
    try:
        result = external_links.check_site_links(here, options)
    except (CannotCheckError, OSError) as error:
        fail(error)
    external_links.print_summary(result, has_history=options.state is not None)
    return result


@click.command("snapshot")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@external_links.check_options(state=False)
def snapshot_command(paths: tuple[Path, ...], check_options: external_links.CheckOptions) -> None:
    """
    Look for each passage's words on the page of its source, and record what was found.

    The day, the outcome and a hash of the page's text are written into the source's file; the text
    is not kept. PATHS are a project's folder, or sources in it. Without PATHS, all sources of the
    project in the working folder are checked.
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
        taken = external_links.snapshot_sources(settings, sources, check_options)
    except (CannotCheckError, OSError) as error:
        fail(error)
    for each in taken:
        if each.message:
            click.echo(f"{display_place(settings.root, each.source.place)}: {each.message}")
    found = sum(each.is_found for each in taken)
    click.echo(f"{found} of {len(taken)} sources have the words of all their passages.")
