"""The settings that a project lacks to use the theme files."""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from explainer.data import exclusion_of
from explainer.theme.file_status import (
    ASSETS,
    FOREIGN,
    LOADED_BY_TEMPLATES,
    OVERRIDES,
    listed_paths,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from explainer.settings import Settings
    from explainer.theme.file_status import ManagedFile


class _MissingSettings(NamedTuple):
    """The missing values of each setting."""

    theme: str | None
    custom_dir: str | None
    sheets: list[str]
    scripts: list[str]
    extension: bool
    published: list[str]


def missing_settings(settings: Settings, files: Iterable[ManagedFile]) -> list[str]:
    """The lines that a project's settings lack, each under what it belongs to."""
    files = [file for file in files if file.state != FOREIGN]
    config = settings.config_file
    toml = config is not None and config.suffix == ".toml"
    missing = _MissingSettings(
        # Zensical has one theme only.
        None if settings.theme.get("name") or toml else "material",
        _custom_dir(settings, files),
        _unlisted(".css", settings.extra_css, files),
        _unlisted(".js", settings.extra_javascript, files),
        config is None or settings.extension_missing is not None,
        sorted(set(map(exclusion_of, settings.published_data))),
    )
    return list(_in_toml(missing) if toml else _in_yaml(missing))


def _custom_dir(settings: Settings, files: list[ManagedFile]) -> str | None:
    needed = any(file.name.startswith(OVERRIDES) for file in files)
    return OVERRIDES if needed and not settings.theme.get("custom_dir") else None


def _unlisted(suffix: str, listed: tuple[str, ...], files: list[ManagedFile]) -> list[str]:
    """The style sheets or scripts that pages should load and the settings do not list."""
    there = {path.name for path in listed_paths(listed)}
    names = (PurePosixPath(file.name) for file in files if file.name.startswith(ASSETS))
    return [
        str(name)
        for name in names
        if name.suffix == suffix
        and name.name not in there
        and not name.name.startswith(LOADED_BY_TEMPLATES)
    ]


def _in_yaml(missing: _MissingSettings) -> Iterator[str]:
    theme = [f"  name: {missing.theme}"] if missing.theme else []
    theme += [f"  custom_dir: {missing.custom_dir}"] if missing.custom_dir else []
    if theme:
        yield from ("theme:", *theme)
    if missing.sheets:
        yield from ("extra_css:", *(f"  - {sheet}" for sheet in missing.sheets))
    if missing.scripts:
        yield "extra_javascript:"
        for script in missing.scripts:
            yield from (f"  - path: {script}", "    defer: true")
    if missing.extension:
        yield from ("markdown_extensions:", "  - explainer.markdown")
    if missing.published:
        yield from ("exclude_docs: |", *(f"  {pattern}" for pattern in missing.published))


def _in_toml(missing: _MissingSettings) -> Iterator[str]:
    project = [f"extra_css = {json.dumps(missing.sheets)}"] if missing.sheets else []
    if missing.scripts:
        listed = (f"{{ path = {json.dumps(script)}, defer = true }}" for script in missing.scripts)
        project.append(f"extra_javascript = [{', '.join(listed)}]")
    if missing.published:
        project += ['exclude_docs = """', *missing.published, '"""']
    theme = [f'custom_dir = "{missing.custom_dir}"'] if missing.custom_dir else []
    if project:
        yield from ("[project]", *project)
    if theme:
        yield from ("[project.theme]", *theme)
    if missing.extension:
        yield '[project.markdown_extensions."explainer.markdown"]'
