"""The result of every parser: entries with the fields of a source, and faults with lines."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from explainer.bibliography.plain_text import MARKUP_FIELDS, language_tag, strip_markup
from explainer.model import nearest
from explainer.sources import FIELDS, Values, clean
from explainer.sources.identifiers import doi_url
from explainer.yaml_schema import CHECKS, advice

if TYPE_CHECKING:
    from collections.abc import Iterable

NOTE_PREFIX = "explainer: "
"""The prefix of a note that holds, as JSON, the fields that a format cannot represent."""

_YEARS_AHEAD = 5
_MAX_SUGGESTIONS = 200
FIELDS_BY_NAME = {entry.name: entry for entry in FIELDS}
"""The fields of a source by their names."""


class Fault(NamedTuple):
    """A fault in a bibliography: its line (from 1), a message, and a hint on how to fix it."""

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
        """Set a field to a text, unless the text is empty or the field has a value."""
        if name in MARKUP_FIELDS:
            value = strip_markup(value)
        elif name == "language":
            value = language_tag(value)
        text = clean(value)
        if text and name not in self.values:
            self.values[name] = text
            self.lines[name] = line or self.line

    def add_names(self, name: str, names: list[dict[str, str]], line: int = 0) -> None:
        """Append names to a field."""
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
    A parsed bibliography.

    `left_out` counts, by name, the fields that a source does not have. `notes` are remarks that are
    not faults.
    """

    entries: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    asked: int = 0

    def add_fault(self, line: int, message: str, hint: str) -> None:
        """Add a fault."""
        self.faults.append(Fault(line, message, hint))

    def nearest(self, word: str, candidates: Iterable[str]) -> str | None:
        """The candidate nearest to a word, or `None`; only for the first 200 words of a file."""
        self.asked += 1
        return nearest(word, candidates) if self.asked <= _MAX_SUGGESTIONS else None

    def add_note(self, line: int, message: str, hint: str) -> None:
        """Add a remark that is not a fault."""
        self.notes.append(Fault(line, message, hint))


def validate(bibliography: Bibliography) -> None:
    """
    Drop the values that the schema rejects, with a fault for each, and sort the fields.

    An entry with a DOI and no URL gets the URL of the DOI.
    """
    for entry in bibliography.entries:
        kept: Values = {}
        for name in filter(entry.values.__contains__, FIELDS_BY_NAME):
            value = entry.values[name]
            fault = fault_of(name, value) if isinstance(value, str) else None
            if fault is None:
                kept[name] = value
            else:
                line = entry.lines.get(name, entry.line)
                hint = f"put it right there; the field was left out. {advice(FIELDS_BY_NAME[name])}"
                bibliography.add_fault(line, f"{name!r} {fault}", hint)
        doi = kept.get("DOI")
        if isinstance(doi, str) and "URL" not in kept:
            address = doi_url(doi)
            if fault_of("URL", address) is None:
                kept["URL"] = address
        entry.values = {name: kept[name] for name in FIELDS_BY_NAME if name in kept}


def fault_of(name: str, text: str) -> str | None:
    """What is wrong with a text as the value of a field of a source, if anything."""
    entry = FIELDS_BY_NAME[name]
    fault = CHECKS[entry.kind](text, entry)
    if fault is None and name in {"issued", "accessed"}:
        latest = dt.datetime.now(tz=dt.UTC).year + _YEARS_AHEAD
        return f"lies in the future: {text!r}" if int(text[:4]) > latest else None
    return fault


def extra_fields_note(values: Values, carried: Values) -> str | None:
    """
    The note with the fields that a format cannot represent, or `None` where there are none.

    `carried` are the fields as they are parsed from what was written without the note.
    """
    rest = extra_fields(values, carried)
    if not rest:
        return None
    return NOTE_PREFIX + json.dumps(rest, ensure_ascii=False, sort_keys=False)


def is_extra_fields_note(text: str) -> bool:
    """Whether a note has the prefix of one with fields; such a note is written among the fields."""
    return text.strip().startswith(NOTE_PREFIX.strip())


def extra_fields(values: Values, carried: Values) -> dict[str, Any]:
    """The fields that a format does not carry; fields that it adds are `None`."""
    return {
        name: values.get(name) for name in FIELDS_BY_NAME if values.get(name) != carried.get(name)
    }


def read_extra_fields_note(entry: Entry, text: str, line: int, bibliography: Bibliography) -> bool:
    """Add the fields of a note to an entry. Returns whether the note has any."""
    stripped = text.strip()
    if not is_extra_fields_note(text):
        return False
    try:
        rest = json.loads(stripped.removeprefix(NOTE_PREFIX.strip()))
    except ValueError:
        rest = None
    if isinstance(rest, dict):
        add_extra_fields(entry, rest, line, bibliography)
    else:
        hint = "export the source again, or remove the note"
        bibliography.add_fault(line, "the note with further fields is no JSON", hint)
    return True


def add_extra_fields(
    entry: Entry, rest: dict[str, Any], line: int, bibliography: Bibliography
) -> None:
    """Set the fields that a format cannot represent, in place of those that were parsed."""
    for name, value in rest.items():
        if value is None and name in FIELDS_BY_NAME:
            entry.values.pop(name, None)
        elif not _fits(name, value):
            close = nearest(name, FIELDS_BY_NAME)
            hint = f"did you mean {close!r}?" if close else "export the source again"
            bibliography.add_fault(line, f"the note has a wrong field {name!r}", hint)
        else:
            # What stands in the note is as the source has it.
            entry.values[name] = value
            entry.lines[name] = line


def _fits(name: str, value: object) -> bool:
    entry = FIELDS_BY_NAME.get(name)
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
