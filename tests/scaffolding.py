"""Projects made from articles, for tests."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import projects

if TYPE_CHECKING:
    from click.testing import Result

ROOT = Path(__file__).parent.parent
ARTICLES = Path(__file__).parent / "articles"
_THEME = ("overrides/main.html", "docs/assets/explainer.css")


def theme(root: Path) -> list[Path]:
    """What stands in for the theme of the package: this repository's own files."""
    files = [root / path for path in _THEME]
    for path, file in zip(_THEME, files, strict=True):
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, file)
    return files


def new(folder: Path, *arguments: str) -> Result:
    """Run `explainer new` with a folder as the working folder."""
    with patch("explainer.scaffold.writing.write_theme", theme):
        return projects.run(folder, "new", *arguments)


def check(folder: Path) -> dict[str, Any]:
    """What `explainer check` finds in a project."""
    result = projects.run(folder, "check", "--format=json")
    assert result.exit_code in {0, 1}, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found
