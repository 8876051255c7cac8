"""
The project that a site was built from, with as few of its settings as a link check needs.

Reading `mkdocs.yml` with MkDocs takes longer than checking every link of a small site. So it is
read in full only if the place of a problem in the Markdown is needed.
"""

from __future__ import annotations

import functools
import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import xxhash

from explainer.config import EXTENSION, first_config
from explainer.site import markdown_scanner
from explainer.site.site_files import SiteFiles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from explainer.model import Ignore, Place, Remap, Waiver
    from explainer.settings import Settings

_PLAIN_SETTING = re.compile(
    r"""
    ^(site_url|docs_dir):[ \t]*
    (?: "([^"\\\n]*)" | '([^'\n]*)' | ([\w./~-][^\n#]*?) )?
    [ \t]*(?:[ \t]\#.*)?$
    """,
    re.MULTILINE | re.VERBOSE,
)
_ANY_SETTING = re.compile(r"^(site_url|docs_dir)\s*:|^INHERIT\s*:", re.MULTILINE)
_INHERIT = re.compile(rb"""^INHERIT:[ \t]*["']?([^"'\s#]+)""", re.MULTILINE)
_WAIVER = re.compile(rb"<!--\s*allow\s")
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")


@dataclass
class SourceProject:
    """
    A project: its folder, its settings file, the site's URL, and its folder of pages.

    `site_url` is empty if the settings have none.
    """

    root: Path
    config: Path
    site_url: str
    docs: Path

    @functools.cached_property
    def settings(self) -> Settings:
        """All settings that can be read here. Raises `SettingsError`."""
        from explainer.settings import read_available_settings  # noqa: PLC0415  (slow to import)

        return read_available_settings(self.root)

    @property
    def missing_extensions(self) -> tuple[str, ...]:
        """What of the Markdown extensions is missing here, if the settings had to be read."""
        return self.settings.missing if "settings" in vars(self) else ()

    def ignored(self, display_folder: str) -> tuple[Ignore, ...]:
        """
        The problems that the settings ignore; `display_folder` is the site's in places.

        Raises `SettingsError`.
        """
        return self.settings.ignored(display_folder) if self._may_set("ignore") else ()

    def remaps(self) -> tuple[Remap, ...]:
        """The URLs that are checked as if they were other ones. Raises `SettingsError`."""
        return self.settings.remaps if self._may_set("remap") else ()

    def _may_set(self, option: str) -> bool:
        """Whether the settings may have an option of this package's extension."""
        text = self._config_text
        return "INHERIT" in text or (EXTENSION in text and option in text)

    @property
    def lists_extension(self) -> bool:
        """Whether the settings list this package's extension. Raises `SettingsError`."""
        return self._may_set("") and self.settings.extension_missing is None

    @functools.cached_property
    def _config_text(self) -> str:
        return self.config.read_text(encoding="utf-8-sig", errors="replace")

    @functools.cached_property
    def files(self) -> SiteFiles:
        """The files in the folder of pages."""
        files = SiteFiles(str(self.docs))
        files.hashing = True
        return files

    @functools.cached_property
    def pages(self) -> list[str]:
        """The paths of the Markdown files in the folder of pages."""
        return sorted(path for path in self.files.paths if path.lower().endswith(_MARKDOWN))

    def _texts(self, without: frozenset[str]) -> Iterator[tuple[str, bytes]]:
        """The path and the content of each Markdown file, except some."""
        for path in self.pages:
            if path not in without:
                if path not in self._read:
                    self._read[path] = self.files.read(path)
                yield path, self._read[path]

    @functools.cached_property
    def _read(self) -> dict[str, bytes]:
        """The content of the Markdown files that were read, by their paths."""
        return {}

    def display_path(self, path: str) -> str:
        """The path in problems of a file in the folder of pages."""
        return posixpath.join(self.docs_name, path)

    @functools.cached_property
    def docs_name(self) -> str:
        """The path of the folder of pages, relative to the project's folder."""
        import os  # noqa: PLC0415

        return os.path.relpath(self.docs, self.root).replace(os.sep, "/")

    def digest(self) -> bytes:
        """A digest of the settings and the pages, which the problems of a site depend on."""
        digest = xxhash.xxh3_128()
        for file in self._settings_files():
            digest.update(file.read_bytes())
        if self.docs.is_dir():
            digest.update(self.files.digest(self.pages))
        return digest.digest()

    def _settings_files(self) -> Iterator[Path]:
        """The settings file, and those that it inherits from."""
        file = self.config
        seen: list[Path] = []
        while file not in seen and file.is_file():
            yield file
            seen.append(file)
            parent = _INHERIT.search(file.read_bytes())
            if parent is None:
                return
            file = file.parent / parent[1].decode("utf-8", "replace")

    def is_published(self, path: str, built: frozenset[str]) -> bool:
        """Whether a Markdown file has a page among the built files."""
        folder, name = posixpath.split(posixpath.splitext(path)[0])
        if name.lower() in {"index", "readme"}:
            return posixpath.join(folder, "index.html") in built
        stem = posixpath.join(folder, name)
        return f"{stem}/index.html" in built or f"{stem}.html" in built

    def unused_definitions(
        self, built: frozenset[str], without: frozenset[str] = frozenset()
    ) -> Iterator[tuple[str, str, Place]]:
        """
        The link definitions of published pages that no link uses: file, label, place.

        The files `without` are known to have none.
        """
        for path, raw in self._texts(without):
            if b"]:" not in raw or not markdown_scanner.may_have_unused_definitions(raw):
                continue
            if self.is_published(path, built):
                text = _text(raw)
                display_folder = self.display_path(path)
                for label, place in markdown_scanner.unused_definitions(text, display_folder):
                    yield path, label, place

    def waivers(self, without: frozenset[str] = frozenset()) -> Iterator[Waiver]:
        """The waivers in the comments of the pages; the files `without` are known to have none."""
        for path, raw in self._texts(without):
            if _WAIVER.search(raw):
                yield from markdown_scanner.waivers(_text(raw), self.display_path(path))


def find_source_project(folder: Path) -> SourceProject | None:
    """The project with its settings file next to a folder or in it; `None` without one."""
    config = first_config((folder.parent, folder))
    return _read(config.parent, config) if config else None


def _read(root: Path, config: Path) -> SourceProject:
    text = config.read_text(encoding="utf-8-sig", errors="replace")
    values = {
        match[1]: (match[2] or match[3] or match[4] or "").strip()
        for match in _PLAIN_SETTING.finditer(text)
    }
    if config.suffix != ".toml" and len(_ANY_SETTING.findall(text)) == len(values):
        url = values.get("site_url", "")
        docs = (root / values.get("docs_dir", "docs")).resolve()
        if url in {"null", "~"}:
            url = ""
        return SourceProject(root, config, url, docs)
    # The settings are not plain YAML scalars, or are in another file.
    from explainer.settings import read_available_settings  # noqa: PLC0415

    settings = read_available_settings(root)
    return SourceProject(root, config, settings.site_url, settings.docs_dir)


def _text(raw: bytes) -> str:
    return raw.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
