"""
The commands.

Each loads what it needs when it runs: the fastest takes less time than the slowest needs to load.

Exit codes: 0 no problem, 1 problems, 2 it could not be checked.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from explainer import errand
from explainer.model import CannotCheckError
from explainer.report import FORMATS, Run

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from explainer.linking import Checking
    from explainer.model import Page, Place, Problem, Project
    from explainer.project import Reading
    from explainer.rules import Rule
    from explainer.settings import Settings
    from explainer.web.checking import Checked

PROBLEMS = 1
"""The exit code where there are problems."""

COULD_NOT = 2
"""The exit code where it could not be checked."""

_select = click.option(
    "--select",
    "selected",
    metavar="RULES",
    multiple=True,
    help="Run these rules only: codes, names or families, separated by commas.",
)
_format = click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="How to write what was found.",
)


class _Commands(click.Group):
    """All commands. One that is stopped has found no problem, but could not look for all."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  (as the library has it)
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            _could_not("stopped before the end")


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="explainer")
def main() -> None:
    """Check that every sentence of a site carries its evidence."""


@main.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@_select
@click.option(
    "--today",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Judge what is due for another look as if it were this day.",
)
@_format
def check_command(
    paths: tuple[Path, ...], selected: tuple[str, ...], today: dt.datetime | None, form: str
) -> None:
    """
    Check the pages and sources of a MkDocs project.

    PATHS are a project's folder, or pages and folders in it, to which the report is then limited.
    Without any, the project of the working folder is checked.
    """
    from explainer.rules import check

    rules = _rules(selected)
    settings = _settings(paths)
    with _collecting_rarely():
        reading = _read(settings, today.date().isoformat() if today else None)
        problems = check(reading.project, rules)
    pages = reading.project.pages
    if not pages:
        _could_not(f"there is no page in {_shown(settings.root, settings.docs_dir)}")
    limits = _limits(paths, settings)
    chosen = [
        problem for problem in problems if _within(settings.root / problem.place.path, limits)
    ]
    seen = [page for page in pages if _within(settings.root / page.path, limits)]
    if not seen and not any(_within(settings.root / path, limits) for path in reading.texts):
        _could_not(f"there is no page or source in {', '.join(map(str, paths))}")
    for page in seen:
        if page.distorted:
            click.echo(f"note: positions on {page.path} may be off", err=True)
    counts = tuple(map(_page_counts, seen))
    _finish(settings.root, chosen, form, _counts(seen, reading.project), counts)


@main.command("links")
@click.argument("site", type=click.Path(path_type=Path))
@_select
@_format
@click.option("--web", is_flag=True, help="Ask for the addresses out there as well.")
@errand.asks(state=True)
def links_command(
    site: Path, selected: tuple[str, ...], form: str, *, web: bool, asking: errand.Asking
) -> None:
    """
    Check the links of a built site.

    SITE is a folder of HTML. Where it was built from a MkDocs project whose `mkdocs.yml` is beside
    it, each problem is placed in the Markdown that made the link.

    With --web, the addresses out there are asked for, and the words of passages looked for on the
    pages of their sources. What could not be told is no problem; what is dead is one when it was
    so in two runs at least a day apart, for which --state keeps a file.
    """
    from explainer.linking import Checking

    if selected and not web and all(rule.code.startswith("WEB") for rule in _rules(selected)):
        _could_not("these rules ask the web: give --web as well")
    here = Checking(site.resolve(), selected)
    try:
        with _collecting_rarely():
            checked = here.checked()
    except (CannotCheckError, OSError) as error:
        _could_not(error)
    if not web:
        _finish(here.root, checked.problems, form, checked.counts)
    from explainer.rules import check

    asked = _ask_links(here, asking)
    problems = {*checked.problems, *check(asked.web, _rules(selected or ("WEB", "TXT")))}
    counts = {**checked.counts, **errand.counts(asked)}
    told = errand.addresses(asked)
    _finish(here.root, sorted(problems), form, counts, addresses=told)


def _ask_links(here: Checking, asking: errand.Asking) -> Checked:
    """Ask for the addresses that lead out of a site, and say what is no problem."""
    try:
        asked = errand.ask_site(here, asking)
    except (CannotCheckError, OSError) as error:
        _could_not(error)
    errand.tell(asked, kept=asking.state is not None)
    return asked


@main.command("fix")
@click.argument("site", type=click.Path(path_type=Path))
@click.option("--dry-run", "dry", is_flag=True, help="Only tell what would be written.")
@errand.asks(state=True)
def fix_command(site: Path, *, dry: bool, asking: errand.Asking) -> None:
    """
    Write better addresses into pages and sources.

    SITE is the built site of a project, which is asked about as `explainer links --web` does. Where
    a page moved for good, its new address is written; where it is dead or lost the words of a
    passage, that of an archived copy that has them. Only the addresses change.
    """
    from explainer.linking import Checking

    here = Checking(site.resolve())
    asked = _ask_links(here, asking)
    try:
        fixed = errand.put_right(here.root, asked, dry=dry)
    except CannotCheckError as error:
        _could_not(error)
    for edit in fixed.made:
        click.echo(f"{_at(here.root, edit.place)}: {edit.old} -> {edit.new}")
    for edit in fixed.left:
        click.echo(f"left: {_at(here.root, edit.place)}: {edit.old} -> {edit.new}", err=True)
    done = "would be written" if dry else "written"
    click.echo(f"{len(fixed.made)} {done}, {len(fixed.left)} left.")
    sys.exit(PROBLEMS if fixed.left else 0)


@main.command("snapshot")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@errand.asks(state=False)
def snapshot_command(paths: tuple[Path, ...], asking: errand.Asking) -> None:
    """
    Look for each passage's words on the page of its source, and record what was found.

    The day, the outcome and a hash of the page's text are written into the source's file; the text
    is not kept. PATHS are a project's folder, or sources in it; without any, all sources of the
    project of the working folder are looked at.
    """
    from explainer.sources import read_shelf

    settings = _settings(paths)
    limits = _limits(paths, settings)
    try:
        shelf = read_shelf(settings.sources_dir, settings.root)
        sources = [
            source
            for source in shelf.sources.values()
            if _within(settings.root / source.place.path, limits)
        ]
        if not sources:
            _could_not("there is no source to look at")
        taken = errand.take_snapshots(settings, sources, asking)
    except (CannotCheckError, OSError) as error:
        _could_not(error)
    for each in taken:
        if each.news:
            click.echo(f"{_at(settings.root, each.source.place)}: {each.news}")
    found = sum(each.holds for each in taken)
    click.echo(f"{found} of {len(taken)} sources have the words of all their passages.")


@main.command("mutate")
@click.argument("path", default=".", type=click.Path(path_type=Path))
@click.option(
    "--seed",
    "seeds",
    type=int,
    multiple=True,
    default=[1],
    show_default=True,
    help="Where the random numbers begin; give it again for another round.",
)
@click.option(
    "--count",
    type=click.IntRange(1),
    default=500,
    show_default=True,
    help="How many mistakes to make for each seed.",
)
@click.option("--record", is_flag=True, help="Write the figures to docs/checks.yml.")
@click.option("--quiet", is_flag=True, help="Leave out the mistakes that were not noticed.")
def mutate_command(
    path: Path, seeds: tuple[int, ...], count: int, *, record: bool, quiet: bool
) -> None:
    """
    Make mistakes in a project's pages, one at a time, and see which of them the rules notice.

    PATH is the project's folder, or a file in it. The files are not touched: each mistake is made
    in memory, checked, and forgotten.
    """
    from explainer.mutation import render, run
    from explainer.record import Record, write_record

    settings = _settings([path])
    project = _read(settings).project
    try:
        with click.progressbar(
            length=len(seeds) * count, label="mistakes", file=sys.stderr
        ) as progress:
            scores = run(settings, project, seeds, count, lambda: progress.update(1))
        if record:
            counts = {**_counts(project.pages, project), "origins": len(_origins(project))}
            tallies = tuple(score.tally for score in scores)
            write_record(settings.record_file, Record(project.today, seeds, counts, tallies))
    except (CannotCheckError, OSError) as error:
        _could_not(error)
    if not any(score.tally.made for score in scores):
        _could_not("found nothing to make a mistake in")
    click.echo(render(scores, quiet=quiet))


def _origins(project: Project) -> set[str]:
    return {source.origin or source.key for source in project.sources.values()}


@main.group("article")
def article_group() -> None:
    """Keep the article that a site explains under watch."""


@article_group.command("check")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@_format
def article_check_command(file: Path, form: str) -> None:
    """
    Tell which sentences of an article are covered, which changed, and which are new.

    FILE is the article's text, one paragraph a line. It is compared with docs/article.yml of the
    project of the working folder.
    """
    from explainer.article import compare, read_sentences
    from explainer.claims import read_article

    settings = _settings([Path.cwd()])
    try:
        article, _ = read_article(settings.article_file, settings.root)
    except OSError as error:
        _could_not(error)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        _could_not(f"{file}: cannot be read: {error}")
    full = file.resolve()
    path = settings.named(full)
    written = read_sentences(text, path, settings.language)
    if not written:
        _could_not(f"{file}: no sentence was found in it")
    known = article.sentences if article else ()
    comparison = compare(known, written, settings.named(settings.article_file))
    _finish(settings.root, comparison.problems, form, comparison.counts)


@main.command("rules")
def rules_command() -> None:
    """List the rules."""
    from explainer.rules import all_rules

    for rule in all_rules():
        click.echo(f"{rule.code}  {rule.name:<28} {rule.summary}")


@main.command("explain")
@click.argument("code")
def explain_command(code: str) -> None:
    """Explain a rule, given by its code or its name."""
    from explainer.rules import find

    try:
        rule = find(code)
    except CannotCheckError as error:
        _could_not(error)
    lines = [f"{rule.code} {rule.name}", "", rule.explanation]
    for example in rule.examples:
        state = "It accepts" if example.good else "It reports"
        lines += ["", f"{state}, in {example.path}:" if example.path else f"{state}:", ""]
        lines += [f"    {line}".rstrip() for line in example.text.splitlines()]
    click.echo("\n".join(lines))


@contextlib.contextmanager
def _collecting_rarely() -> Iterator[None]:
    """
    Let rubbish lie for a while.

    Nearly all that a check makes is kept to its end, and looking through it again and again for
    what is not takes a quarter of the time.
    """
    before = gc.get_threshold()
    gc.set_threshold(1_000_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _rules(selected: Sequence[str]) -> list[Rule]:
    from explainer.rules import default_rules, select

    names = [name for part in selected for name in part.split(",")]
    try:
        return select(names) if names else default_rules()
    except CannotCheckError as error:
        _could_not(error)


def _settings(paths: Sequence[Path]) -> Settings:
    from explainer.settings import find_project, read_settings

    try:
        roots = {find_project(path) for path in paths or [Path.cwd()]}
        if len(roots) > 1:
            _could_not("the paths belong to more than one project; check them one by one")
        return read_settings(roots.pop())
    except CannotCheckError as error:
        _could_not(error)


def _read(settings: Settings, today: str | None = None) -> Reading:
    from explainer.project import read_project

    try:
        return read_project(settings, today)
    except (CannotCheckError, OSError) as error:
        _could_not(error)


def _limits(paths: Sequence[Path], settings: Settings) -> list[Path]:
    """The paths that the report is limited to; none where one of them is the whole project."""
    limits = [path.resolve() for path in paths]
    whole = {settings.root, settings.config_file}
    return [] if whole.intersection(limits) else limits


def _within(path: Path, limits: Sequence[Path]) -> bool:
    return not limits or any(path.resolve().is_relative_to(limit) for limit in limits)


def _counts(pages: Sequence[Page], project: Project) -> dict[str, int]:
    totals = [_page_counts(page) for page in pages]
    return {
        "pages": len(pages),
        "sentences": sum(page["sentences"] for page in totals),
        "citations": sum(page["citations"] for page in totals),
        "labels": sum(page["labels"] for page in totals),
        "sources": len(project.sources),
        "passages": sum(len(source.passages) for source in project.sources.values()),
        "claims": len(project.claims),
    }


def _page_counts(page: Page) -> dict[str, Any]:
    labels = sum(citation.label is not None for citation in page.citations)
    return {
        "path": page.path,
        "sentences": len(page.sentences),
        "uncovered": sum(not sentence.covered for sentence in page.sentences),
        "citations": len(page.citations) - labels,
        "labels": labels,
    }


def _finish(  # noqa: PLR0913  (all that a run has to say)
    root: Path,
    problems: list[Problem],
    form: str,
    counts: dict[str, int],
    pages: tuple[dict[str, Any], ...] = (),
    *,
    addresses: tuple[dict[str, Any], ...] = (),
) -> NoReturn:
    run = Run(
        tuple(problems),
        counts,
        pages,
        line=functools.partial(_line, root),
        show=lambda path: _shown(root, root / path),
        colour=form == "text" and sys.stdout.isatty() and not os.environ.get("NO_COLOR"),
        addresses=addresses,
    )
    click.echo(FORMATS[form](run), nl=False, color=run.colour)
    sys.exit(PROBLEMS if problems else 0)


def _line(root: Path, path: str, number: int) -> str | None:
    lines = _lines(root / path)
    return lines[number - 1] if 0 < number <= len(lines) else None


@functools.cache
def _lines(path: Path) -> list[str]:
    try:
        # `read_text` makes every kind of line end a plain one.
        return path.read_text(encoding="utf-8-sig", errors="replace").split("\n")
    except OSError:
        return []


def _shown(root: Path, path: Path) -> str:
    """A path as a person in the working folder would write it."""
    full = (root / path).resolve()
    here = Path.cwd()
    return full.relative_to(here).as_posix() if full.is_relative_to(here) else str(full)


def _at(root: Path, place: Place) -> str:
    return f"{_shown(root, root / place.path)}:{place.line}:{place.column}"


def _could_not(reason: object) -> NoReturn:
    click.echo(f"error: {reason}", err=True)
    sys.exit(COULD_NOT)
