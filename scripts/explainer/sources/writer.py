"""The writer of a source's file: its fields in the order of the schema, as people write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from explainer.sources.schema import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from explainer.yaml_schema import Field

Values = dict[str, "str | list[dict[str, str]]"]
"""The fields of a source by their names: a text each, or records of texts."""

_WIDTH = 110
_PLAIN_TAGS = {"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:int"}
_TEXT = "tag:yaml.org,2002:str"
# As people are told to look for it; no text of several lines is written.
_DRAFT = re.compile(r"^draft: 'yes'$", re.MULTILINE)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


class _Dumper(yaml.SafeDumper):
    """Indents lists, and writes dates and numbers without quotation marks."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002
        """Indent lists inside mappings."""
        del indentless
        super().increase_indent(flow, False)  # noqa: FBT003

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> Any:  # noqa: ANN401
        """The tag of a node; the schema reads dates and numbers as the texts that they are."""
        tag = super().resolve(kind, value, implicit)  # type: ignore[no-untyped-call]
        return _TEXT if tag in _PLAIN_TAGS else tag


def clean(text: str) -> str:
    """A text on one line, without control characters."""
    return " ".join(_UNPRINTABLE.sub("", text).split())


def to_yaml(values: Mapping[str, Any], fields: Iterable[Field] = FIELDS) -> str:
    """The text of a source's file, or of one with other fields, in the order of these."""
    ordered = {entry.name: values[entry.name] for entry in fields if values.get(entry.name)}
    text = yaml.dump(
        ordered,
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=False,
        width=_WIDTH,
    )
    return _DRAFT.sub("draft: yes", text)
