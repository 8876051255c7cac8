"""What mends a problem: chosen and applied, it is gone, and nothing else is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import editing
from explainer.editor.fixes import fixes

if TYPE_CHECKING:
    from pathlib import Path

SEA = "docs/sea.md"
INDEX = "docs/index.md"
NOAA = "docs/sources/noaa.yml"
CLAIM = "docs/claims/land-faster.md"
MENDED = {
    "a near key": (SEA, "@noaa", "@naoa", "Cite 'noaa'"),
    "a near passage": (SEA, "#sea", "#see", "Cite 'sea'"),
    "a near claim": (
        INDEX,
        "[@claims/land-faster]",
        "[@claims/lands-faster]",
        "Cite 'land-faster'",
    ),
    "a near label": (INDEX, "[@about]", "[@abuot]", "Cite 'about'"),
    "a near key in a claim": (CLAIM, "cite: noaa", "cite: naoa", "Cite 'noaa'"),
    "a near key in data": ("docs/timeline.yml", "@ipcc", "@ipccc", "Cite 'ipcc'"),
    "a near field": (NOAA, "issued:", "isued:", "Change to 'issued'"),
    "a near value": (CLAIM, "\nverdict: supported", "\nverdict: suported", "Change to 'supported'"),
    "a near label of a page": (
        INDEX,
        "# Heat",
        "---\nlabel: abuot\n---\n# Heat",
        "Change to 'about'",
    ),
    "a near block": (SEA, "/// timeline", "/// timelin", "Change to 'timeline'"),
    "the passage of a source": (SEA, "[@noaa#sea]", "[@noaa]", "Cite [@noaa#sea]"),
    "a sentence that a passage backs": (
        SEA,
        " [@noaa#sea]",
        "",
        "Cite [@noaa#sea]: The sea has warmed by 0.9 °C since 1901.",
    ),
    "a sentence with a label": (INDEX, "# Heat", "# Heat\n\nWe wrote it.", "Label it [@about]"),
    "a row with a label": (
        INDEX,
        "# Heat",
        "# Heat\n\n| who | what |\n|---|---|\n| we | wrote it |\n",
        "Label it [@about]",
    ),
    "a name that is none": (
        SEA,
        "The sea has",
        "The sea by Quistberg has",
        "Record in the vocabulary: 'Quistberg' names nothing in particular",
    ),
}
"""The file, a text in it and another with a slip, and the title of the fix."""


@pytest.mark.parametrize("row", MENDED)
def test_fix(row: str, tmp_path: Path) -> None:
    """A fix that is applied mends the problem, and makes no other."""
    path, old, new, title = MENDED[row]
    text = editing.FILES[path].replace(old, new, 1)
    workspace = editing.opened(tmp_path, {**editing.FILES, path: text})

    found = {fix.title: fix for fix in fixes(workspace, path, 1, 99)}

    assert title in found
    editing.apply(workspace, found[title].change)
    assert workspace.problems() == {}


WAIVED = {
    "a sentence": (SEA, "# The sea", "# The sea\n\nIt is bare. It too. [@about]"),
    "the first of two": (SEA, "# The sea", "# The sea\n\nIt is bare. It too."),
    "a row": (SEA, "# The sea", "# The sea\n\n| a | b |\n|---|---|\n| It is | bare |"),
    "a field": (NOAA, "issued: 2024-05\n", "issued: 2024-05\nisued: 2024-06\n"),
    "a field of an item": (NOAA, "  - slug: land\n", "  - slug: land\n    fakt: It.\n"),
    "a field of a claim": (CLAIM, "as_of:", "asof: 2026\nas_of:"),
}
"""The file, a text in it and another with something to allow."""


@pytest.mark.parametrize("row", WAIVED)
def test_waiver(row: str, tmp_path: Path) -> None:
    """A waiver is itself the problem until a person has written a reason."""
    path, old, new = WAIVED[row]
    text = editing.FILES[path].replace(old, new, 1)
    workspace = editing.opened(tmp_path, {**editing.FILES, path: text})
    first, *others = workspace.problems_of(path)
    line = first.place.line

    fix = next(each for each in fixes(workspace, path, line, line) if each.cursor)
    editing.apply(workspace, fix.change)
    without = workspace.problems_of(path)
    cursor = fix.cursor
    assert cursor is not None
    lines = (workspace.text(path) or "").split("\n")
    written = lines[cursor.line - 1]
    column = cursor.column - 1
    lines[cursor.line - 1] = f"{written[:column]}it is so {written[column:]}"
    workspace.update(path, "\n".join(lines))

    assert "without-reason" in "".join(each.name for each in without)
    after = [(each.name, each.message) for each in workspace.problems_of(path)]
    assert after == [(each.name, each.message) for each in others]


VOCABULARIES = {
    "": "common:\n  - Quistberg\n",
    "ours: [Us]\n": "ours: [Us]\ncommon:\n  - Quistberg\n",
    "ours: [Us]": "ours: [Us]\ncommon:\n  - Quistberg\n",
    "common: [ICU]\nours: [Us]\n": "common: [ICU, Quistberg]\nours: [Us]\n",
    "common: []\n": "common: [Quistberg]\n",
    "common:\n- ICU # so\n- MRI\n\nours: [Us]\n": (
        "common:\n- ICU # so\n- MRI\n- Quistberg\n\nours: [Us]\n"
    ),
    "common:\n  - ICU\n": "common:\n  - ICU\n  - Quistberg\n",
}
"""A vocabulary, and what it is with one more word."""


@pytest.mark.parametrize("text", VOCABULARIES)
def test_a_name_is_recorded_beside_what_is_there(text: str, tmp_path: Path) -> None:
    """The vocabulary keeps its form and its comments."""
    sea = editing.FILES[SEA].replace("The sea has", "The sea by Quistberg has", 1)
    workspace = editing.opened(tmp_path, {**editing.FILES, SEA: sea, "docs/vocabulary.yml": text})

    fix = next(each for each in fixes(workspace, SEA, 1, 9) if "particular" in each.title)
    editing.apply(workspace, fix.change)

    assert workspace.text("docs/vocabulary.yml") == VOCABULARIES[text]


def test_other_lines_have_no_fixes(tmp_path: Path) -> None:
    """Only problems on the lines that are asked for are mended."""
    text = editing.FILES[SEA] + "\nIt is bare.\n"
    workspace = editing.opened(tmp_path, {**editing.FILES, SEA: text})

    assert fixes(workspace, SEA, 1, 7) == []
    assert fixes(workspace, SEA, 8, 8) != []
