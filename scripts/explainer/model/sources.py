"""Sources and their passages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explainer.model.places import Place

TIERS = ("primary", "wire-or-major-press", "research", "trade-press", "syndication-or-blog")
"""Kinds of source, from the parties' own documents to re-reports."""

SEEN = ("page", "excerpt", "copy", "quoted", "digest")
"""How much of a source was read, from the whole page to a digest by others."""

SECOND_HAND = frozenset({"quoted", "digest"})
"""Values of `SEEN` for a source of which only a report by others was read."""

TITLES_FROM = ("excerpt", "address", "description")
"""The origins of a title that was not seen whole: a part of it, the URL, or our own words."""

WORDS_FROM = ("source", "translation", "digest")
"""The origin of the words of a passage."""


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """
    One place in a source: the fact that it establishes in our words, and a short quotation.

    `words` is the quotation, `words_from` one of `WORDS_FROM`. `locator` is a page or a section.
    Compared by identity.
    """

    slug: str
    fact: str
    place: Place
    words: str | None = None
    locator: str | None = None
    words_from: str = "source"


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """
    A document that a reader can look up. Compared by identity.

    `authors` are names in the form in which they are shown. `issued` is an ISO 8601 date at the
    known precision: year, month or day. `accessed` is the day when a person last opened it. `tier`
    is one of `TIERS`. `title_from` is one of `TITLES_FROM`, or `None` for the source's own title.
    `seen` is one of `SEEN`, `seen_detail` a remark on it; `relays` is whose
    reporting it passes on, `translated_by` who translated its words. `read`, `outcome` and
    `text_hash` are the results of the last `explainer snapshot`: the day, the verdict and the hash
    of the page's text. `reliance` is `pointer` where its page only points to another source.
    `places` are those of the fields in the file.
    """

    key: str
    place: Place
    title: str
    title_from: str | None = None
    type: str = "webpage"
    authors: tuple[str, ...] = ()
    container_title: str | None = None
    publisher: str | None = None
    issued: str | None = None
    url: str | None = None
    archive: str | None = None
    language: str | None = None
    tier: str = "syndication-or-blog"
    origin: str | None = None
    checked: str | None = None
    seen: str | None = None
    seen_detail: str | None = None
    translated_by: str | None = None
    relays: str | None = None
    note: str | None = None
    accessed: str | None = None
    read: str | None = None
    outcome: str | None = None
    text_hash: str | None = None
    doi: str | None = None
    isbn: str | None = None
    reliance: str | None = None
    passages: tuple[Passage, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    lost_passages: bool = False

    def passage(self, slug: str) -> Passage | None:
        """The passage with that slug, or `None`."""
        return next((passage for passage in self.passages if passage.slug == slug), None)

    @property
    def is_pointer(self) -> bool:
        """Whether its page only points to another source, and is no evidence alone."""
        return self.reliance == "pointer"

    @property
    def is_second_hand(self) -> bool:
        """Whether only a report of it by others was read."""
        return self.seen in SECOND_HAND

    def knows_from_others(self, passage: Passage) -> bool:
        """Whether only a report of a passage by others was read."""
        return self.is_second_hand or (passage.words_from == "digest" and passage.words is None)

    def has_on_page(self, passage: Passage) -> bool:
        """
        Whether a passage's words should be on the page at its URL.

        A translation is, only where the page that was read is the translation.
        """
        if passage.words_from == "translation":
            return self.seen in {None, "page", "excerpt"}
        return passage.words_from == "source"

    @property
    def venue(self) -> str | None:
        """Where it was published: the newspaper, site or series, else the publisher."""
        return self.container_title or self.publisher
