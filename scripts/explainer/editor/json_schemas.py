"""
The fields of every kind of file as JSON Schema, for editors that know it.

The schemas are of draft 7, which all of them read. What a schema cannot say, such as whether a date
exists, the checks say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from explainer.config import EXTENSION
from explainer.editor.file_kinds import KINDS, SETTINGS
from explainer.markdown.options import OPTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explainer.markdown.options import Option
    from explainer.yaml_schema import Field

DRAFT = "http://json-schema.org/draft-07/schema#"

_SCALAR = ["string", "number", "boolean"]
"""YAML reads `2026`, `yes` and `1.5` as no text, and the checks read them as they are written."""

_YES_OR_NO = ["yes", "no", True, False]
_PATTERNED = {"rules", "pages"}
"""The fields of an entry that may be lists as well."""

_PATTERNS = {
    "date": r"^\d{4}(-\d{2}(-\d{2})?)?$",
    "day": r"^\d{4}-\d{2}-\d{2}$",
    "address": r"^https?://\S+$",
    "fingerprint": r"^[0-9a-f]{16}$",
    "digest": r"^sha256:[0-9a-f]{64}$",
    "doi": r"^10\.\d{4,9}(\.\d+)*/\S+$",
}

FILES = {
    "source": "docs/sources/**/*.yml",
    "claim": "docs/claims/**/*.md",
    "article": "docs/article.yml",
    "vocabulary": "docs/vocabulary.yml",
    "reviews": "docs/reviews.yml",
    "timeline": "docs/timeline.yml",
    "comparison": "docs/comparisons/**/*.yml",
    "positions": "docs/positions/**/*.yml",
    "settings": "mkdocs.yml",
}
"""The files that each schema is for; that of claims is for their front matter."""


def schemas() -> dict[str, dict[str, Any]]:
    """A schema for each kind of file, by its name."""
    return {kind.name: _schema(kind.name, kind.fields) for kind in KINDS}


def file_name(name: str) -> str:
    """What the file with a schema is called."""
    return f"{name}.schema.json"


def _schema(name: str, fields: tuple[Field, ...]) -> dict[str, Any]:
    head = {"$schema": DRAFT, "title": f"explainer: {name}"}
    if name != SETTINGS.name:
        return {**head, **_object(fields)}
    # Of `mkdocs.yml`, this package knows only its own extension.
    found = {option.name: _option(option) for option in OPTIONS}
    ours = {"type": "object", "additionalProperties": False, "properties": found}
    options = {"type": "object", "properties": {EXTENSION: ours}}
    either = {"anyOf": [{"type": "string"}, options]}
    listed = {"anyOf": [{"type": "array", "items": either}, options]}
    return {**head, "type": "object", "properties": {"markdown_extensions": listed}}


def _option(option: Option) -> dict[str, Any]:
    """An option, whose value is more than a field can be."""
    said = {"description": f"{option.guidance}\n\nFor example: {option.good}"}
    texts = {"type": "array", "items": _text()}
    if option.kind == "entries":
        of_fields = [
            each._replace(kind="any") if each.name in _PATTERNED else each for each in option.fields
        ]
        return {**said, "type": "array", "items": _object(of_fields)}
    if option.kind == "patterns":
        return {**said, "anyOf": [_text(), texts]}
    if option.kind == "words":
        return {**said, "type": "object"}
    if option.kind == "yes or no":
        return {**said, "enum": _YES_OR_NO}
    return {**said, **({"enum": list(option.choices)} if option.choices else _text())}


def _object(fields: Iterable[Field]) -> dict[str, Any]:
    fields = tuple(fields)
    found: dict[str, Any] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {field.name: _field(field) for field in fields},
    }
    required = [field.name for field in fields if field.required]
    return {**found, "required": required} if required else found


def _field(field: Field) -> dict[str, Any]:
    said = {"description": _description(field)} if field.guidance else {}
    return {**said, **_value(field)}


def _description(field: Field) -> str:
    good = f"\n\nFor example: {field.good}" if field.good else ""
    return f"{field.guidance}{good}"


def _value(field: Field) -> dict[str, Any]:
    if field.kind == "any":
        return {}
    texts = {"type": "array", "items": _text()}
    if field.kind in {"list", "groups"}:
        items = _object(field.fields) if field.fields else _text()
        return {"type": "array", "items": texts if field.kind == "groups" else items}
    if field.choices:
        return {"enum": _choices(field)}
    if field.kind == "yes or no":
        return {"enum": _YES_OR_NO}
    if field.kind in _PATTERNS:
        return {"type": _SCALAR, "pattern": _PATTERNS[field.kind]}
    return _text()


def _choices(field: Field) -> list[Any]:
    numbers = [int(choice) for choice in field.choices if choice.isdecimal()]
    return [*field.choices, *numbers]


def _text() -> dict[str, Any]:
    return {"type": _SCALAR}
