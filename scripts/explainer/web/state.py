"""
What was dead in earlier runs, in one small file that people can read.

An address is reported as dead when it was dead in two runs that are at least a day apart. A run
that could not tell changes nothing; one that found it alive forgets all.
"""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import yaml

from explainer import schema
from explainer.model import CannotCheckError
from explainer.web.verdicts import COULD_NOT_TELL, DEAD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from explainer.web.asking import Answer

APART = dt.timedelta(days=1)
"""How far apart two runs have to be."""

_HEAD = """\
# Addresses that were dead when `explainer links --web` last asked for them, and since when.
# An address is reported once it was dead in two runs at least a day apart.
"""


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
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: {error}"
        raise StateError(message) from error
    try:
        values = schema.load(text) or {}
        return {str(address): _death(value) for address, value in values.items()}
    except (yaml.YAMLError, AttributeError, KeyError, TypeError, ValueError) as error:
        message = f"{path}: is no file of `explainer links --web`; remove it to start anew"
        raise StateError(message) from error


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
    write_whole(path, (_HEAD + (dumped if values else "")).encode())


def write_whole(path: Path, content: bytes) -> None:
    """Replace a file's content, all at once or not at all; its rights stay. Raises `OSError`."""
    target = path.resolve()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        mode = target.stat().st_mode & 0o7777 if target.exists() else 0o644
        temporary.chmod(mode)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
