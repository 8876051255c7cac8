"""Field mapping: a CSL-JSON object to an entry with the fields of a source."""

from __future__ import annotations

import re

from explainer.bibliography.csl_json.date_reader import (
    has_valid_end,
    is_range_or_circa,
    is_unknown,
    read_date,
)
from explainer.bibliography.csl_json.field_map import (
    ALIASES,
    CROSSREF_TYPES,
    DATE_FIELDS,
    DATE_PARTS,
    ENTRY_KEYS,
    KNOWN_FIELDS,
    LIST_FIELDS,
    NAME_PARTS,
    NORMALIZED_NAMES,
    NUMERIC_FIELDS,
    OTHER_NAME_PARTS,
    SUGGESTED_FIELDS,
    TEXTS,
)
from explainer.bibliography.csl_json.nodes import Node, Number, plain_value, show
from explainer.bibliography.entries import (
    Bibliography,
    Entry,
    add_extra_fields,
    read_extra_fields_note,
)
from explainer.bibliography.field_typos import intended_name
from explainer.model import nearest
from explainer.sources import NAMES
from explainer.sources.bibliographic_fields import TYPES
from explainer.sources.identifiers import find_doi, find_isbn_issn


class EntryReader:
    """Reads the fields of one entry."""

    def __init__(self, node: Node, bibliography: Bibliography) -> None:
        self._fields: dict[str, Node] = node.value
        self._bibliography = bibliography
        self._reported_fields: set[str] = set()
        key = self._key("citation-key") or self._key("id")
        self._entry = Entry(key, node.line)

    def _key(self, name: str) -> str:
        node = self._fields.get(name)
        return node.value.strip() if node and isinstance(node.value, str) else ""

    def entry(self) -> Entry | None:
        """The entry, or `None` where it has no field that a source has."""
        entry = self._entry
        shown = repr(entry.key) if entry.key else "an entry"
        if not entry.key and not self._fields.keys() & {"indexed", "member"}:
            # Crossref gives its works no keys.
            self._bibliography.add_fault(
                entry.line, "an entry has no 'id'", "add one; the entry was kept"
            )
        self._correct_names()
        self._type(shown)
        for name, node in self._fields.items():
            self._field(ALIASES.get(name, name), node)
        self._custom()
        if not set(entry.values) - {"type"}:
            self._bibliography.add_fault(
                entry.line, f"{shown} has no fields", "fill it in, or remove it"
            )
            return None
        title = self._fields.get("title")
        if (
            "title" not in entry.values
            and "title" not in self._reported_fields
            and (title is None or not plain_value(title))
        ):
            line = title.line if title else entry.line
            self._bibliography.add_fault(
                line, f"{shown} has no title", "add one; the entry was kept"
            )
        return entry

    def _correct_names(self) -> None:
        """Report misspelled names of fields, and rename those whose meaning is certain."""
        for name, node in list(self._fields.items()):
            if name in KNOWN_FIELDS or not name:
                continue
            meant = NORMALIZED_NAMES.get(re.sub(r"[-_]", "", name).casefold())
            if meant and meant not in self._fields:
                message = f"the name is not written as CSL has it: {name!r}"
                self._bibliography.add_fault(
                    node.line, message, f"write it as {meant!r}; it was kept"
                )
                self._fields[meant] = node
                del self._fields[name]
                continue
            close = intended_name(name, SUGGESTED_FIELDS - self._fields.keys())
            if close:
                message = f"there is no field {name!r}"
                hint = f"did you mean {close!r}? It was left out"
                self._bibliography.add_fault(node.line, message, hint)
                self._reported_fields.add(close)

    def _type(self, shown: str) -> None:
        node = self._fields.get("type")
        if node is None and "type" in self._reported_fields:
            return
        if node is None or node.value is None:
            hint = "add one of CSL's types; the entry was kept"
            self._bibliography.add_fault(self._entry.line, f"{shown} has no type", hint)
        elif (
            isinstance(node.value, str)
            and (kind := CROSSREF_TYPES.get(node.value, node.value)) in TYPES
        ):
            self._entry.add("type", kind, node.line)
        else:
            close = nearest(node.value, TYPES) if isinstance(node.value, str) else None
            hint = f"did you mean {close!r}?" if close else "use one of CSL's types"
            self._bibliography.add_fault(
                node.line, f"{shown} is of an unknown type: {show(node)}", hint
            )

    def _field(self, name: str, node: Node) -> None:
        if name in ENTRY_KEYS or node.value is None:
            return
        if name in NAMES:
            self._names(name, node)
        elif name in DATE_FIELDS:
            self._date(name, node)
        elif name == "note" and isinstance(node.value, str):
            if not read_extra_fields_note(self._entry, node.value, node.line, self._bibliography):
                self._entry.add(name, node.value, node.line)
        elif name in TEXTS:
            self._text(name, node)
        else:
            self._bibliography.left_out[name] += 1

    def _text(self, name: str, node: Node) -> None:
        value = node.value
        if name in LIST_FIELDS and isinstance(value, list):
            value = _join_list(name, value)
        if isinstance(value, Number) and name not in NUMERIC_FIELDS:
            hint = "put it in quotation marks; it was kept"
            self._bibliography.add_fault(
                node.line, f"{name!r} is a number, and no text: {value}", hint
            )
        if not isinstance(value, str):
            hint = "put it in quotation marks; it was left out"
            self._bibliography.add_fault(node.line, f"{name!r} is no text: {show(node)}", hint)
        elif name == "DOI":
            self._entry.add(name, find_doi(value) or value, node.line)
        elif name in {"ISBN", "ISSN"}:
            numbers = find_isbn_issn(value)
            right = numbers.isbn if name == "ISBN" else numbers.issn
            other = numbers.issn if name == "ISBN" else numbers.isbn
            for wrong in (*numbers.wrong, *filter(None, [other])):
                hint = "look at its digits, of which the last checks the others; it was left out"
                self._bibliography.add_fault(
                    node.line, f"{name!r} holds no {name}: {wrong!r}", hint
                )
            self._entry.add(name, right, node.line)
        else:
            self._entry.add(name, value, node.line)

    def _names(self, name: str, node: Node) -> None:
        if not isinstance(node.value, list):
            hint = 'write a list: [{"family": …, "given": …}]; it was left out'
            self._bibliography.add_fault(node.line, f"{name!r} is no list of names", hint)
            return
        names = []
        for each in node.value:
            if not isinstance(each.value, dict):
                hint = 'write it as {"family": …, "given": …}; it was left out'
                self._bibliography.add_fault(
                    each.line, f"{name!r} holds what is no name: {show(each)}", hint
                )
                continue
            parts = self._parts(name, each.value)
            if not any(map(str.strip, parts.values())):
                hint = "fill it in, or remove it"
                self._bibliography.add_fault(each.line, f"{name!r} holds an empty name", hint)
            names.append(parts)
        self._entry.add_names(name, names, node.line)

    def _parts(self, name: str, fields: dict[str, Node]) -> dict[str, str]:
        """The parts of a name; the `name` of Crossref is a literal."""
        parts: dict[str, str] = {}
        for part in (*NAME_PARTS, "name"):
            node = fields.get(part)
            if node is None or node.value is None:
                continue
            if isinstance(node.value, Number) or not isinstance(node.value, str):
                hint = "put it in quotation marks"
                self._bibliography.add_fault(
                    node.line, f"{name!r} has a {part} that is no text", hint
                )
            if isinstance(node.value, str):
                parts.setdefault("literal" if part == "name" else part, node.value)
        for part in fields.keys() - OTHER_NAME_PARTS:
            close = intended_name(part, set(NAME_PARTS) - fields.keys())
            if close:
                hint = f"did you mean {close!r}? It was left out"
                message = f"{name!r} has a name with no such part: {part!r}"
                self._bibliography.add_fault(fields[part].line, message, hint)
        return parts

    def _date(self, name: str, node: Node) -> None:
        date = read_date(node)
        if date is None and is_unknown(node):
            return
        if date is None:
            hint = 'write it as {"date-parts": [[2025, 8, 14]]}; it was left out'
            self._bibliography.add_fault(node.line, f"{name!r} is no date: {show(node)}", hint)
            return
        others = node.value.keys() - DATE_PARTS if isinstance(node.value, dict) else ()
        for part in sorted(others):
            hint = "look for a closing brace that is missing before it"
            message = f"{name!r} has no part {part!r}"
            self._bibliography.add_fault(node.value[part].line, message, hint)
        if not has_valid_end(node):
            hint = f"put its end right; it was kept as {date}"
            self._bibliography.add_fault(node.line, f"{name!r} ends on no date: {show(node)}", hint)
        elif is_range_or_circa(node):
            message = f"{name!r} says more than a source's date can: {show(node)}"
            self._bibliography.add_note(node.line, message, f"it was kept as {date}")
        if name == "accessed" and len(date) < len("2025-08-14"):
            self._bibliography.add_note(node.line, f"{name!r} names no day", "it was left out")
            return
        self._entry.add(name, date, node.line)

    def _custom(self) -> None:
        node = self._fields.get("custom")
        if node is None:
            return
        ours = node.value.get("explainer") if isinstance(node.value, dict) else None
        if ours is not None and isinstance(ours.value, dict):
            add_extra_fields(self._entry, plain_value(ours), ours.line, self._bibliography)
        elif node.value is not None:
            self._bibliography.left_out["custom"] += 1


def _join_list(name: str, items: list[Node]) -> object:
    """A text from a list of texts; a list that cannot be one text is returned as it is."""
    texts = [each.value for each in items]
    if not all(isinstance(text, str) for text in texts):
        return items
    if name in {"ISBN", "ISSN"}:
        return ", ".join(text.rpartition("/")[2] for text in texts)
    return "".join(texts) if len(texts) <= 1 else items
