"""Sources to CSL-JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from explainer.bibliography.csl_json.field_map import DATE_FIELDS, TEXTS
from explainer.bibliography.csl_json.parser import parse
from explainer.bibliography.entries import (
    extra_fields,
    is_extra_fields_note,
)
from explainer.sources import NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explainer.sources import Values


def write(sources: Mapping[str, Values]) -> str:
    """CSL-JSON of sources by their keys; what CSL cannot represent is in `custom`."""
    entries = [_write_entry(key, values) for key, values in sources.items()]
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"


def _write_entry(key: str, values: Values) -> dict[str, Any]:
    entry: dict[str, Any] = {"id": key, "type": values.get("type", "document")}
    for name in (*NAMES, *TEXTS):
        value = values.get(name)
        if value is not None and not (isinstance(value, str) and is_extra_fields_note(value)):
            entry[name] = value
    for name in DATE_FIELDS:
        value = values.get(name)
        if isinstance(value, str):
            entry[name] = {"date-parts": [[int(part) for part in value.split("-")]]}
    carried = parse(json.dumps(entry)).entries
    rest = extra_fields(values, carried[0].values if carried else {})
    if rest:
        entry["custom"] = {"explainer": rest}
    return entry
