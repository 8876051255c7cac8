"""
Build a site as on another machine and another day.

Python imports this file as `sitecustomize`, before anything else, where `later` has put it. From
then on it is 500 days later, and the entries of folders come in the opposite order.
"""

from __future__ import annotations

import datetime as dt
import os
import time
from typing import Any, Self

DAYS = 500


class _Instances(type):
    """The type of a class whose instances are also those of the class that it stands for."""

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, cls.__mro__[1])


class Date(dt.date, metaclass=_Instances):
    """A date whose today is later."""

    @classmethod
    def today(cls) -> Any:  # noqa: ANN401  (of the class that it is called for)
        """The date."""
        return dt.date.fromtimestamp(time.time())  # noqa: DTZ012


class DateTime(dt.datetime, metaclass=_Instances):
    """A time whose now is later."""

    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> Any:  # noqa: ANN401
        """The time."""
        return cls.fromtimestamp(time.time(), tz)

    @classmethod
    def utcnow(cls) -> Any:  # noqa: ANN401
        """The time in UTC."""
        return cls.fromtimestamp(time.time(), dt.UTC).replace(tzinfo=None)


class _Reversed:
    """What `os.scandir` gives, from the last to the first."""

    def __init__(self, path: Any = ".") -> None:  # noqa: ANN401
        with _scandir(path) as entries:
            self._entries = iter(sorted(entries, key=lambda entry: entry.name)[::-1])

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> os.DirEntry[Any]:
        return next(self._entries)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is open any more."""

    def close(self) -> None:
        """Nothing is open any more."""


def change() -> None:
    """Change the clock and the order of folders in this process."""
    now, gmtime, localtime, strftime = time.time, time.gmtime, time.localtime, time.strftime
    time.time = lambda: now() + DAYS * 24 * 60 * 60
    time.gmtime = lambda at=None: gmtime(time.time() if at is None else at)
    time.localtime = lambda at=None: localtime(time.time() if at is None else at)
    time.strftime = lambda form, at=None: strftime(form, at or time.localtime())
    dt.date = Date  # type: ignore[misc]
    dt.datetime = DateTime  # type: ignore[misc]
    os.listdir = lambda path=".": sorted(_listdir(path))[::-1]  # type: ignore[assignment]
    os.scandir = _Reversed  # type: ignore[assignment]


_scandir, _listdir = os.scandir, os.listdir

if __name__ == "sitecustomize":
    change()
