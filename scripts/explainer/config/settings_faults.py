"""Slips in a settings file that MkDocs reads without a word: see `find_faults`."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from mkdocs.config.defaults import MkDocsConfig

from explainer import files, yaml_schema
from explainer.model import Invalid, nearest, similarity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_MIN_SIMILARITY = 0.8
_WITHOUT_COLON = re.compile(r"(?P<title>.*?\S)(?::|[ ]+)(?P<page>[^\s:]+\.md)")


def find_faults(file: Path, root: Path, pages: Collection[str]) -> tuple[Invalid, ...]:
    """
    The slips in a settings file of MkDocs; `pages` are the paths of all pages.

    They are settings that are repeated or misspelt, and pages of the navigation that are not there
    where it is plain which are meant: others may be made by a plugin.
    """
    if file.suffix == ".toml":
        return ()
    try:
        node = yaml_schema.compose(files.read_text(file))
    except (yaml.YAMLError, OSError, UnicodeDecodeError):
        return ()
    path = Path(os.path.relpath(file, root)).as_posix()
    return tuple(_faults(node, path, pages)) if isinstance(node, yaml.MappingNode) else ()


def misspelt_names(faults: Collection[Invalid]) -> set[str]:
    """The settings that were meant by misspelt ones."""
    matches = (re.match(r"write '(\w+)'", fault.hint) for fault in faults)
    return {match[1] for match in matches if match}


def _faults(node: yaml.MappingNode, path: str, pages: Collection[str]) -> Iterator[Invalid]:
    known = {name for name, _ in MkDocsConfig._schema}  # noqa: SLF001  (nothing public lists them)
    names = [str(key.value) for key, _ in node.value]
    seen: set[str] = set()
    for key, value in node.value:
        name, place = str(key.value), yaml_schema.place_of_node(path, key)
        close = nearest(name, known - set(names))
        if name in seen:
            yield Invalid(place, f"repeats the setting {name!r}", "keep one of the two")
        elif name not in known and close and similarity(name, close) > _MIN_SIMILARITY:
            yield Invalid(place, f"there is no setting {name!r}", f"write {close!r}")
        elif name == "nav":
            yield from _nav_faults(value, path, pages)
        seen.add(name)


def _nav_faults(node: yaml.Node, path: str, pages: Collection[str]) -> Iterator[Invalid]:
    if isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _nav_faults(value, path, pages)
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _nav_faults(each, path, pages)
    elif isinstance(node, yaml.ScalarNode) and node.value not in pages and _is_page(node.value):
        page, place = str(node.value), yaml_schema.place_of_node(path, node)
        title = _WITHOUT_COLON.fullmatch(page)
        close = nearest(page, pages)
        message = f"there is no page {page!r}"
        if title and title["page"] in pages:
            yield Invalid(place, message, f"write `{title['title']}: {title['page']}`")
        elif page.removeprefix("docs/") in pages:
            yield Invalid(place, message, f"write {page.removeprefix('docs/')!r}")
        elif close:
            yield Invalid(place, message, f"write {close!r}, or add the page")


def _is_page(value: str) -> bool:
    return value.endswith(".md") and "*" not in value and "://" not in value
