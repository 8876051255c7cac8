"""The tags and types of RIS, and what each is in a source."""

from __future__ import annotations

from rispy.config import TAG_KEY_MAPPING, TYPE_OF_REFERENCE_MAPPING

TYPES = {
    "ABST": "article-journal",
    "AGGR": "dataset",
    "ANCIENT": "classic",
    "ART": "graphic",
    "BILL": "bill",
    "BLOG": "post-weblog",
    "BOOK": "book",
    "CASE": "legal_case",
    "CHAP": "chapter",
    "CHART": "figure",
    "CLSWK": "classic",
    "COMP": "software",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "CTLG": "book",
    "DATA": "dataset",
    "DBASE": "dataset",
    "DICT": "entry-dictionary",
    "EBOOK": "book",
    "ECHAP": "chapter",
    "EDBOOK": "book",
    "EJOUR": "article-journal",
    "ELEC": "webpage",
    "ENCYC": "entry-encyclopedia",
    "FIGURE": "figure",
    "GEN": "document",
    "GOVDOC": "report",
    "HEAR": "hearing",
    "ICOMM": "personal_communication",
    "INPR": "article-journal",
    "JFULL": "periodical",
    "JOUR": "article-journal",
    "LEGAL": "legislation",
    "MANSCPT": "manuscript",
    "MAP": "map",
    "MGZN": "article-magazine",
    "MPCT": "motion_picture",
    "MUSIC": "musical_score",
    "NEWS": "article-newspaper",
    "PAMP": "pamphlet",
    "PAT": "patent",
    "PCOMM": "personal_communication",
    "PREPRINT": "article",
    "RPRT": "report",
    "SER": "book",
    "SLIDE": "speech",
    "SOUND": "song",
    "STAND": "standard",
    "STAT": "legislation",
    "STD": "standard",
    "THES": "thesis",
    "UNBILL": "bill",
    "UNPB": "manuscript",
    "UNPD": "manuscript",
    "VIDEO": "motion_picture",
    "WEB": "webpage",
}
"""The types of RIS, as types of a source."""

FIELDS = {
    "TI": "title",
    "T1": "title",
    "ST": "title-short",
    "T2": "container-title",
    "JF": "container-title",
    "BT": "container-title",
    "JO": "container-title",
    "JA": "container-title-short",
    "J1": "container-title-short",
    "J2": "container-title-short",
    "T3": "collection-title",
    "ET": "edition",
    "VL": "volume",
    "VO": "volume",
    "IS": "issue",
    "M1": "number",
    "M3": "genre",
    "PB": "publisher",
    "CY": "publisher-place",
    "PP": "publisher-place",
    "LA": "language",
}
"""The text tags that correspond to one field of a source."""

NAMES = {"AU": "author", "A1": "author", "A2": "editor", "ED": "editor", "A4": "translator"}
"""The name tags, one name a line."""

DATE_TAGS = ("DA", "PY", "Y1")
NUMBERED_TYPES = {"report", "patent", "standard", "bill", "legislation", "regulation", "legal_case"}
"""The types whose `SN` is their own number, and not an ISBN or ISSN."""

NOTE_TAGS = ("N1",)
URL_TAGS = ("UR", "LK")
READ_TAGS = {
    *FIELDS, *NAMES, *DATE_TAGS, *NOTE_TAGS, *URL_TAGS,
    "TY", "ER", "ID", "DO", "SN", "SP", "EP", "KW", "Y2",
}  # fmt: skip
KNOWN_TAGS = {
    *TAG_KEY_MAPPING, "ED", "BT", "PP", "J1", "LK", "U1", "U2", "U3", "U4", "U5", "TO", "L3",
}  # fmt: skip
KNOWN_TAGS |= {"AV", "H1", "H2", "DS", "PA", "VO", "SB", "PM", "JN"}
KNOWN_TYPES = {*TYPES, *TYPE_OF_REFERENCE_MAPPING}
TITLE_TAGS = {"TI", "T1"}
