"""
Reviews: `docs/reviews.yml`, which says who has read which sentence beside what it cites.

- `schema` has the fields of the file, `reader` reads it, and `writer` adds a record to it.
- `fingerprints` makes the fingerprints of a sentence and of what it cites.
- `review_status` tells which records hold for the sentences of a project, and which have lapsed.
"""

from explainer.reviews.fingerprints import passages_fingerprint, sentence_fingerprint
from explainer.reviews.reader import FILE, ReviewFile, read_reviews
from explainer.reviews.review_status import (
    EVIDENCE_CHANGED,
    SENTENCE_CHANGED,
    ReviewStatus,
    statuses_of,
)
from explainer.reviews.schema import REVIEW_FIELDS
from explainer.reviews.writer import ReviewsError, add_review, beginning

__all__ = [
    "EVIDENCE_CHANGED",
    "FILE",
    "REVIEW_FIELDS",
    "SENTENCE_CHANGED",
    "ReviewFile",
    "ReviewStatus",
    "ReviewsError",
    "add_review",
    "beginning",
    "passages_fingerprint",
    "read_reviews",
    "sentence_fingerprint",
    "statuses_of",
]
