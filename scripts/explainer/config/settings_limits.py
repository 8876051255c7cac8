"""What of a settings file is refused before anything reads it: nesting, and aliases of aliases."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from explainer import yaml_schema
from explainer.config.file_names import SettingsError
from explainer.files import FileError, read_text

if TYPE_CHECKING:
    from pathlib import Path

_MOST_BYTES = 4 << 20
_DEEPEST = 60
"""How deep settings may be nested; those of large sites are five deep."""
_MOST_VALUES = 200_000
"""How many values a file may have, with each alias counted as what it stands for."""
_BRACKET = re.compile(r"[\[\]{}]")
_INDENTED = re.compile(rf"^(?:[ ]{{{4 * _DEEPEST},}}|(?:-[ ]+){{{_DEEPEST},}})\S", re.MULTILINE)


def read_settings_text(file: Path) -> str:
    """
    The text of a settings file.

    Raises `SettingsError`, in one line with the place, for what is no regular file of UTF-8, is
    nested too deeply, or has aliases that stand for too much.
    """
    try:
        text = read_text(file, _MOST_BYTES)
    except FileError as error:
        message = f"{file}:{error.line}: {error.fault}; {error.hint}"
        raise SettingsError(message) from error
    if file.suffix != ".toml":
        _refuse_nesting(text, file)
        _refuse_aliases(text, file)
    return text


def _refuse_nesting(text: str, file: Path) -> None:
    depth = 0
    found = _INDENTED.search(text)
    start = found.start() if found else -1
    for match in _BRACKET.finditer(text) if not found else ():
        depth = depth + 1 if match[0] in "[{" else max(0, depth - 1)
        if depth > _DEEPEST:
            start = match.start()
            break
    if start >= 0:
        line = text.count("\n", 0, start) + 1
        message = f"{file}:{line}: is nested deeper than {_DEEPEST} levels; nest less in it"
        raise SettingsError(message)


def _refuse_aliases(text: str, file: Path) -> None:
    if "*" not in text or "&" not in text:
        return
    try:
        node = yaml_schema.compose(text)
    except yaml.YAMLError:
        # It is said by who reads the file.
        return
    if node and _size(node, {}) > _MOST_VALUES:
        message = f"{file}: its aliases stand for more than {_MOST_VALUES:,} values; write them out"
        raise SettingsError(message)


def _size(node: yaml.Node, known: dict[int, int]) -> int:
    """How many values a node has with its aliases written out."""
    if id(node) not in known:
        # An alias to what it is in would never end.
        known[id(node)] = _MOST_VALUES
        children: list[yaml.Node] = []
        if isinstance(node, yaml.MappingNode):
            children = [each for pair in node.value for each in pair]
        elif isinstance(node, yaml.SequenceNode):
            children = list(node.value)
        known[id(node)] = 1 + sum(_size(each, known) for each in children)
    return known[id(node)]
