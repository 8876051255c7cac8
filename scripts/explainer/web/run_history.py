"""
What was dead in earlier runs, in one small file that people can read.

An address is reported as dead when it was dead in two runs that are at least a day apart. A run
that could not tell changes nothing; one that found it alive forgets all.
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

    from explainer.web.retry import Answer

APART = dt.timedelta(days=1)
"""How far apart two runs have to be."""

_HEAD = """\
# Addresses that were dead when `explainer links --web` last asked for them, and since when.
# An address is reported once it was dead in two runs at least a day apart.
"""


_WRONG = (AttributeError, KeyError, TypeError, ValueError, RecursionError)


class StateError(CannotCheckError):
    """The file of earlier runs cannot be read."""


class Death(NamedTuple):
    """When an address was first found dead, when last, and why."""

    since: dt.datetime
    last: dt.datetime
    reason: str

    @property
    def certain(self) -> bool:
        """Whether it was found dead in two runs that are far enough apart."""
        return self.last - self.since >= APART


def read_state(path: Path) -> dict[str, Death]:
    """The deaths of earlier runs; none where there is no file yet. Raises `StateError`."""
    _examine(path)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        message = f"{path}: {error.strerror}"
        raise StateError(message) from error
    try:
        values = yaml_schema.load(content.decode("utf-8")) or {}
        return {str(address): _death(value) for address, value in values.items()}
    except (yaml.YAMLError, *_WRONG) as error:
        message = f"{path}: is no file of `explainer links --web`; remove it to start anew"
        raise StateError(message) from error


def _examine(path: Path) -> None:
    """See that what a run finds can be kept, before it takes its time. Raises `StateError`."""
    folder = path.resolve().parent
    if not folder.is_dir():
        message = f"{path}: there is no folder {folder} to keep it in; make it first"
        raise StateError(message)
    if not os.access(folder, os.W_OK):
        message = f"{path}: nothing may be written to {folder}"
        raise StateError(message)
    if path.exists() and not path.is_file():
        message = f"{path}: is no file, and what was found could not be kept in it"
        raise StateError(message)


def _death(value: Mapping[str, object]) -> Death:
    return Death(_time(value["since"]), _time(value["last"]), str(value.get("reason", "")))


def _time(value: object) -> dt.datetime:
    time = value if isinstance(value, dt.datetime) else dt.datetime.fromisoformat(str(value))
    return time if time.tzinfo else time.replace(tzinfo=dt.UTC)


def take_in(
    before: Mapping[str, Death], answers: Iterable[Answer], now: dt.datetime
) -> dict[str, Death]:
    """The deaths after a run, by the answers to what was asked in it."""
    after = {}
    for answer in answers:
        known = before.get(answer.address)
        if answer.verdict == DEAD:
            since = known.since if known else now
            after[answer.address] = Death(since, now, answer.reason)
        elif answer.verdict == COULD_NOT_TELL and known:
            after[answer.address] = known
    return after


def write_state(path: Path, deaths: Mapping[str, Death]) -> None:
    """Write the deaths, all at once or not at all. Raises `OSError`."""
    values = {
        address: {
            "since": death.since.isoformat(timespec="seconds"),
            "last": death.last.isoformat(timespec="seconds"),
            "reason": death.reason,
        }
        for address, death in sorted(deaths.items())
    }
    dumped = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=1000)
    atomic.write(path, _HEAD + (dumped if values else ""))
