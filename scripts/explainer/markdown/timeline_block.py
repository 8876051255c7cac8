"""
The block `timeline`: the events of `docs/timeline.yml`, by year, with buttons for topics.

Where some events are marked as key ones, these are drawn along the years and shown first; all are
one choice away, and on paper, where nothing can be chosen, all are there.
"""

from __future__ import annotations

import itertools
from collections import Counter
from html import escape
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from explainer.data import COLOURS, TIMELINE, choices, without_citations
from explainer.markdown import bar_chart, timeline_chart
from explainer.markdown.data_block import DataBlock
from explainer.markdown.filter_buttons import CHOSEN, KEY, MOST, Option, chooser, entry, key_chooser
from explainer.markdown.source_html import anchor

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explainer.yaml_schema import Record


class _Category(NamedTuple):
    """What events are about: its number among the buttons, its title, and its mark."""

    number: int
    title: str
    colour: str

    @property
    def mark(self) -> str:
        """Its mark as HTML."""
        return bar_chart.mark(self.number - 1, self.colour)


_NONE = _Category(1, "", COLOURS[0])
"""What events are about in a timeline without categories."""


class TimelineBlock(DataBlock):
    """Every event, in the order of their dates; a less precise date comes before those in it."""

    NAME = "timeline"
    DATA = TIMELINE

    def fill(self, block: ET.Element, record: Record) -> None:
        """Write the events that have all they need."""
        events = [each.values for each in record.records("events")]
        events = sorted((it for it in events if it.keys() >= {"date", "event"}), key=_date)
        self._categories = _categories(record, {it.get("category", "") for it in events})
        # If all are key events, none is more so than another.
        self._keyed = 0 < sum(map(_is_key, events)) < len(events)
        named = [(event, self._name(event)) for event in events]
        block.set("class", f"{block.get('class')} {CHOSEN}")
        if self._keyed:
            self._picture(block, named)
        buttons = self._buttons(events)
        if buttons:
            ET.SubElement(block, "div").text = self.raw(buttons)
        for year, in_year in itertools.groupby(named, key=lambda it: it[0]["date"][:4]):
            of_year = list(in_year)
            kinds = [self._kind(event) for event, _ in of_year]
            kind = " ".join(dict.fromkeys(" ".join(kinds).split()))
            part = ET.SubElement(block, "div", {"class": f"explainer-year {kind}"})
            self.heading(part, "h2", year, self.context.unique(f"year-{year}"))
            # Without its numbers, a list is one to some screen readers only if it says so.
            entries = ET.SubElement(part, "ol", {"role": "list"})
            for event, name in of_year:
                self._event(entries, event, name)

    def _of(self, name: str, **values: object) -> str:
        return self.context.words.of("timeline", name, **values)

    def _category(self, event: dict[str, str]) -> _Category | None:
        return self._categories.get(event.get("category", ""))

    def _name(self, event: dict[str, str]) -> str:
        slug = anchor(event.get("category", ""))
        name = f"event-{event['date']}"
        return self.context.unique(f"{name}-{slug}" if slug else name)

    def _kind(self, event: dict[str, str]) -> str:
        """The classes of the buttons that show an event."""
        category = self._category(event)
        kind = entry(category.number) if category else entry()
        return f"{kind} {KEY}" if self._keyed and _is_key(event) else kind

    def _buttons(self, events: list[dict[str, str]]) -> str:
        """The buttons for key events and for topics, where there is something to choose."""
        counts = Counter(event.get("category", "") for event in events)
        of_key = Counter(event.get("category", "") for event in events if _is_key(event))
        keyed = of_key.total() if self._keyed else None
        everything = Option(self._of("all"), "", len(events))
        html = ""
        if keyed is not None:
            name = self.context.unique("explainer-key")
            key = Option(self._of("key"), "", keyed)
            html += key_chooser(name, self._of("choose"), key, everything)
        if 1 < len(self._categories) <= MOST:
            options = [Option(self._of("topics" if self._keyed else "all"), "", len(events), keyed)]
            options += [
                Option(it.title, it.mark, counts[slug], of_key[slug] if self._keyed else None)
                for slug, it in self._categories.items()
            ]
            name = self.context.unique("explainer-category")
            html += chooser(name, self._of("filter"), options)
        return html

    # ── The picture ──

    def _picture(self, block: ET.Element, named: list[tuple[dict[str, str], str]]) -> None:
        categories = list(self._categories.values()) or [_NONE]
        of = [timeline_chart.Lane(it.title, it.number - 1, it.colour) for it in categories]
        dots = [
            timeline_chart.Dot(
                timeline_chart.year_of(event["date"]),
                categories.index(self._category(event) or categories[0]),
                _is_key(event),
                f"#{name}",
                f"{self.context.words.date(event['date'])}: {without_citations(event['event'])}",
            )
            for event, name in named
        ]
        # The search finds the events below.
        kind = {"class": "explainer-lanes", "data-search-exclude": ""}
        figure = ET.SubElement(block, "figure", kind)
        caption = f"{escape(self._of('picture'))} "
        if any(not dot.major for dot in dots):
            caption += f"<small>{escape(self._of('minor'))}</small>"
        legend = "".join(f"<li>{it.mark} {escape(it.title)}</li>" for it in categories if it.title)
        legend = f'<ul class="explainer-legend">{legend}</ul>' if legend else ""
        ET.SubElement(figure, "figcaption").text = self.raw(caption)
        said = "; ".join(
            f"{year}: {', '.join(f'{name} {count}'.strip() for name, count in counts)}"
            for year, counts in timeline_chart.counted(of, dots)
        )
        html = legend
        for draw in (timeline_chart.across, timeline_chart.down):
            name = self.context.unique("timeline-picture")
            image = draw(of, dots, timeline_chart.Text(name, self._of("picture"), f"{said}."))
            html += ET.tostring(image, encoding="unicode")
        ET.SubElement(figure, "div").text = self.raw(html)

    # ── The list ──

    def _event(self, parent: ET.Element, event: dict[str, str], name: str) -> None:
        category, date = self._category(event), event["date"]
        item = ET.SubElement(parent, "li", {"id": name, "class": self._kind(event)})
        shown = self.context.words.date(date)
        html = f'<a href="#{name}"><time datetime="{escape(date)}">{escape(shown)}</time></a>'
        if category:
            title = escape(category.title)
            html += f' <span class="explainer-category">{category.mark}{title}</span>'
        ET.SubElement(item, "div").text = self.raw(html)
        ET.SubElement(item, "p").text = self.prose(event["event"])


_date = itemgetter("date")


def _is_key(event: dict[str, str]) -> bool:
    return event.get("key") == "yes"


def _categories(record: Record, used: Iterable[str]) -> dict[str, _Category]:
    """The categories that have events, by their slugs, in the order of the file."""
    listed = (it for it in record.records("categories") if it.values.get("slug", "") in used)
    return {
        slug: _Category(number, choice.title, choice.colour)
        for number, (slug, choice) in enumerate(choices(listed).items(), 1)
    }
