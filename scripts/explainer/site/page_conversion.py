"""The source map of a built page, by conversion of its Markdown if that is possible."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from explainer.pages import HtmlWithSentinels, PagesError, read_with_sentinels, text_of
from explainer.pages.sentinels import SentinelTable
from explainer.site.source_map import SourceMap
from explainer.site.text_map import TextMap

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs.structure.files import File

    from explainer.settings import Settings
    from explainer.site.resolver import Resolver


def source_map(
    settings: Settings,
    path: str,
    source: str,
    built_files: Mapping[str, str],
    resolver: Resolver,
) -> SourceMap | None:
    """
    The source map of the page at `path`, which was built from `source` below the folder of pages.

    Without all the Markdown extensions of the project, and where one of them fails on sentinels, it
    is one of the text alone. `None` if the Markdown cannot be read.
    """
    file = next(file for file in settings.pages if file.src_uri == source)
    converted = None if settings.missing else _convert(settings, file)
    if converted:
        return SourceMap(path, source, converted, built_files, resolver)
    try:
        text = text_of(file)
    except (OSError, UnicodeDecodeError):
        return None
    name = settings.named(Path(file.abs_src_path or ""))
    plain = HtmlWithSentinels(name, text, "", SentinelTable())
    return TextMap(path, source, plain, built_files, resolver)


def _convert(settings: Settings, file: File) -> HtmlWithSentinels | None:
    """The conversion of a page; `None` if it fails, or differs with sentinels."""
    try:
        converted = read_with_sentinels(settings, file)
    except PagesError:
        return None
    return converted if converted.table.texts else None
