"""`claims.json`: every claim with its verdict, its evidence and its history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.model import CLAIM_PREFIX
from explainer.postbuild.exports.json_text import without_empty
from explainer.postbuild.exports.plain_text import plain_text
from explainer.postbuild.exports.schema_files import add_json, schema_path
from explainer.postbuild.exports.verdict_words import verdict_words
from explainer.postbuild.site_words import site_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explainer.markdown.translations import Translations
    from explainer.model import Citation, Claim, EvidenceItem
    from explainer.postbuild.built_site import BuiltPage, BuiltSite

CLAIMS_FILE = "claims.json"
_RUNNING_TEXT = ("holds", "beyond", "shown_by")


def add_claims(site: BuiltSite) -> None:
    """Add `claims.json` with its schema, where the project has a claim with a verdict."""
    translations = site_words(site.settings)
    claims = [
        _claim(site, claim, page, translations)
        for claim, page in site.claim_pages()
        if claim.is_judged
    ]
    if claims:
        add_json(site, CLAIMS_FILE, {"$schema": schema_path(CLAIMS_FILE), "claims": claims})


def _claim(
    site: BuiltSite, claim: Claim, page: BuiltPage, translations: Translations
) -> dict[str, object]:
    texts = {name: plain_text(getattr(claim, name) or "") for name in _RUNNING_TEXT}
    return without_empty(
        {
            "slug": claim.slug,
            "title": claim.title,
            "verdict": claim.verdict,
            "verdict_text": verdict_words(claim.verdict, translations),
            "url": site.absolute(page.url),
            "section": claim.section,
            "as_of": claim.as_of,
            "review_after": claim.review_after,
            "in_article": bool(claim.article),
            **texts,
            "evidence": [_evidence(site, item) for item in claim.evidence],
            "history": [
                {"date": change.date, "what": change.what, "verdict": change.verdict}
                for change in claim.history
            ],
        }
    )


def _evidence(site: BuiltSite, item: EvidenceItem) -> dict[str, object]:
    said = {"stance": item.stance, "why": item.why, "first_hand": item.first_hand}
    return without_empty({**said, **cited(site, item.citation)})


def cited(site: BuiltSite, citation: Citation) -> dict[str, object]:
    """What is cited: a claim by its slug, or a source by its key with its passage."""
    key = citation.key
    if key.startswith(CLAIM_PREFIX):
        claim = site.project.claims.get(key.removeprefix(CLAIM_PREFIX))
        return {"claim": key.removeprefix(CLAIM_PREFIX), "title": claim.title if claim else ""}
    source = site.project.sources.get(key)
    if source is None:
        return {"source": key}
    passage = source.passage(citation.passage or "")
    return without_empty(
        {
            "source": key,
            "passage": passage.slug if passage else None,
            "title": source.title,
            "title_from": source.title_from,
            "publisher": source.venue,
            "issued": source.issued,
            "url": source.url,
            "archive": source.archive,
            "fact": passage.fact if passage else None,
            "words": passage.words if passage else None,
            "words_from": passage.words_from if passage and passage.words else None,
        }
    )


def cited_all(site: BuiltSite, citations: Iterable[Citation]) -> list[dict[str, object]]:
    """All that is cited, each once."""
    return [cited(site, each) for each in dict.fromkeys(citations)]
