"""
The dead URLs of earlier runs, in one small YAML file that people can read.

A URL is reported as dead if it was dead in two runs that are at least a day apart. A run that could
not tell leaves its record unchanged; a run that found it alive removes the record.
"""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING, NamedTuple

import yaml

from explainer import atomic, yaml_schema
from explainer.model import CannotCheckError
from explainer.web.verdicts import COULD_NOT_TELL, DEAD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from explainer.web.url_checker import UrlResult

MIN_INTERVAL = dt.timedelta(days=1)
"""The shortest time between the two runs that confirm a dead URL."""

_HEADER = """\
# URLs that were dead when `explainer links --web` last checked them, and since when.
# A URL is reported once it was dead in two runs at least a day apart.
"""

_MALFORMED = (AttributeError, KeyError, TypeError, ValueError, RecursionError)


class HistoryError(CannotCheckError):
    """The file of earlier runs cannot be read, or could not be written after the run."""


class DeadUrl(NamedTuple):
    """The record of a dead URL: when it was first and last found dead, and why."""

    since: dt.datetime
    last: dt.datetime
    reason: str

    @property
    def is_confirmed(self) -> bool:
        """Whether it was dead in two runs that are far enough apart."""
        return self.last - self.since >= MIN_INTERVAL


def read_history(path: Path) -> dict[str, DeadUrl]:
    """The dead URLs of earlier runs; empty if there is no file yet. Raises `HistoryError`."""
    _check_writable(path)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        message = f"{path}: {error.strerror}"
        raise HistoryError(message) from error
    try:
        values = yaml_schema.load(content.decode("utf-8")) or {}
        return {str(url): _dead_url(value) for url, value in values.items()}
    except (yaml.YAMLError, *_MALFORMED) as error:
        message = f"{path}: is not a file of `explainer links --web`; delete it to start again"
        raise HistoryError(message) from error


def update_history(
    before: Mapping[str, DeadUrl], results: Iterable[UrlResult], now: dt.datetime
) -> dict[str, DeadUrl]:
    """The dead URLs after a run, from those before it and its results."""
    after = {}
    for result in results:
        known = before.get(result.url)
        if result.verdict == DEAD:
            since = known.since if known else now
            after[result.url] = DeadUrl(since, now, result.reason)
        elif result.verdict == COULD_NOT_TELL and known:
            after[result.url] = known
    return after


def write_history(path: Path, dead_urls: Mapping[str, DeadUrl]) -> None:
    """Write the dead URLs atomically. Raises `OSError`."""
    values = {
        url: {
            "since": dead.since.isoformat(timespec="seconds"),
            "last": dead.last.isoformat(timespec="seconds"),
            "reason": dead.reason,
        }
        for url, dead in sorted(dead_urls.items())
    }
    dumped = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=1000)
    atomic.write(path, _HEADER + (dumped if values else ""))


def _check_writable(path: Path) -> None:
    """Check before the run that its result can be written. Raises `HistoryError`."""
    folder = path.resolve().parent
    if not folder.is_dir():
        message = f"{path}: the folder {folder} does not exist; create it first"
        raise HistoryError(message)
    if not os.access(folder, os.W_OK):
        message = f"{path}: the folder {folder} is not writable"
        raise HistoryError(message)
    if path.exists() and not path.is_file():
        message = f"{path}: is not a regular file"
        raise HistoryError(message)


def _dead_url(value: Mapping[str, object]) -> DeadUrl:
    return DeadUrl(_time(value["since"]), _time(value["last"]), str(value.get("reason", "")))


def _time(value: object) -> dt.datetime:
    time = value if isinstance(value, dt.datetime) else dt.datetime.fromisoformat(str(value))
    return time if time.tzinfo else time.replace(tzinfo=dt.UTC)
