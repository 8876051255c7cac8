"""A project in one value: its pages, sources, claims, article and data."""

from __future__ import annotations

import contextlib
import datetime as dt
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from explainer.claims import read_article, read_ledger
from explainer.data import read_holdings
from explainer.files import read_text
from explainer.misplaced import find_misplaced
from explainer.model import Project
from explainer.pages import PageCache, read_pages, read_waivers
from explainer.reviews import read_reviews
from explainer.sources import read_sources
from explainer.theme import outdated
from explainer.vocabulary import read_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from explainer.cache import CheckCache
    from explainer.model import Page
    from explainer.settings import Settings


class LoadedProject(NamedTuple):
    """
    A project, and the texts of its data files by their paths, for the excerpts in reports.

    `page_digests` are digests of the values of pages by their paths, where a cache was used.
    """

    project: Project
    texts: dict[str, str]
    page_digests: Mapping[str, str] = MappingProxyType({})


def read_project(
    settings: Settings,
    today: str | None = None,
    *,
    cache: CheckCache | None = None,
    pages: Sequence[Page] | None = None,
) -> LoadedProject:
    """
    Read a whole project. `today` is an ISO 8601 date, by default that of the clock, in UTC.

    `pages` are its pages, where they have been read. Otherwise, those that have not changed since
    are taken from the `cache`, if one is given.

    A page that cannot be read says so in `invalid`. Raises `OSError` for any other file.
    """
    digests: dict[str, str] = {}
    if pages is None and cache:
        kept = PageCache(cache, settings.inputs).read(settings)
        digests = {each.page.path: each.digest for each in kept}
        pages = [each.page for each in kept]
    elif pages is None:
        pages = read_pages(settings)
    shelf = read_sources(settings.sources_dir, settings.root)
    ledger = read_ledger(settings.claims_dir, settings.root)
    article, invalid = read_article(settings.article_file, settings.root)
    data = read_holdings(settings.docs_dir, settings.root)
    vocabulary = read_vocabulary(settings.docs_dir, settings.root)
    reviews = read_reviews(settings.docs_dir, settings.root)
    texts = {**shelf.texts, **data.texts, **dict(vocabulary.texts), **dict(reviews.texts)}
    if article:
        path = settings.named(settings.article_file)
        texts[path] = read_text(settings.article_file, errors="replace")
    invalid_data = (*data.invalid, *vocabulary.invalid, *reviews.invalid)
    invalid_claims = (*ledger.invalid, *invalid)
    shown = {block for page in pages for block in page.data_blocks}
    hidden = [path for path, block in data.blocks.items() if block not in shown]
    unread = {
        *(each.place.path for each in (*invalid_claims, *invalid_data)),
        *(page.path for page in pages if page.invalid),
    }
    unread_texts = [*map(texts.__getitem__, hidden), *_texts_of(sorted(unread), settings.root)]
    project = Project(
        pages=tuple(pages),
        sources=shelf.sources,
        claims=ledger.claims,
        article=article,
        invalid=tuple(shelf.invalid),
        invalid_claims=invalid_claims,
        invalid_data=invalid_data,
        data=data.blocks,
        today=today or dt.datetime.now(tz=dt.UTC).date().isoformat(),
        waivers=tuple(
            waiver for path, text in texts.items() for waiver in read_waivers(text, path)
        ),
        unread_keys=frozenset(shelf.unread),
        unread_claims=ledger.unread,
        extension_missing=settings.extension_missing,
        unmatched=tuple(settings.options.unmatched([file.src_uri for file in settings.pages])),
        published=settings.published_data,
        exclusion=settings.exclusion,
        outdated=outdated(settings),
        vocabulary=vocabulary.vocabulary,
        site_name=settings.site_name,
        language=settings.language,
        reviews=reviews.reviews,
        unread_texts=tuple(unread_texts),
        invalid_settings=settings.faults,
    )
    project = project._replace(misplaced=find_misplaced(project, settings))
    return LoadedProject(project, texts, digests)


def _texts_of(paths: Iterable[str], root: Path) -> Iterator[str]:
    """The texts of files that could not be read, as well as they can be."""
    for path in paths:
        with contextlib.suppress(OSError):
            yield read_text(root / path, errors="replace")
