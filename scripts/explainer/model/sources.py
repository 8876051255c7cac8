"""Sources and their passages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explainer.model.places import Place

TIERS = ("primary", "wire-or-major-press", "research", "trade-press", "syndication-or-blog")
"""What kind of source it is, from the parties' own documents to re-reports."""

SEEN = ("page", "excerpt", "copy", "quoted", "digest")
"""How a source was read, from the whole page to what others make of it."""

SECOND_HAND = frozenset({"quoted", "digest"})
"""Where only what others make of a source was read."""

WORDS_FROM = ("source", "translation", "digest")
"""Whose words the words of a passage are."""


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """
    One place in a source: the fact it establishes in our words, and a few of its own words.

    `words_from` is `translation` or `digest` where the words are not the source's own.
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
    Something that a reader can look up. Two are equal only if they are the same.

    `issued` is an ISO 8601 date at the precision that is known: year, month or day. `accessed` is
    the day when someone last opened it. `authors` are names as they are to be shown. `read`,
    `outcome` and `text_hash` are what `explainer snapshot` last made of its page. `reliance` is
    `pointer` where its page only leads to what it reports. `seen` is one of `SEEN`, and
    `seen_detail` says more of it; `relays` is whose reporting it passes on, `translated_by` who
    translated its words.
    """

    key: str
    place: Place
    title: str
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

    def passage(self, slug: str) -> Passage | None:
        """The passage of that slug, or `None`."""
        return next((passage for passage in self.passages if passage.slug == slug), None)

    @property
    def is_pointer(self) -> bool:
        """Whether its page only leads to what it reports, and carries nothing alone."""
        return self.reliance == "pointer"

    @property
    def is_second_hand(self) -> bool:
        """Whether only what others make of it was read."""
        return self.seen in SECOND_HAND

    def knows_from_others(self, passage: Passage) -> bool:
        """Whether only what others make of a passage was read, whatever was read of the rest."""
        return self.is_second_hand or (passage.words_from == "digest" and passage.words is None)

    def has_on_page(self, passage: Passage) -> bool:
        """
        Whether a passage's words are to be found at its address.

        A translation is there only where the page that was read is the translation.
        """
        if passage.words_from == "translation":
            return self.seen in {None, "page", "excerpt"}
        return passage.words_from == "source"

    @property
    def venue(self) -> str | None:
        """Who put it before the public: the newspaper, site or series, else the publisher."""
        return self.container_title or self.publisher
