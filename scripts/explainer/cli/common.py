"""What commands share: options, reading the project, messages and exit codes."""

from __future__ import annotations

import dataclasses
import functools
import os
import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from explainer import atomic
from explainer.cli.repository_paths import path_in_repository, repository_root
from explainer.files import confined_to, read_text
from explainer.model import CannotCheckError, Project, SuppressionDefects, nearest
from explainer.report import FOR_SERVICES, FORMATS, Report, causes, render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explainer.cache import CheckCache
    from explainer.model import Applied, Place, Problem
    from explainer.project import LoadedProject
    from explainer.rules import Rule
    from explainer.settings import Settings

EXIT_PROBLEMS = 1
"""The exit code where there are problems."""

EXIT_CANNOT_CHECK = 2
"""The exit code where it could not be checked."""

_NO_LIMIT = 10_000

select_option = click.option(
    "--select",
    "selected",
    metavar="RULES",
    multiple=True,
    help="Run only these rules: codes, names or families, separated by commas; prefix a rule with +"
    " or - to add it to, or remove it from, the default rules.",
)
ignore_option = click.option(
    "--ignore",
    "ignored",
    metavar="RULES",
    multiple=True,
    help="Do not run these rules.",
)
baseline_option = click.option(
    "--baseline",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Report only problems that are not listed in FILE, and remove fixed problems from it.",
)
record_option = click.option(
    "--record",
    is_flag=True,
    help="Write all current problems to the baseline file instead of reporting them.",
)
format_option = click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="Output format.",
)


output_option = click.option(
    "--output",
    "outputs",
    metavar="FORMAT=FILE",
    multiple=True,
    help="Write the report to FILE as well, in this format.",
)


class Group(click.Group):
    """A group whose help shows the whole first sentence of each command."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands."""
        names = self.list_commands(ctx)
        commands = [(name, self.get_command(ctx, name)) for name in names]
        rows = [(name, it.get_short_help_str(_NO_LIMIT)) for name, it in commands if it]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


def choose_rules(
    selected: Sequence[str], ignored: Sequence[str] = (), default: Sequence[str] = ()
) -> list[Rule]:
    """
    The selected rules, or the default ones; an unknown rule ends the process.

    `default` are the names of the rules where none are selected.
    """
    from explainer.rules import choose

    for option, given in {"--select": selected, "--ignore": ignored}.items():
        if given and not "".join(given).strip(", "):
            fail(f"{option} names no rule")
    try:
        return choose(selected, ignored, default)
    except CannotCheckError as error:
        fail(error)


def require_applicable_rules(
    rules: Sequence[Rule], subjects: Sequence[type], elsewhere: str
) -> None:
    """
    End the process where no rule applies to the subjects of this command: that is no pass.

    `elsewhere` is the message that names the command to which they apply.
    """
    from explainer.rules import ALONE

    alone = ALONE if Project in subjects else ()
    if any(rule.subject in subjects or rule.code in alone for rule in rules):
        return
    if all(rule.subject is SuppressionDefects for rule in rules):
        fail("these rules are about the problems of others: select some others, too")
    fail(elsewhere)


def load_settings(paths: Sequence[Path], *, untrusted: bool = False) -> Settings:
    """
    The settings of the project of the paths, or of the working folder.

    Of an `untrusted` project nothing is run.
    """
    from explainer.config import CONFIG_NAMES, find_project
    from explainer.settings import read_settings

    try:
        roots = {find_project(path) for path in paths or [Path.cwd()]}
        if len(roots) > 1:
            fail("the paths belong to more than one project; check them one by one")
        named = [path.resolve() for path in paths if path.name in CONFIG_NAMES]
        root = roots.pop()
        _refuse_misnamed_settings(root)
        file = named[0] if len(named) == 1 else None
        return read_settings(root, file, untrusted=untrusted)
    except CannotCheckError as error:
        fail(error)


def _refuse_misnamed_settings(root: Path) -> None:
    """End the process where there are no settings, and something is called nearly like them."""
    from explainer.config import config_in
    from explainer.model import similarity

    if config_in(root):
        return
    for path in sorted(root.iterdir()):
        if path.name in {"mkdocs.yml", "zensical.toml"}:
            fail(f"{path} is a folder; put the settings file in its place")
        if path.is_file() and similarity(path.name, "mkdocs.yml") > _SIMILAR_NAME:
            fail(f"there is no mkdocs.yml; rename {display_path(root, path)} to mkdocs.yml")


_SIMILAR_NAME = 0.85


def load_project(
    settings: Settings,
    today: str | None = None,
    *,
    cache: CheckCache | None = None,
    unread_pages: bool = False,
) -> LoadedProject:
    """
    Read the whole project. Ends the process where it cannot be read.

    So does a page that cannot be read, unless `unread_pages` is true. Pages that have not changed
    since the last run are taken from the `cache`.
    """
    from explainer.project import read_project

    try:
        # To the end of the command, since its report quotes the files.
        if context := click.get_current_context(silent=True):
            context.with_resource(confined_to(*_folders_of(settings)))
        reading = read_project(settings, today, cache=cache)
    except (CannotCheckError, OSError) as error:
        fail(error)
    if not unread_pages:
        require_pages(settings, reading.project)
    return reading


def require_pages(settings: Settings, project: Project) -> None:
    """End the process where a page could not be read at all."""
    for page in project.pages:
        if page.invalid and not page.sentences and not page.structure.headings:
            where = display_place(settings.root, page.invalid.place)
            fail(f"{where}: {page.invalid.message}; {page.invalid.hint}")


def _folders_of(settings: Settings) -> list[Path]:
    """Where the files of a project may be: in its repository, or in its folder of pages."""
    root = settings.root.resolve()
    repository = next((each for each in (root, *root.parents) if (each / ".git").exists()), root)
    return [repository if settings.trusted else root, settings.docs_dir]


def note_left_out(settings: Settings) -> None:
    """Write a note for all that was left out of a project that nobody trusts."""
    for each in settings.left_out:
        click.echo(f"note: left out, since the project is not trusted: {each}", err=True)


def note_settings(settings: Settings) -> None:
    """Write a note where no settings file was found, or more than one."""
    read = settings.config_file
    if read is None:
        where = display_path(settings.root, settings.root)
        note = f"there is no mkdocs.yml and no zensical.toml in {where}: MkDocs' defaults are used"
        click.echo(f"note: {note}", err=True)
    elif settings.unread:
        others = " and ".join(path.name for path in settings.unread)
        click.echo(f"note: {read.name} is read, and not {others}", err=True)


def require_sentences(settings: Settings, project: Project, problems: Sequence[Problem]) -> None:
    """End the process where there is no page or no sentence to check: that is no pass."""
    docs = display_path(settings.root, settings.docs_dir)
    if not project.pages:
        fail(f"there is no page in {docs}")
    if not any(page.sentences for page in project.pages) and not problems:
        fail(f"no sentence was found in any page in {docs}: nothing was checked")
    required = [page for page in project.pages if page.required]
    if not any(page.sentences for page in required) and not problems:
        fail(f"no sentence was found in the pages in {docs} that 'require' names")


def report_limits(paths: Sequence[Path], settings: Settings) -> list[Path]:
    """The resolved paths that the report is limited to; empty for the whole project."""
    limits = [path.resolve() for path in paths]
    whole = {settings.root, settings.config_file}
    return [] if whole.intersection(limits) else limits


def within(path: Path, limits: Sequence[Path]) -> bool:
    """Whether a path is at or below one of the limits; always, where there are none."""
    return not limits or any(path.resolve().is_relative_to(limit) for limit in limits)


def finish(  # noqa: PLR0913  (all that a run has to say)
    root: Path,
    problems: list[Problem],
    form: str,
    counts: dict[str, int],
    pages: tuple[dict[str, Any], ...] = (),
    *,
    addresses: tuple[dict[str, Any], ...] = (),
    left_out: dict[str, int] | None = None,
    applied: Sequence[Applied] = (),
    outputs: Sequence[str] = (),
    fold: bool = False,
    by_kind: bool = False,
    statistics: bool = False,
    quiet: bool = False,
    remedies: tuple[str, ...] = (),
) -> NoReturn:
    """
    Write the report, and end the process with its exit code.

    `left_out` is the number of suppressed problems by what suppresses them, `applied` the entries
    of the settings that name URLs. With `by_kind`, the problems of each rule are counted as well,
    with `statistics` only counted. `outputs` are the values of `--output`. With `fold`, people are
    shown each cause once. With `quiet`, a problem is one line, and nothing else is written.
    `remedies` are changes that would mend many problems.
    """
    repository = repository_root(root)
    report = Report(
        tuple(problems),
        counts,
        pages,
        line=functools.partial(line_of, root),
        addresses=addresses,
        left_out={name: count for name, count in (left_out or {}).items() if count},
        applied=tuple(applied),
        command=click.get_current_context().info_name or "",
        by_kind=by_kind,
        statistics=statistics,
        quiet=quiet,
        width=shutil.get_terminal_size().columns if sys.stdout.isatty() else None,
        remedies=remedies,
    )

    def in_form(form: str) -> Report:
        """The report as it is rendered in a format."""
        if form in FOR_SERVICES:
            show = functools.partial(_in_repository, root, repository)
            return dataclasses.replace(report, show=show)
        shown = causes.fold(problems) if fold and form == "text" else problems
        show = functools.partial(_from_here, root)
        return dataclasses.replace(report, problems=tuple(shown), show=show)

    for output in outputs:
        written_form, file = split_output(output)
        try:
            atomic.write(file, render(in_form(written_form), written_form))
        except OSError as error:
            fail(f"--output: {file} cannot be written: {error.strerror or error}")
    colour = form == "text" and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    shown = dataclasses.replace(in_form(form), colour=colour)
    click.echo(render(shown, form), nl=False, color=colour)
    sys.exit(EXIT_PROBLEMS if problems else 0)


def split_output(output: str) -> tuple[str, Path]:
    """The format and the file of a value of `--output`; one that is not valid ends the process."""
    form, equals, file = output.partition("=")
    if not equals or not file:
        fail(f"--output: {output!r} is not of the form FORMAT=FILE, as in sarif=report.sarif")
    if form not in FORMATS:
        close = nearest(form, FORMATS)
        instead = f"did you mean {close!r}?" if close else f"there are {', '.join(FORMATS)}"
        fail(f"--output: there is no format {form!r}; {instead}")
    return form, Path(file)


def _from_here(root: Path, path: str) -> str:
    return display_path(root, root / path)


def _in_repository(root: Path, repository: Path | None, path: str) -> str:
    return path_in_repository(repository, root / path)


def line_of(root: Path, path: str, number: int) -> str | None:
    """A line of a file, counted from 1, by its path below a folder; `None` where there is none."""
    lines = lines_of(root / path)
    return lines[number - 1] if 0 < number <= len(lines) else None


@functools.cache
def lines_of(path: Path) -> list[str]:
    """The lines of a file, cached at the first call; empty where it cannot be opened."""
    try:
        return read_text(path, errors="replace").split("\n")
    except OSError:
        return []


def display_path(root: Path, path: Path) -> str:
    """A path relative to the working folder, if it is below it; symbolic links keep their name."""
    full = root / path
    full = full.parent.resolve() / full.name if full.is_symlink() else full.resolve()
    here = Path.cwd()
    shown = full.relative_to(here).as_posix() if full.is_relative_to(here) else str(full)
    # A name may hold a line of its own, which would pass for one of the report.
    return _UNSAFE.sub(lambda match: match[0].encode("unicode_escape").decode(), shown)


_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def display_place(root: Path, place: Place) -> str:
    """A place as `path:line:column`, with the path as `display_path` gives it."""
    return f"{display_path(root, root / place.path)}:{place.line}:{place.column}"


def plural(number: int, noun: str) -> str:
    """A number with its noun, in the plural unless the number is 1."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def fail(reason: object) -> NoReturn:
    """Write an error, and end the process with the exit code 2."""
    if isinstance(reason, OSError) and reason.filename and reason.strerror:
        reason = f"{reason.filename}: {reason.strerror}"
    click.echo(f"error: {reason}", err=True)
    sys.exit(EXIT_CANNOT_CHECK)
