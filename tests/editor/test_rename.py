"""A new name in all files leaves a project that keeps to every rule, without the old name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import editing
import projects
from explainer.editor.rename import RenameError, rename
from explainer.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from explainer.workspace import Workspace as Opened

WIDE = {
    **editing.FILES,
    "docs/sea.md": editing.FILES["docs/sea.md"]
    + "\nIt warms, as @noaa [p. 4] says. [see @{noaa#sea}; @noaa#land, p. 3]\n\n"
    + '[Why](../docs/claims/land-faster.md#x "t"), [again][why]. [@about] Or `[@noaa#sea]`. [@about]\n\n'
    + "[why]: claims/land-faster.md\n\n[@claims/land-faster] was judged. [@about]\n",
    "docs/article.yml": (
        "title: Heat\nURL: https://example.org/heat\npublisher: Times\nsentences:\n"
        "  - {fingerprint: 3f2a9c0d1b4e5f67, claim: land-faster}\n"
    ),
    "docs/draft.txt": "Notes on [@noaa#sea].\n",
}
ROWS = {
    "a key": ("docs/sea.md", "noaa#sea", "sea-board.2024", "noaa"),
    "a key from its file": ("docs/sources/noaa.yml", "type:", "measured-2024", "noaa"),
    "a key from a claim": ("docs/claims/land-faster.md", "noaa#land", "measured-2024", "noaa"),
    "a passage": ("docs/sea.md", "sea]", "by-0-9", "#sea"),
    "a passage from its file": ("docs/sources/noaa.yml", "land\n", "by-1-8", "#land"),
    "a claim": ("docs/index.md", "land-faster]", "land-and-sea", "land-faster"),
    "a claim from the article": ("docs/article.yml", "land-faster", "land-and-sea", "land-faster"),
    "a claim from its file": ("docs/claims/land-faster.md", "title:", "land-and", "land-faster"),
}
"""Where the cursor is, the new name, and what of the old one is gone from all files but code."""


@pytest.mark.parametrize("row", ROWS)
def test_rename(row: str, tmp_path: Path) -> None:
    """Every citation, data file and link has the new name, and so have the files."""
    path, written, new, old = ROWS[row]
    workspace = editing.opened(tmp_path, WIDE)
    before = workspace.problems()
    at = editing.cursor_at(path, WIDE[path], written)

    editing.apply(workspace, rename(workspace, *at, new))

    left = [
        f"{file.relative_to(tmp_path)}: {line}"
        for file in tmp_path.rglob("*")
        if file.suffix in {".md", ".yml"}
        for line in file.read_text(encoding="utf-8").splitlines()
        if old in line.replace("`[@noaa#sea]`", "").replace("example.org/noaa", "")
        and line != "origin: noaa"
    ]
    assert left == []
    assert [each.stem for each in tmp_path.rglob(f"{old}.*")] == []
    assert codes(workspace) == [each.code for found in before.values() for each in found]


def codes(workspace: Opened) -> list[str]:
    """The codes of a project's problems, in order."""
    return [each.code for found in workspace.problems().values() for each in found]


REFUSED = {
    "nothing there": ("docs/index.md", "warmed", "heat", "there is no key"),
    "a label": ("docs/index.md", "about]", "own", "'about' is a label"),
    "a key that is a label": ("docs/sea.md", "noaa#sea", "about", "cannot be cited"),
    "a key with a space": ("docs/sea.md", "noaa#sea", "the sea", "cannot be cited"),
    "a key with a hash": ("docs/sea.md", "noaa#sea", "noaa#x", "cannot be cited"),
    "a key that there is": (
        "docs/sea.md",
        "noaa#sea",
        "ipcc",
        "there is a file docs/sources/ipcc.yml",
    ),
    "a key of claims": ("docs/sea.md", "noaa#sea", "claims/x", "begins the key of a claim"),
    "another folder": ("docs/sea.md", "noaa#sea", "old/noaa", "its folder stays the same"),
    "a passage that there is": ("docs/sea.md", "sea]", "land", "has a passage 'land' already"),
    "a passage with a space": ("docs/sea.md", "sea]", "the sea", "cannot be cited"),
}


@pytest.mark.parametrize("row", REFUSED)
def test_a_name_that_cannot_be(row: str, shared: Workspace) -> None:
    """What cannot be cited, or is taken, is refused with its reason."""
    path, written, new, reason = REFUSED[row]
    at = editing.cursor_at(path, editing.FILES[path], written)

    with pytest.raises(RenameError, match=reason):
        rename(shared, *at, new)


def test_a_claim_of_a_whole_explainer(tmp_path: Path) -> None:
    """In a finished explainer, a renamed claim leaves no problem behind."""
    workspace = Workspace(projects.site("bridge", tmp_path))
    path = "docs/claims/reopens-in-may.md"
    at = editing.cursor_at(path, workspace.text(path) or "", "title:")
    before = codes(workspace)

    editing.apply(workspace, rename(workspace, *at, "open-again-in-may"))

    assert codes(workspace) == before
    assert (tmp_path / "docs/claims/open-again-in-may.md").is_file()
