"""
The detection rates of the last mutation run, in a file that a page shows.

Its figures are those of a day, which it states.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import yaml

from explainer import atomic, yaml_schema

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Tally(NamedTuple):
    """A kind of mutant: how many were made and detected, and whether a rule should detect it."""

    kind: str
    expected: bool
    made: int
    noticed: int

    @property
    def share(self) -> float | None:
        """The detection rate from 0 to 1, or `None` where no mutant was made."""
        return self.noticed / self.made if self.made else None


class Record(NamedTuple):
    """
    A mutation run: its day (ISO 8601), its random seeds, and its tallies.

    `counts` are the totals of the project, by name.
    """

    date: str
    seeds: tuple[int, ...]
    counts: Mapping[str, int]
    kinds: tuple[Tally, ...]


def write_record(file: Path, record: Record) -> None:
    """Write a record atomically. Raises `OSError`."""
    values = {
        "date": record.date,
        "seeds": list(record.seeds),
        "counts": dict(record.counts),
        "kinds": [tally._asdict() for tally in record.kinds],
    }
    text = yaml.safe_dump(values, sort_keys=False, allow_unicode=True)
    atomic.write(file, f"# Written by `explainer mutate --record`.\n{text}")


def read_record(file: Path) -> Record | None:
    """Read the record, or `None` where there is none that can be read."""
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
