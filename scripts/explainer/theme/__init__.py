"""
What a project needs of templates, style sheets and scripts: the package's files, and a project's.

`files/` holds them as the package has them: `overrides/` is what goes into the theme's
`custom_dir`, `assets/` what goes into the folder of that name among the pages. A file that is
written into a project begins with a line that says which version wrote it, and has a hash of the
rest, so that one that was edited since is known, and left alone.
"""

from explainer.theme.file_status import (
    CURRENT,
    EDITED,
    FOREIGN,
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
