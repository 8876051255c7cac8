"""CSL-JSON: Citation Style Language 1.0.2, whose names the fields of a source have."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from explainer.bibliography import dates
from explainer.bibliography.entries import (
    Bibliography,
    Entry,
    is_extension_name,
    rest_of,
    take_note,
    take_rest,
)
from explainer.bibliography.field_typos import CSL, meant_by
from explainer.bibliography.json_parser import Node, Number, Reader
from explainer.model import nearest
from explainer.sources import NAMES
from explainer.sources.identifiers import find_doi, find_numbers
from explainer.sources.schema import AUTHOR_FIELDS, FIELDS, TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explainer.sources import Values

_OURS = {
    *("archive", "tier", "origin", "reliance", "checked", "seen", "passages", "read", "outcome"),
    *("text-hash", "seen_detail", "translated_by", "relays"),
}
TEXTS = tuple(
    entry.name
    for entry in FIELDS
    if entry.name not in {*_OURS, *NAMES, "type", "issued", "accessed"}
)
"""The fields that are texts in both."""

_DATES = ("issued", "accessed")
_DATE_PARTS = {"date-parts", "raw", "literal", "season", "circa", "date-time", "timestamp"}
_DATE_PARTS |= {"version", "edtf"}
_PARTS = tuple(part.name for part in AUTHOR_FIELDS)
_OPENING = re.compile(
    r'\{\s*"(?:id|type|title|citation-key|DOI|URL|author|issued|container-title|language|page)"\s*:'
)
_NEXT = re.compile(
    rf"\n[ \t]*(?=\"(?:{'|'.join((*TEXTS, *NAMES, *_DATES, 'id', 'type', 'abstract'))})\"\s*:)"
    r"|\n[ \t]*(?=\}\s*(?:,|\]|\Z|\n))"
)
"""What stands before a field of an entry, or before its end, on a line of its own."""
_PLAIN_NAMES = {
    re.sub(r"[-_]", "", name).casefold(): name for name in (*TEXTS, *NAMES, *_DATES, "type", "id")
}
_TYPES = {
    "journal-article": "article-journal", "proceedings-article": "paper-conference",
    "book-chapter": "chapter", "book-section": "chapter", "book-part": "chapter",
    "book-track": "chapter", "reference-entry": "entry", "monograph": "book",
    "edited-book": "book", "reference-book": "book", "book-series": "book", "book-set": "book",
    "proceedings": "book", "proceedings-series": "book", "dissertation": "thesis",
    "posted-content": "article", "report-component": "report", "report-series": "report",
    "peer-review": "review", "journal": "periodical", "journal-issue": "periodical",
    "journal-volume": "periodical", "database": "dataset", "other": "document",
}  # fmt: skip
"""What Crossref calls its works, in the terms of a source."""

_COUNTED = {
    *("volume", "issue", "page", "number", "number-of-pages", "edition", "version"),
    *("collection-number", "PMID", "PMCID"),
}
"""The texts that may be written as numbers."""

_LISTED = {"title", "container-title", "container-title-short", "ISBN", "ISSN"}
"""The texts of which Crossref gives lists."""

_KEYS = {"id", "type", "citation-key", "custom", "categories"}
_OTHER_NAMES = {"journalAbbreviation": "container-title-short", "shortTitle": "title-short"}
_MEANT = set(_PLAIN_NAMES.values())
_KNOWN = {*CSL, *_MEANT, *_KEYS, *_OTHER_NAMES}
_OTHER_PARTS = {"sequence", "affiliation", "ORCID", "authenticated-orcid", "role", "prefix"}
_OTHER_PARTS |= {"comma-suffix", "static-ordering", "parse-names", "name", *_PARTS}


def parse(text: str) -> Bibliography:
    """
    Read CSL-JSON: a list of entries, one entry, or an object with a list called `items`.

    Takes any text and never raises; what is wrong is among the faults.
    """
    bibliography = Bibliography()
    if not text.strip():
        bibliography.fault(1, "the file is empty", "export it again")
        return bibliography
    nodes = Reader(text, bibliography).entries(_OPENING, _NEXT)
    for node in nodes:
        for each in _items(node):
            if not isinstance(each.value, dict):
                message = "an entry is no object"
                bibliography.fault(each.line, message, "write it as {…}; it was left out")
            elif entry := _Reading(each, bibliography).entry():
                bibliography.entries.append(entry)
    bibliography.faults.sort()
    return bibliography


def _items(node: Node) -> list[Node]:
    if isinstance(node.value, dict):
        message = node.value.get("message")
        if message is not None and isinstance(message.value, dict) and "type" not in node.value:
            # Crossref's answers have what was asked for in it.
            return _items(message)
        for name in ("items", "references"):
            inner = node.value.get(name)
            if inner is not None and isinstance(inner.value, list) and "type" not in node.value:
                return inner.value
        if node.value and all(map(_is_entry, node.value.values())):
            # Some programs name each entry by its key.
            return list(node.value.values())
    return [node]


def _is_entry(node: Node) -> bool:
    return isinstance(node.value, dict) and "type" in node.value


class _Reading:
    """Reads one entry."""

    def __init__(self, node: Node, bibliography: Bibliography) -> None:
        self._fields: dict[str, Node] = node.value
        self._found = bibliography
        self._told: set[str] = set()
        key = self._key("citation-key") or self._key("id")
        self._entry = Entry(key, node.line)

    def _key(self, name: str) -> str:
        node = self._fields.get(name)
        return node.value.strip() if node and isinstance(node.value, str) else ""

    def entry(self) -> Entry | None:
        """The entry, or `None` where there is nothing in it."""
        entry = self._entry
        shown = repr(entry.key) if entry.key else "an entry"
        if not entry.key and not self._fields.keys() & {"indexed", "member"}:
            # Crossref gives its works no keys.
            self._found.fault(entry.line, "an entry has no 'id'", "add one; the entry was kept")
        self._spelt()
        self._type(shown)
        for name, node in self._fields.items():
            self._field(_OTHER_NAMES.get(name, name), node)
        self._custom()
        if not set(entry.values) - {"type"}:
            self._found.fault(entry.line, f"{shown} has no fields", "fill it in, or remove it")
            return None
        title = self._fields.get("title")
        if (
            "title" not in entry.values
            and "title" not in self._told
            and (title is None or not _bare(title))
        ):
            line = title.line if title else entry.line
            self._found.fault(line, f"{shown} has no title", "add one; the entry was kept")
        return entry

    def _spelt(self) -> None:
        """Tell of names that are not written as CSL has them, and take those that are no riddle."""
        for name, node in list(self._fields.items()):
            if name in _KNOWN or not name:
                continue
            meant = _PLAIN_NAMES.get(re.sub(r"[-_]", "", name).casefold())
            if meant and meant not in self._fields:
                message = f"the name is not written as CSL has it: {name!r}"
                self._found.fault(node.line, message, f"write it as {meant!r}; it was kept")
                self._fields[meant] = node
                del self._fields[name]
                continue
            close = meant_by(name, _MEANT - self._fields.keys())
            if close:
                message = f"there is no field {name!r}"
                hint = f"did you mean {close!r}? It was left out"
                self._found.fault(node.line, message, hint)
                self._told.add(close)

    def _type(self, shown: str) -> None:
        node = self._fields.get("type")
        if node is None and "type" in self._told:
            return
        if node is None or node.value is None:
            hint = "add one of CSL's types; the entry was kept"
            self._found.fault(self._entry.line, f"{shown} has no type", hint)
        elif isinstance(node.value, str) and (kind := _TYPES.get(node.value, node.value)) in TYPES:
            self._entry.add("type", kind, node.line)
        else:
            close = nearest(node.value, TYPES) if isinstance(node.value, str) else None
            hint = f"did you mean {close!r}?" if close else "use one of CSL's types"
            self._found.fault(node.line, f"{shown} is of an unknown type: {_show(node)}", hint)

    def _field(self, name: str, node: Node) -> None:
        if name in _KEYS or node.value is None:
            return
        if name in NAMES:
            self._names(name, node)
        elif name in _DATES:
            self._date(name, node)
        elif name == "note" and isinstance(node.value, str):
            if not take_note(self._entry, node.value, node.line, self._found):
                self._entry.add(name, node.value, node.line)
        elif name in TEXTS:
            self._text(name, node)
        else:
            self._found.left_out[name] += 1

    def _text(self, name: str, node: Node) -> None:
        value = node.value
        if name in _LISTED and isinstance(value, list):
            value = _listed(name, value)
        if isinstance(value, Number) and name not in _COUNTED:
            hint = "put it in quotation marks; it was kept"
            self._found.fault(node.line, f"{name!r} is a number, and no text: {value}", hint)
        if not isinstance(value, str):
            hint = "put it in quotation marks; it was left out"
            self._found.fault(node.line, f"{name!r} is no text: {_show(node)}", hint)
        elif name == "DOI":
            self._entry.add(name, find_doi(value) or value, node.line)
        elif name in {"ISBN", "ISSN"}:
            numbers = find_numbers(value)
            right = numbers.isbn if name == "ISBN" else numbers.issn
            other = numbers.issn if name == "ISBN" else numbers.isbn
            for wrong in (*numbers.wrong, *filter(None, [other])):
                hint = "look at its digits, of which the last checks the others; it was left out"
                self._found.fault(node.line, f"{name!r} holds no {name}: {wrong!r}", hint)
            self._entry.add(name, right, node.line)
        else:
            self._entry.add(name, value, node.line)

    def _names(self, name: str, node: Node) -> None:
        if not isinstance(node.value, list):
            hint = 'write a list: [{"family": …, "given": …}]; it was left out'
            self._found.fault(node.line, f"{name!r} is no list of names", hint)
            return
        names = []
        for each in node.value:
            if not isinstance(each.value, dict):
                hint = 'write it as {"family": …, "given": …}; it was left out'
                self._found.fault(each.line, f"{name!r} holds what is no name: {_show(each)}", hint)
                continue
            parts = self._parts(name, each.value)
            if not any(map(str.strip, parts.values())):
                hint = "fill it in, or remove it"
                self._found.fault(each.line, f"{name!r} holds an empty name", hint)
            names.append(parts)
        self._entry.add_names(name, names, node.line)

    def _parts(self, name: str, fields: dict[str, Node]) -> dict[str, str]:
        """The parts of a name; what Crossref calls `name` is one piece."""
        parts: dict[str, str] = {}
        for part in (*_PARTS, "name"):
            node = fields.get(part)
            if node is None or node.value is None:
                continue
            if isinstance(node.value, Number) or not isinstance(node.value, str):
                hint = "put it in quotation marks"
                self._found.fault(node.line, f"{name!r} has a {part} that is no text", hint)
            if isinstance(node.value, str):
                parts.setdefault("literal" if part == "name" else part, node.value)
        for part in fields.keys() - _OTHER_PARTS:
            close = meant_by(part, set(_PARTS) - fields.keys())
            if close:
                hint = f"did you mean {close!r}? It was left out"
                message = f"{name!r} has a name with no such part: {part!r}"
                self._found.fault(fields[part].line, message, hint)
        return parts

    def _date(self, name: str, node: Node) -> None:
        date = _date_of(node)
        if date is None and _is_unknown(node):
            return
        if date is None:
            hint = 'write it as {"date-parts": [[2025, 8, 14]]}; it was left out'
            self._found.fault(node.line, f"{name!r} is no date: {_show(node)}", hint)
            return
        others = node.value.keys() - _DATE_PARTS if isinstance(node.value, dict) else ()
        for part in sorted(others):
            hint = "look for a closing brace that is missing before it"
            message = f"{name!r} has no part {part!r}"
            self._found.fault(node.value[part].line, message, hint)
        if not _ends_right(node):
            hint = f"put its end right; it was kept as {date}"
            self._found.fault(node.line, f"{name!r} ends on no date: {_show(node)}", hint)
        elif _is_more(node):
            message = f"{name!r} says more than a source's date can: {_show(node)}"
            self._found.note(node.line, message, f"it was kept as {date}")
        if name == "accessed" and len(date) < len("2025-08-14"):
            self._found.note(node.line, f"{name!r} names no day", "it was left out")
            return
        self._entry.add(name, date, node.line)

    def _custom(self) -> None:
        node = self._fields.get("custom")
        if node is None:
            return
        ours = node.value.get("explainer") if isinstance(node.value, dict) else None
        if ours is not None and isinstance(ours.value, dict):
            take_rest(self._entry, _bare(ours), ours.line, self._found)
        elif node.value is not None:
            self._found.left_out["custom"] += 1


def _date_of(node: Node) -> str | None:
    if isinstance(node.value, str):
        return dates.read_date(node.value)
    if not isinstance(node.value, dict):
        return None
    parts = node.value.get("date-parts")
    if parts is None:
        said = node.value.get("raw") or node.value.get("literal")
        return dates.read_date(said.value) if said and isinstance(said.value, str) else None
    plain = _bare(parts)
    if not (isinstance(plain, list) and plain and isinstance(plain[0], list)):
        return None
    first = ["" if part is None else str(part).strip() for part in plain[0]]
    while first and not first[-1]:
        first.pop()
    if not re.fullmatch(r"\d{4}(?: \d{1,2}){0,2}", " ".join(first)):
        # Of the year 98 nobody can say whether it is short for another one.
        return None
    return dates.join(first[0].zfill(4), *first[1:])


def _ends_right(node: Node) -> bool:
    """Whether the second of two dates is one, or there is none."""
    parts = node.value.get("date-parts") if isinstance(node.value, dict) else None
    ends = parts.value[1:2] if parts is not None and isinstance(parts.value, list) else []
    return all(
        _date_of(Node({"date-parts": Node([end], end.line)}, end.line)) is not None for end in ends
    )


def _is_unknown(node: Node) -> bool:
    """Whether a date says that there is none, as Crossref's do."""
    parts = node.value.get("date-parts") if isinstance(node.value, dict) else None
    return parts is not None and _bare(parts) == [[None]]


def _listed(name: str, items: list[Node]) -> object:
    """A text from a list of some; what cannot be one is given back as it is."""
    texts = [each.value for each in items]
    if not all(isinstance(text, str) for text in texts):
        return items
    if name in {"ISBN", "ISSN"}:
        return ", ".join(text.rpartition("/")[2] for text in texts)
    return "".join(texts) if len(texts) <= 1 else items


def _is_more(node: Node) -> bool:
    """Whether a date is a span or only about right."""
    if not isinstance(node.value, dict):
        return False
    parts = node.value.get("date-parts")
    span = parts is not None and isinstance(parts.value, list) and len(parts.value) > 1
    said = (node.value.get(name) for name in ("season", "circa"))
    return span or any(each is not None and each.value for each in said)


def _bare(node: Node) -> Any:  # noqa: ANN401  (whatever JSON holds)
    """A node's value without the lines in it."""
    if isinstance(node.value, dict):
        return {name: _bare(each) for name, each in node.value.items()}
    return [_bare(each) for each in node.value] if isinstance(node.value, list) else node.value


def _show(node: Node) -> str:
    text = json.dumps(_bare(node), ensure_ascii=False)
    if isinstance(node.value, list | dict):
        text = re.sub(r'(?<=[\[ ])"(-?\d+)"(?=[],}])', r"\1", text)
    return text if len(text) <= _WIDE else f"{text[:_WIDE]}…"


_WIDE = 60


def write(sources: Mapping[str, Values]) -> str:
    """CSL-JSON of sources by their keys; what CSL has no name for is in `custom`."""
    entries = [_write(key, values) for key, values in sources.items()]
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"


def _write(key: str, values: Values) -> dict[str, Any]:
    entry: dict[str, Any] = {"id": key, "type": values.get("type", "document")}
    for name in (*NAMES, *TEXTS):
        value = values.get(name)
        if value is not None and not (isinstance(value, str) and is_extension_name(value)):
            entry[name] = value
    for name in _DATES:
        value = values.get(name)
        if isinstance(value, str):
            entry[name] = {"date-parts": [[int(part) for part in value.split("-")]]}
    carried = parse(json.dumps(entry)).entries
    rest = rest_of(values, carried[0].values if carried else {})
    if rest:
        entry["custom"] = {"explainer": rest}
    return entry
