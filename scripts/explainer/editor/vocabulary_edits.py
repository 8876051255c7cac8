"""A word recorded in `docs/vocabulary.yml`, beside what is there."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import yaml

from explainer import yaml_schema
from explainer.editor.edits import Change, TextEdit, place_of
from explainer.vocabulary import FILE

if TYPE_CHECKING:
    from explainer.settings import Settings
    from explainer.workspace import Workspace

Item = str | Sequence[str] | Mapping[str, "str | Sequence[str]"]
"""A word, a group of words, or a gloss: a name, and what is known of it."""

_PLAIN = re.compile(r"[^\W\d_](?:[\w .&’/()-]*[\w.)])?")
_WORDS_OF_YAML = {"yes", "no", "on", "off", "true", "false", "null", "y", "n"}


def record(workspace: Workspace, settings: Settings, field: str, item: Item) -> Change | None:
    """
    The change that adds an item to a field of the vocabulary.

    `None` where the file is no YAML.
    """
    path = settings.named(settings.docs_dir / FILE)
    text, written = workspace.text(path), _written(item)
    if text is None:
        edit = TextEdit(place_of(path, "", 0, 0), f"{field}:\n  - {written}\n")
        return Change((edit,), new_files=(path,))
    try:
        root = yaml_schema.compose(text)
    except yaml.YAMLError:
        return None
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    node = next((value for key, value in pairs if key.value == field), None)
    if not isinstance(node, yaml.SequenceNode):
        begin = "" if not text or text.endswith("\n") else "\n"
        place = place_of(path, text, len(text), len(text))
        return Change((TextEdit(place, f"{begin}{field}:\n  - {written}\n"),))
    if node.flow_style:
        at = node.end_mark.index - 1
        place = place_of(path, text, at, at)
        return Change((TextEdit(place, f", {written}" if node.value else written),))
    last = node.value[-1]
    at = len(text[: last.end_mark.index].rstrip())
    dash = text.rfind("-", 0, last.start_mark.index)
    indent = text[text.rfind("\n", 0, dash) + 1 : dash]
    place = place_of(path, text, at, at)
    return Change((TextEdit(place, f"\n{indent}- {written}"),))


def _written(item: Item) -> str:
    if isinstance(item, str):
        plain = _PLAIN.fullmatch(item) and item.casefold() not in _WORDS_OF_YAML
        return item if plain else json.dumps(item, ensure_ascii=False)
    if isinstance(item, Mapping):
        fields = (f"{name}: {_written(value)}" for name, value in item.items())
        return f"{{{', '.join(fields)}}}"
    return f"[{', '.join(map(_written, item))}]"
