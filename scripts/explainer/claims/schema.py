"""The fields of a claim's front matter and of the article's file."""

from explainer.model import ALL_VERDICTS, PARTS, STANCES
from explainer.yaml_schema import Field

EXHIBIT_FIELDS = (
    Field(
        "cite",
        "cite",
        "The passage or the claim, as a citation names it.",
        "ipcc-2023-synthesis#warming",
        "the IPCC's report",
        required=True,
    ),
    Field(
        "stance",
        "one of",
        "How it bears on the claim; `states` where it says so, and shows no evidence.",
        "supports",
        "pro",
        required=True,
        choices=STANCES,
    ),
    Field(
        "why",
        "text",
        "In one sentence, why it bears on the claim in that way.",
        "The report states the rise and the years it was measured over.",
        "See there.",
        required=True,
    ),
    Field(
        "first_hand",
        "yes or no",
        "`no` where a primary source says what its publisher cannot know itself.",
        "no",
        "perhaps",
    ),
)

CHANGE_FIELDS = (
    Field("date", "day", "The day of the change.", "2026-11-24", "last week", required=True),
    Field(
        "what",
        "text",
        "What changed and why, as readers of the corrections should learn it.",
        "The verdict was unverified; the IPCC has since published the report.",
        "Fixed.",
        required=True,
    ),
    Field(
        "verdict",
        "one of",
        "The claim's verdict from that day on, whether it is the change or stayed as it was.",
        "supported",
        "the same",
        required=True,
        choices=ALL_VERDICTS,
    ),
)

_THEME = ("authors", "categories", "comments", "description", "draft", "hide", "icon", "robots",
          "search", "slug", "status", "subtitle", "tags", "template")  # fmt: skip
_EVERY_PAGE = ("label", "label_reason")

CLAIM_FIELDS = (
    Field(
        "title",
        "text",
        "The claim in one sentence, as those who make it would put it.",
        "The air has warmed by 1.1 °C since 1850.",
        "Warming",
        required=True,
    ),
    Field(
        "verdict",
        "one of",
        "What the evidence makes of it.",
        "partly-supported",
        "mostly true",
        required=True,
        choices=ALL_VERDICTS,
    ),
    Field(
        "holds",
        "text",
        "Of a claim that is partly supported, what holds: running text with its citations.",
        "The air over land has warmed. [@noaa#land]",
        "most of it",
    ),
    Field(
        "beyond",
        "text",
        "Of such a claim, what goes beyond the evidence, or against it; with its citations.",
        "The sea is not measured there. [@noaa#stations]",
        "the rest",
    ),
    Field(
        "shown_by",
        "text",
        "Of a forecast, what would show whether it comes true. Only what it cites is checked.",
        "The mean of 2030, compared with that of 2020.",
        "time",
    ),
    Field(
        "section",
        "text",
        "The page that it belongs to, by its path in the folder of pages.",
        "the-measurements.md",
        "The measurements",
    ),
    Field(
        "as_of",
        "day",
        "The day up to which the evidence was read.",
        "2026-10-08",
        "now",
        required=True,
    ),
    Field(
        "review_after",
        "day",
        "The day after which somebody has to look again.",
        "2027-02-01",
        "next year",
        required=True,
    ),
    Field(
        "stub",
        "yes or no",
        "`yes` where the claim is still to be written: nothing else is asked of it then.",
        "yes",
        "soon",
    ),
    Field(
        "article",
        "list",
        "The fingerprints of the article's sentences that it covers.",
        "- 3f2a9c0d1b4e5f67",
        "the first paragraph",
    ),
    Field(
        "evidence",
        "list",
        "The passages that bear on it, each with its stance.",
        "- {cite: ipcc#warming, stance: supports, why: It is the measurement itself.}",
        "various reports",
        required=True,
        fields=EXHIBIT_FIELDS,
    ),
    Field(
        "changes",
        "list",
        "The history of the claim, newest last; the last entry has the claim's verdict.",
        "- {date: 2026-11-24, what: First published., verdict: supported}",
        "updated",
        fields=CHANGE_FIELDS,
    ),
    *(Field(name, "any", "What the theme reads.", "", "") for name in _THEME),
    *(Field(name, "any", "What every page may have.", "", "") for name in _EVERY_PAGE),
)

STATED = (*PARTS, "shown_by")
"""The fields of a claim whose texts are running text on its page."""

SENTENCE_FIELDS = (
    Field(
        "fingerprint",
        "fingerprint",
        "The first 16 hexadecimal digits of the sentence's SHA-256; `explainer article check`"
        " prints it.",
        "3f2a9c0d1b4e5f67",
        "The air is warming.",
        required=True,
    ),
    Field("section", "text", "The heading it stands under.", "The measurements", "somewhere"),
    Field(
        "claim",
        "slug",
        "The slug of the claim that covers it.",
        "air-has-warmed",
        "see the claims",
    ),
    Field(
        "reason",
        "text",
        "Why no claim covers it.",
        "It announces what the article is about.",
        "no",
    ),
)

ARTICLE_FIELDS = (
    Field(
        "title",
        "text",
        "The article's title.",
        "How warm is it?",
        "the article",
        required=True,
    ),
    Field(
        "URL",
        "address",
        "Where it can be read.",
        "https://example.org/article",
        "example.org",
        required=True,
    ),
    Field("publisher", "text", "Who published it.", "Example Times", "the web", required=True),
    Field("issued", "date", "When it came out.", "2025-09", "lately"),
    Field("accessed", "day", "The day when it was last read.", "2026-11-24", "today"),
    Field(
        "language",
        "text",
        "The language it is written in, as a BCP 47 tag, where it is not the site's.",
        "de",
        "German",
    ),
    Field(
        "sentences",
        "list",
        "Each of its sentences, with the claim that covers it or the reason why none does.",
        "- {fingerprint: 3f2a9c0d1b4e5f67, section: The measurements, claim: air-has-warmed}",
        "all of them",
        required=True,
        fields=SENTENCE_FIELDS,
    ),
)
