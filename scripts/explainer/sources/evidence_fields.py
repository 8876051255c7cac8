"""
The evidence fields of a source: how it was read, how far it may be relied on, and its passages.

No bibliography has these, except for `accessed` and `note`.
"""

from explainer.model import SEEN, TIERS, WORDS_FROM
from explainer.yaml_schema import Field

RETRIEVAL_FIELDS = (
    Field(
        "accessed",
        "day",
        guidance="The day when someone last opened it and found its passages.",
        good="2026-11-24",
        bad="last month",
    ),
    Field(
        "read",
        "day",
        guidance="The day when `explainer snapshot` last read its page and wrote what follows.",
        good="2026-11-24",
        bad="2026-11",
    ),
    Field(
        "outcome",
        "one of",
        guidance="What `explainer snapshot` found: the words of its passages, or why not.",
        good="found",
        bad="ok",
        choices=("found", "words-gone", "dead", "could-not-tell"),
    ),
    Field(
        "text-hash",
        "digest",
        guidance="The hash of its text on that day; the text itself is not kept.",
        good="sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        bad="9f86d081",
    ),
    Field(
        "archive",
        "address",
        guidance="A lasting copy of the same page.",
        good="https://web.archive.org/web/2025/https://example.org/report",
        bad="saved on my disk",
    ),
)
"""When its page was last opened, what `explainer snapshot` found, and where a copy is."""

RELIABILITY_FIELDS = (
    Field(
        "draft",
        "yes or no",
        guidance="`yes` where a program wrote it: a problem, until a person has compared it with"
        " the page and removed this line.",
        good="yes",
        bad="maybe",
    ),
    Field(
        "tier",
        "one of",
        guidance="What kind of source it is, from the parties' own documents to re-reports.",
        good="primary",
        bad="reliable",
        required=True,
        choices=TIERS,
    ),
    Field(
        "origin",
        "text",
        guidance="Whose reporting or data it ultimately is; all re-reports of one story share it.",
        good="ipcc-2023-synthesis",
        bad="the internet",
        required=True,
    ),
    Field(
        "reliance",
        "one of",
        guidance="`pointer` where the page only leads to what it reports and may not carry a"
        " sentence alone.",
        good="pointer",
        bad="low",
        choices=("pointer",),
    ),
    Field(
        "checked",
        "one of",
        guidance="How far someone compared its passages with the page.",
        good="verbatim",
        bad="yes",
        choices=("verbatim", "partly", "not-audited"),
    ),
    Field(
        "seen",
        "one of",
        guidance="How it was read: `page`, the page itself and all of it; `excerpt`, parts of the"
        " page; `copy`, the same words somewhere else; `quoted`, only as others quote it; `digest`,"
        " only as others sum it up.",
        good="excerpt",
        bad="abstract page",
        choices=SEEN,
    ),
    Field(
        "seen_detail",
        "text",
        guidance="More on how it was read, for the list of all sources.",
        good="The abstract and section 3, in a copy at the university.",
        bad="see above",
    ),
    Field(
        "translated_by",
        "text",
        guidance="Who translated the words that are shown, where they are a translation.",
        good="Kari Lind",
        bad="yes",
    ),
    Field(
        "relays",
        "text",
        guidance="Whose reporting it passes on, as it is to be read behind `relays`.",
        good="the Northern Gazette",
        bad="yes",
    ),
    Field(
        "note",
        "text",
        guidance="What a reader should know before trusting it.",
        good="The date is that of the second version.",
        bad="see above",
    ),
)
"""What kind of source it is, whose reporting it has, and how it was read."""

PASSAGE_FIELDS = (
    Field(
        "slug",
        "slug",
        guidance="A short name for the passage, unique in its source; citations end with it.",
        good="warming-1-1",
        bad="The passage about the warming",
        required=True,
    ),
    Field(
        "fact",
        "text",
        guidance="What the passage establishes, in one sentence of our own words.",
        good="The IPCC reports that the air warmed by 1.1 °C from 1850 to 2020.",
        bad="Temperature details",
        required=True,
    ),
    Field(
        "words",
        "text",
        guidance="At most twelve of the source's own words, exactly as they stand there.",
        good="global surface temperature reached 1.1 °C above 1850–1900",
        bad="“…temperature… 1.1 °C”",
    ),
    Field(
        "locator",
        "text",
        guidance="Where in the source it stands, if the words alone do not lead there.",
        good="section A.1, p. 4",
        bad="somewhere in the middle",
    ),
    Field(
        "words_from",
        "one of",
        guidance="Whose words they are, where that does not follow from `seen` and `translated_by`;"
        " words that are not the source's own are shown without quotation marks.",
        good="translation",
        bad="the newspaper",
        choices=WORDS_FROM,
    ),
)
"""The fields of a passage."""
