"""Dates of CSL-JSON: `date-parts`, or a text, to ISO 8601."""

from __future__ import annotations

import re

from explainer.bibliography import dates
from explainer.bibliography.csl_json.nodes import Node, plain_value


def read_date(node: Node) -> str | None:
    """The first date of a value (ISO 8601: year, month or day), or `None` where it is not one."""
    if isinstance(node.value, str):
        return dates.read_date(node.value)
    if not isinstance(node.value, dict):
        return None
    parts = node.value.get("date-parts")
    if parts is None:
        said = node.value.get("raw") or node.value.get("literal")
        return dates.read_date(said.value) if said and isinstance(said.value, str) else None
    plain = plain_value(parts)
    if not (isinstance(plain, list) and plain and isinstance(plain[0], list)):
        return None
    first = ["" if part is None else str(part).strip() for part in plain[0]]
    while first and not first[-1]:
        first.pop()
    if not re.fullmatch(r"\d{4}(?: \d{1,2}){0,2}", " ".join(first)):
        # The year 98 may be an abbreviation.
        return None
    return dates.from_parts(first[0].zfill(4), *first[1:])


def has_valid_end(node: Node) -> bool:
    """Whether the second date of a range, if any, is a valid date."""
    parts = node.value.get("date-parts") if isinstance(node.value, dict) else None
    ends = parts.value[1:2] if parts is not None and isinstance(parts.value, list) else []
    return all(
        read_date(Node({"date-parts": Node([end], end.line)}, end.line)) is not None for end in ends
    )


def is_unknown(node: Node) -> bool:
    """Whether a date is explicitly unknown, as Crossref writes it: `[[null]]`."""
    parts = node.value.get("date-parts") if isinstance(node.value, dict) else None
    return parts is not None and plain_value(parts) == [[None]]


def is_range_or_circa(node: Node) -> bool:
    """Whether a date is a range or approximate."""
    if not isinstance(node.value, dict):
        return False
    parts = node.value.get("date-parts")
    span = parts is not None and isinstance(parts.value, list) and len(parts.value) > 1
    said = (node.value.get(name) for name in ("season", "circa"))
    return span or any(each is not None and each.value for each in said)
