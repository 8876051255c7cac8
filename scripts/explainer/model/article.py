"""The article that a site explains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from explainer.model.places import Place


class ArticleSentence(NamedTuple):
    """A sentence of the article: its fingerprint, and its claim or the reason why it has none."""

    fingerprint: str
    place: Place
    section: str | None = None
    claim: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Article:
    """
    The article that a site explains: its metadata and the fingerprints of its sentences.

    Compared by identity. Dates are ISO 8601.
    """

    place: Place
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    issued: str | None = None
    accessed: str | None = None
    language: str | None = None
    sentences: tuple[ArticleSentence, ...] = ()
