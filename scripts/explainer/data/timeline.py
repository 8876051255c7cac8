"""The events of a site and what they are about, `docs/timeline.yml`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.data.data_file import COLOURS, DataFile, choice_faults, no_choice, slugs_of
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
        "A short name, by which events say that they are about it.",
        "repairs",
        "Repairs and inspections",
        required=True,
    ),
    Field(
        "title",
        "text",
        "What readers see on its button and beside its events.",
        "Repairs",
        "cat-2",
        required=True,
    ),
    Field(
        "colour",
        "one of",
        "The colour of its mark; without one, it has the first that no other has.",
        "blue",
        "#0000ff",
        choices=COLOURS,
    ),
)

EVENT_FIELDS = (
    Field(
        "date",
        "date",
        "When it happened, as precisely as the evidence says: a year, a month or a day.",
        "2025-08-14",
        "summer 2025",
        required=True,
    ),
    Field(
        "category",
        "text",
        "What it is about: the slug of one of the file's own categories, if it has any.",
        "repairs",
        "news",
    ),
    Field(
        "key",
        "yes or no",
        "`yes` where it is one of those that a reader in a hurry should see: these are drawn along"
        " the years and shown first, and all others are one choice away.",
        "yes",
        "important",
    ),
    Field(
        "event",
        "text",
        "What happened, in one sentence of yours, with its citations behind the full stop.",
        "The IPCC published its report. [@ipcc#published]",
        "IPCC report (see there)",
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
            f"What events are about, {MOST_CATEGORIES} at most; readers choose among those that"
            " have events.",
            "- {slug: repairs, title: Repairs, colour: orange}",
            "repairs, closures",
            fields=CATEGORY_FIELDS,
        ),
        Field(
            "events",
            "list",
            "The events; the page puts them in the order of their dates.",
            "- {date: 2023-03, category: repairs, event: It warmed. [@ipcc#warming]}",
            "all of them",
            required=True,
            fields=EVENT_FIELDS,
        ),
    ),
    stated=("date", "event"),
    faults=timeline_faults,
)
"""The timeline."""
