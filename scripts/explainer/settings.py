"""`mkdocs.yml` to what the checks need of it: folders, files and Markdown extensions."""

from __future__ import annotations

import contextlib
import logging
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import File, get_files, set_exclusions
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from explainer.model import CannotCheckError, Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs.config.base import ConfigErrors

EXTENSION = "explainer.markdown"
"""The name under which `mkdocs.yml` lists this package's Markdown extension."""

# They are not needed to read a page, and may not be installed where the checks run.
_LEFT_OUT = ("plugins", "hooks", "theme", "extra_css", "extra_javascript", "watch")
_CONFIG_NAMES = ("mkdocs.yml", "mkdocs.yaml")


class SettingsError(CannotCheckError):
    """The project cannot be read: there is none, or its `mkdocs.yml` is wrong."""


@dataclass(frozen=True, slots=True)
class Settings:
    """
    What a project's `mkdocs.yml` says.

    `extension_missing` is the place to list our extension at, where it is not listed. `theme` and
    `extra_css` are as they are written, and not checked.
    """

    root: Path
    config_file: Path | None
    docs_dir: Path
    site_dir: Path
    site_url: str
    language: str
    use_directory_urls: bool
    extensions: tuple[str, ...]
    extension_configs: dict[str, dict[str, Any]]
    files: tuple[File, ...]
    extension_missing: Place | None = None
    theme: Mapping[str, Any] = field(default_factory=dict)
    extra_css: tuple[str, ...] = ()

    def named(self, path: Path) -> str:
        """A path as problems name it: relative to the project's folder."""
        return Path(os.path.relpath(path, self.root)).as_posix()

    @property
    def sources_dir(self) -> Path:
        """Where the sources' files are."""
        return self.docs_dir / "sources"

    @property
    def claims_dir(self) -> Path:
        """Where the claims' pages are."""
        return self.docs_dir / "claims"

    @property
    def article_file(self) -> Path:
        """The file on the article that is explained."""
        return self.docs_dir / "article.yml"

    @property
    def record_file(self) -> Path:
        """The file with the figures of the last run of mistakes."""
        return self.docs_dir / "checks.yml"

    @property
    def pages(self) -> list[File]:
        """The Markdown files that become pages of the site."""
        return [file for file in self.files if file.is_documentation_page()]


def find_project(start: Path) -> Path:
    """
    The folder of the project that `start`, a file or folder, belongs to.

    It is the nearest one upwards that holds `mkdocs.yml`, else the nearest that holds `docs`.
    Raises `SettingsError` where there is none.
    """
    start = start.resolve()
    if not start.exists():
        message = f"there is no {start}"
        raise SettingsError(message)
    for folder in (start, *start.parents):
        if any((folder / name).is_file() for name in _CONFIG_NAMES):
            return folder
    for folder in (start, *start.parents):
        if (folder / "docs").is_dir():
            return folder
    message = f"found no mkdocs.yml in {start} or above it"
    raise SettingsError(message)


def read_settings(root: Path) -> Settings:
    """
    Read the settings of the project in the folder `root`.

    A folder without `mkdocs.yml` has MkDocs' own settings and our extension. Raises
    `SettingsError` where the file is no YAML, or says what MkDocs does not understand.
    """
    config_file = next((root / name for name in _CONFIG_NAMES if (root / name).is_file()), None)
    config = MkDocsConfig(config_file_path=str(config_file or root / "mkdocs.yml"))
    values: dict[str, Any] = {"markdown_extensions": [EXTENSION]}
    if config_file:
        values = _load(config_file, config)
    theme = values.get("theme")
    theme = theme if isinstance(theme, dict) else {"name": theme} if theme else {}
    language = theme.get("language", "en")
    sheets = values.get("extra_css")
    for name in _LEFT_OUT:
        values.pop(name, None)
    values.setdefault("site_name", root.name)
    config.load_dict(values)
    _validate(config)
    files = get_files(config)
    set_exclusions(files, config)
    included = [
        file
        for file in files
        if file.inclusion.is_included()  # type: ignore[no-untyped-call]
    ]
    listed = [name for name in config.markdown_extensions if name.split(":")[0] == EXTENSION]
    return Settings(
        root=root,
        config_file=config_file,
        docs_dir=Path(config.docs_dir),
        site_dir=Path(config.site_dir),
        site_url=config.site_url or "",
        language=str(language),
        use_directory_urls=config.use_directory_urls,
        extensions=tuple(config.markdown_extensions) + (() if listed else (EXTENSION,)),
        extension_configs=dict(config.mdx_configs or {}),
        files=tuple(included),
        extension_missing=None if listed else _where_to_list(config_file, root),
        theme=theme,
        extra_css=tuple(map(str, sheets)) if isinstance(sheets, list) else (),
    )


def _load(config_file: Path, config: MkDocsConfig) -> dict[str, Any]:
    try:
        with config_file.open(encoding="utf-8-sig") as stream:
            values = yaml_load(stream, get_yaml_loader(config=config))
    except (yaml.YAMLError, MkDocsException, OSError, UnicodeDecodeError) as error:
        message = f"{config_file}: {' '.join(str(error).split())}"
        raise SettingsError(message) from error
    if not isinstance(values, dict):
        message = f"{config_file}: is not a list of settings"
        raise SettingsError(message)
    return values


def _validate(config: MkDocsConfig) -> None:
    config_file = Path(config.config_file_path)
    logger = logging.getLogger("mkdocs")
    level = logger.level
    logger.setLevel(logging.ERROR)
    errors: ConfigErrors = []
    try:
        # Extensions resolve their own paths against the working folder, as under `mkdocs build`.
        with contextlib.chdir(config_file.parent):
            errors = config.validate()[0]
    except (MkDocsException, OSError) as error:
        _refuse(config_file, "", error)
    finally:
        logger.setLevel(level)
    if errors:
        _refuse(config_file, *errors[0])


def _refuse(config_file: Path, key: str, error: Exception) -> NoReturn:
    lines = str(error).strip().splitlines() or [repr(error)]
    message = f"{config_file}: {f'{key}: ' if key else ''}{lines[-1]}"
    raise SettingsError(message) from error


def _where_to_list(config_file: Path | None, root: Path) -> Place | None:
    if config_file is None:
        return None
    path = config_file.relative_to(root).as_posix()
    text = config_file.read_text(encoding="utf-8-sig")
    offset = text.find("markdown_extensions:")
    return Place(path) if offset < 0 else Place.within(path, text, offset, offset + 19)
