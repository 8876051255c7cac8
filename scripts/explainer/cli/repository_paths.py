"""Paths in reports for services: relative to the root of the repository, as these know files."""

from __future__ import annotations

import os
from pathlib import Path

from explainer.inputs import note_content


def repository_root(folder: Path) -> Path | None:
    """
    The root of the repository that a folder is in; `None` if it is in none.

    That is the nearest folder with `.git`. On GitHub it is `GITHUB_WORKSPACE`, also where the
    repository has others in it or its `.git` was left out.
    """
    folder = folder.resolve()
    parents = (folder, *folder.parents)
    for each in parents:
        note_content(each / ".git")
    git = next((each for each in parents if (each / ".git").exists()), None)
    named = os.environ.get("GITHUB_WORKSPACE")
    workspace = Path(named).resolve() if named else None
    if workspace in parents and (git is None or (workspace / ".git").exists()):
        return workspace
    return git


def path_in_repository(root: Path | None, path: Path) -> str:
    """A path relative to the repository's root, if there is one and the path is in it."""
    full = path.parent.resolve() / path.name if path.is_symlink() else path.resolve()
    if root and full.is_relative_to(root):
        return full.relative_to(root).as_posix()
    here = Path.cwd()
    if root is None and full.is_relative_to(here):
        return full.relative_to(here).as_posix()
    return full.as_posix()
