"""
A small database of a project: bytes by kind and name, each with the digest that it holds for.

SQLite sees to it that two runs at once, or one that is killed, leave it whole. Source: "Atomic
Commit In SQLite", https://sqlite.org/atomiccommit.html.
"""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from explainer.cache.folder import remove_expired

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

T = TypeVar("T")

_VERSION = 1
_PATIENCE = 5.0
"""For how many seconds one run waits for another one that writes."""
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS entries (kind TEXT, name TEXT, digest TEXT, value BLOB,"
    " PRIMARY KEY (kind, name)) WITHOUT ROWID"
)


class Entry(NamedTuple):
    """What is kept under a name: a value, and the digest of what it holds for."""

    digest: str
    value: bytes


class Store:
    """
    The store in a file, or one that keeps nothing if that is `None`.

    It is opened at the first use. A damaged one is removed; no method raises an error of it.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._connection: sqlite3.Connection | None = None

    def get(self, kind: str, name: str) -> Entry | None:
        """What is kept under a name, or `None`."""
        query = "SELECT digest, value FROM entries WHERE kind = ? AND name = ?"
        rows = self._try(lambda db: db.execute(query, (kind, name)).fetchall()) or ()
        return next((Entry(*row) for row in rows), None)

    def all_of(self, kind: str) -> dict[str, Entry]:
        """All that is kept of a kind, by name."""
        query = "SELECT name, digest, value FROM entries WHERE kind = ?"
        rows = self._try(lambda db: db.execute(query, (kind,)).fetchall()) or ()
        return {name: Entry(digest, value) for name, digest, value in rows}

    def names_of(self, kind: str) -> set[str]:
        """The names under which something is kept of a kind."""
        query = "SELECT name FROM entries WHERE kind = ?"
        return {
            name for (name,) in self._try(lambda db: db.execute(query, (kind,)).fetchall()) or ()
        }

    def put(
        self, kind: str, entries: Iterable[tuple[str, Entry]], removed: Iterable[str] = ()
    ) -> None:
        """Keep entries of a kind by their names, and remove others, in one step."""
        rows = [(kind, name, each.digest, each.value) for name, each in entries]
        gone = [(kind, name) for name in removed]
        if not rows and not gone:
            return

        def change(db: sqlite3.Connection) -> None:
            with db:
                db.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?)", rows)
                db.executemany("DELETE FROM entries WHERE kind = ? AND name = ?", gone)

        self._try(change)

    def close(self) -> None:
        """Close the database."""
        if self._connection:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
        self._connection = None

    def _try(self, action: Callable[[sqlite3.Connection], T]) -> T | None:
        """The result of an action on the database; `None` where that cannot be used."""
        if self._file is None:
            return None
        try:
            return action(self._opened(self._file))
        except sqlite3.OperationalError:
            # It is locked for long, the disk is full, or nobody may write here.
            return None
        except (sqlite3.Error, OSError):
            self.close()
            with contextlib.suppress(OSError):
                self._file.unlink()
            self._file = None
            return None

    def _opened(self, file: Path) -> sqlite3.Connection:
        if self._connection is None:
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            db = sqlite3.connect(file, timeout=_PATIENCE, isolation_level="DEFERRED")
            self._connection = db
            # A crash of the machine may damage it: then it is made again.
            db.execute("PRAGMA synchronous = OFF")
            if _version_of(db) != _VERSION:
                remove_expired(file, file.name.partition("-")[0])
                with db:
                    db.execute("BEGIN IMMEDIATE")
                    # Another run may have made it meanwhile.
                    if _version_of(db) != _VERSION:
                        db.execute("DROP TABLE IF EXISTS entries")
                        db.execute(_SCHEMA)
                        db.execute(f"PRAGMA user_version = {_VERSION}")
        return self._connection


def _version_of(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])
