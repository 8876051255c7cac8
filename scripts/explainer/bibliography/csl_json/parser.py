"""The parser of CSL-JSON files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.bibliography.csl_json.entry_reader import EntryReader
from explainer.bibliography.csl_json.field_map import ENTRY_START, FIELD_START
from explainer.bibliography.csl_json.json_parser import JsonParser
from explainer.bibliography.entries import (
    Bibliography,
)

if TYPE_CHECKING:
    from explainer.bibliography.csl_json.nodes import Node


def parse(text: str) -> Bibliography:
    """
    Read CSL-JSON: a list of entries, one entry, or an object with a list called `items`.

    Takes any text and never raises; what is wrong is among the faults.
    """
    bibliography = Bibliography()
    if not text.strip():
        bibliography.add_fault(1, "the file is empty", "export it again")
        return bibliography
    nodes = JsonParser(text, bibliography).entries(ENTRY_START, FIELD_START)
    for node in nodes:
        for each in _items(node):
            if not isinstance(each.value, dict):
                message = "an entry is no object"
                bibliography.add_fault(each.line, message, "write it as {…}; it was left out")
            elif entry := EntryReader(each, bibliography).entry():
                bibliography.entries.append(entry)
    bibliography.faults.sort()
    return bibliography


def _items(node: Node) -> list[Node]:
    if isinstance(node.value, dict):
        message = node.value.get("message")
        if message is not None and isinstance(message.value, dict) and "type" not in node.value:
            # A response of Crossref has its results there.
            return _items(message)
        for name in ("items", "references"):
            inner = node.value.get(name)
            if inner is not None and isinstance(inner.value, list) and "type" not in node.value:
                return inner.value
        if node.value and all(map(_is_entry, node.value.values())):
            # Some programs write an object of entries by their keys.
            return list(node.value.values())
    return [node]


def _is_entry(node: Node) -> bool:
    return isinstance(node.value, dict) and "type" in node.value
