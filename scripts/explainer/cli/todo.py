"""`explainer todo`: what is left to do in a project."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from explainer.cache import open_cache
from explainer.cli.common import (
    EXIT_PROBLEMS,
    choose_rules,
    display_path,
    infrequent_gc,
    load_project,
    load_settings,
    note_settings,
    require_sentences,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from explainer.todo import PageLeft, Progress, Share


@click.command("todo")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Output format.",
)
def todo_command(path: Path | None, form: str) -> None:
    """
    Show what is left to do in a project, by page, and how much is done.

    PATH is a project's folder; the default is the project in the working folder. What is left are
    the problems that `explainer check` finds. Pages are listed in the order of the site's
    navigation; finished pages are listed only in the JSON output.
    """
    from explainer.rules import check
    from explainer.todo import progress_of

    settings = load_settings([path] if path else [])
    with infrequent_gc():
        reading = load_project(settings, cache=open_cache(settings.root))
        problems = check(reading.project, choose_rules(()), settings.ignored()).problems
    require_sentences(settings, reading.project, problems)
    note_settings(settings)
    order = [settings.named(settings.docs_dir / path) for path in settings.nav]
    progress = progress_of(reading.project, problems, order)

    def show(name: str) -> str:
        return display_path(settings.root, settings.root / name)

    click.echo(_json(progress, show) if form == "json" else _text(progress, show))
    sys.exit(EXIT_PROBLEMS if problems else 0)


def _text(progress: Progress, show: Callable[[str], str]) -> str:
    rows = list(_rows(progress, show))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)] if rows else []
    lines = []
    for name, done, left in rows:
        lines.append(f"{name:<{widths[0]}}  {done:<{widths[1]}}  {left:>{widths[2]}}".rstrip())
    return "\n".join([*lines, *([""] if lines else []), _closing(progress)])


def _rows(progress: Progress, show: Callable[[str], str]) -> Iterator[tuple[str, str, str]]:
    """The lines of the list: what it is about, how much is done, and what is left."""
    for file in progress.files:
        yield show(file.path), "", _left(file.problems)
    for page in progress.pages:
        if page.problems or page.problems_in_claims:
            yield show(page.path), _of(page.sentences, "sentence"), _left(page.problems)
        if page.problems_in_claims:
            yield _claims(page, "  its claims")
    if progress.stray.problems_in_claims:
        yield _claims(progress.stray, "claims of no page")


def _claims(page: PageLeft, name: str) -> tuple[str, str, str]:
    return (
        name,
        f"{page.claims.done:,} of {page.claims.total:,} written",
        _left(page.problems_in_claims),
    )


def _closing(progress: Progress) -> str:
    parts = [
        _of(progress.sentences, "sentence"),
        _of(progress.claims, "claim"),
        _of(progress.sources, "source"),
    ]
    if progress.article.total:
        parts.append(f"{_of(progress.article, 'sentence')} of the article")
    done = ", ".join(parts)
    if not progress.problems:
        return f"Nothing is left: {done}."
    return f"{progress.per_cent} % is done: {done}; {_left(progress.problems)}."


def _of(share: Share, name: str) -> str:
    return f"{share.done:,} of {share.total:,} {name}{'' if share.total == 1 else 's'}"


def _left(problems: int) -> str:
    return f"{problems:,} left" if problems else "done"


def _json(progress: Progress, show: Callable[[str], str]) -> str:
    def of(share: Share) -> dict[str, int]:
        return share._asdict()

    def page(each: PageLeft) -> dict[str, object]:
        return {
            "path": show(each.path) if each.path else None,
            "sentences": of(each.sentences),
            "claims": of(each.claims),
            "problems": each.problems,
            "problems_in_claims": each.problems_in_claims,
        }

    whole = {
        "summary": {
            "per_cent": progress.per_cent,
            "sentences": of(progress.sentences),
            "claims": of(progress.claims),
            "sources": of(progress.sources),
            "article": of(progress.article),
            "problems": progress.problems,
        },
        "pages": [
            *map(page, progress.pages),
            *([page(progress.stray)] * bool(progress.stray.claims.total)),
        ],
        "files": [{"path": show(each.path), "problems": each.problems} for each in progress.files],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)
