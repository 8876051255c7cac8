"""
The data files that there are, and their fields.

A file is a mapping with lists of records. Of each record some fields are *stated*: what they hold
is Markdown for running text, citations included, and is checked like any sentence, at its line and
column in the file. To add a file, describe it here and give it a block (`markdown/data.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from explainer.data.chips import CHIPS_FIELDS, chip_faults
from explainer.schema import Field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from explainer.model import Invalid
    from explainer.schema import Record


class DataFile(NamedTuple):
    """
    A data file: `name` is its name without `.yml`, and that of the block which shows it.

    `stated` are the names of the fields that are running text, at whatever depth they stand.
    `faults` finds what is wrong with several fields together.
    """

    name: str
    fields: tuple[Field, ...]
    stated: tuple[str, ...]
    faults: Callable[[Record], Iterator[Invalid]] | None = None


CATEGORIES = ("export-control", "china-policy", "nvidia", "huawei", "deepseek")
"""What an event of the timeline is about."""

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
        "one of",
        "What it is about.",
        "deepseek",
        "news",
        required=True,
        choices=CATEGORIES,
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

TIMELINE = DataFile(
    "timeline",
    (
        Field(
            "events",
            "list",
            "The events; the page puts them in the order of their dates.",
            "- {date: 2023-03, category: huawei, event: It warmed. [@ipcc#warming]}",
            "all of them",
            required=True,
            fields=EVENT_FIELDS,
        ),
    ),
    stated=("date", "event"),
)

CHIPS = DataFile(
    "chips",
    CHIPS_FIELDS,
    stated=("note", "means", "name", "year", "figure", "basis"),
    faults=chip_faults,
)

DATA_FILES = (TIMELINE, CHIPS)
"""Every data file that a site may have."""
