"""The writer of theme files into a project."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from explainer import atomic
from explainer.theme import file_status

if TYPE_CHECKING:
    from pathlib import Path


def write(file: file_status.ManagedFile) -> None:
    """
    Copy a theme file into a project, atomically.

    A symbolic link is followed; permissions and line endings are kept. Raises `OSError`.
    """
    data = file_status.content_with_header(file.name)
    with contextlib.suppress(FileNotFoundError):
        if b"\r\n" in file.path.read_bytes():
            data = data.replace(b"\n", b"\r\n")
    atomic.write(file.path, data)


def write_theme(root: Path) -> list[Path]:
    """
    Copy all theme files, with the look, into a new project.

    Templates go to `overrides`, all else to `docs/assets`; existing files are kept. Returns the
    paths of the copied files. Raises `OSError`.
    """
    folders = {
        file_status.OVERRIDES: root / "overrides",
        file_status.ASSETS: root / "docs" / "assets",
    }
    written = []
    for name in file_status.names():
        folder, _, rest = name.partition("/")
        path = folders[folder] / rest
        if not path.exists():
            write(file_status.ManagedFile(name, path, file_status.MISSING))
            written.append(path)
    return written
