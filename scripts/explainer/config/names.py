"""Which file holds a project's settings, and what it may call us."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.model import CannotCheckError

if TYPE_CHECKING:
    from pathlib import Path

EXTENSION = "explainer.markdown"
"""The name under which a project lists this package's Markdown extension."""

CONFIG_NAMES = ("zensical.toml", "mkdocs.yml", "mkdocs.yaml", "zensical.yml", "zensical.yaml")
"""
The files that hold settings; the first that is there is read.

Zensical looks for them in this order. It takes the last two only where they are named, and then as
it takes `mkdocs.yml`.
"""


class SettingsError(CannotCheckError):
    """The project cannot be read: there is none, or its settings are wrong."""


def config_in(folder: Path) -> Path | None:
    """The file with the settings of the project in a folder, if there is one."""
    return next((folder / name for name in CONFIG_NAMES if (folder / name).is_file()), None)
