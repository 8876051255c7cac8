"""JSON that is the same for the same values."""

from __future__ import annotations

import json


def json_file(value: object) -> str:
    """JSON for a file: indented, in the order in which the values come."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def json_script(value: object) -> str:
    """JSON for a `script` element, in which no `<` can end it or begin a comment."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def without_empty(values: dict[str, object]) -> dict[str, object]:
    """The values that there are: all but `None`, empty texts and empty lists; nought is one."""
    return {name: value for name, value in values.items() if value not in (None, "", [])}
