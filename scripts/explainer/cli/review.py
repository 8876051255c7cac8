"""`explainer review`: sentences beside what they cite, for people to read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from explainer.cache import open_cache
from explainer.cli.common import (
    display_place,
    fail,
    infrequent_gc,
    load_project,
    load_settings,
    plural,
    report_limits,
    require_sentences,
    within,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explainer.model import Project
    from explainer.review_queue import QueuedSentence
    from explainer.reviews import ReviewStatus
    from explainer.settings import Settings


@click.command("review")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--as", "name", metavar="NAME", help="Record NAME as the reader.")
@click.option("--list", "listed", is_flag=True, help="Only list what nobody has read.")
@click.option("--serve", "served", is_flag=True, help="Walk in a browser, on this machine only.")
def review_command(
    paths: tuple[Path, ...], name: str | None, *, listed: bool, served: bool
) -> None:
    """
    Walk through the sentences beside what they cite, and record which of them you have read.

    PATHS are a project's folder, or pages and folders in it. The riskiest sentences come first,
    and then the newest. `docs/reviews.yml` records who has read a sentence, until the sentence or
    what it cites changes. The name is that of Git's `user.name`, if --as gives none.
    """
    from explainer.review_queue import change_times, queue_of
    from explainer.reviews import statuses_of

    settings = load_settings(paths)
    with infrequent_gc():
        project = load_project(settings, cache=open_cache(settings.root)).project
    require_sentences(settings, project, ())
    _require_valid_file(settings, project)
    statuses = _within(
        statuses_of(project.pages, project.sources, project.claims, project.reviews),
        paths,
        settings,
    )
    if not statuses:
        fail("no sentence here cites anything: there is nothing to read beside it")
    reader = name if listed else _reader(name, settings)
    due = [each for each in statuses if not each.is_read and not _has_read(each, reader)]
    changed = change_times(settings.root, sorted({each.page.path for each in due}))
    queue = queue_of(project, due, changed)
    if listed:
        _list(settings, queue, statuses)
    else:
        from explainer.cli.review_session import ReviewSession

        today = dt.datetime.now(tz=dt.UTC).date().isoformat()
        if served:
            from explainer.cli.review_server import ReviewServer, serve

            serve(ReviewServer(settings, project, queue, str(reader), today))
        else:
            ReviewSession(settings, project, queue, str(reader), today).run()


def _require_valid_file(settings: Settings, project: Project) -> None:
    """End the process where a part of the file of reviews is not valid: it might be lost."""
    path = settings.named(settings.reviews_file)
    for invalid in project.invalid_data:
        if invalid.place.path == path:
            where = display_place(settings.root, invalid.place)
            fail(f"{where}: {invalid.message}; {invalid.hint}")


def _within(
    statuses: Sequence[ReviewStatus], paths: Sequence[Path], settings: Settings
) -> list[ReviewStatus]:
    limits = report_limits(paths, settings)
    return [each for each in statuses if within(settings.root / each.page.path, limits)]


def _reader(name: str | None, settings: Settings) -> str:
    from explainer.review_queue import git

    reader = " ".join((name or git(settings.root, "config", "user.name")).split())
    if not reader:
        fail("whose review is it? say so with --as NAME, or set Git's user.name")
    return reader


def _has_read(status: ReviewStatus, reader: str | None) -> bool:
    from explainer.text_normalization import caseless

    return reader is not None and any(
        caseless(each.by) == caseless(reader) for each in status.holding
    )


def _list(
    settings: Settings, queue: Sequence[QueuedSentence], statuses: Sequence[ReviewStatus]
) -> None:
    for each in queue:
        sentence = each.status.sentence
        why = f" ({'; '.join(each.reasons)})" if each.reasons else ""
        click.echo(f"{display_place(settings.root, sentence.place)}: {sentence.text}{why}")
    done = sum(each.is_read for each in statuses)
    total = plural(len(statuses), "sentence")
    click.echo(f"{done:,} of {total} that cite something have been read by enough people.")
