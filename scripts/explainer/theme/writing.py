"""Files of the package into a project."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path

from explainer.theme import comparing

_MODE = 0o644


def write(file: comparing.Managed) -> None:
    """
    Write a file of the package into a project, whole or not at all.

    A link is followed, a file's permissions and its kind of line ends are kept. Raises `OSError`.
    """
    path = file.path.resolve()
    data = comparing.marked(file.name)
    mode = _MODE
    with contextlib.suppress(FileNotFoundError):
        mode = stat.S_IMODE(path.stat().st_mode)
        if b"\r\n" in path.read_bytes():
            data = data.replace(b"\n", b"\r\n")
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


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
