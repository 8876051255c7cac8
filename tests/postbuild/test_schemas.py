"""The JSON Schemas know each value that the data files can have."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from explainer.model import ALL_VERDICTS, SEEN, STANCES, TIERS, WORDS_FROM
from explainer.model.sources import TITLES_FROM
from explainer.postbuild.exports import schema_files

FOLDER = Path(schema_files.__file__).parent / "schemas"


def enumerations(value: Any, name: str = "") -> set[tuple[str, tuple[str, ...]]]:  # noqa: ANN401
    """Each list of allowed values in a schema, with the name of the field that it is for."""
    if isinstance(value, list):
        return {found for each in value for found in enumerations(each, name)}
    if not isinstance(value, dict):
        return set()
    own = {(name, tuple(value["enum"]))} if "enum" in value else set()
    return own.union(*(enumerations(each, field) for field, each in value.items()))


@pytest.mark.parametrize(
    ("schema", "field", "values"),
    [
        ("claims", "verdict", ALL_VERDICTS),
        ("claims", "stance", STANCES),
        ("claims", "words_from", WORDS_FROM),
        ("claims", "title_from", TITLES_FROM),
        ("sources", "tier", TIERS),
        ("sources", "seen", SEEN),
        ("sources", "title_from", TITLES_FROM),
    ],
)
def test_values(schema: str, field: str, values: tuple[str, ...]) -> None:
    """A field has the values that the model has, and each is described once."""
    text = (FOLDER / f"{schema}.schema.json").read_text(encoding="utf-8")

    assert {own for name, own in enumerations(json.loads(text)) if name == field} == {values}
