"""
`explainer.toml`: what the link check of a site is told where no `mkdocs.yml` says it.

It has the options `ignore` and `remap` of this package's extension, and `site_url`.
"""

from __future__ import annotations

import functools
import re
import tomllib
from typing import TYPE_CHECKING

from explainer.config.file_names import SettingsError
from explainer.config.option_entries import EntryReader, covering
from explainer.config.option_positions import standalone_place
from explainer.config.option_values import as_written
from explainer.model import LinkSettings

if TYPE_CHECKING:
    from pathlib import Path

_SETTINGS = ("site_url", "ignore", "remap")
_WEB = re.compile(r"https?://[^/\s]+\S*", re.IGNORECASE)


def is_site_url(value: str) -> bool:
    """Whether a site may be published at a URL."""
    return _WEB.fullmatch(value) is not None


def read_link_settings(file: Path, root: Path, display_folder: str) -> LinkSettings:
    """
    Read `explainer.toml`.

    `root` is the folder to which places are relative, `display_folder` the site's in places. Raises
    `SettingsError`, in one line with the place, where the file or a value in it is not valid.
    """
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, OSError, UnicodeDecodeError) as error:
        message = f"{file}: {' '.join(str(error).split())}"
        raise SettingsError(message) from error
    reader = EntryReader(root, functools.partial(standalone_place, file, root))
    for name in values:
        if name not in _SETTINGS:
            reader.unknown("there is no setting", name, _SETTINGS, name)
    url = values.get("site_url", "")
    if not isinstance(url, str) or (url and not is_site_url(url)):
        what = f"'site_url' is not a URL that begins with https://: {as_written(url)}"
        reader.refuse(what, "site_url")
    for name in ("ignore", "remap"):
        if not isinstance(values.get(name, []), list):
            what = f"{name!r} is not a list of entries, as in [[{name}]]: "
            reader.refuse(what + as_written(values[name]), name)
    ignore = tuple(
        entry._replace(covers=covering(pages, (display_folder,))) if pages else entry
        for entry, pages in reader.ignored(values.get("ignore", []))
    )
    return LinkSettings(url, ignore, tuple(reader.remapped(values.get("remap", []))))
