"""
How many sentences of a page people have read beside what they cite, as the built page says it.

The sentences are those of the checks, so that both say the same. That takes another conversion of
the page, and needs the parts of the package that read pages; so the extension, which comes before
them, loads this module by its name, and only for a page that has a review.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

from explainer.claims import read_ledger
from explainer.config import config_in, find_project
from explainer.model import CannotCheckError
from explainer.pages import read_page
from explainer.reviews import read_reviews, statuses_of
from explainer.settings import read_settings
from explainer.sources import read_sources

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs.structure.files import File

    from explainer.settings import Settings


class ReadCount(NamedTuple):
    """How many sentences of a page people have read, of how many, and the last day (ISO 8601)."""

    read: int
    total: int
    last: str


def count_read(docs_dir: Path, path: str) -> ReadCount | None:
    """
    Count the sentences of a page; `path` is its path below the folder of pages.

    `None` where nobody has read any, or the project cannot be read: the checks say why.
    """
    try:
        settings, file = _file(docs_dir, path)
        if file is None:
            return None
        page = read_page(settings, file)
        sources = read_sources(settings.sources_dir, settings.root).sources
        claims = read_ledger(settings.claims_dir, settings.root).claims
        reviews = read_reviews(settings.docs_dir, settings.root).reviews
    except (CannotCheckError, OSError):
        return None
    statuses = statuses_of([page], sources, claims, reviews)
    days = [max(each.date for each in status.holding) for status in statuses if status.holding]
    return ReadCount(len(days), len(statuses), max(days)) if days else None


def _file(docs_dir: Path, path: str) -> tuple[Settings, File | None]:
    root = find_project(docs_dir)
    config = config_in(root)
    settings = _settings(root, config.stat().st_mtime_ns if config else 0)
    file = _named(settings, path)
    if file is None:
        # A server that runs for long gets new pages.
        _settings.cache_clear()
        settings = _settings(root, 0)
        file = _named(settings, path)
    return settings, file


@functools.lru_cache(maxsize=4)
def _settings(root: Path, _changed: int) -> Settings:
    return read_settings(root)


def _named(settings: Settings, path: str) -> File | None:
    return next((file for file in settings.pages if file.src_uri == path), None)
