"""The fields of `docs/reviews.yml`."""

from __future__ import annotations

from explainer.yaml_schema import Field

REVIEW_FIELDS = (
    Field(
        "reviews",
        "list",
        guidance="Who has read which sentence beside what it cites, one record a line, sorted."
        " `explainer review` adds them.",
        good="- {sentence: 3f2a9c0d1b4e5f67, passages: 90ab12cd34ef5678, by: Ann Other,"
        " date: 2026-11-30}",
        bad="all read",
        required=True,
        fields=(
            Field(
                "sentence",
                "fingerprint",
                guidance="The fingerprint of the sentence.",
                good="3f2a9c0d1b4e5f67",
                bad="It warmed.",
                required=True,
            ),
            Field(
                "passages",
                "fingerprint",
                guidance="The fingerprint of what it cites.",
                good="90ab12cd34ef5678",
                bad="ipcc#warming",
                required=True,
            ),
            Field(
                "by",
                "text",
                guidance="Who read the two side by side.",
                good="Ann Other",
                bad="",
                required=True,
            ),
            Field(
                "date",
                "day",
                guidance="The day when they did.",
                good="2026-11-30",
                bad="November",
                required=True,
            ),
            Field(
                "begins",
                "text",
                guidance="How the sentence begins, for people.",
                good="The air has warmed by 1.1 °C",
                bad="",
            ),
            Field(
                "note",
                "text",
                guidance="What the reader remarked.",
                good="The report says it on page 4.",
                bad="",
            ),
        ),
    ),
)
"""The fields of the file."""
