"""
Pages as they were read last, each kept with all that its reading depended on.

A page is read again once its own text or anything that it was made with has changed: a file that
one of its blocks or snippets includes, whether a source that it names exists, the settings, the
modules of the project's Markdown extensions, the software.
"""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import xxhash

from explainer.cache import DamagedValueError, Entry, from_bytes, to_bytes
from explainer.files import read_bytes
from explainer.inputs import CONTENT, Input, note_all, recording
from explainer.pages.reader import read_or_report
from explainer.parallel import map_parallel
from explainer.software import software_digest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.structure.files import File

    from explainer.cache import CheckCache
    from explainer.model import Page
    from explainer.settings import Settings

_KIND = "page"
_DIGEST = 16
_ADDRESS = re.compile(r" at 0x[0-9a-f]+")


class KeptPage(NamedTuple):
    """A page, and a digest of its value."""

    page: Page
    digest: str


class _Reading(NamedTuple):
    """A page as it has just been read, with all that this depended on."""

    page: Page
    inputs: frozenset[Input]


class PageCache:
    """The pages of a project in its cache; `settings_inputs` is what the settings depend on."""

    def __init__(self, cache: CheckCache, settings_inputs: Iterable[Input]) -> None:
        self._store, self._digests = cache
        self._modules = {each for each in settings_inputs if each.kind == CONTENT}

    def read(self, settings: Settings) -> list[KeptPage]:
        """
        All pages of a project, in the order of `settings.pages`.

        One that cannot be read says so in `invalid`.
        """
        stored = self._store.all_of(_KIND)
        shared = _settings_digest(settings)
        files = {settings.named(Path(file.abs_src_path or "")): file for file in settings.pages}
        bases: dict[str, str] = {}
        found: dict[str, KeptPage] = {}
        for path, file in files.items():
            with contextlib.suppress(OSError):
                raw = read_bytes(file.abs_src_path or "")
                bases[path] = f"{shared} {file.url} {xxhash.xxh3_128_hexdigest(raw)}"
                if kept := self._kept(stored.get(path), bases[path]):
                    found[path] = kept
        changed = [path for path in files if path not in found]
        readings = map_parallel(lambda path: _read(settings, files[path]), changed)
        found |= self._keep(dict(zip(changed, readings, strict=True)), bases)
        self._store.put(_KIND, (), removed=stored.keys() - files.keys())
        return [found[path] for path in files]

    def _kept(self, entry: Entry | None, base: str) -> KeptPage | None:
        """What is kept of a page, if it holds."""
        if entry is None or not entry.digest.startswith(base):
            return None
        try:
            inputs, encoded = from_bytes(entry.value)
            needed = [Input(*each) for each in inputs]
            if entry.digest != self._digest(base, needed):
                return None
            kept = KeptPage(from_bytes(encoded), encoded[:_DIGEST].hex())
        except (DamagedValueError, TypeError, ValueError):
            return None
        note_all(needed)
        return kept

    def _keep(self, readings: dict[str, _Reading], bases: dict[str, str]) -> dict[str, KeptPage]:
        """Keep pages that have been read, but for those whose inputs changed meanwhile."""
        every = {each for reading in readings.values() for each in reading.inputs}
        # A module of the project is imported for the first page that needs it, and used for all.
        modules = self._modules | {each for each in every if each.path.endswith(".py")}
        found: dict[str, KeptPage] = {}
        entries: list[tuple[str, Entry]] = []
        for path, reading in readings.items():
            encoded = to_bytes(reading.page)
            found[path] = KeptPage(reading.page, encoded[:_DIGEST].hex())
            needed = modules | reading.inputs
            note_all(needed)
            if path not in bases:
                # It cannot be read, and is tried again each time.
                continue
            digest = self._digest(bases[path], needed)
            if self._digests.is_settled(needed):
                value = to_bytes((tuple(map(tuple, needed)), encoded))
                entries.append((path, Entry(digest, value)))
        self._store.put(_KIND, entries)
        return found

    def _digest(self, base: str, needed: Iterable[Input]) -> str:
        return f"{base} {self._digests.joined(needed)}"


def _read(settings: Settings, file: File) -> _Reading:
    own = Input(CONTENT, str(file.abs_src_path))
    with recording() as inputs:
        page = read_or_report(settings, file)
    return _Reading(page, inputs() - {own})


def _settings_digest(settings: Settings) -> str:
    """A digest of the settings that the reading of any page depends on, and of the software."""
    values = (
        settings.root,
        settings.docs_dir,
        settings.language,
        settings.use_directory_urls,
        settings.extensions,
        settings.extension_configs,
        settings.options,
        software_digest(),
    )
    # The addresses of functions among the options differ from process to process.
    return xxhash.xxh3_128_hexdigest(_ADDRESS.sub("", repr(values)).encode(errors="replace"))
