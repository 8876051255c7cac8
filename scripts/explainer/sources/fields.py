"""
The fields of a source's file.

Names are CSL's (Citation Style Language 1.0.2) where CSL has one: `type`, `title`, `author`,
`container-title`, `publisher`, `issued`, `URL`, `archive`, `language`, `note`.
"""

from explainer.model import TIERS
from explainer.schema import Field

TYPES = (
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "dataset",
    "document",
    "interview",
    "legal_case",
    "legislation",
    "motion_picture",
    "paper-conference",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "software",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
)

AUTHOR_FIELDS = (
    Field("family", "text", "A person's family name.", "Nellis", "S. Nellis"),
    Field("given", "text", "A person's given names.", "Stephen", "Mr"),
    Field("literal", "text", "A name that is one piece.", "Associated Press", "AP, the agency"),
)

PASSAGE_FIELDS = (
    Field(
        "slug",
        "slug",
        "A short name for the passage, unique in its source; citations end with it.",
        "h800-2048",
        "The passage about H800s",
        required=True,
    ),
    Field(
        "fact",
        "text",
        "What the passage establishes, in one sentence of our own words.",
        "DeepSeek reported that V3 was trained on 2,048 Nvidia H800 GPUs.",
        "Training details",
        required=True,
    ),
    Field(
        "words",
        "text",
        "At most twelve of the source's own words, exactly as they stand there.",
        "trained on a cluster equipped with 2048 NVIDIA H800 GPUs",
        "“…trained on… 2048 H800s”",
    ),
    Field(
        "locator",
        "text",
        "Where in the source it stands, if the words alone do not lead there.",
        "section 3.1, p. 12",
        "somewhere in the middle",
    ),
)

FIELDS = (
    Field(
        "type",
        "one of",
        "What kind of thing it is, in CSL's terms.",
        "article-newspaper",
        "news",
        required=True,
        choices=TYPES,
    ),
    Field(
        "title",
        "text",
        "The title as the source gives it; in brackets where it was not seen.",
        "DeepSeek-V3 Technical Report",
        "pdf (final)",
        required=True,
    ),
    Field(
        "author",
        "list",
        "Who wrote it: people as family and given, bodies as literal.",
        "- {family: Nellis, given: Stephen}",
        "Stephen Nellis and others",
        fields=AUTHOR_FIELDS,
    ),
    Field(
        "container-title",
        "text",
        "The newspaper, journal, site or series that it appeared in.",
        "The Register",
        "theregister.com/2025/",
    ),
    Field(
        "publisher",
        "text",
        "Who is responsible for publishing it.",
        "Bureau of Industry and Security",
        "the US government, probably",
    ),
    Field(
        "issued",
        "date",
        "When it came out, as precisely as it says: year, year-month or year-month-day.",
        "2025-08-14",
        "14/08/2025",
    ),
    Field(
        "URL",
        "address",
        "Where it can be read: the page itself, not a search or a home page.",
        "https://arxiv.org/abs/2412.19437",
        "arxiv.org",
        required=True,
    ),
    Field(
        "accessed",
        "day",
        "The day when someone last opened it and found its passages.",
        "2026-11-24",
        "last month",
    ),
    Field(
        "archive",
        "address",
        "A lasting copy of the same page.",
        "https://web.archive.org/web/2025/https://example.org/report",
        "saved on my disk",
    ),
    Field(
        "language",
        "text",
        "The language it is written in, as a BCP 47 tag, where it is not the site's.",
        "zh",
        "Chinese (simplified)",
    ),
    Field(
        "tier",
        "one of",
        "What kind of source it is, from the parties' own documents to re-reports.",
        "primary",
        "reliable",
        required=True,
        choices=TIERS,
    ),
    Field(
        "origin",
        "text",
        "Whose reporting or data it ultimately is; all re-reports of one story share it.",
        "financial-times-2025-08-r2",
        "the internet",
        required=True,
    ),
    Field(
        "checked",
        "one of",
        "How far someone compared its passages with the page.",
        "verbatim",
        "yes",
        choices=("verbatim", "partly", "not-audited"),
    ),
    Field(
        "seen",
        "text",
        "How much of it was read, and in what form.",
        "excerpt only (abstract page)",
        "ok",
    ),
    Field(
        "note",
        "text",
        "What a reader should know before trusting it.",
        "The date is that of the second version.",
        "see above",
    ),
    Field(
        "passages",
        "list",
        "The places in it that sentences cite.",
        "- {slug: h800-2048, fact: V3 was trained on 2,048 H800s.}",
        "chapters 1 to 9",
        required=True,
        fields=PASSAGE_FIELDS,
    ),
)
