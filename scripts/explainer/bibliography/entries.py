"""What every format is read into: entries with the fields of a source, and faults with lines."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from explainer.bibliography.plain_text import MARKED, language_tag, unmarked
from explainer.model import nearest
from explainer.sources import FIELDS, Values, clean
from explainer.sources.identifiers import doi_address
from explainer.yaml_schema import CHECKS, advice

if TYPE_CHECKING:
    from collections.abc import Iterable

MARK = "explainer: "
"""What a note begins with that holds, as JSON, the fields for which a format has no place."""

_YEARS_AHEAD = 5
_MOST_ASKED = 200
BY_NAME = {entry.name: entry for entry in FIELDS}
"""The fields of a source by their names."""


class Fault(NamedTuple):
    """Something wrong in a bibliography: its line, counted from 1, and what to do about it."""

    line: int
    message: str
    hint: str


@dataclass(slots=True)
class Entry:
    """
    One entry of a bibliography.

    `key` is as it is written there, or empty. `values` are the fields of a source. `line` is where
    the entry begins, `lines` where its fields are, as far as that is known.
    """

    key: str
    line: int
    values: Values = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, value: str, line: int = 0) -> None:
        """Take in a text for a field, unless it is empty or the field is filled."""
        if name in MARKED:
            value = unmarked(value)
        elif name == "language":
            value = language_tag(value)
        text = clean(value)
        if text and name not in self.values:
            self.values[name] = text
            self.lines[name] = line or self.line

    def add_names(self, name: str, names: list[dict[str, str]], line: int = 0) -> None:
        """Take in names for a field, after those that are there."""
        tidy = [
            {part: text for part, value in each.items() if (text := clean(value))} for each in names
        ]
        kept = [each for each in tidy if each]
        if kept:
            before = self.values.setdefault(name, [])
            if isinstance(before, list):
                before += kept
            self.lines.setdefault(name, line or self.line)


@dataclass(slots=True)
class Bibliography:
    """
    A file of entries.

    `left_out` counts by their names the fields that a source has no place for. `notes` are worth
    knowing and no faults.
    """

    entries: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    asked: int = 0

    def add_fault(self, line: int, message: str, hint: str) -> None:
        """Note something wrong."""
        self.faults.append(Fault(line, message, hint))

    def nearest(self, word: str, candidates: Iterable[str]) -> str | None:
        """The candidate most like a word; of many words that are asked for, of the first only."""
        self.asked += 1
        return nearest(word, candidates) if self.asked <= _MOST_ASKED else None

    def add_note(self, line: int, message: str, hint: str) -> None:
        """Note something that is not wrong."""
        self.notes.append(Fault(line, message, hint))


def settle(bibliography: Bibliography) -> None:
    """
    Leave out of each entry what the schema refuses, with a fault for each, and sort the fields.

    Where an entry has a DOI and no address, its address is the one that every DOI has.
    """
    for entry in bibliography.entries:
        kept: Values = {}
        for name in filter(entry.values.__contains__, BY_NAME):
            value = entry.values[name]
            fault = fault_of(name, value) if isinstance(value, str) else None
            if fault is None:
                kept[name] = value
            else:
                line = entry.lines.get(name, entry.line)
                hint = f"put it right there; the field was left out. {advice(BY_NAME[name])}"
                bibliography.add_fault(line, f"{name!r} {fault}", hint)
        doi = kept.get("DOI")
        if isinstance(doi, str) and "URL" not in kept:
            address = doi_address(doi)
            if fault_of("URL", address) is None:
                kept["URL"] = address
        entry.values = {name: kept[name] for name in BY_NAME if name in kept}


def fault_of(name: str, text: str) -> str | None:
    """What is wrong with a text as the value of a field of a source, if anything."""
    entry = BY_NAME[name]
    fault = CHECKS[entry.kind](text, entry)
    if fault is None and name in {"issued", "accessed"}:
        latest = dt.datetime.now(tz=dt.UTC).year + _YEARS_AHEAD
        return f"lies in the future: {text!r}" if int(text[:4]) > latest else None
    return fault


def note_of(values: Values, carried: Values) -> str | None:
    """
    The note with what of a source's fields a format did not carry, or `None` where it did all.

    `carried` are the fields as they are read back from what was written without the note.
    """
    rest = rest_of(values, carried)
    if not rest:
        return None
    return MARK + json.dumps(rest, ensure_ascii=False, sort_keys=False)


def is_ours(text: str) -> bool:
    """Whether a note would be taken for one with fields; such a one is written among the fields."""
    return text.strip().startswith(MARK.strip())


def rest_of(values: Values, carried: Values) -> dict[str, Any]:
    """The fields that a format does not carry; those that it makes up are there as null."""
    return {name: values.get(name) for name in BY_NAME if values.get(name) != carried.get(name)}


def take_note(entry: Entry, text: str, line: int, bibliography: Bibliography) -> bool:
    """Take in a note, where it is one of ours; gives whether it is."""
    stripped = text.strip()
    if not is_ours(text):
        return False
    try:
        rest = json.loads(stripped.removeprefix(MARK.strip()))
    except ValueError:
        rest = None
    if isinstance(rest, dict):
        take_rest(entry, rest, line, bibliography)
    else:
        hint = "export the source again, or remove the note"
        bibliography.add_fault(line, "the note with further fields is no JSON", hint)
    return True


def take_rest(entry: Entry, rest: dict[str, Any], line: int, bibliography: Bibliography) -> None:
    """Take in the fields for which a format has no place, in place of what is there."""
    for name, value in rest.items():
        if value is None and name in BY_NAME:
            entry.values.pop(name, None)
        elif not _fits(name, value):
            close = nearest(name, BY_NAME)
            hint = f"did you mean {close!r}?" if close else "export the source again"
            bibliography.add_fault(line, f"the note has a wrong field {name!r}", hint)
        else:
            # What stands in the note is as the source has it.
            entry.values[name] = value
            entry.lines[name] = line


def _fits(name: str, value: object) -> bool:
    entry = BY_NAME.get(name)
    if entry is None:
        return False
    if entry.kind != "list":
        return isinstance(value, str)
    fields = {part.name for part in entry.fields}
    return isinstance(value, list) and all(
        isinstance(each, dict)
        and set(each) <= fields
        and all(isinstance(part, str) for part in each.values())
        for each in value
    )
