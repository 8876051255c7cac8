"""A fork that replaces this repository's explainer keeps its tests, and they pass there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import fork
import projects

if TYPE_CHECKING:
    from pathlib import Path

PEEK = """\
from pathlib import Path

import pytest


@pytest.mark.parametrize("path", ["docs/index.md", "mkdocs.yml"])
def test_peek(path):
    assert (Path(__file__).parent.parent / path).read_text()
"""


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    return fork.make(tmp_path / "fork", "trial")


def test_found(folder: Path) -> None:
    """
    All tests but those of this folder are found in a fork.

    `python tests/fork.py` runs all of them, which takes minutes.
    """
    found = fork.run(folder, "--collect-only", "--quiet")

    assert found.returncode == 0, found.stdout
    assert "tests/test_browser.py::" in found.stdout
    assert "tests/this_site/" not in found.stdout


def test_peeking(folder: Path) -> None:
    """Where one of them opens what a site says, it fails, and names it; the others pass."""
    projects.write(folder, {"tests/test_peek.py": PEEK})

    done = fork.run(folder, "--quiet", "tests/test_peek.py", "tests/test_shape.py")

    assert re.search(r"^2 failed, \d+ passed", done.stdout, re.MULTILINE), done.stdout
    for path in ("docs/index.md", "mkdocs.yml"):
        assert f"{folder / path} is what this site says" in done.stdout
