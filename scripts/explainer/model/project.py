"""A project as the rules see it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from explainer.model.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from explainer.model.article import Article
    from explainer.model.citations import Citation
    from explainer.model.claims import Claim
    from explainer.model.pages import Page
    from explainer.model.places import Place
    from explainer.model.problems import Invalid, Outdated
    from explainer.model.sources import Source
    from explainer.model.suppressions import Waiver


class Project(NamedTuple):
    """
    Everything that the rules about pages, sources and claims look at.

    `invalid` are the problems of sources, `invalid_claims` those of claims and of the article,
    `invalid_data` those of data files. `outdated` are the package's files that are to be refreshed.
    `data` are the blocks that show each data file, by the file's path.
    `unread_keys` are the keys of files that could not be read, `unread_claims` the paths of such
    claims by their slugs. `today` is an ISO 8601 date.
    `unmatched` are the patterns of required pages that fit none, each with its place.
    `published` are the data files that the settings publish, by their paths below the folder of
    pages; `exclusion` is where the settings would say otherwise.
    `vocabulary` is the site's own, and `site_name` its name, where the settings give one.
    """

    pages: tuple[Page, ...] = ()
    sources: Mapping[str, Source] = MappingProxyType({})
    claims: Mapping[str, Claim] = MappingProxyType({})
    article: Article | None = None
    invalid: tuple[Invalid, ...] = ()
    invalid_claims: tuple[Invalid, ...] = ()
    invalid_data: tuple[Invalid, ...] = ()
    data: Mapping[str, str] = MappingProxyType({})
    today: str = "1970-01-01"
    waivers: tuple[Waiver, ...] = ()
    unread_keys: frozenset[str] = frozenset()
    unread_claims: Mapping[str, str] = MappingProxyType({})
    extension_missing: Place | None = None
    unmatched: tuple[tuple[str, Place], ...] = ()
    published: tuple[str, ...] = ()
    exclusion: Place | None = None
    outdated: tuple[Outdated, ...] = ()
    vocabulary: Vocabulary = Vocabulary()
    site_name: str = ""

    def is_of_pointer(self, citation: Citation) -> bool:
        """Whether a citation is of a source that only leads to what it reports."""
        source = self.sources.get(citation.key)
        return source is not None and source.is_pointer

    def citations(self) -> Iterator[Citation]:
        """Every citation of every page and of every claim's evidence, labels left out."""
        for page in self.pages:
            for citation in page.citations:
                if citation.label is None:
                    yield citation
        for claim in self.claims.values():
            for exhibit in claim.evidence:
                yield exhibit.citation
