"""What the tests of this repository's own site share."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

import projects

if TYPE_CHECKING:
    from pathlib import Path


def copied(folder: Path) -> Path:
    """Copy this repository's explainer, without the package, to a folder; gives it."""
    for name in ("docs", "overrides"):
        shutil.copytree(projects.ROOT / name, folder / name)
    # The settings say to watch it.
    (folder / "scripts").mkdir()
    shutil.copy(projects.ROOT / "mkdocs.yml", folder)
    return folder


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of this repository's explainer."""
    return copied(tmp_path)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository's site, built."""
    return projects.build(copied(tmp_path_factory.mktemp("built")))
