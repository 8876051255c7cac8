"""
The project that a site was built from, read as little as its links need.

Reading `mkdocs.yml` in full takes longer than following every link of a small site; so that is
left for when a problem has to be traced to its Markdown.
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
from explainer.site.site_files import Files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from explainer.model import Ignore, Place, Waiver
    from explainer.settings import Settings

_PLAIN = re.compile(
    r"""
    ^(site_url|docs_dir):[ \t]*
    (?: "([^"\\\n]*)" | '([^'\n]*)' | ([\w./~-][^\n#]*?) )?
    [ \t]*(?:[ \t]\#.*)?$
    """,
    re.MULTILINE | re.VERBOSE,
)
_ANY = re.compile(r"^(site_url|docs_dir)\s*:|^INHERIT\s*:", re.MULTILINE)
_INHERITS = re.compile(rb"""^INHERIT:[ \t]*["']?([^"'\s#]+)""", re.MULTILINE)
_ALLOWED = re.compile(rb"<!--\s*allow\s")
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")


@dataclass
class Beside:
    """A project: its folder, and what its `mkdocs.yml` says."""

    root: Path
    config: Path
    url: str
    docs: Path

    @functools.cached_property
    def settings(self) -> Settings:
        """All of its settings. Raises `SettingsError`."""
        from explainer.settings import read_settings  # noqa: PLC0415  (it is slow to load)

        return read_settings(self.root)

    def ignored(self, site: str) -> tuple[Ignore, ...]:
        """
        The problems that are meant to stay; `site` is how problems call the site's folder.

        Raises `SettingsError`.
        """
        text = self.config.read_text(encoding="utf-8-sig", errors="replace")
        if "INHERIT" in text or (EXTENSION in text and "ignore" in text):
            return self.settings.ignored(site)
        return ()

    @functools.cached_property
    def files(self) -> Files:
        """The files in its folder of pages."""
        files = Files(str(self.docs))
        files.keeping = True
        return files

    @property
    def pages(self) -> list[str]:
        """The Markdown files in its folder of pages."""
        return sorted(path for path in self.files.paths if path.lower().endswith(_MARKDOWN))

    @functools.cached_property
    def texts(self) -> dict[str, bytes]:
        """The Markdown files in its folder of pages, and what is in them."""
        return {path: self.files.read(path) for path in self.pages}

    def shown(self, path: str) -> str:
        """A file of the folder of pages as problems name it."""
        return posixpath.join(self.docs_name, path)

    @functools.cached_property
    def docs_name(self) -> str:
        """How the folder of pages is called from the project's."""
        import os  # noqa: PLC0415

        return os.path.relpath(self.docs, self.root).replace(os.sep, "/")

    def digest(self) -> bytes:
        """A digest of everything in it that a site's problems depend on."""
        whole = xxhash.xxh3_128()
        for file in self._configs():
            whole.update(file.read_bytes())
        if self.docs.is_dir():
            whole.update(self.files.digest(self.pages))
        return whole.digest()

    def _configs(self) -> Iterator[Path]:
        """The file with its settings, and those that it inherits from."""
        file = self.config
        seen: list[Path] = []
        while file not in seen and file.is_file():
            yield file
            seen.append(file)
            named = _INHERITS.search(file.read_bytes())
            if named is None:
                return
            file = file.parent / named[1].decode("utf-8", "replace")

    def is_published(self, path: str, built: frozenset[str]) -> bool:
        """Whether a Markdown file became a page of a site of these files."""
        folder, name = posixpath.split(posixpath.splitext(path)[0])
        if name.lower() in {"index", "readme"}:
            return posixpath.join(folder, "index.html") in built
        stem = posixpath.join(folder, name)
        return f"{stem}/index.html" in built or f"{stem}.html" in built

    def unused_references(self, built: frozenset[str]) -> Iterator[tuple[str, str, Place]]:
        """The addresses that published pages define and never use: file, name, place."""
        for path, raw in self.texts.items():
            if b"]:" not in raw or not markdown_scanner.may_have_unused(raw):
                continue
            if self.is_published(path, built):
                text = _text(raw)
                for name, place in markdown_scanner.unused_references(text, self.shown(path)):
                    yield path, name, place

    def waivers(self) -> Iterator[Waiver]:
        """The waivers in the comments of its pages."""
        for path, raw in self.texts.items():
            if _ALLOWED.search(raw):
                yield from markdown_scanner.waivers(_text(raw), self.shown(path))


def find(folder: Path) -> Beside | None:
    """The project whose settings are in a file beside a folder or in it, if there is one."""
    config = first_config((folder.parent, folder))
    return _read(config.parent, config) if config else None


def _read(root: Path, config: Path) -> Beside:
    text = config.read_text(encoding="utf-8-sig", errors="replace")
    values = {
        match[1]: (match[2] or match[3] or match[4] or "").strip()
        for match in _PLAIN.finditer(text)
    }
    if config.suffix != ".toml" and len(_ANY.findall(text)) == len(values):
        url = values.get("site_url", "")
        docs = (root / values.get("docs_dir", "docs")).resolve()
        if url in {"null", "~"}:
            url = ""
        return Beside(root, config, url, docs)
    # It is said in some other way than plainly, or elsewhere.
    from explainer.settings import read_settings  # noqa: PLC0415

    settings = read_settings(root)
    return Beside(root, config, settings.site_url, settings.docs_dir)


def _text(raw: bytes) -> str:
    return raw.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
