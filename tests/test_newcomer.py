"""Slips of a newcomer: each is one problem, where it is, with a hint that mends it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

import newcomer_edits

HERE = Path(__file__).parent / "newcomer"
PROJECT = HERE / "project"
SLIPS = yaml.safe_load((HERE / "slips.yml").read_text(encoding="utf-8"))
FEWEST = 60


def files_of(folder: Path) -> dict[str, bytes]:
    """The content of each file in a folder, by its path."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


BASE = files_of(PROJECT)
TEXTS = {path: content.decode() for path, content in BASE.items()}


def test_clean(tmp_path: Path) -> None:
    """The project keeps to every rule before a slip, and there are many slips."""
    shutil.copytree(PROJECT, tmp_path, dirs_exist_ok=True)

    assert newcomer_edits.problems(tmp_path) == []
    assert len(SLIPS) >= FEWEST


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip["slip"])
def test_slip(slip: dict[str, Any], tmp_path: Path) -> None:
    """A slip is the one problem that the case says, and none is left once its hint is followed."""
    folder = tmp_path / "project"
    shutil.copytree(PROJECT, folder)
    newcomer_edits.apply(folder, slip["edit"], TEXTS)
    said = newcomer_edits.problems(folder)
    newcomer_edits.apply(folder, slip["mend"], TEXTS)
    # What is as it was before the slip is clean.
    is_mended = files_of(folder) == BASE or not newcomer_edits.problems(folder)

    assert said == [(slip["says"], slip["hint"])]
    assert is_mended
