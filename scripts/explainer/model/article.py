"""The article that a site explains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from explainer.model.places import Place


class ArticleSentence(NamedTuple):
    """A sentence of the article: its fingerprint, and the claim that covers it or why none does."""

    fingerprint: str
    place: Place
    section: str | None = None
    claim: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Article:
    """The text that a site explains, of which only fingerprints are kept."""

    place: Place
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    issued: str | None = None
    accessed: str | None = None
    language: str | None = None
    sentences: tuple[ArticleSentence, ...] = ()
