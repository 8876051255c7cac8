"""The fields of a file in the order of their schema, where that changes no value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from explainer import yaml_schema

if TYPE_CHECKING:
    from collections.abc import Sequence

_FIELD = re.compile(r"([\w-]+)[ \t]*:(?=\s|$)")
_NOT_PLAIN = re.compile(r"^(?:---|\.\.\.|%|[?{\[])|(?<![\w\"'])[&*]\w|^\t", re.MULTILINE)


def in_order(text: str, names: Sequence[str]) -> str:
    """
    A YAML text with its fields in the order of these names, and no spaces at the ends of lines.

    Comments stay with the field below them, those above the first one where they are. The text is
    given back as it was unless every value and every comment of the new one is the same.
    """
    if _NOT_PLAIN.search(text):
        return text
    ordered = _ordered(_without_trailing_spaces(text), names)
    if ordered != text and _content(ordered) == _content(text):
        return ordered
    ordered = _ordered(text, names)
    return ordered if _content(ordered) == _content(text) else text


def _ordered(text: str, names: Sequence[str]) -> str:
    head: list[str] = []
    pending: list[str] = []
    fields: list[tuple[str, list[str]]] = []
    for line in text.splitlines(keepends=True):
        match = _FIELD.match(line)
        if match:
            fields.append((match[1], [*pending, line]))
            pending = []
        elif line.startswith("#") or not line.strip():
            (pending if fields else head).append(line)
        elif fields:
            fields[-1][1].extend([*pending, line])
            pending = []
        else:
            return text
    known = {name: index for index, name in enumerate(names)}
    if any(name not in known for name, _ in fields) or not text.endswith("\n"):
        return text
    # What is said above the first field may be about it.
    if any(line.startswith("#") and "allow" in line for line in head):
        return text
    fields.sort(key=lambda field: known[field[0]])
    return "".join([*head, *(line for _, lines in fields for line in lines), *pending])


def _without_trailing_spaces(text: str) -> str:
    return re.sub(r"[ \t]+(?=\r?$)", "", text, flags=re.MULTILINE)


def _content(text: str) -> tuple[Any, list[str]]:
    """The values of a text, as it has them, and its comments."""
    try:
        values = _plain(yaml_schema.compose(text))
    except yaml.YAMLError:
        return text, []
    comments = re.findall(r"(?:^|[ \t])#.*?$", text, re.MULTILINE)
    return values, sorted(comment.strip() for comment in comments)


def _plain(node: yaml.Node | None) -> Any:  # noqa: ANN401  (whatever the text holds)
    """The values of a node, with the tags of scalars; the order of fields does not matter."""
    if isinstance(node, yaml.MappingNode):
        pairs = [(_plain(key), _plain(value)) for key, value in node.value]
        return ("map", sorted(pairs, key=repr))
    if isinstance(node, yaml.SequenceNode):
        return ("list", [_plain(each) for each in node.value])
    return (node.tag, node.value) if isinstance(node, yaml.ScalarNode) else None
