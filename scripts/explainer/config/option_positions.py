"""
The positions of this package's options in a settings file.

The parsers of YAML and TOML keep no positions, so the file is parsed again: only for an invalid
option, or for the place of an entry of `ignore`.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from explainer import files, yaml_schema
from explainer.config.file_names import EXTENSION, is_extension_name
from explainer.model import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

Step = str | int
"""A step of a path to a value: the key of a setting, or the index of an item."""

_MOST_PARENTS = 20


def option_place(file: Path | None, root: Path, *steps: Step) -> Place:
    """
    The place of a value in this package's options, in a file or one that it inherits from.

    `steps` is the path to the value, such as `"ignore", 2`. Where it is not found, the place is
    that of the nearest value around it, else that of the file. Paths are relative to `root`.
    """
    named = Path(os.path.relpath(file or root, root)).as_posix()
    if file is None:
        return Place(named)
    try:
        text = files.read_text(file)
    except (OSError, UnicodeDecodeError):
        return Place(named)
    if file.suffix == ".toml":
        start = _in_toml(text, steps)
        return Place(named) if start is None else _rest_of_line(named, text, start)
    return _in_yaml(file, root, steps) or Place(named)


def standalone_place(file: Path, root: Path, *steps: Step) -> Place:
    """The place of a value in a TOML file of which all settings are ours, as `option_place`."""
    named = Path(os.path.relpath(file, root)).as_posix()
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return Place(named)
    masked = _STRING.sub(_mask, text)
    tables = list(_TABLE.finditer(text))
    ends = [*(table.start() for table in tables[1:]), len(text)][: len(tables)]
    found = _setting_start(masked, 0, tables[0].start() if tables else len(text), steps)
    numbered = 0
    for table, end in zip(tables, ends, strict=True):
        if found is None and steps and table[2].strip().strip("'\"") == steps[0]:
            if steps[1:2] in ((), (numbered,)):
                inner = _setting_start(masked, table.end(), end, steps[2:])
                found = table.start(2) if inner is None else inner
            numbered += 1
    return Place(named) if found is None else _rest_of_line(named, text, found)


def setting_place(file: Path, root: Path, name: str) -> Place:
    """The place of a setting such as `exclude_docs` in a file; that of the file without it."""
    path = Path(os.path.relpath(file, root)).as_posix()
    text = files.read_text(file)
    found = re.search(rf"^[ \t]*(?:\[[^\n]*?)?({re.escape(name)})\b", text, re.MULTILINE)
    return Place.within(path, text, *found.span(1)) if found else Place(path)


def _in_yaml(file: Path, root: Path, steps: tuple[Step, ...]) -> Place | None:
    nearest: Place | None = None
    for _ in range(_MOST_PARENTS):
        try:
            node = yaml_schema.compose(files.read_text(file))
        except (yaml.YAMLError, OSError, UnicodeDecodeError):
            break
        values = dict(_pairs(node))
        found = _extension_nodes(values.get("markdown_extensions", (None, None))[1])
        if found:
            path = Path(os.path.relpath(file, root)).as_posix()
            place = _place_of_node(path, _node_at(found, steps))
            if not steps or steps[0] in dict(_pairs(found[1])):
                return place
            # An option that is not set here may be set in the file that it inherits from.
            nearest = nearest or place
        parent = values.get("INHERIT", (None, None))[1]
        if not isinstance(parent, yaml.ScalarNode):
            break
        file = file.parent / parent.value
    return nearest


def _pairs(node: yaml.Node | None) -> Iterator[tuple[str, tuple[yaml.Node, yaml.Node]]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                yield str(key.value), (key, value)


def _extension_nodes(node: yaml.Node | None) -> tuple[yaml.Node, yaml.Node] | None:
    """The nodes of the name and of the options of this package's extension."""
    items = node.value if isinstance(node, yaml.SequenceNode) else [node]
    for item in items:
        if isinstance(item, yaml.ScalarNode) and is_extension_name(item.value):
            return item, item
        for name, pair in _pairs(item):
            if is_extension_name(name):
                return pair
    return None


def _node_at(pair: tuple[yaml.Node, yaml.Node], steps: tuple[Step, ...]) -> yaml.Node:
    """The node at the end of a path: the key of a setting, or an item itself."""
    found, node = pair
    for step in steps:
        if isinstance(step, int):
            items = node.value if isinstance(node, yaml.SequenceNode) else []
            if step >= len(items):
                break
            found = node = items[step]
        else:
            known = dict(_pairs(node))
            if step not in known:
                break
            found, node = known[step]
    return found


def _place_of_node(path: str, node: yaml.Node) -> Place:
    start, end = node.start_mark, node.end_mark
    if end.line != start.line:
        return Place(path, start.line + 1, start.column + 1)
    return Place(path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


_TABLE = re.compile(r"^[ \t]*(\[\[?)([^\]\n]+)\]", re.MULTILINE)
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"""|\'\'\'.*?\'\'\'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*', re.DOTALL
)


def _in_toml(text: str, steps: tuple[Step, ...]) -> int | None:
    # Without strings and comments, only brackets, names and commas are left.
    masked = _STRING.sub(_mask, text)
    tables = list(_TABLE.finditer(text))
    ends = [table.start() for table in tables[1:]] + [len(text)]
    own = None
    numbered = 0
    for table, end in zip(tables, ends, strict=True):
        name = table[2].replace('"', "").replace("'", "").replace(" ", "")
        if name.endswith(f".{EXTENSION}") or name == EXTENSION:
            own = table.start(2)
            found = _setting_start(masked, table.end(), end, steps)
            if found is not None:
                return found
        elif steps and name.endswith(f"{EXTENSION}.{steps[0]}"):
            if steps[1:2] in ((), (numbered,)):
                inner = _setting_start(masked, table.end(), end, steps[2:]) if steps[2:] else None
                return table.start(2) if inner is None else inner
            numbered += 1
    named = re.search(rf"""["']{re.escape(EXTENSION)}["':]""", text)
    return named.start() if own is None and named else own


def _mask(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " " if match[0].startswith("#") else "x", match[0])


def _setting_start(masked: str, start: int, end: int, steps: tuple[Step, ...]) -> int | None:
    """The offset of a setting of a table, or of an item of its list."""
    if not steps:
        return None
    named = re.compile(rf"^[ \t]*({re.escape(str(steps[0]))})\s*=\s*", re.MULTILINE)
    match = named.search(masked, start, end)
    if match is None:
        return None
    if not steps[1:]:
        return match.start(1)
    items = _item_starts(masked, match.end(), end)
    return items[int(steps[1])] if int(steps[1]) < len(items) else match.start(1)


def _item_starts(masked: str, start: int, end: int) -> list[int]:
    """The offsets at which the items of a list begin."""
    found: list[int] = []
    depth, before_item = 0, False
    for index in range(start, end):
        char = masked[index]
        if depth == 1 and before_item and not char.isspace() and char != "]":
            found.append(index)
            before_item = False
        if char in "[{":
            depth += 1
            before_item = before_item or depth == 1
        elif char in "]}":
            depth -= 1
            if depth == 0:
                break
        elif char == "," and depth == 1:
            before_item = True
    return found


def _rest_of_line(path: str, text: str, start: int) -> Place:
    end = text.find("\n", start)
    line = text[start : end if end > 0 else len(text)].rstrip().rstrip(",")
    return Place.within(path, text, start, start + len(line))
