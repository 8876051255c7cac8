"""
A small schema for YAML that people maintain.

Every field says what belongs in it, with a good and a bad example; the same text makes the error
messages and the maintainers' page. Values are read from YAML's nodes, so that each problem has a
line and a column, and a date is kept as it was typed.
"""

from __future__ import annotations

import calendar
import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

import yaml

from explainer import citations
from explainer.model import Invalid, Place, nearest

if TYPE_CHECKING:
    from collections.abc import Callable

_Fastest: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Both are safe; the one in C takes a tenth of the time."""
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_SLUG = re.compile(r"\w(?:\w|[:.%&+~-](?=\w))*")
_MEASURED = re.compile(r"[-−]?(?:[A-Za-z]{0,3}[$¢£¤¥฿៛\u20a0-\u20cf])?[-−]?\d")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_NUMBER = re.compile(r"(?=.*[1-9])(?:\d{1,3}(?:,\d{3}){1,9}|\d{1,30})(?:\.\d{1,30})?")
_FACTOR = re.compile(r"(?![0.]+(?:/|\Z))\d+(?:\.\d+|/[1-9]\d*)?", re.ASCII)
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s]+")
_ISBN_13 = re.compile(r"97[89][0-9]{10}")
_ISBN_10 = re.compile(r"[0-9]{9}[0-9Xx]")
_ISSN = re.compile(r"[0-9]{4}-?[0-9]{3}[0-9Xx]")
_LAST_MONTH = 12
_DASHES_IN_DAY = 2
_LONGEST_FACTOR = 40
_NULL = "tag:yaml.org,2002:null"


class _Loader(_Fastest):  # type: ignore[misc,valid-type]
    """Tells nothing but null from text: what a text means is for its field to say."""

    def resolve(self, kind: type[yaml.Node], value: str | None, implicit: Any) -> str:  # noqa: ANN401
        """The tag of a node, as YAML names it."""
        if kind is yaml.ScalarNode:
            null = implicit[0] and value in {"", "~", "null", "Null", "NULL"}
            return _NULL if null else "tag:yaml.org,2002:str"
        return f"tag:yaml.org,2002:{'seq' if kind is yaml.SequenceNode else 'map'}"


def load(text: str) -> Any:  # noqa: ANN401  (whatever the text holds)
    """The values of a YAML text that is not checked against fields. Raises `yaml.YAMLError`."""
    return yaml.load(text, _Fastest)  # noqa: S506


def compose(text: str) -> yaml.Node | None:
    """The nodes of a YAML text, each with its place. Raises `yaml.YAMLError`."""
    node: yaml.Node | None = yaml.compose(text, Loader=_Fastest)
    return node


class Field(NamedTuple):
    """
    One field of a file.

    `kind` is a key of the checks below, `one of` with `choices`, `list` with `fields` (a list of
    records) or without (a list of texts), `groups` (a list of lists of texts), or `any` for what
    others read.
    """

    name: str
    kind: str
    guidance: str
    good: str
    bad: str
    required: bool = False
    choices: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()


class Places(Mapping[str, Place]):
    """
    Where each field of a mapping has its value.

    A place is made when it is asked for: few ever are, and every build reads every source.
    """

    __slots__ = ("_marks", "_path")

    def __init__(self, path: str) -> None:
        self._path = path
        self._marks: dict[str, tuple[yaml.Mark, yaml.Mark]] = {}

    def add(self, name: str, node: yaml.Node) -> None:
        """Take in a field's value."""
        self._marks[name] = (node.start_mark, node.end_mark)

    def __getitem__(self, name: str) -> Place:
        """The place of a field's value."""
        return _between(self._path, *self._marks[name])

    def span(self, name: str) -> tuple[int, int]:
        """Where a field's value begins and ends, as offsets in the text."""
        start, end = self._marks[name]
        return start.index, end.index

    def __contains__(self, name: object) -> bool:
        """Whether there is such a field."""
        return name in self._marks

    def __iter__(self) -> Iterator[str]:
        """The names of the fields."""
        return iter(self._marks)

    def __len__(self) -> int:
        """The number of the fields."""
        return len(self._marks)


class Item(NamedTuple):
    """A text in a list."""

    text: str
    place: Place


@dataclass(slots=True)
class Record:
    """The values of a mapping that keep to its fields, and where each stands."""

    place: Place
    places: Places
    values: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[Record | Item]] = field(default_factory=dict)

    def records(self, name: str) -> list[Record]:
        """The records of a list field."""
        return [item for item in self.lists.get(name, []) if isinstance(item, Record)]

    def items(self, name: str) -> list[Item]:
        """The texts of a list field."""
        return [item for item in self.lists.get(name, []) if isinstance(item, Item)]


def parse(text: str, path: str, fields: tuple[Field, ...]) -> tuple[Record | None, list[Invalid]]:
    """
    Read a YAML text against its fields.

    Returns the record, or `None` where the text is no mapping, and everything that is wrong with
    it. A field that the text itself lacks is not reported here, but by the rule on what a file
    needs; one that an item of a list lacks is.
    """
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        return None, [_syntax(error, text, path)]
    if not isinstance(node, yaml.MappingNode):
        hint = f"write `field: value` lines, beginning with {fields[0].name!r}"
        return None, [Invalid(Place(path), "is not a list of fields", hint)]
    invalid: list[Invalid] = []
    return _record(node, path, fields, invalid), invalid


def _record(
    node: yaml.MappingNode, path: str, fields: tuple[Field, ...], invalid: list[Invalid]
) -> Record:
    start = node.start_mark
    record = Record(Place(path, start.line + 1, start.column + 1), Places(path))
    known = _by_name(fields)
    for key, value in node.value:
        name = str(key.value)
        if name in record.places:
            message = f"repeats the field {name!r}"
            invalid.append(Invalid(_place(key, path), message, "keep one of the two"))
        elif name not in known:
            invalid.append(_unknown(_place(key, path), name, known))
        else:
            if not _is_null(value):
                record.places.add(name, value)
            _fill(record, known[name], value, path, invalid)
    return record


@functools.cache
def _by_name(fields: tuple[Field, ...]) -> dict[str, Field]:
    return {entry.name: entry for entry in fields}


def _fill(record: Record, entry: Field, node: yaml.Node, path: str, invalid: list[Invalid]) -> None:
    if _is_null(node) or entry.kind == "any":
        return
    if entry.kind in {"list", "groups"}:
        record.lists[entry.name] = list(_items(entry, node, path, invalid))
    elif not isinstance(node, yaml.ScalarNode):
        invalid.append(_wrong(_place(node, path), entry, "is not a text"))
    else:
        text = " ".join(node.value.split())
        # Most fields hold text, and most texts are there.
        fault = None if entry.kind == "text" and text else CHECKS[entry.kind](text, entry)
        # Python-Markdown marks with such characters what it has taken out of a text.
        if _CONTROL.search(text):
            fault = "holds a character that cannot be shown"
        if fault:
            invalid.append(_wrong(_place(node, path), entry, fault))
        else:
            record.values[entry.name] = text


def _items(
    entry: Field, node: yaml.Node, path: str, invalid: list[Invalid]
) -> Iterator[Record | Item]:
    if not isinstance(node, yaml.SequenceNode):
        invalid.append(_wrong(_place(node, path), entry, "is not a list"))
        return
    for item in node.value:
        if entry.kind == "groups" and isinstance(item, yaml.SequenceNode):
            # Each group has its texts in the list of the same name.
            group = Record(_place(item, path), Places(path))
            group.lists[entry.name] = list(_items(entry._replace(kind="list"), item, path, invalid))
            yield group
        elif entry.kind == "groups":
            invalid.append(_wrong(_place(item, path), entry, "has an item that is not a list"))
        elif entry.fields and isinstance(item, yaml.MappingNode):
            record = _record(item, path, entry.fields, invalid)
            for missing in lacking(record.places, entry.fields):
                message = f"{entry.name!r} has an item without {missing.name!r}"
                invalid.append(Invalid(record.place, message, advice(missing)))
            yield record
        elif entry.fields or not isinstance(item, yaml.ScalarNode):
            invalid.append(_wrong(_place(item, path), entry, "has an item of the wrong kind"))
        else:
            yield Item(" ".join(item.value.split()), _place(item, path))


def _unknown(place: Place, name: str, known: Mapping[str, Field]) -> Invalid:
    close = nearest(name, known)
    hint = f"did you mean {close!r}?" if close else f"the fields are {', '.join(known)}"
    return Invalid(place, f"has an unknown field {name!r}", hint)


def _wrong(place: Place, entry: Field, fault: str) -> Invalid:
    return Invalid(place, f"{entry.name!r} {fault}", advice(entry))


def lacking(places: Mapping[str, Place], fields: Iterable[Field]) -> Iterator[Field]:
    """The fields that a mapping has to have, and has not."""
    return (entry for entry in fields if entry.required and entry.name not in places)


def incomplete(record: Record, fields: Iterable[Field]) -> list[Invalid]:
    """What is wrong with a whole file that lacks some of its fields."""
    return [
        Invalid(record.place, f"has no {entry.name!r}", advice(entry))
        for entry in lacking(record.places, fields)
    ]


def advice(entry: Field) -> str:
    """What to write in a field, as the hint of a problem with it."""
    if entry.choices:
        return f"{entry.guidance} One of: {', '.join(entry.choices)}"
    return f"{entry.guidance} For example: {entry.good}"


def _syntax(error: yaml.YAMLError, text: str, path: str) -> Invalid:
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "is not YAML"
        place = Place.within(path, text, getattr(error, "position", None) or 0)
        return Invalid(place, f"is not YAML: {problem}", _QUOTE_IT)
    start, mark = error.context_mark, error.problem_mark
    context, problem = error.context or "", error.problem or "is not YAML"
    line = text.split("\n")[mark.line :][:1]
    before, at = (line[0][: mark.column], line[0][mark.column :][:1]) if line else ("", "")
    hint = _QUOTE_IT
    if at == "\t" and not before.strip():
        problem, hint = "a tab indents this line", "indent it with spaces"
    elif start and "quoted scalar" in context and "end of stream" in problem:
        mark, problem = start, "this quotation mark is never closed"
        hint = "close it, or take it out"
    elif "quoted scalar" in context:
        hint = "write each backslash twice, or put the text in single quotes"
    elif start and "flow" in context and start.line != mark.line:
        mark, problem, hint = start, "this bracket is never closed", "close it, or put it in quotes"
    elif "cannot start" in problem or "alias" in problem:
        hint = f"put a text that begins with {at!r} in quotes"
    elif start and "':'" in problem:
        mark, problem = start, "this line has no colon"
        hint = "write `field: value`, or indent a line that goes on from the one above"
    elif not before.strip(" -") or ("mapping values" in problem and _FIELD.fullmatch(before)):
        hint = "begin the field below those beside it, and put a space behind each colon"
    return Invalid(Place(path, mark.line + 1, mark.column + 1), f"is not YAML: {problem}", hint)


_QUOTE_IT = "put a text that holds ': ' or ' #', or begins with a quote or a bracket, in quotes"
_FIELD = re.compile(r"[ -]*[\w.-]+")
"""What stands before the colon of a field."""


def _place(node: yaml.Node, path: str) -> Place:
    return _between(path, node.start_mark, node.end_mark)


def _between(path: str, start: yaml.Mark, end: yaml.Mark) -> Place:
    if end.line == start.line and end.column > start.column:
        return Place(path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
    return Place(path, start.line + 1, start.column + 1)


def _is_null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == _NULL


def _no_fault(text: str, _entry: Field) -> str | None:
    return None if text else "is empty"


def _date_fault(text: str, _entry: Field) -> str | None:
    match = _DATE.fullmatch(text)
    if not match:
        return f"is not a date: {text!r}"
    year, month, day = (int(part) if part else None for part in match.groups())
    if month is not None and not 1 <= month <= _LAST_MONTH:
        return f"has no such month: {text!r}"
    if day is not None and not 1 <= day <= calendar.monthrange(year or 1, month or 1)[1]:
        return f"has no such day: {text!r}"
    return None


def _address_fault(text: str, _entry: Field) -> str | None:
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018  (an impossible port raises only when it is asked for)
    except ValueError:
        return f"is not an address: {text!r}"
    if parts.scheme not in {"http", "https"} or "." not in (parts.hostname or ""):
        return f"is not a full web address: {text!r}"
    return "holds a space" if " " in text else None


def _choice_fault(text: str, entry: Field) -> str | None:
    if text in entry.choices:
        return None
    close = nearest(text, entry.choices)
    return f"cannot be {text!r}" + (f"; did you mean {close!r}?" if close else "")


def _slug_fault(text: str, _entry: Field) -> str | None:
    return None if _SLUG.fullmatch(text) else f"cannot be cited as {text!r}"


def _cite_fault(text: str, _entry: Field) -> str | None:
    groups = citations.find(f"[@{text}]")
    whole = groups and len(groups[0].items) == 1 and not groups[0].items[0].locator
    return None if whole else f"is no citation: {text!r}"


def _fingerprint_fault(text: str, _entry: Field) -> str | None:
    return None if _FINGERPRINT.fullmatch(text) else f"is no fingerprint: {text!r}"


def _digest_fault(text: str, _entry: Field) -> str | None:
    return None if _DIGEST.fullmatch(text) else f"is no hash: {text!r}"


def _yes_no_fault(text: str, _entry: Field) -> str | None:
    return None if text in {"yes", "no"} else f"is neither yes nor no: {text!r}"


def _measured_fault(text: str, _entry: Field) -> str | None:
    return None if _MEASURED.match(text) else f"begins with no number: {text!r}"


def _number_fault(text: str, _entry: Field) -> str | None:
    return None if _NUMBER.fullmatch(text) else f"is no number: {text!r}"


def _doi_fault(text: str, _entry: Field) -> str | None:
    return None if _DOI.fullmatch(text) else f"is no DOI: {text!r}"


def _isbn_fault(text: str, _entry: Field) -> str | None:
    wrong = next((each for each in text.split(", ") if not is_isbn(each)), None)
    return None if wrong is None else f"is no ISBN, or its check digit does not fit: {wrong!r}"


def _issn_fault(text: str, _entry: Field) -> str | None:
    wrong = next((each for each in text.split(", ") if not is_issn(each)), None)
    return None if wrong is None else f"is no ISSN, or its check digit does not fit: {wrong!r}"


def is_isbn(text: str) -> bool:
    """Whether a text is an ISBN of 10 or 13 digits, hyphens or not, whose check digit fits."""
    digits = text.replace("-", "").replace(" ", "")
    if _ISBN_13.fullmatch(digits):
        return not sum(int(each) * (1, 3)[at % 2] for at, each in enumerate(digits)) % 10
    return bool(_ISBN_10.fullmatch(digits)) and _is_checked(digits)


def is_issn(text: str) -> bool:
    """Whether a text is an ISSN whose check digit fits."""
    return bool(_ISSN.fullmatch(text)) and _is_checked(text.replace("-", ""))


def _is_checked(digits: str) -> bool:
    """Whether digits, the last of which may be X for ten, add up as ISBN-10 and ISSN have it."""
    values = [10 if each in "Xx" else int(each) for each in digits]
    return not sum(value * weight for weight, value in enumerate(reversed(values), 1)) % 11


def _factor_fault(text: str, _entry: Field) -> str | None:
    good = _FACTOR.fullmatch(text) and len(text) <= _LONGEST_FACTOR
    return None if good else f"is no number above nought: {text!r}"


def _day_fault(text: str, entry: Field) -> str | None:
    fault = _date_fault(text, entry)
    return fault or (None if text.count("-") == _DASHES_IN_DAY else f"names no day: {text!r}")


CHECKS: dict[str, Callable[[str, Field], str | None]] = {
    "text": _no_fault,
    "date": _date_fault,
    "address": _address_fault,
    "one of": _choice_fault,
    "slug": _slug_fault,
    "cite": _cite_fault,
    "day": _day_fault,
    "digest": _digest_fault,
    "doi": _doi_fault,
    "isbn": _isbn_fault,
    "issn": _issn_fault,
    "fingerprint": _fingerprint_fault,
    "yes or no": _yes_no_fault,
    "measured": _measured_fault,
    "number": _number_fault,
    "factor": _factor_fault,
}
"""Per kind of scalar: from the text and its field to what is wrong with it, if anything."""
