"""
A claim and its verdict as JSON-LD: `ClaimReview` with the `Claim` that it reviews.

The verdict's own words are the rating. Its number says how far the evidence read supports the claim
as it is worded, from 1 (the evidence speaks against it) to 5 (supported). Without evidence that
could carry a claim, and for a forecast, there is no number: any would say more than is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.postbuild.exports.linked_data import Node, publisher_of, typed, url_of
from explainer.postbuild.exports.page_facts import meta_of
from explainer.postbuild.exports.verdict_words import verdict_words
from explainer.postbuild.page_days import last_changed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.markdown.translations import Translations
    from explainer.model import Article, Claim, Source
    from explainer.postbuild.built_site import BuiltPage, BuiltSite

RATINGS = {
    "supported": 5,
    "partly-supported": 4,
    "reported": 3,
    "disputed": 2,
    "contradicted": 1,
}
"""The number of each verdict that has one."""

WORST, BEST = min(RATINGS.values()), max(RATINGS.values())


def claim_review(
    site: BuiltSite, page: BuiltPage, claim: Claim, translations: Translations
) -> Node:
    """The review of a claim, from the claim's page."""
    history = claim.history
    return typed(
        "ClaimReview",
        **{"@id": url_of(site, page.url) and f"{url_of(site, page.url)}#review"},
        url=url_of(site, page.url),
        claimReviewed=claim.title,
        author=publisher_of(site),
        datePublished=history[0].date if history else claim.as_of,
        dateModified=last_changed(site, page),
        inLanguage=site.project.language,
        reviewBody=meta_of(page, "description"),
        reviewRating=rating(claim, translations),
        itemReviewed=reviewed_claim(site, claim),
    )


def rating(claim: Claim, translations: Translations) -> Node:
    """A verdict as a rating: in words, and as a number where it has one."""
    number = RATINGS.get(claim.verdict)
    return typed(
        "Rating",
        alternateName=verdict_words(claim.verdict, translations),
        ratingValue=number,
        worstRating=WORST if number else None,
        bestRating=BEST if number else None,
        ratingExplanation=translations.translate("verdict_means", claim.verdict),
    )


def reviewed_claim(site: BuiltSite, claim: Claim) -> Node:
    """
    A claim with where it appears, and who says so.

    That is the article, where the claim covers sentences of it, and each source that the evidence
    lists as stating it. Of anybody else nothing is known, so that nobody else is named.
    """
    appearances = list(_appearances(site, claim))
    voices = [each["author"] for each in appearances if "author" in each]
    authors = [voice for at, voice in enumerate(voices) if voice not in voices[:at]]
    return typed(
        "Claim",
        text=claim.title,
        author=authors[0] if len(authors) == 1 else authors,
        appearance=appearances,
    )


def _appearances(site: BuiltSite, claim: Claim) -> Iterator[Node]:
    article = site.project.article
    if article and claim.article:
        yield _in_article(article)
    cited = [site.project.sources.get(it.citation.key) for it in claim.of_stance("states")]
    for source in dict.fromkeys(filter(None, cited)):
        if not (article and claim.article and source.url and source.url == article.url):
            yield _in_source(source)


def _in_article(article: Article) -> Node:
    return typed(
        "Article",
        name=article.title,
        url=article.url,
        datePublished=article.issued,
        author=typed("Organization", name=article.publisher) if article.publisher else None,
    )


def _in_source(source: Source) -> Node:
    voice = [typed("Person", name=name) for name in source.authors]
    if not voice and source.venue:
        voice = [typed("Organization", name=source.venue)]
    return typed(
        "CreativeWork",
        name=source.title,
        url=source.url,
        datePublished=source.issued,
        author=voice[0] if len(voice) == 1 else voice,
    )
