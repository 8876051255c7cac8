"""
What the last run of mistakes found: a small file that a page shows.

Its figures are those of a day, and say which.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import yaml

from explainer import atomic, yaml_schema

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Tally(NamedTuple):
    """A kind of mistake: how many were made and noticed, and whether any rule looks for it."""

    kind: str
    expected: bool
    made: int
    noticed: int

    @property
    def share(self) -> float | None:
        """The part of them that was noticed, or `None` where none was made."""
        return self.noticed / self.made if self.made else None


class Record(NamedTuple):
    """
    A run of mistakes: its day (ISO 8601), where its random numbers began, and its figures.

    `counts` are the project's, by name.
    """

    date: str
    seeds: tuple[int, ...]
    counts: Mapping[str, int]
    kinds: tuple[Tally, ...]


def write_record(file: Path, record: Record) -> None:
    """Write a record, whole or not at all. Raises `OSError`."""
    values = {
        "date": record.date,
        "seeds": list(record.seeds),
        "counts": dict(record.counts),
        "kinds": [tally._asdict() for tally in record.kinds],
    }
    text = yaml.safe_dump(values, sort_keys=False, allow_unicode=True)
    atomic.write(file, f"# Written by `explainer mutate --record`.\n{text}")


def read_record(file: Path) -> Record | None:
    """What was last written, or `None` where nothing was, or nothing that can be read."""
    try:
        values = yaml_schema.load(file.read_text(encoding="utf-8"))
        return Record(
            str(values["date"]),
            tuple(values["seeds"]),
            dict(values["counts"]),
            tuple(Tally(**each) for each in values["kinds"]),
        )
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError, ValueError):
        return None
