"""
The problems that a project began with, as a file.

A project that adopts the checks has them already, and only new ones are to fail. An entry says
neither line nor column, so that it holds when the text around a problem moves: it has the path,
the rule, and a fingerprint of the sentence and the words in it that the problem is about, and of
what is said of them. Punctuation does not count, nor does the path where the file has another.
The file only ever shrinks by itself.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import xxhash

from explainer import atomic, yaml_schema
from explainer.model import CannotCheckError, Place, StaleBaselineEntry
from explainer.yaml_schema import Field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from explainer.model import Page, Problem

_COUNT = re.compile(r"[1-9][0-9]{0,8}")
_PLAIN = re.compile(r"[\w./][\w./-]*")
_CODE = re.compile(r"[A-Z]{3}\d{3}")
_WORD = re.compile(r"\w+")
_LONGEST = 60

BASELINE_FIELDS = (
    Field(
        "problems",
        "list",
        guidance="The problems that are there and do not fail a run, one a line.",
        good="[]",
        bad="none",
        fields=(
            Field(
                "path",
                "text",
                guidance="The file, from the project's folder.",
                good="docs/page.md",
                bad="page",
                required=True,
            ),
            Field(
                "code", "text", guidance="The rule's code.", good="CIT101", bad="all", required=True
            ),
            Field(
                "fingerprint",
                "fingerprint",
                guidance="Sixteen hexadecimal digits, from the words that it is about.",
                good="1f0c9a8be2d37f64",
                bad="It warmed.",
                required=True,
            ),
            Field(
                "count",
                "text",
                guidance="How often it is there.",
                good="1",
                bad="often",
                required=True,
            ),
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
    """The identity of a problem, independent of its position on a page."""

    path: str
    code: str
    fingerprint: str


class Baseline(NamedTuple):
    """
    The content of a baseline file: the number of occurrences of each problem, and its place.

    `words` is the comment after each entry, for people.
    """

    counts: dict[Key, int]
    places: dict[Key, Place]
    words: dict[Key, str]


class Comparison(NamedTuple):
    """
    The comparison of a run with a baseline.

    `new` are the problems that it does not list, `listed` the number of those that it does, `stale`
    the entries that did not occur, `moved` those of missing files that occurred in other files.
    """

    new: list[Problem]
    listed: int
    stale: dict[Key, int]
    moved: dict[tuple[Key, Key], int]


class Sentences:
    """The sentences of pages by their places, to find the one around a problem."""

    def __init__(self, pages: Iterable[Page]) -> None:
        found: dict[str, dict[Place, list[str]]] = {}
        self._cited: dict[tuple[str, int, int], str] = {}
        for sentence in (sentence for page in pages for sentence in page.sentences):
            place = sentence.place
            # Sentences without an exact place may share one.
            found.setdefault(place.path, {}).setdefault(place, []).append(sentence.text)
            for citation in sentence.citations:
                at = citation.place
                self._cited[at.path, at.line, at.column] = sentence.text
        self._found = {path: sorted(each.items()) for path, each in found.items()}

    def around(self, place: Place) -> tuple[str, bool]:
        """The text of the sentence that a place is in, or of whose citation; whether it is all."""
        cited = self._cited.get((place.path, place.line, place.column))
        if cited is not None:
            return cited, False
        sentences = self._found.get(place.path, [])
        start = (place.line, place.column)
        index = bisect_right(sentences, start, key=lambda each: (each[0].line, each[0].column))
        if not index:
            return "", False
        last, texts = sentences[index - 1]
        within = start < (last.end_line, last.end_column)
        return "\n".join(texts) * within, last == place


class Problems:
    """
    The problems of a run as a baseline knows them.

    `lines` gives the lines of a file by its path, `around` the sentence
    that a place is in, and whether it is all of it.
    """

    def __init__(
        self,
        problems: Iterable[Problem],
        lines: Callable[[str], list[str]],
        around: Callable[[Place], tuple[str, bool]] = lambda _: ("", False),
    ) -> None:
        self._lines = lines
        self._around = around
        self.keyed = [(self._key(problem), problem) for problem in problems]

    def _key(self, problem: Problem) -> Key:
        place = problem.place
        sentence, whole = self._around(place)
        # Of a whole sentence it is what readers see of it that counts, and not its markup.
        words = "" if whole else self._words(problem)
        parts = (_bare(words), _bare(sentence), problem.message)
        # White space is read from the file as it is here.
        path = " ".join(place.path.split())
        return Key(path, problem.code, xxhash.xxh3_64_hexdigest("\n".join(parts).encode()))

    def _words(self, problem: Problem) -> str:
        place = problem.place
        lines = self._lines(place.path)[place.line - 1 : place.end_line]
        if not lines:
            return ""
        if not place.exact:
            # It is somewhere near, so all of what is there counts.
            pass
        elif place.end_line == place.line:
            lines = [lines[0][place.column - 1 : place.end_column - 1]]
        else:
            lines = [
                lines[0][place.column - 1 :],
                *lines[1:-1],
                lines[-1][: place.end_column - 1],
            ]
        return " ".join(" ".join(lines).split())

    def baseline(self) -> Baseline:
        """A baseline that lists exactly these problems."""
        counts = Counter(key for key, _ in self.keyed)
        words = {
            key: _short(f"{self._words(problem)}: {problem.message}") for key, problem in self.keyed
        }
        return Baseline(dict(counts), {}, words)


def compare(
    problems: Problems,
    baseline: Baseline,
    is_reported: Callable[[Key], bool],
    is_missing: Callable[[str], bool] = lambda _: False,
) -> Comparison:
    """
    Tell new problems from those that a baseline lists.

    Where a problem occurs more often than listed, the last ones are new. `is_reported` is whether
    this run would have found the problem of an entry, `is_missing` whether a file does not exist
    any more; the entries of such a file may match problems in another.
    """
    left = Counter(baseline.counts)
    unlisted: list[tuple[Key, Problem]] = []
    for key, problem in problems.keyed:
        if left[key] > 0:
            left[key] -= 1
        else:
            unlisted.append((key, problem))
    homeless: dict[tuple[str, str], list[Key]] = {}
    for key in sorted(left) if unlisted else ():
        if left[key] > 0 and is_missing(key.path):
            homeless.setdefault(key[1:], []).append(key)
    new: list[Problem] = []
    moved: Counter[tuple[Key, Key]] = Counter()
    for key, problem in unlisted:
        old = next((each for each in homeless.get(key[1:], ()) if left[each] > 0), None)
        if old is None:
            new.append(problem)
        else:
            left[old] -= 1
            moved[old, key] += 1
    stale = {key: times for key, times in left.items() if times > 0 and is_reported(key)}
    return Comparison(new, len(problems.keyed) - len(new), stale, dict(moved))


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
    record, invalid = yaml_schema.parse(text, named, BASELINE_FIELDS)
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


def stale_entries(
    baseline: Baseline, compared: Comparison, hint: str, hint_moved: str
) -> tuple[StaleBaselineEntry, ...]:
    """The stale entries of a baseline, one for each file and rule, for the rule on them."""
    found: dict[tuple[str, str, str], list[tuple[Key, int]]] = {}
    for key, times in compared.stale.items():
        found.setdefault((key.path, key.code, ""), []).append((key, times))
    for (old, new), times in compared.moved.items():
        found.setdefault((old.path, old.code, new.path), []).append((old, times))
    return tuple(
        StaleBaselineEntry(
            min(baseline.places[key] for key, _ in entries),
            code,
            path,
            sum(baseline.counts[key] for key, _ in entries),
            sum(baseline.counts[key] - times for key, times in entries),
            hint_moved if now else hint,
            now,
        )
        for (path, code, now), entries in found.items()
    )


def without(baseline: Baseline, compared: Comparison) -> Baseline:
    """A baseline without its stale entries, and with moved entries at their new paths."""
    counts = Counter(baseline.counts)
    words = dict(baseline.words)
    counts.subtract(compared.stale)
    for (old, new), times in compared.moved.items():
        counts[old] -= times
        counts[new] += times
        words[new] = words.get(old, "")
    left = {key: count for key, count in counts.items() if count > 0}
    return baseline._replace(counts=left, words=words)


def merged(kept: Baseline, added: Baseline) -> Baseline:
    """Both baselines merged; the second takes precedence."""
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


def _bare(text: str) -> str:
    """A text without punctuation and white space, which may change without effect."""
    return " ".join(_WORD.findall(text)) or text


def _short(text: str) -> str:
    # A comment ends with its line, and holds no character that YAML refuses.
    text = "".join(char if char.isprintable() else " " for char in text)
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
