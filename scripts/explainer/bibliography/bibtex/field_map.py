"""What each BibTeX entry type and field is in a source."""

from __future__ import annotations

from explainer.bibliography import dates

TYPES = {
    "article": "article-journal",
    "book": "book",
    "mvbook": "book",
    "booklet": "pamphlet",
    "manual": "book",
    "collection": "book",
    "mvcollection": "book",
    "proceedings": "book",
    "mvproceedings": "book",
    "reference": "book",
    "inbook": "chapter",
    "bookinbook": "chapter",
    "suppbook": "chapter",
    "incollection": "chapter",
    "suppcollection": "chapter",
    "inreference": "entry-encyclopedia",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "techreport": "report",
    "report": "report",
    "online": "webpage",
    "electronic": "webpage",
    "www": "webpage",
    "misc": "document",
    "unpublished": "manuscript",
    "dataset": "dataset",
    "software": "software",
    "standard": "standard",
    "patent": "patent",
    "legislation": "legislation",
    "jurisdiction": "legal_case",
    "movie": "motion_picture",
    "video": "motion_picture",
    "audio": "song",
    "music": "song",
    "letter": "personal_communication",
    "periodical": "periodical",
    "review": "review",
    "image": "graphic",
    "artwork": "graphic",
    "legal": "treaty",
    "performance": "performance",
}
"""The types of BibTeX and biblatex, as types of a source."""

GENRES = {"mastersthesis": "Master's thesis"}
GENRE_TITLES = {
    "phdthesis": "PhD thesis",
    "mathesis": "Master's thesis",
    "bathesis": "Bachelor's thesis",
    "candthesis": "Candidate thesis",
    "techreport": "Technical report",
    "resreport": "Research report",
}
"""The keywords of biblatex for a type of thesis or report."""

SUBTYPES = {"newspaper": "article-newspaper", "magazine": "article-magazine"}
FIELDS = {
    "shorttitle": "title-short",
    "journal": "container-title",
    "journaltitle": "container-title",
    "booktitle": "container-title",
    "shortjournal": "container-title-short",
    "series": "collection-title",
    "eventtitle": "event-title",
    "edition": "edition",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "pagetotal": "number-of-pages",
    "type": "genre",
    "version": "version",
    "publisher": "publisher",
    "institution": "publisher",
    "school": "publisher",
    "organization": "publisher",
    "address": "publisher-place",
    "location": "publisher-place",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "keywords": "keyword",
    "keyword": "keyword",
    "language": "language",
}
"""The text fields that correspond to one field of a source."""

NAME_FIELDS = {"author": "author", "editor": "editor", "translator": "translator"}
BIBLATEX_NAMES = {"journaltitle", "location"}  # of biblatex
NOTE_FIELDS = ("note", "howpublished", "annote", "annotation")
NON_WORK_TYPES = {"xdata", "set", "bibnote", "control", "ieeetranbstctl"}
"""Entry types that are no works: containers of inherited fields, sets, settings of styles."""

READ_FIELDS = frozenset(
    [
        *FIELDS,
        *NAME_FIELDS,
        *NOTE_FIELDS,
        *("title", "subtitle", "booksubtitle", "number", "date", "year", "month", "day", "url"),
        *("urldate", "doi", "isbn", "issn", "isan", "eprint", "eprinttype", "archiveprefix"),
        *("entrysubtype", "langid", "crossref", "xdata"),
    ]
) - {"isan"}
IGNORED_FIELDS = {"primaryclass", "eprintclass", "options", "ids", "hyphenation", "keywordsep"}
SUGGESTED_FIELDS = READ_FIELDS - {"keyword", "day", "isan"}
TARGET_FIELDS = {**FIELDS, **NAME_FIELDS, "year": "issued", "date": "issued", "number": "number"}
NUMBERED_TYPES = {"report", "patent", "standard", "legislation", "manuscript"}
ARTICLE_TYPES = {"article-journal", "article-newspaper", "article-magazine", "review", "periodical"}
MONTH_MACROS = tuple(name[:3] for name in dates.MONTHS)
