"""Projects made from articles, for tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import projects

if TYPE_CHECKING:
    from click.testing import Result

ROOT = Path(__file__).parent.parent
ARTICLES = Path(__file__).parent / "articles"
SAYS = "“It is 5 % – no more,” the café’s owner said."
"""A sentence whose typography differs from file to file."""
GERMAN = (
    "Die Brücke wird am Montag, dem 4. Mai, gesperrt, und das ist nicht schön. Sie wurde im 19."
    " Jahrhundert gebaut, z. B. für die Fuhrwerke der Bauern in dem Tal. Das kostet 41 Mio. Euro."
)
"""Sentences that end otherwise by the rules of English."""


def new(folder: Path, *arguments: str) -> Result:
    """Run `explainer new` with a folder as the working folder."""
    return projects.run(folder, "new", *arguments)


def check(folder: Path) -> dict[str, Any]:
    """What `explainer check` finds in a project."""
    result = projects.run(folder, "check", "--format=json")
    assert result.exit_code in {0, 1}, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found
