"""The fields and types of CSL-JSON and Crossref, and what each is in a source."""

from __future__ import annotations

import re

from explainer.bibliography.field_typos import OTHER_CSL_FIELDS
from explainer.sources import NAMES
from explainer.sources.bibliographic_fields import AUTHOR_FIELDS
from explainer.sources.schema import FIELDS

_OWN_FIELDS = {
    *("archive", "tier", "origin", "reliance", "checked", "seen", "passages", "read", "outcome"),
    *("text-hash", "title_from", "seen_detail", "translated_by", "relays"),
}
TEXTS = tuple(
    entry.name
    for entry in FIELDS
    if entry.name not in {*_OWN_FIELDS, *NAMES, "type", "issued", "accessed"}
)
"""The text fields that CSL and a source share."""

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
"""The start of a line with a field of an entry, or with its end."""

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
"""The types of Crossref, as types of a source."""

NUMERIC_FIELDS = {
    *("volume", "issue", "page", "number", "number-of-pages", "edition", "version"),
    *("collection-number", "PMID", "PMCID"),
}
"""The text fields that may be JSON numbers."""

LIST_FIELDS = {"title", "container-title", "container-title-short", "ISBN", "ISSN"}
"""The text fields that are lists in Crossref."""

ENTRY_KEYS = {"id", "type", "citation-key", "custom", "categories"}
ALIASES = {"journalAbbreviation": "container-title-short", "shortTitle": "title-short"}
SUGGESTED_FIELDS = set(NORMALIZED_NAMES.values())
KNOWN_FIELDS = {*OTHER_CSL_FIELDS, *SUGGESTED_FIELDS, *ENTRY_KEYS, *ALIASES}
OTHER_NAME_PARTS = {"sequence", "affiliation", "ORCID", "authenticated-orcid", "role", "prefix"}
OTHER_NAME_PARTS |= {"comma-suffix", "static-ordering", "parse-names", "name", *NAME_PARTS}
