"""
Add a record to `docs/reviews.yml`.

A record is one line, and the lines are sorted. They begin with fingerprints, so that what two
people add rarely comes to lie on the same line, and merges. Nothing in the file is ever changed or
taken out: a record that has lapsed holds again where its sentence comes back.
"""

from __future__ import annotations

import functools
import json
import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from explainer import atomic, yaml_schema
from explainer.model import CannotCheckError
from explainer.reviews.schema import REVIEW_FIELDS

if TYPE_CHECKING:
    from pathlib import Path

    from explainer.model import Review

_HEADER = """\
# Who has read which sentence beside what it cites; `explainer review` adds a line for each.
# A record lapses when the sentence, or what it cites, changes. It says that somebody looked.
reviews:
"""
_KEY = re.compile(r"^reviews:[ \t]*(?:#.*)?$", re.MULTILINE)
_EMPTY = re.compile(r"^reviews:[ \t]*(?:\[[ \t]*\]|~|null)[ \t]*(?:#.*)?$", re.MULTILINE)
_ITEM = re.compile(r"( *)- ")
_LONGEST = 60


class ReviewsError(CannotCheckError):
    """A record cannot be added to the file; the message says why."""


def beginning(text: str) -> str:
    """The beginning of a sentence, in at most sixty characters that YAML can hold."""
    shown = "".join(char if char.isprintable() else " " for char in text)
    shown = " ".join(shown.split())
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1].rstrip()}…"


def add_review(file: Path, review: Review) -> None:
    """
    Add a record to the file, which is written whole or not at all.

    The file is read again before, so that what others have added since is kept. Raises
    `ReviewsError` where it has no list of reviews, and `OSError`.
    """
    try:
        text = file.read_bytes().decode("utf-8")
    except FileNotFoundError:
        text = ""
    except UnicodeDecodeError as error:
        message = f"{file}: is not UTF-8; mend it first"
        raise ReviewsError(message) from error
    added = _with_record(text, review)
    if added is None or _count(added, file.name) != _count(text, file.name) + 1:
        message = f"{file}: holds no list 'reviews' to add to; `explainer check` says what is wrong"
        raise ReviewsError(message)
    atomic.write(file, added)


# What was added last time is what the file holds this time.
@functools.lru_cache(maxsize=2)
def _count(text: str, name: str) -> int:
    """The number of items of the list, whether valid or not; -1 where the text is no YAML."""
    if not text.strip():
        return 0
    record, _ = yaml_schema.parse(text, name, REVIEW_FIELDS)
    return len(record.lists.get("reviews", ())) if record else -1


def _with_record(text: str, review: Review) -> str | None:
    """The text of the file with one more record, or `None` where there is no list for it."""
    if not any(line.partition("#")[0].strip() for line in text.splitlines()):
        # A file of comments keeps them.
        before = f"{text.rstrip()}\n" if text.strip() else ""
        return f"{before}{_HEADER}  {_line(review)}\n"
    line_end = "\r\n" if "\r\n" in text else "\n"
    text = _EMPTY.sub("reviews:", text.replace("\r\n", "\n"))
    key = _KEY.search(text)
    if key is None:
        return None
    first = text.count("\n", 0, key.end()) + 1
    lines = text.removesuffix("\n").split("\n")
    return line_end.join([*_inserted(lines, first, _line(review)), ""])


def _inserted(lines: list[str], first: int, record: str) -> list[str]:
    """The lines of the file with a record; `first` is the index of the first one of the list."""
    indent = next((m[1] for line in lines[first:] if (m := _ITEM.match(line))), "  ")
    starts = [at for at in range(first, len(lines)) if lines[at].startswith(f"{indent}- ")]
    before = bisect_left([lines[at] for at in starts], indent + record)
    # Behind the item before, and all of its lines.
    at = starts[before] if before < len(starts) else _end(lines, starts, first)
    return [*lines[:at], indent + record, *lines[at:]]


def _end(lines: list[str], starts: list[int], first: int) -> int:
    """The index of the line behind the last item of the list."""
    index = starts[-1] + 1 if starts else first
    while starts and index < len(lines) and lines[index].startswith(" "):
        index += 1
    return index


def _line(review: Review) -> str:
    values = {
        "sentence": review.sentence,
        "passages": review.passages,
        "date": review.date,
        "by": json.dumps(review.by, ensure_ascii=False),
        "begins": json.dumps(review.begins, ensure_ascii=False) if review.begins else "",
        "note": json.dumps(review.note, ensure_ascii=False) if review.note else "",
    }
    return f"- {{{', '.join(f'{name}: {value}' for name, value in values.items() if value)}}}"
