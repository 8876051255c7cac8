"""The fields of a claim's front matter and of the article's file."""

from explainer.model import ALL_VERDICTS, PARTS, STANCES
from explainer.yaml_schema import Field

EXHIBIT_FIELDS = (
    Field(
        "cite",
        "cite",
        guidance="The passage or the claim, as a citation names it.",
        good="ipcc-2023-synthesis#warming",
        bad="the IPCC's report",
        required=True,
    ),
    Field(
        "stance",
        "one of",
        guidance="How it bears on the claim; `states` where it says so, and shows no evidence.",
        good="supports",
        bad="pro",
        required=True,
        choices=STANCES,
    ),
    Field(
        "why",
        "text",
        guidance="In one sentence, why it bears on the claim in that way.",
        good="The report states the rise and the years it was measured over.",
        bad="See there.",
        required=True,
    ),
    Field(
        "first_hand",
        "yes or no",
        guidance="`no` where a primary source says what its publisher cannot know itself.",
        good="no",
        bad="perhaps",
    ),
)

CHANGE_FIELDS = (
    Field(
        "date",
        "day",
        guidance="The day of the change.",
        good="2026-11-24",
        bad="last week",
        required=True,
    ),
    Field(
        "what",
        "text",
        guidance="What changed and why, as readers of the corrections should learn it.",
        good="The verdict was unverified; the IPCC has since published the report.",
        bad="Fixed.",
        required=True,
    ),
    Field(
        "verdict",
        "one of",
        guidance="The claim's verdict from that day on, whether it is the change or stayed as it"
        " was.",
        good="supported",
        bad="the same",
        required=True,
        choices=ALL_VERDICTS,
    ),
)

_THEME = ("authors", "categories", "comments", "description", "hide", "icon", "robots",
          "search", "slug", "status", "subtitle", "tags", "template")  # fmt: skip
_EVERY_PAGE = ("label", "label_reason")

CLAIM_FIELDS = (
    Field(
        "title",
        "text",
        guidance="The claim in one sentence, as those who make it would put it.",
        good="The air has warmed by 1.1 °C since 1850.",
        bad="Warming",
        required=True,
    ),
    Field(
        "verdict",
        "one of",
        guidance="What the evidence makes of it.",
        good="partly-supported",
        bad="mostly true",
        required=True,
        choices=ALL_VERDICTS,
    ),
    Field(
        "holds",
        "text",
        guidance="Of a claim that is partly supported, what holds: running text with its"
        " citations.",
        good="The air over land has warmed. [@noaa#land]",
        bad="most of it",
    ),
    Field(
        "beyond",
        "text",
        guidance="Of such a claim, what goes beyond the evidence, or against it; with its"
        " citations.",
        good="The sea is not measured there. [@noaa#stations]",
        bad="the rest",
    ),
    Field(
        "shown_by",
        "text",
        guidance="Of a forecast, what would show whether it comes true. Only what it cites is"
        " checked.",
        good="The mean of 2030, compared with that of 2020.",
        bad="time",
    ),
    Field(
        "section",
        "text",
        guidance="The page that it belongs to, by its path in the folder of pages.",
        good="the-measurements.md",
        bad="The measurements",
    ),
    Field(
        "as_of",
        "day",
        guidance="The day up to which the evidence was read.",
        good="2026-10-08",
        bad="now",
        required=True,
    ),
    Field(
        "review_after",
        "day",
        guidance="The day after which somebody has to look again.",
        good="2027-02-01",
        bad="next year",
        required=True,
    ),
    Field(
        "stub",
        "yes or no",
        guidance="`yes` where the claim is still to be written: nothing else is asked of it then.",
        good="yes",
        bad="soon",
    ),
    Field(
        "draft",
        "yes or no",
        guidance="`yes` where a program wrote it: a problem, until a person has read it beside its"
        " evidence and removed this line.",
        good="yes",
        bad="maybe",
    ),
    Field(
        "article",
        "list",
        guidance="The fingerprints of the article's sentences that it covers.",
        good="- 3f2a9c0d1b4e5f67",
        bad="the first paragraph",
    ),
    Field(
        "evidence",
        "list",
        guidance="The passages that bear on it, each with its stance.",
        good="- {cite: ipcc#warming, stance: supports, why: It is the measurement itself.}",
        bad="various reports",
        required=True,
        fields=EXHIBIT_FIELDS,
    ),
    Field(
        "changes",
        "list",
        guidance="The history of the claim, newest last; the last entry has the claim's verdict.",
        good="- {date: 2026-11-24, what: First published., verdict: supported}",
        bad="updated",
        fields=CHANGE_FIELDS,
    ),
    *(
        Field(
            name,
            "any",
            guidance="What the theme reads.",
        )
        for name in _THEME
    ),
    *(
        Field(
            name,
            "any",
            guidance="What every page may have.",
        )
        for name in _EVERY_PAGE
    ),
)

STATED = (*PARTS, "shown_by")
"""The fields of a claim whose texts are running text on its page."""

SENTENCE_FIELDS = (
    Field(
        "fingerprint",
        "fingerprint",
        guidance="The first 16 hexadecimal digits of the sentence's SHA-256; `explainer article"
        " check` prints it.",
        good="3f2a9c0d1b4e5f67",
        bad="The air is warming.",
        required=True,
    ),
    Field(
        "section",
        "text",
        guidance="The heading it stands under.",
        good="The measurements",
        bad="somewhere",
    ),
    Field(
        "claim",
        "slug",
        guidance="The slug of the claim that covers it.",
        good="air-has-warmed",
        bad="see the claims",
    ),
    Field(
        "reason",
        "text",
        guidance="Why no claim covers it.",
        good="It announces what the article is about.",
        bad="no",
    ),
)

ARTICLE_FIELDS = (
    Field(
        "title",
        "text",
        guidance="The article's title.",
        good="How warm is it?",
        bad="the article",
        required=True,
    ),
    Field(
        "URL",
        "address",
        guidance="Where it can be read.",
        good="https://example.org/article",
        bad="example.org",
        required=True,
    ),
    Field(
        "publisher",
        "text",
        guidance="Who published it.",
        good="Example Times",
        bad="the web",
        required=True,
    ),
    Field("issued", "date", guidance="When it came out.", good="2025-09", bad="lately"),
    Field(
        "accessed", "day", guidance="The day when it was last read.", good="2026-11-24", bad="today"
    ),
    Field(
        "language",
        "text",
        guidance="The language it is written in, as a BCP 47 tag, where it is not the site's.",
        good="de",
        bad="German",
    ),
    Field(
        "sentences",
        "list",
        guidance="Each of its sentences, with the claim that covers it or the reason why none"
        " does.",
        good="- {fingerprint: 3f2a9c0d1b4e5f67, section: The measurements, claim: air-has-warmed}",
        bad="all of them",
        required=True,
        fields=SENTENCE_FIELDS,
    ),
)
