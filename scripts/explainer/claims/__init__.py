"""Claims: what is asserted, `docs/claims/*.md`, and the article that asserts it, `article.yml`."""

from explainer.claims.article_file import fingerprint, read_article
from explainer.claims.reader import (
    Ledger,
    Stated,
    front_matter,
    is_claim,
    read_claim,
    read_ledger,
    read_one_claim,
    read_stated,
)
from explainer.claims.schema import ARTICLE_FIELDS, CLAIM_FIELDS, STATED

__all__ = [
    "ARTICLE_FIELDS",
    "CLAIM_FIELDS",
    "STATED",
    "Ledger",
    "Stated",
    "fingerprint",
    "front_matter",
    "is_claim",
    "read_article",
    "read_claim",
    "read_ledger",
    "read_one_claim",
    "read_stated",
]
