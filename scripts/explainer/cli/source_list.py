"""`explainer source list`: the sources as a table."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from explainer.cache import open_cache
from explainer.cli.common import load_project, load_settings, plural
from explainer.cli.source_options import JSON_STYLE, report_unread, show_option
from explainer.model import TIERS

if TYPE_CHECKING:
    from explainer.model import Project

_ORIGIN_WIDTH = 28
_MIN_TITLE_WIDTH = 12
_OPTIONAL_COLUMNS = ("ORIGIN", "ISSUED", "TIER", "TITLE", "MARKS", "CITED")
"""The columns that are left out where there is no room, in this order."""


@click.command("list")
@click.option("--unused", is_flag=True, help="Only sources that are not cited.")
@click.option("--overdue", is_flag=True, help="Only sources that are due for review.")
@click.option("--pointer", is_flag=True, help="Only sources with `reliance: pointer`.")
@click.option("--second-hand", is_flag=True, help="Only sources that were not read themselves.")
@click.option("--tier", type=click.Choice(TIERS), help="Only sources of this tier.")
@click.option("--origin", metavar="TEXT", help="Only sources of this origin.")
@show_option
def source_list_command(  # noqa: PLR0913  (one for each option)
    *,
    unused: bool,
    overdue: bool,
    pointer: bool,
    second_hand: bool,
    tier: str | None,
    origin: str | None,
    form: str,
) -> None:
    """
    List the sources, and how often each is cited.

    A source is marked as unused if nothing cites it, as overdue if it is due for review, as a
    pointer if its `reliance` is `pointer`, and as second-hand if only quotations or summaries of it
    by others were read.
    """
    settings = load_settings([Path.cwd()])
    reading = load_project(settings, cache=open_cache(settings.root))
    project = reading.project
    marks = {
        "unused": unused,
        "overdue": overdue,
        "pointer": pointer,
        "second-hand": second_hand,
    }
    wanted = {name for name, asked in marks.items() if asked}
    rows = [
        row
        for row in _rows(project)
        if wanted <= set(row["marks"])
        and tier in {None, row["tier"]}
        and origin in {None, row["origin"]}
    ]
    if form == "json":
        click.echo(json.dumps(rows, **JSON_STYLE))
        report_unread(reading)
        return
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    lines, left_out = _table(rows, width)
    for line in lines:
        click.echo(line)
    click.echo(f"{plural(len(rows), 'source')} of {len(project.sources):,}.")
    if left_out:
        click.echo(f"There was no room for {', '.join(sorted(left_out))}.", err=True)
    report_unread(reading)


def _rows(project: Project) -> list[dict[str, Any]]:
    from collections import Counter

    from explainer.rules.age import overdue_since

    cited = Counter(citation.key for citation in project.citations())
    return [
        {
            "key": source.key,
            "tier": source.tier if "tier" in source.places else None,
            "origin": source.origin,
            "relays": source.relays,
            "seen": source.seen,
            "issued": source.issued,
            "title": source.title,
            "url": source.url,
            "path": source.place.path,
            "passages": len(source.passages),
            "citations": cited[source.key],
            "marks": [
                name
                for name, holds in (
                    ("unused", not cited[source.key]),
                    ("overdue", overdue_since(source, project.today)),
                    ("pointer", source.is_pointer),
                    ("second-hand", source.is_second_hand),
                )
                if holds
            ],
        }
        for source in sorted(project.sources.values(), key=lambda each: each.key)
    ]


def _table(rows: list[dict[str, Any]], width: int) -> tuple[list[str], list[str]]:
    """
    The rows as lines of a table, and the names of the columns that are left out.

    `width` is that of the terminal in columns, or 0 for no limit: optional columns that do not fit
    are left out, and lines are truncated.
    """
    columns = {
        "KEY": [row["key"] for row in rows],
        "TIER": [row["tier"] or "-" for row in rows],
        "ORIGIN": [
            _truncate(row["origin"] or "-", _ORIGIN_WIDTH) if width else row["origin"] or "-"
            for row in rows
        ],
        "ISSUED": [row["issued"] or "-" for row in rows],
        "CITED": [str(row["citations"]) for row in rows],
        "MARKS": [" ".join(row["marks"]) or "-" for row in rows],
        "TITLE": [row["title"] for row in rows],
    }
    widths = {name: max(map(_display_width, (name, *cells))) for name, cells in columns.items()}
    title = min(widths["TITLE"], _MIN_TITLE_WIDTH)
    left_out = []
    for name in _OPTIONAL_COLUMNS:
        others = sum(room + 2 for each, room in widths.items() if each != "TITLE")
        if not width or others + (title if "TITLE" in widths else -2) <= width:
            break
        del widths[name]
        left_out.append(name)
    lines = [
        "  ".join(
            cell + " " * (room - _display_width(cell))
            for cell, room in zip(line, widths.values(), strict=True)
        ).rstrip()
        for line in (tuple(widths), *zip(*(columns[name] for name in widths), strict=True))
    ]
    return [_truncate(line, width) for line in lines] if width else lines, left_out


def _display_width(text: str) -> int:
    import wcwidth

    return max(0, int(wcwidth.wcswidth(text))) or len(text)


def _truncate(text: str, width: int) -> str:
    if _display_width(text) <= width:
        return text
    kept = ""
    for char in text:
        if _display_width(kept + char) >= width:
            break
        kept += char
    return f"{kept}…"
