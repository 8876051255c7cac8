"""What the commands of `explainer source` share: options, reading sources, messages."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from explainer.cli.common import EXIT_PROBLEMS, display_path, fail, plural
from explainer.model import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explainer.model import Invalid
    from explainer.project import LoadedProject
    from explainer.settings import Settings
    from explainer.sources import SourceFiles, Values


FORMAT_NAMES = ("bibtex", "csl-json", "ris")
_OUTPUT_FORMATS = ("text", "json")
show_option = click.option(
    "--format",
    "form",
    type=click.Choice(_OUTPUT_FORMATS),
    default="text",
    show_default=True,
    help="Output format.",
)


def load_sources(settings: Settings) -> SourceFiles:
    """The project's sources. Ends the process where a file cannot be opened."""
    from explainer.sources import read_sources

    try:
        return read_sources(settings.sources_dir, settings.root)
    except OSError as error:
        fail(error)


def values_by_key(files: SourceFiles) -> dict[str, Values]:
    """The fields of every source by their keys."""
    from explainer import sources

    return sources.values_by_key(files)


def value_line(value: str | list[dict[str, str]]) -> str:
    """The value of a field on one line: a text, or names with semicolons between."""
    from explainer.sources import name_of

    return value if isinstance(value, str) else "; ".join(map(name_of, value))


def report_invalid(settings: Settings, invalid: Iterable[Invalid], outcome: str) -> None:
    """Name the files with invalid fields, and end the process with exit code 1 if there are any."""
    wrong = sorted({each.place.path for each in invalid})
    for path in wrong:
        message = f"holds what is wrong, which {outcome}; `explainer check` says what"
        click.echo(f"{display_path(settings.root, Path(path))}: {message}", err=True)
    if wrong:
        sys.exit(EXIT_PROBLEMS)


def report_unread(reading: LoadedProject) -> None:
    """Write how many files could not be read, and end the process with exit code 1 if any."""
    count = len(reading.project.unread_keys)
    if count:
        be = "is" if count == 1 else "are"
        message = f"{plural(count, 'file')} cannot be read and {be} not listed"
        click.echo(f"{message}; `explainer check` says why", err=True)
        sys.exit(EXIT_PROBLEMS)


_AROUND_KEY = re.compile(r"^\[?@|^(?:\./)?docs/sources/|\]$|\]?#.*$|\.ya?ml$")


def unknown_source(written: str, known: Iterable[str]) -> str:
    """The message that there is no source of a key, with the nearest of those that exist."""
    names = list(known)
    key = _AROUND_KEY.sub("", written)
    if key in names:
        return f"there is no source {written!r}; did you mean {key!r}?"
    within = (name for name in names if key and key.casefold() in name.casefold())
    close = nearest(key, names) or next(within, None)
    return f"there is no source {written!r}" + (f"; did you mean {close!r}?" if close else "")


JSON_STYLE: Any = {"ensure_ascii": False, "indent": 2}
