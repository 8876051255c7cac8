"""What the settings of a project still lack for the files to be used."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from explainer.data import DATA_FILES
from explainer.theme.comparing import ASSETS, FOREIGN, OVERRIDES, listed_as

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from explainer.settings import Settings
    from explainer.theme.comparing import Managed

TOOLTIPS = "content.footnote.tooltips"
"""The theme's feature that shows what a citation cites where it is pointed at."""

_FOLDERS = ("sources", "comparisons")
_FILES = ("article", "checks", "timeline", "vocabulary")


def lacking(settings: Settings, files: Iterable[Managed]) -> list[str]:
    """The lines of YAML that `mkdocs.yml` lacks, each under the setting that it belongs to."""
    lines = list(_theme(settings, [file for file in files if file.state != FOREIGN]))
    sheets = [
        name
        for file in files
        if (name := listed_as(file.name, ())).endswith(".css")
        and name.startswith(ASSETS)
        and PurePosixPath(name).name not in {PurePosixPath(s).name for s in settings.extra_css}
    ]
    if sheets:
        lines += ["extra_css:", *(f"  - {name}" for name in sheets)]
    if settings.extension_missing or settings.config_file is None:
        lines += ["markdown_extensions:", "  - explainer.markdown"]
    if published := _published(settings):
        lines += ["exclude_docs: |", *(f"  {pattern}" for pattern in published)]
    return lines


def _theme(settings: Settings, files: list[Managed]) -> Iterator[str]:
    theme = settings.theme
    lines = [] if theme.get("name") else ["  name: material"]
    if not theme.get("custom_dir") and any(file.name.startswith(OVERRIDES) for file in files):
        lines.append(f"  custom_dir: {OVERRIDES}")
    if TOOLTIPS not in (theme.get("features") or ()):
        lines += ["  features:", f"    - {TOOLTIPS}"]
    if lines:
        yield from ("theme:", *lines)


def _published(settings: Settings) -> list[str]:
    """Patterns of the data files that the site would publish as they are."""
    single = {*_FILES, *(file.name for file in DATA_FILES)}
    found = set()
    for file in settings.files:
        path = PurePosixPath(file.src_uri)
        if path.suffix != ".yml":
            continue
        if path.parent.as_posix() in _FOLDERS:
            found.add(f"/{path.parent}/*.yml")
        elif len(path.parts) == 1 and path.stem in single:
            found.add(f"/{path}")
    return sorted(found)
