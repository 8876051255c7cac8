"""
`mkdocs.yml`, `zensical.toml` and `explainer.toml` as files: their values, and where these are.

- `file_names` finds the file. It is imported without the others, which are slow to load.
- `settings_file` reads its values as MkDocs does.
- `zensical` converts settings of Zensical to those of MkDocs.
- `option_positions` finds the position of an option of this package's extension.
- `options` reads these options, and refuses invalid ones; `option_entries` those that are lists.
- `standalone` reads `explainer.toml`.
"""

from explainer.config.file_names import (
    CONFIG_NAMES,
    EXTENSION,
    LINK_SETTINGS,
    SettingsError,
    config_in,
    find_project,
    first_config,
)

__all__ = [
    "CONFIG_NAMES",
    "EXTENSION",
    "LINK_SETTINGS",
    "SettingsError",
    "config_in",
    "find_project",
    "first_config",
]
