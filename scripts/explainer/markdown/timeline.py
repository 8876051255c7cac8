"""The block `timeline`: the events of `docs/timeline.yml`, by year, with buttons for topics."""

from __future__ import annotations

import itertools
from collections import Counter
from html import escape
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from explainer.data import COLOURS, TIMELINE
from explainer.markdown import chart
from explainer.markdown.data import DataBlock
from explainer.markdown.describing import anchor
from explainer.markdown.filtering import CHOSEN, MOST, chooser, entry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explainer.schema import Record


class _Category(NamedTuple):
    """What events are about: its number among the buttons, its title, and its mark as HTML."""

    number: int
    title: str
    mark: str


class TimelineBlock(DataBlock):
    """Every event, in the order of their dates; a less precise date comes before those in it."""

    NAME = "timeline"
    DATA = TIMELINE

    def fill(self, block: ET.Element, record: Record) -> None:
        """Write the events that have all they need."""
        events = [each.values for each in record.records("events")]
        events = sorted((it for it in events if it.keys() >= {"date", "event"}), key=_date)
        self._categories = _categories(record, {it.get("category", "") for it in events})
        block.set("class", f"{block.get('class')} {CHOSEN}")
        if 1 < len(self._categories) <= MOST:
            ET.SubElement(block, "div").text = self.raw(self._filter(events))
        for year, in_year in itertools.groupby(events, key=lambda it: it["date"][:4]):
            of_year = list(in_year)
            numbers = [found.number for it in of_year if (found := self._category(it))]
            kind = f"explainer-year {entry(*numbers)}"
            part = ET.SubElement(block, "div", {"class": kind})
            self.heading(part, "h2", year, self.context.unique(f"year-{year}"))
            # Without its numbers, a list is one to some screen readers only if it says so.
            entries = ET.SubElement(part, "ol", {"role": "list"})
            for event in of_year:
                self._event(entries, event)

    def _category(self, event: dict[str, str]) -> _Category | None:
        return self._categories.get(event.get("category", ""))

    def _filter(self, events: list[dict[str, str]]) -> str:
        of = self.context.words.of
        counts = Counter(event.get("category", "") for event in events)
        options = [(of("timeline", "all"), "", len(events))]
        options += [(it.title, it.mark, counts[slug]) for slug, it in self._categories.items()]
        name = self.context.unique("explainer-category")
        return chooser(name, of("timeline", "filter"), options)

    def _event(self, parent: ET.Element, event: dict[str, str]) -> None:
        category, date = self._category(event), event["date"]
        slug = anchor(event.get("category", ""))
        name = self.context.unique(f"event-{date}-{slug}" if slug else f"event-{date}")
        kind = entry(category.number) if category else entry()
        item = ET.SubElement(parent, "li", {"id": name, "class": kind})
        shown = self.context.words.date(date)
        html = f'<a href="#{name}"><time datetime="{escape(date)}">{escape(shown)}</time></a>'
        if category:
            title = escape(category.title)
            html += f' <span class="explainer-category">{category.mark}{title}</span>'
        ET.SubElement(item, "div").text = self.raw(html)
        ET.SubElement(item, "p").text = self.prose(event["event"])


_date = itemgetter("date")


def _categories(record: Record, used: Iterable[str]) -> dict[str, _Category]:
    """The categories that have events, by their slugs, in the order of the file."""
    listed: dict[str, dict[str, str]] = {}
    for each in record.records("categories"):
        if each.values.keys() >= {"slug", "title"} and each.values["slug"] in used:
            listed.setdefault(each.values["slug"], each.values)
    taken = {values["colour"] for values in listed.values() if "colour" in values}
    free = itertools.chain([it for it in COLOURS if it not in taken], itertools.cycle(COLOURS))
    return {
        slug: _Category(
            number,
            values["title"],
            chart.mark(number - 1, values["colour"] if "colour" in values else next(free)),
        )
        for number, (slug, values) in enumerate(listed.items(), 1)
    }
