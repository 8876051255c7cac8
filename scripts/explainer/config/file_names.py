"""Which file holds a project's settings, and what it may call us."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explainer.model import CannotCheckError

if TYPE_CHECKING:
    from pathlib import Path

EXTENSION = "explainer.markdown"
"""The name under which a project lists this package's Markdown extension."""

_NAMES = {
    f"{EXTENSION}{module}{name}"
    for module in ("", ".extension")
    for name in ("", ":ExplainerExtension")
}
_LIKE = {"explainer", "explainer.markdown", "mkdocs.explainer"}

CONFIG_NAMES = ("zensical.toml", "mkdocs.yml", "mkdocs.yaml", "zensical.yml", "zensical.yaml")
"""
The files that hold settings; the first that is there is read.

Zensical looks for them in this order. It takes the last two only where they are named, and then as
it takes `mkdocs.yml`.
"""


def is_ours(name: object) -> bool:
    """Whether a name under `markdown_extensions` is that of our extension, in any of its forms."""
    return name in _NAMES


def is_meant(name: object) -> bool:
    """Whether such a name is none, and was meant to be that of our extension."""
    return not is_ours(name) and re.sub("[-_]", ".", str(name)).casefold() in _LIKE


class SettingsError(CannotCheckError):
    """The project cannot be read: there is none, or its settings are wrong."""


def config_in(folder: Path) -> Path | None:
    """The file with the settings of the project in a folder, if there is one."""
    return next((folder / name for name in CONFIG_NAMES if (folder / name).is_file()), None)
