"""Files of the package into a project."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from explainer import atomic
from explainer.theme import comparing

if TYPE_CHECKING:
    from pathlib import Path


def write(file: comparing.Managed) -> None:
    """
    Write a file of the package into a project, whole or not at all.

    A link is followed, a file's permissions and its kind of line ends are kept. Raises `OSError`.
    """
    data = comparing.marked(file.name)
    with contextlib.suppress(FileNotFoundError):
        if b"\r\n" in file.path.read_bytes():
            data = data.replace(b"\n", b"\r\n")
    atomic.write(file.path, data)


def write_theme(root: Path) -> list[Path]:
    """
    Write all files of the package, the look among them, into a new project.

    Templates go to `overrides`, all else to `docs/assets`. Gives the paths of the files; one that
    is there is left as it is. Raises `OSError`.
    """
    folders = {comparing.OVERRIDES: root / "overrides", comparing.ASSETS: root / "docs" / "assets"}
    written = []
    for name in comparing.names():
        folder, _, rest = name.partition("/")
        path = folders[folder] / rest
        if not path.exists():
            write(comparing.Managed(name, path, comparing.MISSING))
            written.append(path)
    return written
