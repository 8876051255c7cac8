"""The fields of CSL-JSON that a source has, too, and the names that Crossref gives them."""

from __future__ import annotations

import re

from explainer.bibliography.field_typos import CSL
from explainer.sources import NAMES
from explainer.sources.bibliographic_fields import AUTHOR_FIELDS
from explainer.sources.schema import FIELDS

_OWN_FIELDS = {
    *("archive", "tier", "origin", "reliance", "checked", "seen", "passages", "read", "outcome"),
    *("text-hash", "seen_detail", "translated_by", "relays"),
}
TEXTS = tuple(
    entry.name
    for entry in FIELDS
    if entry.name not in {*_OWN_FIELDS, *NAMES, "type", "issued", "accessed"}
)
"""The fields that are texts in both."""

DATE_FIELDS = ("issued", "accessed")
DATE_PARTS = {"date-parts", "raw", "literal", "season", "circa", "date-time", "timestamp"}
DATE_PARTS |= {"version", "edtf"}
NAME_PARTS = tuple(part.name for part in AUTHOR_FIELDS)
ENTRY_START = re.compile(
    r'\{\s*"(?:id|type|title|citation-key|DOI|URL|author|issued|container-title|language|page)"\s*:'
)
FIELD_START = re.compile(
    rf"\n[ \t]*(?=\"(?:{'|'.join((*TEXTS, *NAMES, *DATE_FIELDS, 'id', 'type', 'abstract'))})\"\s*:)"
    r"|\n[ \t]*(?=\}\s*(?:,|\]|\Z|\n))"
)
"""What stands before a field of an entry, or before its end, on a line of its own."""

NORMALIZED_NAMES = {
    re.sub(r"[-_]", "", name).casefold(): name
    for name in (*TEXTS, *NAMES, *DATE_FIELDS, "type", "id")
}
CROSSREF_TYPES = {
    "journal-article": "article-journal", "proceedings-article": "paper-conference",
    "book-chapter": "chapter", "book-section": "chapter", "book-part": "chapter",
    "book-track": "chapter", "reference-entry": "entry", "monograph": "book",
    "edited-book": "book", "reference-book": "book", "book-series": "book", "book-set": "book",
    "proceedings": "book", "proceedings-series": "book", "dissertation": "thesis",
    "posted-content": "article", "report-component": "report", "report-series": "report",
    "peer-review": "review", "journal": "periodical", "journal-issue": "periodical",
    "journal-volume": "periodical", "database": "dataset", "other": "document",
}  # fmt: skip
"""What Crossref calls its works, in the terms of a source."""

NUMERIC_FIELDS = {
    *("volume", "issue", "page", "number", "number-of-pages", "edition", "version"),
    *("collection-number", "PMID", "PMCID"),
}
"""The texts that may be written as numbers."""

LIST_FIELDS = {"title", "container-title", "container-title-short", "ISBN", "ISSN"}
"""The texts of which Crossref gives lists."""

ENTRY_KEYS = {"id", "type", "citation-key", "custom", "categories"}
ALIASES = {"journalAbbreviation": "container-title-short", "shortTitle": "title-short"}
SUGGESTED_FIELDS = set(NORMALIZED_NAMES.values())
KNOWN_FIELDS = {*CSL, *SUGGESTED_FIELDS, *ENTRY_KEYS, *ALIASES}
OTHER_NAME_PARTS = {"sequence", "affiliation", "ORCID", "authenticated-orcid", "role", "prefix"}
OTHER_NAME_PARTS |= {"comma-suffix", "static-ordering", "parse-names", "name", *NAME_PARTS}
