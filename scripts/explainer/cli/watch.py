"""Problems in the terminal, whenever a file changes: `explainer check --watch`."""

from __future__ import annotations

import datetime as dt
import functools
import os
import sys
from typing import TYPE_CHECKING

import click

from explainer.cli.common import display_path, line_of, lines_of, plural
from explainer.cli.process import termination_as_interrupt
from explainer.report import Report, render

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from explainer.model import Problem
    from explainer.rules import Rule

CLOCK = "%H:%M:%S"


def watch(root: Path, rules: Sequence[Rule], is_reported: Callable[[str], bool]) -> None:
    """
    Check the project in a folder now and after each change, until Ctrl-C.

    `is_reported` takes a path below the folder, and says whether its problems are shown.
    """
    from explainer.preview import Watcher
    from explainer.workspace import Workspace

    def report(problems: dict[str, list[Problem]]) -> None:
        show_problems(root, {path: each for path, each in problems.items() if is_reported(path)})

    watcher = Watcher(Workspace(root, rules), report)
    with termination_as_interrupt():
        try:
            watcher.run()
        except KeyboardInterrupt:
            watcher.stop()


def show_problems(root: Path, problems: dict[str, list[Problem]]) -> None:
    """Write all problems of a project, and when that was."""
    found = [problem for path in sorted(problems) for problem in problems[path]]
    lines_of.cache_clear()
    report = Report(
        tuple(found),
        line=functools.partial(line_of, root),
        show=lambda path: display_path(root, root / path),
        colour=sys.stdout.isatty() and not os.environ.get("NO_COLOR"),
    )
    if sys.stdout.isatty():
        click.clear()
    if found:
        click.echo(render(report, "text"), nl=False, color=report.colour)
    now = dt.datetime.now().astimezone().strftime(CLOCK)
    count = plural(len(found), "problem") if found else "no problem"
    click.echo(f"{now} {count}; Ctrl-C ends")
    sys.stdout.flush()
