"""The events of a site and what they are about, `docs/timeline.yml`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.data.data_file import COLOUR_FIELD, DataFile, choice_faults, no_choice, slugs_of
from explainer.model import Invalid
from explainer.yaml_schema import Field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.yaml_schema import Record

MOST_CATEGORIES = 12
"""How many categories readers can choose from; the style sheet has a rule for each."""

CATEGORY_FIELDS = (
    Field(
        "slug",
        "slug",
        guidance="A short name, by which events say that they are about it.",
        good="repairs",
        bad="Repairs and inspections",
        required=True,
    ),
    Field(
        "title",
        "text",
        guidance="What readers see on its button and beside its events.",
        good="Repairs",
        bad="cat-2",
        required=True,
    ),
    COLOUR_FIELD,
)

EVENT_FIELDS = (
    Field(
        "date",
        "date",
        guidance="When it happened, as precisely as the evidence says: a year, a month or a day.",
        good="2025-08-14",
        bad="summer 2025",
        required=True,
    ),
    Field(
        "category",
        "text",
        guidance="What it is about: the slug of one of the file's own categories, if it has any.",
        good="repairs",
        bad="news",
    ),
    Field(
        "key",
        "yes or no",
        guidance="`yes` where it is one of those that a reader in a hurry should see: these are"
        " drawn along the years and shown first, and all others are one choice away.",
        good="yes",
        bad="important",
    ),
    Field(
        "event",
        "text",
        guidance="What happened, in one sentence of yours, with its citations behind the full"
        " stop.",
        good="The IPCC published its report. [@ipcc#published]",
        bad="IPCC report (see there)",
        required=True,
    ),
)


def timeline_faults(record: Record) -> Iterator[Invalid]:
    """What is wrong with categories and events whose fields, each by itself, are right."""
    yield from choice_faults(record, "categories", MOST_CATEGORIES, "choose among them")
    slugs = slugs_of(record, "categories")
    for event in record.records("events"):
        yield from _category_faults(event, slugs)


def _category_faults(event: Record, slugs: list[str]) -> Iterator[Invalid]:
    category = event.values.get("category")
    if category is None and slugs and "category" not in event.places:
        hint = f"say what it is about. One of: {', '.join(slugs)}"
        yield Invalid(event.place, "'events' has an item without 'category'", hint)
    elif category is not None and not slugs:
        message = f"'category' is {category!r}, and the file has no list of categories"
        hint = f"write `categories:` with `- {{slug: {category}, title: ...}}` above the events"
        yield Invalid(event.places["category"], message, hint)
    elif category is not None and category not in slugs:
        yield no_choice(event, "category", slugs, "categories")


TIMELINE = DataFile(
    "timeline",
    (
        Field(
            "categories",
            "list",
            guidance=f"What events are about, {MOST_CATEGORIES} at most; readers choose among those"
            " that have events.",
            good="- {slug: repairs, title: Repairs, colour: orange}",
            bad="repairs, closures",
            fields=CATEGORY_FIELDS,
        ),
        Field(
            "events",
            "list",
            guidance="The events; the page puts them in the order of their dates.",
            good="- {date: 2023-03, category: repairs, event: It warmed. [@ipcc#warming]}",
            bad="all of them",
            required=True,
            fields=EVENT_FIELDS,
        ),
    ),
    stated=("date", "event"),
    faults=timeline_faults,
)
"""The timeline."""
