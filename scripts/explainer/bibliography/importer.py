"""Entries of bibliographies to new sources: which are new, under which keys, and what is not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from explainer.bibliography import keys
from explainer.bibliography.entries import Bibliography, Entry, Fault
from explainer.sources import read_source, same_address, to_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explainer.sources import Values


class Made(NamedTuple):
    """A new source: its key, the line of its entry, and its file's text."""

    key: str
    line: int
    text: str


@dataclass(slots=True)
class Plan:
    """
    What an import is going to do.

    `same` counts the entries that are sources already, with all that they say.
    """

    made: list[Made] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)
    same: int = 0


class Catalogue:
    """The sources that there are: those of the project, and those that were just made."""

    def __init__(self, sources: Mapping[str, Values]) -> None:
        """Take the fields of the project's sources by their keys."""
        self._sources = {key.casefold(): (key, values) for key, values in sources.items()}
        self._addresses: dict[str, list[str]] = {}
        for key, values in sources.items():
            self._place(key, values)

    def __contains__(self, key: object) -> bool:
        """Whether a key, casefolded, is taken: some file systems do not tell letters apart."""
        return key in self._sources

    def add(self, key: str, values: Values) -> None:
        """Take in a source."""
        self._sources[key.casefold()] = key, values
        self._place(key, values)

    def get(self, key: str) -> tuple[str, Values] | None:
        """The source of a key, however its letters are written."""
        return self._sources.get(key.casefold())

    def at(self, values: Values) -> str | None:
        """The key of a source with the same address or DOI, best with the same title, if any."""
        found = [key for name in _names(values) for key in self._addresses.get(name, ())]
        alike = (key for key in found if _title(self._sources[key.casefold()][1]) == _title(values))
        return next(alike, found[0] if found else None)

    def _place(self, key: str, values: Values) -> None:
        for name in _names(values):
            self._addresses.setdefault(name, []).append(key)


def _names(values: Values) -> list[str]:
    url, doi = values.get("URL"), values.get("DOI")
    names = [same_address(url)] if isinstance(url, str) else []
    return [*names, f"doi:{doi.casefold()}"] if isinstance(doi, str) else names


def plan(bibliography: Bibliography, catalogue: Catalogue, given: Mapping[str, str]) -> Plan:
    """
    What becomes of the entries of a bibliography; what is made is added to `catalogue`.

    `given` are fields, such as the tier, for the entries that do not have them.
    """
    made = Plan(faults=list(bibliography.faults), notes=list(bibliography.notes))
    lines: dict[str, int] = {}
    for entry in bibliography.entries:
        _plan(entry, catalogue, given, made, lines)
    made.faults.sort()
    made.notes.sort()
    return made


def _plan(
    entry: Entry, catalogue: Catalogue, given: Mapping[str, str], made: Plan, lines: dict[str, int]
) -> None:
    key = keys.normalised(entry.key) if entry.key else None
    values: Values = {**given, **entry.values}
    other = catalogue.get(key) if key else None
    if key and other:
        _known(entry, key, other, made, lines)
        return
    twin = catalogue.at(values)
    if twin is not None:
        of_twin = catalogue.get(twin)
        if of_twin and _title(of_twin[1]) == _title(values):
            _twin(entry, twin, of_twin[1], made, lines)
            return
        message = f"{entry.key!r} has the address or the DOI of {twin!r}, and another title"
        hint = "say which page each of them is; it was kept"
        made.faults.append(Fault(entry.lines.get("URL", entry.line), message, hint))
    if key is None:
        key = keys.proposed(values, catalogue)
        if entry.key:
            message = f"{entry.key!r} cannot be cited as it is"
            made.notes.append(Fault(entry.line, message, f"its key is now {key!r}"))
    elif key != entry.key:
        message = f"{entry.key!r} cannot be cited as it is"
        made.notes.append(Fault(entry.line, message, f"its key is now {key!r}"))
    text = to_yaml(values)
    _, invalid = read_source(text, key, f"{key}.yml")
    made.faults += (Fault(entry.line, each.message, each.hint) for each in invalid)
    made.made.append(Made(key, entry.line, text))
    catalogue.add(key, values)
    lines[key] = entry.line


def _known(
    entry: Entry, key: str, other: tuple[str, Values], made: Plan, lines: Mapping[str, int]
) -> None:
    """An entry whose key is taken: it says the same, or it is not taken in."""
    name, values = other
    if name in lines:
        message = f"{entry.key!r} is there already, on line {lines[name]}"
        hint = "give one of the two another key; it was left out"
    elif all(values.get(field) == value for field, value in entry.values.items()):
        made.same += 1
        return
    else:
        differing = [field for field, value in entry.values.items() if values.get(field) != value]
        message = f"{key!r} is a source already, and differs in {', '.join(differing)}"
        hint = f"change {name}.yml by hand, or give the entry another key; it was left out"
    made.faults.append(Fault(entry.line, message, hint))


def _twin(entry: Entry, twin: str, values: Values, made: Plan, lines: Mapping[str, int]) -> None:
    if twin not in lines and all(
        values.get(field) == value for field, value in entry.values.items()
    ):
        made.same += 1
        return
    where = f" of line {lines[twin]}" if twin in lines else ""
    message = f"{entry.key or 'the entry'!r} is the same source as {twin!r}{where}"
    made.faults.append(Fault(entry.line, message, f"cite that as '{twin}'; it was left out"))


def _title(values: Values) -> str:
    return str(values.get("title", "")).casefold()
