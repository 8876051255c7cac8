"""The JSON Schemas (draft 7) of the JSON files of a site, which are written beside them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from explainer.postbuild.exports.json_text import json_file
from explainer.postbuild.exports.linked_data import url_of

if TYPE_CHECKING:
    from explainer.postbuild.built_site import BuiltSite

_FOLDER = Path(__file__).parent / "schemas"


def schema_path(path: str) -> str:
    """The path of the schema of a JSON file: `claims.schema.json` for `claims.json`."""
    return f"{path.removesuffix('.json')}.schema.json"


def add_json(site: BuiltSite, path: str, value: object) -> None:
    """Add a JSON file, and the schema that it keeps to."""
    schema = json.loads((_FOLDER / schema_path(path)).read_text(encoding="utf-8"))
    address = url_of(site, schema_path(path))
    named = {"$schema": schema.pop("$schema"), **({"$id": address} if address else {}), **schema}
    site.add_text(path, json_file(value))
    site.add_text(schema_path(path), json_file(named))
