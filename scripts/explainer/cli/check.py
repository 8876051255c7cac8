"""`explainer check`: the pages and sources of a project."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from explainer.cache import CheckCache, open_cache
from explainer.cli.common import (
    baseline_option,
    choose_rules,
    fail,
    finish,
    format_option,
    ignore_option,
    load_project,
    load_settings,
    note_left_out,
    note_settings,
    output_option,
    plural,
    record_option,
    report_limits,
    require_applicable_rules,
    require_pages,
    require_sentences,
    select_option,
    split_output,
    within,
)
from explainer.cli.counts import count_page, count_project
from explainer.cli.process import infrequent_gc
from explainer.cli.progress import stages
from explainer.cli.run_cache import RunCache
from explainer.config.file_names import find_project
from explainer.model import CannotCheckError, Project, SuppressionDefects
from explainer.report import causes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from explainer.model import Page, Problem
    from explainer.rules import Rule
    from explainer.settings import Settings


UNREAD_PAGES = "TXT115"
"""The rule that reports pages that cannot be read; without it, they end a check."""


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@select_option
@ignore_option
@baseline_option
@record_option
@click.option(
    "--today",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Use DATE as today's date when checking for overdue claims and sources.",
)
@click.option("--every", is_flag=True, help="Report each place, not each cause once.")
@click.option("--statistics", is_flag=True, help="Only count the problems of each rule.")
@click.option("--quiet", "-q", is_flag=True, help="Write each problem in one line, and no more.")
@click.option(
    "--untrusted",
    is_flag=True,
    help="Run nothing that the project brings: no YAML tags, no hooks, only known extensions.",
)
@format_option
@output_option
@click.option("--watch", is_flag=True, help="Check again after each change, until Ctrl-C.")
@click.option("--no-cache", is_flag=True, help="Check everything again, and keep nothing.")
def check_command(
    paths: tuple[Path, ...],
    *,
    today: dt.datetime | None,
    no_cache: bool,
    watch: bool,
    **options: Any,  # noqa: ANN401  (each is named below)
) -> None:
    """
    Check the pages and sources of a MkDocs or Zensical project.

    PATHS are a project's folder, or pages and folders in it, to which the report is then limited.
    Without any, the project of the working folder is checked.
    """
    if watch:
        _watch(paths, options)
        return
    day = (today.date() if today else dt.datetime.now(tz=dt.UTC).date()).isoformat()
    # What a project that nobody trusts makes of a page is not kept beside the rest.
    cache = None if no_cache or options["untrusted"] else _cache_of(paths)
    # A run with a baseline may rewrite it, and one with --output writes files.
    if cache is None or options["baseline"] or options["outputs"]:
        _check(paths, day, cache, **options)
    kept = RunCache(cache, "check", (paths, sorted(options.items())), day)
    kept.replay()
    with kept.keep():
        _check(paths, day, cache, **options)


def _watch(paths: Sequence[Path], options: Mapping[str, Any]) -> None:
    """Check the project of the paths after each change."""
    from explainer.cli.watch import watch

    if options["baseline"] or options["form"] != "text":
        fail("--watch shows all problems as text: leave out --baseline and --format")
    if options["untrusted"]:
        fail("--watch runs what the project brings: leave it out, or --untrusted")
    settings = load_settings(paths)
    limits = report_limits(paths, settings)
    rules = choose_rules(options["selected"], options["ignored"])
    watch(settings.root, rules, lambda path: within(settings.root / path, limits))


def _cache_of(paths: Sequence[Path]) -> CheckCache | None:
    """The cache of the project of the paths, unless they have none or several."""
    try:
        roots = {find_project(path) for path in paths or [Path.cwd()]}
    except CannotCheckError:
        return None
    return open_cache(roots.pop()) if len(roots) == 1 else None


def _check(  # noqa: PLR0913  (one parameter an option)
    paths: tuple[Path, ...],
    today: str,
    cache: CheckCache | None,
    *,
    selected: tuple[str, ...],
    ignored: tuple[str, ...],
    baseline: Path | None,
    form: str,
    outputs: tuple[str, ...],
    every: bool,
    statistics: bool,
    quiet: bool,
    record: bool,
    untrusted: bool,
) -> NoReturn:
    """Check a project, write the report, and end the process with its exit code."""
    from explainer.cli.baseline import BaselineRun, refuse_record
    from explainer.rules import PageResults, check

    for output in outputs:
        split_output(output)
    refuse_record(baseline, form, record=record)
    rules = choose_rules(selected, ignored)
    require_applicable_rules(
        rules, [Project], "these rules look at a built site: give them to `explainer links`"
    )
    settings = load_settings(paths, untrusted=untrusted)
    with infrequent_gc(), stages(quiet=quiet) as say:
        say(f"reading {plural(len(settings.pages), 'page')}")
        reading = load_project(settings, today, cache=cache, unread_pages=True)
        if all(rule.code != UNREAD_PAGES for rule in rules):
            require_pages(settings, reading.project)
        say("checking what they say")
        known = cache and PageResults(cache, reading.page_digests, settings.docs_dir)
        found = check(reading.project, rules, settings.ignored(), known)
    require_sentences(settings, reading.project, found.problems)
    note_left_out(settings)
    if not quiet:
        note_settings(settings)
        _note_language(settings, rules)
    limits = report_limits(paths, settings)

    def is_reported(path: str) -> bool:
        return within(settings.root / path, limits)

    chosen = [problem for problem in found.problems if is_reported(problem.place.path)]
    seen = [page for page in reading.project.pages if is_reported(page.path)]
    if not seen and not any(map(is_reported, reading.texts)):
        fail(f"there is no page or source in {', '.join(map(str, paths))}")
    if limits and seen and not any(page.required for page in seen):
        note = "'require' names none of these pages: only what they cite is checked"
        click.echo(f"note: {note}", err=True)
    _note_inexact(seen)
    left_out = {"settings": sum(is_reported(each.place.path) for each in found.ignored)}
    if baseline:
        _note_published(settings, baseline)
        subjects = (Project, SuppressionDefects)
        pages = reading.project.pages
        run = BaselineRun(baseline, record, settings.root, rules, subjects, is_reported, pages)
        chosen, left_out["baseline"] = run.compare(chosen)
    found_remedies = _remedies(chosen, reading.project)
    if form == "text" and not every and not baseline:
        chosen = causes.fold(chosen)
    counts = tuple(map(count_page, seen))
    totals = count_project(seen, reading.project)
    finish(
        settings.root,
        chosen,
        form,
        totals,
        counts,
        left_out=left_out,
        outputs=outputs,
        statistics=statistics,
        quiet=quiet,
        remedies=found_remedies if len(chosen) > 1 else (),
    )


def _remedies(problems: Sequence[Problem], project: Project) -> tuple[str, ...]:
    """The changes that would mend many of the problems."""
    if not problems:
        return ()
    from explainer.fixes.replacements import replacements
    from explainer.report.remedies import remedies

    return remedies(problems, sum(1 for _ in replacements(problems, project)))


def _note_inexact(pages: Iterable[Page]) -> None:
    """Write a note on each page whose positions could not be proved exact."""
    for page in pages:
        if page.inexact:
            click.echo(f"note: positions on {page.path} may be off", err=True)


def _note_language(settings: Settings, rules: Sequence[Rule]) -> None:
    """Write a note where rules of meaning are selected and do not know the language."""
    from explainer.meaning import is_known

    if not is_known(settings.language) and any(rule.code.startswith("MEA") for rule in rules):
        note = f"the rules of meaning (MEA) know English, and not {settings.language!r}: none ran"
        click.echo(f"note: {note}", err=True)


def _note_published(settings: Settings, baseline: Path) -> None:
    """Write a note where the baseline is among the published files of the site."""
    named = settings.named(baseline.resolve())
    if any(settings.named(Path(file.abs_src_path or "")) == named for file in settings.files):
        note = f"{named} is published with the site: keep it outside of the folder of pages"
        click.echo(f"note: {note}", err=True)
