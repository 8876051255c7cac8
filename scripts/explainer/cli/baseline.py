"""`--baseline`: only new problems fail, and fixed problems are removed from the file."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import click

from explainer.cli.common import fail, lines_of
from explainer.model import CannotCheckError, Project, SuppressionDefects

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from explainer.baseline import Baseline, Comparison, Key
    from explainer.model import Page, Problem
    from explainer.rules import Rule

_OWN = "TXT107"


class BaselineRun(NamedTuple):
    """
    A run with a baseline: its file, and whether to record it.

    `root` is the project's folder, `rules` are those that ran, on `subjects`. `is_reported` is
    whether a path is within the report, and `pages` are those that were read.
    """

    file: Path
    record: bool
    root: Path
    rules: Sequence[Rule]
    subjects: tuple[type, ...]
    is_reported: Callable[[str], bool]
    pages: Sequence[Page] = ()

    def compare(self, problems: Sequence[Problem]) -> tuple[list[Problem], int]:
        """
        The problems that the baseline does not list, with its stale entries, and how many it lists.

        Ends the process where the file cannot be read as a baseline, and after recording.
        """
        from explainer import baseline as module

        # Files may have changed since an earlier run in this process.
        lines_of.cache_clear()
        codes = {rule.code for rule in self.rules if rule.subject in self.subjects} - {_OWN}
        others = [problem for problem in problems if problem.code not in codes]
        found = module.Problems(
            (problem for problem in problems if problem.code in codes),
            lambda path: lines_of(self.root / path),
            module.Sentences(self.pages).around,
        )
        if self.record:
            self._write(found.baseline(), len(found.keyed), codes)
        compared, listed = self._compared(found, codes)
        stale = self._stale_problems(compared, listed)
        return sorted([*others, *compared.new, *stale]), compared.listed

    @property
    def _named(self) -> str:
        return Path(os.path.relpath(self.file.resolve(), self.root)).as_posix()

    def _read(self) -> Baseline:
        from explainer.baseline import read_baseline

        # A problem shows the line of the file before its removal.
        lines_of(self.root / self._named)
        return read_baseline(self.file, self._named)

    def _compared(self, found: object, codes: set[str]) -> tuple[Comparison, Baseline]:
        from explainer.baseline import Problems, compare

        assert isinstance(found, Problems)
        if not self.file.exists():
            fail(f"there is no {self.file}; begin it with --baseline {self.file} --record")
        try:
            listed = self._read()
        except CannotCheckError as error:
            fail(error)
        compared = compare(
            found,
            listed,
            lambda key: self._covers(key, codes),
            lambda path: not (self.root / path).exists(),
        )
        return compared, listed

    def _covers(self, key: Key, codes: set[str]) -> bool:
        """Whether this run would have found the problem of an entry."""
        from explainer.rules import all_rules

        known = key.code in codes
        if not known and Project in self.subjects:
            # No run finds problems of a rule that does not exist any more.
            known = all(rule.code != key.code for rule in all_rules())
        return known and self.is_reported(key.path)

    def _stale_problems(self, compared: Comparison, listed: Baseline) -> list[Problem]:
        """The stale entries of the baseline, as problems, after removing them from its file."""
        from explainer.baseline import stale_entries, without, write_baseline

        own = [rule for rule in self.rules if rule.code == _OWN]
        if not own or not (compared.stale or compared.moved):
            return []
        try:
            write_baseline(self.file, without(listed, compared))
            hint = f"it has been taken out of {self.file}; commit the file"
            moved = f"{self.file} says so now; commit the file"
        except OSError as error:
            reason = error.strerror or error
            hint = f"{self.file} cannot be written ({reason}): take it out of the line yourself"
            moved = f"{self.file} cannot be written ({reason}): write the new path yourself"
        outcome = SuppressionDefects(stale=stale_entries(listed, compared, hint, moved))
        return [problem for rule in own for problem in rule.run(outcome)]

    def _write(self, today: Baseline, count: int, codes: set[str]) -> NoReturn:
        from explainer.baseline import Baseline, merged, write_baseline

        kept = Baseline({}, {}, {})
        try:
            if self.file.exists():
                before = self._read()
                kept = before._replace(
                    counts={
                        key: times
                        for key, times in before.counts.items()
                        if not self._covers(key, codes)
                    }
                )
            write_baseline(self.file, merged(kept, today))
        except CannotCheckError as error:
            fail(error)
        except OSError as error:
            fail(f"{self.file}: cannot be written: {error.strerror or error}")
        noun = "problem is" if count == 1 else "problems are"
        also = f", beside {len(kept.counts):,} kept from before" if kept.counts else ""
        click.echo(f"{count:,} {noun} listed in {self.file} now{also}; commit it.")
        sys.exit(0)


def refuse_record(file: Path | None, form: str, *, record: bool) -> None:
    """End the process where `--record` is given without `--baseline`, or with `--format`."""
    if record and file is None:
        fail("--record writes a baseline: name its file with --baseline FILE")
    if record and form != "text":
        fail("--record writes a baseline and no report: leave --format out")
