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
    """A kind of mutant with its group: how many were made and detected."""

    kind: str
    group: str
    made: int
    noticed: int

    @property
    def share(self) -> float | None:
        """The detection rate from 0 to 1, or `None` where no mutant was made."""
        return self.noticed / self.made if self.made else None


class Judged(NamedTuple):
    """In how many of the sentences that cite evidence a rule had anything to compare."""

    rule: str
    name: str
    sentences: int
    of: int


class Record(NamedTuple):
    """
    A mutation run: its day (ISO 8601), its random seeds, and its tallies.

    `counts` are the totals of the project, by name; `judged` are the rules that compare sentences
    with evidence.
    """

    date: str
    seeds: tuple[int, ...]
    counts: Mapping[str, int]
    kinds: tuple[Tally, ...]
    judged: tuple[Judged, ...] = ()


def write_record(file: Path, record: Record) -> None:
    """Write a record atomically. Raises `OSError`."""
    values = {
        "date": record.date,
        "seeds": list(record.seeds),
        "counts": dict(record.counts),
        "kinds": [tally._asdict() for tally in record.kinds],
        "judged": [judged._asdict() for judged in record.judged],
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
            tuple(Judged(**each) for each in values["judged"]),
        )
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError, ValueError):
        return None
