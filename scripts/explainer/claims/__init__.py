"""Claims: what is asserted, `docs/claims/*.md`, and the article that asserts it, `article.yml`."""

from explainer.claims.article import fingerprint, read_article
from explainer.claims.fields import ARTICLE_FIELDS, CLAIM_FIELDS
from explainer.claims.reading import Ledger, read_claim, read_ledger, read_one_claim

__all__ = [
    "ARTICLE_FIELDS",
    "CLAIM_FIELDS",
    "Ledger",
    "fingerprint",
    "read_article",
    "read_claim",
    "read_ledger",
    "read_one_claim",
]
