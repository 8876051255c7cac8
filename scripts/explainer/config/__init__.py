"""
`mkdocs.yml` and `zensical.toml` as files: what they say, and where they say it.

- `file_names` finds the file; nothing else is needed for that, and the rest takes long to load.
- `settings_file` gives its values as MkDocs would have them.
- `zensical` turns what only Zensical understands into what MkDocs does.
- `option_positions` finds the line of one of our own options.
- `options` reads these options, and refuses what is wrong with them.
"""

from explainer.config.file_names import CONFIG_NAMES, EXTENSION, SettingsError, config_in

__all__ = ["CONFIG_NAMES", "EXTENSION", "SettingsError", "config_in"]
