"""Where a name is defined, and everywhere that it is cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import editing
from explainer.editor.navigation import definition, references

if TYPE_CHECKING:
    from explainer.workspace import Workspace

LAND = "docs/sources/noaa.yml:12 land"
SEA = "docs/sources/noaa.yml:9 sea"
ROWS = {
    "a key": (
        ("docs/sea.md", "noaa#sea"),
        "docs/sources/noaa.yml:2 The Sea and the Land",
        "docs/claims/land-faster.md:7 noaa docs/claims/land-faster.md:21 noaa docs/sea.md:3 noaa",
    ),
    "a passage": (("docs/sea.md", "sea]"), SEA, f"docs/sea.md:3 sea {SEA}"),
    "a passage in a claim's evidence": (
        ("docs/claims/land-faster.md", "land\n"),
        LAND,
        f"docs/claims/land-faster.md:7 land docs/claims/land-faster.md:21 land {LAND}",
    ),
    "a passage where it is defined": (("docs/sources/noaa.yml", "sea\n"), SEA, "docs/sea.md:3 sea"),
    "a claim": (
        ("docs/index.md", "land-faster]"),
        "docs/claims/land-faster.md:2 The land warms faster than the sea.",
        "docs/index.md:5 land-faster",
    ),
    "a source in its file": (
        ("docs/sources/noaa.yml", "type"),
        "docs/sources/noaa.yml:2 The Sea and the Land",
        "docs/sea.md:3 noaa",
    ),
    "a claim in its file": (
        ("docs/claims/land-faster.md", "title"),
        "docs/claims/land-faster.md:2 The land warms faster than the sea.",
        "docs/index.md:5 land-faster",
    ),
    "a label": (("docs/index.md", "about]"), "", "docs/index.md:5 about"),
    "no name": (("docs/index.md", "warmed"), "", ""),
}
"""Where the cursor is; what is defined where; some of what is cited."""


@pytest.mark.parametrize("row", ROWS)
def test_definition_and_references(row: str, shared: Workspace) -> None:
    """A name leads to the line that defines it, and to every line that cites it."""
    (path, written), defined, cited = ROWS[row]
    at = editing.cursor_at(path, editing.FILES[path], written)

    place = definition(shared, *at)
    places = references(shared, *at)
    shown = [editing.words_at(shared, each) for each in places]

    assert (editing.words_at(shared, place) if place else "") == defined
    assert cited in " ".join(shown)
    assert len(places) == len(set(places))


def test_references_without_the_declaration(shared: Workspace) -> None:
    """Only what cites is listed, where the editor asks for that."""
    at = editing.cursor_at("docs/sea.md", editing.FILES["docs/sea.md"], "sea]")

    places = references(shared, *at, declaration=False)

    assert [editing.words_at(shared, each) for each in places] == ["docs/sea.md:3 sea"]
