"""The importer: entries of a bibliography to new sources, without duplicates of existing ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from explainer.bibliography import keys
from explainer.bibliography.entries import Bibliography, Entry, Fault
from explainer.sources import read_source, to_yaml, url_identity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explainer.sources import Values


class NewSource(NamedTuple):
    """A new source: its key, the line of its entry (from 1), and the YAML text of its file."""

    key: str
    line: int
    text: str


@dataclass(slots=True)
class ImportPlan:
    """
    What an import is going to do.

    `unchanged` counts the entries that are sources of the project with the same fields.
    """

    new_sources: list[NewSource] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)
    unchanged: int = 0


class SourceIndex:
    """An index of sources by key, URL and DOI: those of the project, and those of this import."""

    def __init__(self, sources: Mapping[str, Values]) -> None:
        """Index the project's sources: their fields by their keys."""
        self._sources = {key.casefold(): (key, values) for key, values in sources.items()}
        self._keys_by_identifier: dict[str, list[str]] = {}
        for key, values in sources.items():
            self._index_urls(key, values)

    def __contains__(self, key: object) -> bool:
        """Whether a casefolded key exists: some file systems ignore case."""
        return key in self._sources

    def add(self, key: str, values: Values) -> None:
        """Add a source."""
        self._sources[key.casefold()] = key, values
        self._index_urls(key, values)

    def get(self, key: str) -> tuple[str, Values] | None:
        """The key and the fields of a source, ignoring case."""
        return self._sources.get(key.casefold())

    def find_duplicate(self, values: Values) -> str | None:
        """The key of a source with the same URL or DOI, if possible the same title, or `None`."""
        found = [
            key for name in _identifiers(values) for key in self._keys_by_identifier.get(name, ())
        ]
        alike = (key for key in found if _title(self._sources[key.casefold()][1]) == _title(values))
        return next(alike, found[0] if found else None)

    def _index_urls(self, key: str, values: Values) -> None:
        for name in _identifiers(values):
            self._keys_by_identifier.setdefault(name, []).append(key)


def _identifiers(values: Values) -> list[str]:
    url, doi = values.get("URL"), values.get("DOI")
    names = [url_identity(url)] if isinstance(url, str) else []
    return [*names, f"doi:{doi.casefold()}"] if isinstance(doi, str) else names


def plan_import(
    bibliography: Bibliography, index: SourceIndex, given: Mapping[str, str]
) -> ImportPlan:
    """
    Plan the import of a bibliography. New sources are added to `index`.

    `given` are default values of fields, such as the tier.
    """
    plan = ImportPlan(faults=list(bibliography.faults), notes=list(bibliography.notes))
    lines: dict[str, int] = {}
    for entry in bibliography.entries:
        _plan_entry(entry, index, given, plan, lines)
    plan.faults.sort()
    plan.notes.sort()
    return plan


def _plan_entry(
    entry: Entry,
    index: SourceIndex,
    given: Mapping[str, str],
    plan: ImportPlan,
    lines: dict[str, int],
) -> None:
    key = keys.normalize(entry.key) if entry.key else None
    values: Values = {**given, **entry.values}
    other = index.get(key) if key else None
    if key and other:
        _check_known_key(entry, key, other, plan, lines)
        return
    duplicate = index.find_duplicate(values)
    if duplicate is not None:
        other_source = index.get(duplicate)
        if other_source and _title(other_source[1]) == _title(values):
            _report_duplicate(entry, duplicate, other_source[1], plan, lines)
            return
        message = f"{entry.key!r} has the address or the DOI of {duplicate!r}, and another title"
        hint = "say which page each of them is; it was kept"
        plan.faults.append(Fault(entry.lines.get("URL", entry.line), message, hint))
    if key is None:
        key = keys.propose(values, index)
        if entry.key:
            message = f"{entry.key!r} cannot be cited as it is"
            plan.notes.append(Fault(entry.line, message, f"its key is now {key!r}"))
    elif key != entry.key:
        message = f"{entry.key!r} cannot be cited as it is"
        plan.notes.append(Fault(entry.line, message, f"its key is now {key!r}"))
    text = to_yaml(values)
    _, invalid = read_source(text, key, f"{key}.yml")
    plan.faults += (Fault(entry.line, each.message, each.hint) for each in invalid)
    plan.new_sources.append(NewSource(key, entry.line, text))
    index.add(key, values)
    lines[key] = entry.line


def _check_known_key(
    entry: Entry, key: str, other: tuple[str, Values], plan: ImportPlan, lines: Mapping[str, int]
) -> None:
    """Handle an entry whose key exists: it has the same fields, or it is a fault."""
    name, values = other
    if name in lines:
        message = f"{entry.key!r} is there already, on line {lines[name]}"
        hint = "give one of the two another key; it was left out"
    elif all(values.get(field) == value for field, value in entry.values.items()):
        plan.unchanged += 1
        return
    else:
        differing = [field for field, value in entry.values.items() if values.get(field) != value]
        message = f"{key!r} is a source already, and differs in {', '.join(differing)}"
        hint = f"change {name}.yml by hand, or give the entry another key; it was left out"
    plan.faults.append(Fault(entry.line, message, hint))


def _report_duplicate(
    entry: Entry, duplicate: str, values: Values, plan: ImportPlan, lines: Mapping[str, int]
) -> None:
    if duplicate not in lines and all(
        values.get(field) == value for field, value in entry.values.items()
    ):
        plan.unchanged += 1
        return
    where = f" of line {lines[duplicate]}" if duplicate in lines else ""
    message = f"{entry.key or 'the entry'!r} is the same source as {duplicate!r}{where}"
    plan.faults.append(Fault(entry.line, message, f"cite that as '{duplicate}'; it was left out"))


def _title(values: Values) -> str:
    return str(values.get("title", "")).casefold()
