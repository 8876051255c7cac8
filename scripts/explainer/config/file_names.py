"""The names of settings files and of this package's extension in them; the search for a project."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from explainer.inputs import note_existence
from explainer.model import CannotCheckError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

EXTENSION = "explainer.markdown"
"""The name under which a project lists this package's Markdown extension."""

_EXTENSION_NAMES = {
    f"{EXTENSION}{module}{name}"
    for module in ("", ".extension")
    for name in ("", ":ExplainerExtension")
}
_MISSPELLED_NAMES = {"explainer", "explainer.markdown", "mkdocs.explainer"}

CONFIG_NAMES = (
    "zensical.toml",
    "mkdocs.yml",
    "mkdocs.yaml",
    "zensical.yml",
    "zensical.yaml",
)
"""
The names of settings files; the first one that exists is read.

Zensical looks for them in this order. It reads the last two only if they are given by name, and
then in the same way as `mkdocs.yml`.
"""


def is_extension_name(name: object) -> bool:
    """Whether a name under `markdown_extensions` is one of those of this package's extension."""
    return name in _EXTENSION_NAMES


def is_misspelled_name(name: object) -> bool:
    """Whether such a name looks like a misspelled name of this package's extension."""
    return (
        not is_extension_name(name)
        and re.sub("[-_]", ".", str(name)).casefold() in _MISSPELLED_NAMES
    )


LINK_SETTINGS = "explainer.toml"
"""The name of the file with the settings of a link check where no settings file has them."""


class SettingsError(CannotCheckError):
    """The project cannot be read: it does not exist, or its settings are invalid."""


def config_in(folder: Path) -> Path | None:
    """The settings file in a folder, or `None`."""
    for name in CONFIG_NAMES:
        file = folder / name
        note_existence(file)
        # What is there and is no file is told when it is read.
        if os.path.lexists(file) and not file.is_dir():
            return file
    return None


def first_config(folders: Iterable[Path]) -> Path | None:
    """The settings file in the first of some folders that has one, or `None`."""
    return next(filter(None, map(config_in, folders)), None)


def find_project(start: Path) -> Path:
    """
    The folder of the project of a file or a folder.

    It is the nearest one upwards with a settings file, else the nearest with a folder `docs`.
    (A built site is searched for by `site` in two folders only, as others may have a project of
    their own above it.) Raises `SettingsError` where there is none.
    """
    start = start.resolve()
    if not start.exists():
        message = f"there is no {start}"
        raise SettingsError(message)
    folders = (start, *start.parents)
    if config := first_config(folders):
        return config.parent
    for folder in folders:
        if (folder / "docs").is_dir():
            return folder
    message = f"found no mkdocs.yml in {start} or above it, and no zensical.toml"
    raise SettingsError(message)
