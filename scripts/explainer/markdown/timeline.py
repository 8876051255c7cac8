"""The block `timeline`: the events of `docs/timeline.yml`, by year, with buttons for topics."""

from __future__ import annotations

import itertools
from collections import Counter
from html import escape
from operator import itemgetter
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from explainer.data import CATEGORIES, TIMELINE
from explainer.markdown.data import DataBlock
from explainer.markdown.filtering import chooser

if TYPE_CHECKING:
    from explainer.schema import Record


class TimelineBlock(DataBlock):
    """Every event, in the order of their dates; a less precise date comes before those in it."""

    NAME = "timeline"
    DATA = TIMELINE

    def fill(self, block: ET.Element, record: Record) -> None:
        """Write the events that have all they need."""
        complete = {field.name for field in TIMELINE.fields[0].fields}
        events = [each.values for each in record.records("events")]
        events = sorted((it for it in events if it.keys() >= complete), key=itemgetter("date"))
        ET.SubElement(block, "div").text = self.raw(self._filter(events))
        self._anchors: Counter[str] = Counter()
        for year, of_year in itertools.groupby(events, key=lambda it: it["date"][:4]):
            part = ET.SubElement(block, "div", {"class": "explainer-year"})
            self.heading(part, "h2", year, f"year-{year}")
            # Without its numbers, a list is one to some screen readers only if it says so.
            entries = ET.SubElement(part, "ol", {"role": "list"})
            for event in of_year:
                self._event(entries, event)

    def _filter(self, events: list[dict[str, str]]) -> str:
        of = self.context.words.of
        counts = Counter(event["category"] for event in events)
        options = [("all", of("timeline", "all"), len(events))]
        options += [
            (name, of("category", name), counts[name]) for name in filter(counts.get, CATEGORIES)
        ]
        return chooser("explainer-category", of("timeline", "filter"), options)

    def _event(self, parent: ET.Element, event: dict[str, str]) -> None:
        category, date = event["category"], event["date"]
        name = self._anchor(f"event-{date}-{category}")
        kind = {"id": name, "class": f"explainer-is-{category}"}
        entry = ET.SubElement(parent, "li", kind)
        of, shown = self.context.words.of, self.context.words.date(date)
        when = f'<time datetime="{escape(date)}">{escape(shown)}</time>'
        ET.SubElement(entry, "div").text = self.raw(
            f'<a href="#{name}">{when}</a> '
            f'<span class="explainer-category">{escape(of("category", category))}</span>'
        )
        ET.SubElement(entry, "p").text = event["event"]

    def _anchor(self, name: str) -> str:
        self._anchors[name] += 1
        return name if self._anchors[name] == 1 else f"{name}-{self._anchors[name]}"
