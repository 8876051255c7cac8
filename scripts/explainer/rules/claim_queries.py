"""Queries that several rules on claims share: written claims, independent origins, the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.model import Citation, Claim, EvidenceItem, Place, Project, Source, nearest
from explainer.sources import url_identity
from explainer.text_normalization import caseless

if TYPE_CHECKING:
    from collections.abc import Iterator


def written_claims(project: Project) -> Iterator[Claim]:
    """The claims that are not stubs; a stub only has to be written."""
    return (claim for claim in project.claims.values() if not claim.stub)


def place_of_verdict(claim: Claim) -> Place:
    """The place of a claim's verdict, or of the claim if it has none."""
    return claim.places.get("verdict", claim.place)


def shown(exhibit: EvidenceItem) -> str:
    """The citation of a piece of evidence as it is written: `key#passage`."""
    key, passage = exhibit.citation.key, exhibit.citation.passage
    return f"{key}#{passage}" if passage else key


def origins_of_claim(project: Project, claim: Claim) -> set[str]:
    """The independent origins of the evidence that supports a claim."""
    supports = claim.of_stance("supports")
    return {origin for each in supports for origin in origins_of_citation(project, each.citation)}


def origins_of_citation(
    project: Project, citation: Citation, seen: frozenset[str] = frozenset()
) -> set[str]:
    """
    The independent origins of a citation.

    Those of a cited claim are the origins of its supporting evidence; `seen` are the slugs of the
    claims that led to it. A pointer and the article itself have none.
    """
    if citation.claim is None:
        source = project.sources.get(citation.key)
        if source is None or source.is_pointer or is_article(project, source):
            return set()
        return {(source.origin or source.key).casefold()}
    claim = project.claims.get(citation.claim)
    if not claim or claim.slug in seen:
        return set()
    seen |= {claim.slug}
    supports = claim.of_stance("supports")
    return {
        origin for each in supports for origin in origins_of_citation(project, each.citation, seen)
    }


def is_article(project: Project, source: Source) -> bool:
    """Whether a source is the explained article, by its URL or its title."""
    article = project.article
    if not article:
        return False
    if article.url and source.url and url_identity(article.url) == url_identity(source.url):
        return True
    return bool(article.title) and _normalised(article.title or "") == _normalised(source.title)


def _normalised(title: str) -> str:
    return caseless(title).rstrip(".")


def similar_claim(project: Project, slug: str) -> str | None:
    """The claim that an unknown slug may mean: one that covers its sentences, or a similar name."""
    listed = project.article.sentences if project.article else ()
    sentences = [each.fingerprint for each in listed if each.claim == slug]
    covering = (c.slug for c in project.claims.values() if any(map(c.covers, sentences)))
    return next(covering, None) or nearest(slug, project.claims)
