"""
`mkdocs.yml` and `zensical.toml` as files: their values, and the positions of these.

- `file_names` finds the file. It is imported without the others, which are slow to load.
- `settings_file` reads its values as MkDocs does.
- `zensical` converts settings of Zensical to those of MkDocs.
- `option_positions` finds the position of an option of this package's extension.
- `options` reads these options, and refuses invalid ones.
"""

from explainer.config.file_names import (
    CONFIG_NAMES,
    EXTENSION,
    SettingsError,
    config_in,
    find_project,
    first_config,
)

__all__ = [
    "CONFIG_NAMES",
    "EXTENSION",
    "SettingsError",
    "config_in",
    "find_project",
    "first_config",
]
