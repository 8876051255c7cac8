"""`explainer mutate`: mutation testing of the rules on a project's pages."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from explainer.cli.common import fail, load_project, load_settings
from explainer.cli.counts import count_project
from explainer.model import CannotCheckError

if TYPE_CHECKING:
    from explainer.model import Project


@click.command("mutate")
@click.argument("path", default=".", type=click.Path(path_type=Path))
@click.option(
    "--seed",
    "seeds",
    type=int,
    multiple=True,
    default=[1],
    show_default=True,
    help="The random seed. Repeat the option to run several rounds.",
)
@click.option(
    "--count",
    type=click.IntRange(1),
    default=500,
    show_default=True,
    help="The number of mistakes to make for each seed.",
)
@click.option("--record", is_flag=True, help="Write the results to docs/checks.yml.")
@click.option("--quiet", is_flag=True, help="Do not list the mistakes that were not noticed.")
def mutate_command(
    path: Path, seeds: tuple[int, ...], count: int, *, record: bool, quiet: bool
) -> None:
    """
    Make mistakes in a project's pages, one at a time, and see which of them the rules notice.

    PATH is the project's folder, or a file in it. The files are not changed: each mistake is made
    and checked in memory only.
    """
    from explainer.mutation import render, run
    from explainer.mutation_results import Judged, Record, write_record
    from explainer.trace import coverage

    settings = load_settings([path])
    project = load_project(settings).project
    try:
        with click.progressbar(
            length=len(seeds) * count, label="mistakes", file=sys.stderr
        ) as progress:
            scores = run(settings, project, seeds, count, lambda: progress.update(1))
        if record:
            counts = {**count_project(project.pages, project), "origins": len(_origins(project))}
            tallies = tuple(score.tally for score in scores)
            judged = tuple(Judged(*each) for each in coverage(project))
            record_ = Record(project.today, seeds, counts, tallies, judged)
            write_record(settings.record_file, record_)
    except (CannotCheckError, OSError) as error:
        fail(error)
    if not any(score.tally.made for score in scores):
        fail("found nothing to make a mistake in")
    click.echo(render(scores, quiet=quiet))


def _origins(project: Project) -> set[str]:
    return {source.origin or source.key for source in project.sources.values()}
