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
    from explainer.model.problems import Invalid, OutdatedFile
    from explainer.model.reviews import Review
    from explainer.model.sources import Source
    from explainer.model.suppressions import Waiver


class Project(NamedTuple):
    """
    A project: the subject of the rules about pages, sources, claims and data.

    `sources` are by their keys, `claims` by their slugs. `invalid` are the invalid parts of
    sources, `invalid_claims` those of claims and of the article, `invalid_data` those of data
    files. `data` maps the path of each data file to the block that shows it. `today` is an
    ISO 8601 date. `waivers` are those in data files. `unread_keys` are the keys of sources whose
    files could not be read; `unread_claims` maps the slugs of such claims to their paths.
    `extension_missing` is the place where the settings should list this package's extension.
    `unmatched` are patterns of required pages that match no page, each with its place.
    `published` are the data files that would be copied into the site, by their paths below the
    folder of pages; `exclusion` is the place of the setting that excludes them. `outdated` are the
    files of an older version of the package. `site_name` is empty where the settings give none.
    `language` is the code of the language of the pages. `reviews` are in the order of their file.
    `invalid_settings` are slips in the settings file.
    `unread_texts` are the texts of files whose citations are not all known, since they could not be
    read or no page shows them. `misplaced` maps a key that is cited and unknown to the path of the
    file that was probably meant, which is not where, or not called as, a source or a claim is.
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
    outdated: tuple[OutdatedFile, ...] = ()
    vocabulary: Vocabulary = Vocabulary()
    site_name: str = ""
    language: str = "en"
    reviews: tuple[Review, ...] = ()
    unread_texts: tuple[str, ...] = ()
    invalid_settings: tuple[Invalid, ...] = ()
    misplaced: Mapping[str, str] = MappingProxyType({})

    def is_of_pointer(self, citation: Citation) -> bool:
        """Whether a citation is of a source that only points to another one."""
        source = self.sources.get(citation.key)
        return source is not None and source.is_pointer

    def citations(self) -> Iterator[Citation]:
        """Every citation on a page or in the evidence of a claim, without labels."""
        for page in self.pages:
            for citation in page.citations:
                if citation.label is None:
                    yield citation
        for claim in self.claims.values():
            for item in claim.evidence:
                yield item.citation
