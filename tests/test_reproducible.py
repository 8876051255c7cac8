"""A site is the same to the byte, wherever and whenever it is built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import projects

if TYPE_CHECKING:
    from collections.abc import Mapping

TESTS = Path(__file__).parent
STEPS = "mkdocs build --strict --quiet", "explainer postbuild"
HERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "1"}
THERE = {"TZ": "America/Adak", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "PYTHONHASHSEED": "4711"}
"""Twenty-five hours apart, so that at any time it is another day."""


def start(folder: Path, env: Mapping[str, str], *modules: Path) -> subprocess.Popen[bytes]:
    """Begin to build and complete the site of a project, with modules from further folders."""
    paths = os.pathsep.join(map(str, [*modules, TESTS.parent / "scripts"]))
    given = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    command = " && ".join(f'"{sys.executable}" -m {step}' for step in STEPS)
    caches = {"XDG_CACHE_HOME": str(folder.parent / "cache"), "PYTHONPATH": paths}
    return subprocess.Popen(
        ["sh", "-c", command],
        cwd=folder,
        env={**given, **caches, **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def content(folder: Path) -> dict[str, bytes]:
    """The files of a folder by their paths in it."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_same_bytes(tmp_path: Path) -> None:
    """Another folder, day, time zone, locale, hash seed and order of files change no byte."""
    one = projects.site("bridge", tmp_path / "here" / "project")
    other = shutil.copytree(one, tmp_path / "there" / "the same — elsewhere" / "x")
    later = tmp_path / "later"
    later.mkdir()
    shutil.copy(TESTS / "elsewhere.py", later / "sitecustomize.py")

    runs = [start(one, HERE), start(other, THERE, later)]
    said = [run.communicate(timeout=60)[0].decode() for run in runs]

    assert [run.returncode for run in runs] == [0, 0], said
    first, second = content(one / "site"), content(other / "site")
    assert "index.html" in first
    assert first.keys() == second.keys()
    assert [path for path in first if first[path] != second[path]] == []
