"""
Where a position is in YAML that may be unfinished: below which fields, in a name or in a value.

It is told from the indentation of lines, since what is being typed can seldom be parsed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_LINE = re.compile(r"(?P<lead>[ ]*(?:-[ ]+)*)(?P<name>[\w.-]*)(?P<colon>:(?:[ ]+|$))?(?P<rest>.*)")
_COMMENT = re.compile(r"(?:^|[ \t])#")
_QUOTES = "\"'"


class YamlPosition(NamedTuple):
    """
    A position in YAML.

    `parents` are the names of the fields around it, from the outside. `name` is that of its line's
    field, as far as it is written; `siblings` are the others beside it. `in_value` is true behind
    the colon. `start` and `end` are the columns, from 0, of the name or the value that is there.
    """

    parents: tuple[str, ...]
    name: str
    siblings: frozenset[str]
    in_value: bool
    start: int
    end: int


class _Line(NamedTuple):
    indent: int
    name: str
    is_item: bool


def yaml_position(lines: list[str], row: int, column: int, first: int = 0) -> YamlPosition | None:
    """
    The position of a row and a column, from 0, in the lines of a file.

    `first` is the row where its YAML begins. `None` where no field or value of one can stand, as in
    a comment.
    """
    line = lines[row]
    match = _LINE.fullmatch(line)
    if match is None or _COMMENT.search(line[:column]):
        return None
    indent = len(match["lead"])
    name, in_value = match["name"], bool(match["colon"]) and column >= match.start("rest")
    if not match["colon"] and match["rest"] and name:
        # Words without a colon go on with a text, or are an item of a list.
        return None
    if column < indent:
        return None
    parents = _parents(lines, row, indent, first)
    if not match["colon"] and line.lstrip().startswith("- ") and not name and match["rest"]:
        return None
    start, end = match.span("rest") if in_value else match.span("name")
    if in_value:
        start, end = _without_quotes(line, start, end)
    siblings = _siblings(lines, row, indent, first)
    return YamlPosition(parents, name, siblings, in_value, start, end)


def _without_quotes(line: str, start: int, end: int) -> tuple[int, int]:
    value = line[start:end].rstrip()
    end = start + len(value)
    if value[:1] and value[0] in _QUOTES:
        start += 1
        end -= value[0] in value[-1:] and len(value) > 1
    return start, end


def _read(line: str) -> _Line | None:
    match = _LINE.fullmatch(line)
    if match is None or not match["colon"] or not match["name"]:
        return None
    return _Line(len(match["lead"]), match["name"], "-" in match["lead"])


def _parents(lines: list[str], row: int, indent: int, first: int) -> tuple[str, ...]:
    found: list[str] = []
    # A dash begins an item of the field above it, which may be as far to the right.
    limit = indent
    current = _LINE.fullmatch(lines[row])
    if current and "-" in current["lead"]:
        limit = current["lead"].index("-") + 1
    for at in range(row - 1, first - 1, -1):
        read = _read(lines[at])
        if read is None or read.indent >= limit:
            dash = lines[at].find("-")
            if read and read.is_item and read.indent == indent and limit == indent:
                # The first field of this item: what is around it is around that dash.
                limit = dash + 1
            continue
        found.append(read.name)
        limit = lines[at].find("-") + 1 if read.is_item else read.indent
    return tuple(reversed(found))


def _siblings(lines: list[str], row: int, indent: int, first: int) -> frozenset[str]:
    found: set[str] = set()
    current = _LINE.fullmatch(lines[row])
    is_item = bool(current and "-" in current["lead"])
    for at in () if is_item else range(row - 1, first - 1, -1):
        read = _read(lines[at])
        if read and read.indent < indent:
            break
        if read and read.indent == indent:
            found.add(read.name)
            if read.is_item:
                break
    for at in range(row + 1, len(lines)):
        read = _read(lines[at])
        if lines[at].startswith(("---", "...")) or (
            read and (read.indent < indent or (read.indent == indent and read.is_item))
        ):
            break
        if read and read.indent == indent:
            found.add(read.name)
    return frozenset(found)
