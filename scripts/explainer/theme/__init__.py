"""
The templates, style sheets and scripts of the package, and their copies in a project.

`files/overrides/` is copied to the theme's `custom_dir`, `files/assets/` to the folder of that name
among the pages. The first line of a copy states the version that wrote it and a hash of the rest,
so that a copy that was edited is recognized and not overwritten.
"""

from explainer.theme.file_status import (
    CURRENT,
    EDITED,
    FOREIGN,
    LOADED_BY_TEMPLATES,
    MISSING,
    NEWER,
    OUTDATED,
    UNMARKED,
    ManagedFile,
    compare,
    outdated,
)
from explainer.theme.missing_settings import missing_settings
from explainer.theme.writer import write, write_theme

__all__ = [
    "CURRENT",
    "EDITED",
    "FOREIGN",
    "LOADED_BY_TEMPLATES",
    "MISSING",
    "NEWER",
    "OUTDATED",
    "UNMARKED",
    "ManagedFile",
    "compare",
    "missing_settings",
    "outdated",
    "write",
    "write_theme",
]
