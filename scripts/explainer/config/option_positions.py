"""
Where our options stand in a file of settings.

Neither YAML nor TOML keeps places once it is read, so the file is looked at again; only where
something is wrong, or an entry of `ignore` has to be named.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from explainer import yaml_schema
from explainer.config.file_names import EXTENSION, is_ours
from explainer.model import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

Step = str | int
"""The name of a setting, or the number of an item."""

_MOST_PARENTS = 20


def place_of(file: Path | None, root: Path, *steps: Step) -> Place:
    """
    The place of a part of our options, such as `"ignore", 2`, in a file or the one it inherits.

    It is that of the nearest part around it where it has none of its own, and the file's where
    nothing of it is found. Paths are relative to `root`.
    """
    named = Path(os.path.relpath(file or root, root)).as_posix()
    if file is None:
        return Place(named)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return Place(named)
    if file.suffix == ".toml":
        start = _in_toml(text, steps)
        return Place(named) if start is None else _line_from(named, text, start)
    return _in_yaml(file, root, steps) or Place(named)


def setting_place(file: Path, root: Path, name: str) -> Place:
    """Where a setting such as `exclude_docs` stands in a file; its beginning where it does not."""
    path = Path(os.path.relpath(file, root)).as_posix()
    text = file.read_text(encoding="utf-8-sig")
    found = re.search(rf"^[ \t]*(?:\[[^\n]*?)?({re.escape(name)})\b", text, re.MULTILINE)
    return Place.within(path, text, *found.span(1)) if found else Place(path)


def _in_yaml(file: Path, root: Path, steps: tuple[Step, ...]) -> Place | None:
    nearest: Place | None = None
    for _ in range(_MOST_PARENTS):
        try:
            node = yaml_schema.compose(file.read_text(encoding="utf-8-sig"))
        except (yaml.YAMLError, OSError, UnicodeDecodeError):
            break
        values = dict(_pairs(node))
        found = _ours(values.get("markdown_extensions", (None, None))[1])
        if found:
            path = Path(os.path.relpath(file, root)).as_posix()
            place = _of_node(path, _followed(found, steps))
            if not steps or steps[0] in dict(_pairs(found[1])):
                return place
            # What is not set here may be set in what it inherits.
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


def _ours(node: yaml.Node | None) -> tuple[yaml.Node, yaml.Node] | None:
    """Where our extension is listed: its name and its options."""
    items = node.value if isinstance(node, yaml.SequenceNode) else [node]
    for item in items:
        if isinstance(item, yaml.ScalarNode) and is_ours(item.value):
            return item, item
        for name, pair in _pairs(item):
            if is_ours(name):
                return pair
    return None


def _followed(pair: tuple[yaml.Node, yaml.Node], steps: tuple[Step, ...]) -> yaml.Node:
    """The node at the end of some steps: of a setting, its name; of an item, itself."""
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


def _of_node(path: str, node: yaml.Node) -> Place:
    start, end = node.start_mark, node.end_mark
    if end.line != start.line:
        return Place(path, start.line + 1, start.column + 1)
    return Place(path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


_TABLE = re.compile(r"^[ \t]*(\[\[?)([^\]\n]+)\]", re.MULTILINE)
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"""|\'\'\'.*?\'\'\'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*', re.DOTALL
)


def _in_toml(text: str, steps: tuple[Step, ...]) -> int | None:
    # Strings and comments may hold anything; what is left are brackets, names and commas.
    bare = _STRING.sub(_blanked, text)
    tables = list(_TABLE.finditer(text))
    ends = [table.start() for table in tables[1:]] + [len(text)]
    own = None
    numbered = 0
    for table, end in zip(tables, ends, strict=True):
        name = table[2].replace('"', "").replace("'", "").replace(" ", "")
        if name.endswith(f".{EXTENSION}") or name == EXTENSION:
            own = table.start(2)
            found = _setting(bare, table.end(), end, steps)
            if found is not None:
                return found
        elif steps and name.endswith(f"{EXTENSION}.{steps[0]}"):
            if steps[1:2] in ((), (numbered,)):
                inner = _setting(bare, table.end(), end, steps[2:]) if steps[2:] else None
                return table.start(2) if inner is None else inner
            numbered += 1
    named = re.search(rf"""["']{re.escape(EXTENSION)}["':]""", text)
    return named.start() if own is None and named else own


def _blanked(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " " if match[0].startswith("#") else "x", match[0])


def _setting(bare: str, start: int, end: int, steps: tuple[Step, ...]) -> int | None:
    """Where a setting of a table is, or an item of its list."""
    if not steps:
        return None
    named = re.compile(rf"^[ \t]*({re.escape(str(steps[0]))})\s*=\s*", re.MULTILINE)
    match = named.search(bare, start, end)
    if match is None:
        return None
    if not steps[1:]:
        return match.start(1)
    items = _items(bare, match.end(), end)
    return items[int(steps[1])] if int(steps[1]) < len(items) else match.start(1)


def _items(bare: str, start: int, end: int) -> list[int]:
    """Where the items of a list begin."""
    found: list[int] = []
    depth, fresh = 0, False
    for index in range(start, end):
        char = bare[index]
        if depth == 1 and fresh and not char.isspace() and char != "]":
            found.append(index)
            fresh = False
        if char in "[{":
            depth += 1
            fresh = fresh or depth == 1
        elif char in "]}":
            depth -= 1
            if depth == 0:
                break
        elif char == "," and depth == 1:
            fresh = True
    return found


def _line_from(path: str, text: str, start: int) -> Place:
    end = text.find("\n", start)
    line = text[start : end if end > 0 else len(text)].rstrip().rstrip(",")
    return Place.within(path, text, start, start + len(line))
