"""A fork that replaces this repository's explainer keeps its tests, and they pass there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import fork
import projects

if TYPE_CHECKING:
    from pathlib import Path

PEEK = """\
from pathlib import Path

TOP = Path(__file__).parent.parent


def test_peek():
    assert (TOP / "{path}").read_text()
"""


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    return fork.make(tmp_path / "fork", "trial")


def test_other_tests(folder: Path) -> None:
    """
    All tests but those of this folder are found in a fork, and some that are quick pass there.

    `python tests/fork.py` runs all of them.
    """
    found = fork.run(folder, "--collect-only", "--quiet")
    passed = fork.run(
        folder, "--quiet", "tests/test_shape.py", "tests/test_scripts.py", "-k=not build"
    )

    assert found.returncode == 0, found.stdout
    assert "tests/test_browser.py::" in found.stdout
    assert "tests/site/" not in found.stdout
    assert passed.returncode == 0, passed.stdout


@pytest.mark.parametrize("path", ["docs/index.md", "mkdocs.yml"])
def test_peeking(folder: Path, path: str) -> None:
    """A test outside this folder that opens what the site says fails."""
    projects.write(folder, {"tests/test_peek.py": PEEK.format(path=path)})

    done = fork.run(folder, "--quiet", "tests/test_peek.py")

    assert done.returncode == 1
    assert f"{path} is this site's" in done.stdout
