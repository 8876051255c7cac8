"""
The fields of a source's file, in the order in which they are written.

Names are CSL's (Citation Style Language 1.0.2) where CSL has one: `type`, `title`, `author`,
`container-title`, `publisher`, `issued`, `URL`, `archive`, `language`, `note`, and everything
that a bibliography tells of a source.
"""

from explainer.sources.bibliographic_fields import AUTHOR_FIELDS, SUBJECT_FIELDS, WORK_FIELDS
from explainer.sources.evidence_fields import PASSAGE_FIELDS, RELIABILITY_FIELDS, RETRIEVAL_FIELDS
from explainer.yaml_schema import Field

FIELDS = (
    *WORK_FIELDS,
    *RETRIEVAL_FIELDS,
    *SUBJECT_FIELDS,
    *RELIABILITY_FIELDS,
    Field(
        "passages",
        "list",
        guidance="The places in it that sentences cite.",
        good="- {slug: warming-1-1, fact: The air warmed by 1.1 °C.}",
        bad="chapters 1 to 9",
        required=True,
        fields=PASSAGE_FIELDS,
    ),
)

NAMES = tuple(entry.name for entry in FIELDS if entry.fields is AUTHOR_FIELDS)
"""The fields that hold names."""
