"""
The problems that a project began with, as a file.

A project that adopts the checks has them already, and only new ones are to fail. An entry says
neither line nor column, so that it holds when the text around a problem moves: it has the path,
the rule, and a fingerprint of the words that the problem is about and of what is said of them.
The file only ever shrinks by itself.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import xxhash

from explainer import atomic, schema
from explainer.model import CannotCheckError, Place, Stale
from explainer.schema import Field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from explainer.model import Problem

_COUNT = re.compile(r"[1-9]\d*")
_PLAIN = re.compile(r"[\w./][\w./-]*")
_CODE = re.compile(r"[A-Z]{3}\d{3}")
_LONGEST = 60

BASELINE_FIELDS = (
    Field(
        "problems",
        "list",
        "The problems that are there and do not fail a run, one a line.",
        "[]",
        "none",
        fields=(
            Field(
                "path",
                "text",
                "The file, from the project's folder.",
                "docs/page.md",
                "page",
                required=True,
            ),
            Field("code", "text", "The rule's code.", "CIT101", "all", required=True),
            Field(
                "fingerprint",
                "fingerprint",
                "Sixteen hexadecimal digits, from the words that it is about.",
                "1f0c9a8be2d37f64",
                "It warmed.",
                required=True,
            ),
            Field("count", "text", "How often it is there.", "1", "often", required=True),
        ),
    ),
)
"""The fields of the file."""

_HEADER = """\
# Problems that were there when this project began to be checked: `explainer check --baseline FILE`
# reports all others. A problem that does not happen any more is taken out of this file by that
# command, which never adds any; commit what it changes. `--record` writes all of it anew.
"""


class BaselineError(CannotCheckError):
    """A baseline cannot be read or written; the message says why."""


class Key(NamedTuple):
    """What makes two problems the same, wherever they stand on a page."""

    path: str
    code: str
    fingerprint: str


class Baseline(NamedTuple):
    """
    What a file lists: how often each problem, and where in the file it says so.

    `words` are what a person reads of each, behind its entry.
    """

    counts: dict[Key, int]
    places: dict[Key, Place]
    words: dict[Key, str]


class Compared(NamedTuple):
    """The problems that a baseline does not list, how many it lists, and what is stale in it."""

    new: list[Problem]
    listed: int
    stale: dict[Key, int]


class Problems:
    """
    The problems of a run as a baseline knows them.

    `text` gives the lines of a file by its path.
    """

    def __init__(self, problems: Iterable[Problem], lines: Callable[[str], list[str]]) -> None:
        self._lines = lines
        self.keyed = [(self._key(problem), problem) for problem in problems]

    def _key(self, problem: Problem) -> Key:
        place = problem.place
        said = f"{self._words(problem)}\n{problem.message}"
        # White space is read from the file as it is here.
        path = " ".join(place.path.split())
        return Key(path, problem.code, xxhash.xxh3_64_hexdigest(said.encode()))

    def _words(self, problem: Problem) -> str:
        place = problem.place
        lines = self._lines(place.path)[place.line - 1 : place.end_line]
        if not lines:
            return ""
        if place.end_line == place.line:
            lines = [lines[0][place.column - 1 : place.end_column - 1]]
        else:
            lines = [
                lines[0][place.column - 1 :],
                *lines[1:-1],
                lines[-1][: place.end_column - 1],
            ]
        return " ".join(" ".join(lines).split())

    def baseline(self) -> Baseline:
        """A baseline that lists just these."""
        counts = Counter(key for key, _ in self.keyed)
        words = {
            key: _short(f"{self._words(problem)}: {problem.message}") for key, problem in self.keyed
        }
        return Baseline(dict(counts), {}, words)


def compare(problems: Problems, baseline: Baseline, looked_at: Callable[[Key], bool]) -> Compared:
    """
    Tell new problems from those that a baseline lists.

    Where there are more of the same than it lists, the last ones are new. `looked_at` tells of an
    entry whether this run would have found its problem.
    """
    left = Counter(baseline.counts)
    new: list[Problem] = []
    for key, problem in problems.keyed:
        if left[key] > 0:
            left[key] -= 1
        else:
            new.append(problem)
    stale = {key: times for key, times in left.items() if times > 0 and looked_at(key)}
    return Compared(new, len(problems.keyed) - len(new), stale)


def read_baseline(file: Path, named: str) -> Baseline:
    """
    Read a baseline; `named` is how places call the file.

    Raises `BaselineError` where it is none, in one line.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        message = f"{file}: cannot be read: {reason}"
        raise BaselineError(message) from error
    record, invalid = schema.parse(text, named, BASELINE_FIELDS)
    if record is None or invalid or "problems" not in record.lists:
        first = min(invalid, default=None)
        where = f"{file}:{first.place.line}:{first.place.column}" if first else str(file)
        what = first.message if first else "has no list 'problems'"
        # Without a list of problems it is some other file, which nobody should remove.
        other = record is not None and "problems" not in record.places
        way = "remove it and begin it again with --record"
        if other:
            way = "name a file that is a baseline"
        message = f"{where}: {what}; mend it, or {way}"
        raise BaselineError(message)
    baseline = Baseline({}, {}, {})
    lines = text.splitlines()
    for each in record.records("problems"):
        values = each.values
        if not _COUNT.fullmatch(values["count"]):
            message = f"{file}:{each.place.line}: 'count' is no number: {values['count']!r}"
            raise BaselineError(message)
        key = Key(values["path"], values["code"], values["fingerprint"])
        baseline.counts[key] = baseline.counts.get(key, 0) + int(values["count"])
        baseline.places.setdefault(key, each.place)
        baseline.words[key] = lines[each.place.line - 1].partition("}  # ")[2]
    return baseline


def stale_entries(baseline: Baseline, stale: dict[Key, int], hint: str) -> tuple[Stale, ...]:
    """What is stale in a baseline, for the rule that reports it."""
    return tuple(
        Stale(
            baseline.places[key],
            key.code,
            key.path,
            baseline.counts[key],
            baseline.counts[key] - times,
            hint,
        )
        for key, times in stale.items()
    )


def without(baseline: Baseline, stale: dict[Key, int]) -> Baseline:
    """A baseline without what is stale in it."""
    counts = {key: count - stale.get(key, 0) for key, count in baseline.counts.items()}
    return baseline._replace(counts={key: count for key, count in counts.items() if count > 0})


def merged(kept: Baseline, added: Baseline) -> Baseline:
    """Both baselines in one; the second counts where both list a problem."""
    return Baseline({**kept.counts, **added.counts}, {}, {**kept.words, **added.words})


def write_baseline(file: Path, baseline: Baseline) -> None:
    """
    Write a baseline, whole or not at all, sorted and one problem a line.

    Raises `OSError`.
    """
    lines = [_line(key, baseline) for key in sorted(baseline.counts)]
    text = _HEADER + ("problems:\n" + "".join(lines) if lines else "problems: []\n")
    if file.exists() and not file.stat().st_mode & 0o200:
        raise PermissionError(13, "it is not to be written", str(file))
    atomic.write(file, text)


def _line(key: Key, baseline: Baseline) -> str:
    values = {
        "path": key.path
        if _PLAIN.fullmatch(key.path)
        else json.dumps(key.path, ensure_ascii=False),
        "code": key.code if _CODE.fullmatch(key.code) else json.dumps(key.code),
        # Hexadecimal digits may look like a number.
        "fingerprint": key.fingerprint,
        "count": baseline.counts[key],
    }
    fields = ", ".join(f"{name}: {value}" for name, value in values.items())
    words = baseline.words.get(key)
    return f"  - {{{fields}}}  # {words}\n" if words else f"  - {{{fields}}}\n"


def _short(text: str) -> str:
    # A comment ends with its line, and holds no character that YAML refuses.
    text = "".join(char if char.isprintable() else " " for char in text)
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
