"""The nodes of a JSON document: values with their line numbers."""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

_MAX_SHOWN = 60


class Node(NamedTuple):
    """A value and its line (from 1); the items of lists and objects are nodes, too."""

    value: Any
    line: int


class Number(str):
    """A number as it is written."""

    __slots__ = ()


def plain_value(node: Node) -> Any:  # noqa: ANN401  (whatever JSON holds)
    """The value of a node, without line numbers."""
    if isinstance(node.value, dict):
        return {name: plain_value(each) for name, each in node.value.items()}
    return (
        [plain_value(each) for each in node.value] if isinstance(node.value, list) else node.value
    )


def show(node: Node) -> str:
    """A node's value as JSON, cut to 60 characters, for a message."""
    text = json.dumps(plain_value(node), ensure_ascii=False)
    if isinstance(node.value, list | dict):
        text = re.sub(r'(?<=[\[ ])"(-?\d+)"(?=[],}])', r"\1", text)
    return text if len(text) <= _MAX_SHOWN else f"{text[:_MAX_SHOWN]}…"
