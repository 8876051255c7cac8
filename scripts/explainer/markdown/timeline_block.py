"""
The block `timeline`: the events of `docs/timeline.yml` by year, with buttons to filter by topic.

Where some events are key events, a chart shows these along the years, and the list shows only
these by default. In print, where nothing can be selected, all are listed.
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
from explainer.markdown.filter_buttons import (
    FILTERED_CLASS,
    KEY_CLASS,
    MAX_OPTIONS,
    FilterOption,
    entry_classes,
    filter_group,
    key_filter_group,
)
from explainer.markdown.source_html import anchor

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explainer.yaml_schema import Record


class _Category(NamedTuple):
    """The topic of events: its number among the buttons, its title, and its colour."""

    number: int
    title: str
    colour: str

    @property
    def symbol(self) -> str:
        """Its symbol as HTML."""
        return bar_chart.symbol(self.number - 1, self.colour)


_NONE = _Category(1, "", COLOURS[0])
"""The category of all events in a timeline without categories."""


class TimelineBlock(DataBlock):
    """All events, the newest first; of two dates that begin alike, the less precise is below."""

    NAME = "timeline"
    DATA = TIMELINE

    def render_html(self, block: ET.Element, record: Record) -> None:
        """Render the events that have a date and a text."""
        events = [each.values for each in record.records("events")]
        complete = (it for it in events if it.keys() >= {"date", "event"})
        events = sorted(complete, key=_date, reverse=True)
        self._categories = _categories(record, {it.get("category", "") for it in events})
        # Where all are key events, there is nothing to filter.
        self._has_key_events = 0 < sum(map(_is_key, events)) < len(events)
        named = [(event, self._name(event)) for event in events]
        block.set("class", f"{block.get('class')} {FILTERED_CLASS}")
        if self._has_key_events:
            self._draw_picture(block, sorted(named, key=lambda it: _date(it[0])))
        buttons = self._buttons(events)
        if buttons:
            ET.SubElement(block, "div").text = self.stash_html(buttons)
        for year, in_year in itertools.groupby(named, key=lambda it: it[0]["date"][:4]):
            of_year = list(in_year)
            kinds = [self._entry_classes(event) for event, _ in of_year]
            kind = " ".join(dict.fromkeys(" ".join(kinds).split()))
            part = ET.SubElement(block, "div", {"class": f"explainer-year {kind}"})
            self.add_heading(part, "h2", year, self.context.unique_id(f"year-{year}"))
            # Safari's screen reader announces a list without numbers only if it has the role.
            entries = ET.SubElement(part, "ol", {"role": "list"})
            for event, name in of_year:
                self._event(entries, event, name)

    def _translate(self, name: str, **values: object) -> str:
        return self.context.translations.translate("timeline", name, **values)

    def _date_text(self, event: dict[str, str]) -> str:
        return self.context.translations.date(event["date"])

    def _category(self, event: dict[str, str]) -> _Category | None:
        return self._categories.get(event.get("category", ""))

    def _name(self, event: dict[str, str]) -> str:
        slug = anchor(event.get("category", ""))
        name = f"event-{event['date']}"
        return self.context.unique_id(f"{name}-{slug}" if slug else name)

    def _entry_classes(self, event: dict[str, str]) -> str:
        """The classes of an event, by which the filter buttons show it."""
        category = self._category(event)
        kind = entry_classes(category.number) if category else entry_classes()
        return f"{kind} {KEY_CLASS}" if self._has_key_events and _is_key(event) else kind

    def _buttons(self, events: list[dict[str, str]]) -> str:
        """The buttons for key events and for topics; empty where there is nothing to filter."""
        counts = Counter(event.get("category", "") for event in events)
        key_counts = Counter(event.get("category", "") for event in events if _is_key(event))
        keyed = key_counts.total() if self._has_key_events else None
        everything = FilterOption(self._translate("all"), "", len(events))
        html = ""
        if keyed is not None:
            name = self.context.unique_id("explainer-key")
            key = FilterOption(self._translate("key"), "", keyed)
            html += key_filter_group(name, self._translate("choose"), key, everything)
        if 1 < len(self._categories) <= MAX_OPTIONS:
            options = [
                FilterOption(
                    self._translate("topics" if self._has_key_events else "all"),
                    "",
                    len(events),
                    keyed,
                )
            ]
            options += [
                FilterOption(
                    it.title,
                    it.symbol,
                    counts[slug],
                    key_counts[slug] if self._has_key_events else None,
                )
                for slug, it in self._categories.items()
            ]
            name = self.context.unique_id("explainer-category")
            html += filter_group(name, self._translate("filter"), options)
        return html

    # ── The picture ──

    def _draw_picture(self, block: ET.Element, named: list[tuple[dict[str, str], str]]) -> None:
        categories = list(self._categories.values()) or [_NONE]
        of = [timeline_chart.Lane(it.title, it.number - 1, it.colour) for it in categories]
        markers = [
            timeline_chart.Marker(
                timeline_chart.decimal_year(event["date"]),
                categories.index(self._category(event) or categories[0]),
                _is_key(event),
                f"#{name}",
                f"{self._date_text(event)}: {without_citations(event['event'])}",
            )
            for event, name in named
        ]
        # Search finds the events in the list below.
        kind = {"class": "explainer-lanes", "data-search-exclude": ""}
        figure = ET.SubElement(block, "figure", kind)
        caption = f"{escape(self._translate('picture'))} "
        if any(not marker.major for marker in markers):
            caption += f"<small>{escape(self._translate('minor'))}</small>"
        legend = "".join(
            f"<li>{it.symbol} {escape(it.title)}</li>" for it in categories if it.title
        )
        legend = f'<ul class="explainer-legend">{legend}</ul>' if legend else ""
        ET.SubElement(figure, "figcaption").text = self.stash_html(caption)
        said = "; ".join(
            f"{year}: {', '.join(f'{name} {count}'.strip() for name, count in counts)}"
            for year, counts in timeline_chart.count_by_year(of, markers)
        )
        html = legend
        for draw in (timeline_chart.draw_horizontal, timeline_chart.draw_vertical):
            name = self.context.unique_id("timeline-picture")
            image = draw(
                of, markers, timeline_chart.ImageText(name, self._translate("picture"), f"{said}.")
            )
            html += ET.tostring(image, encoding="unicode")
        ET.SubElement(figure, "div").text = self.stash_html(html)

    # ── The list ──

    def _event(self, parent: ET.Element, event: dict[str, str], name: str) -> None:
        category, date = self._category(event), event["date"]
        item = ET.SubElement(parent, "li", {"id": name, "class": self._entry_classes(event)})
        shown = self.context.translations.date(date)
        html = f'<a href="#{name}"><time datetime="{escape(date)}">{escape(shown)}</time></a>'
        if category:
            title = escape(category.title)
            html += f' <span class="explainer-category">{category.symbol}{title}</span>'
        ET.SubElement(item, "div").text = self.stash_html(html)
        ET.SubElement(item, "p").text = self.escape_tags(event["event"])


_date = itemgetter("date")


def _is_key(event: dict[str, str]) -> bool:
    return event.get("key") == "yes"


def _categories(record: Record, used: Iterable[str]) -> dict[str, _Category]:
    """The categories that have events, by slug, in the order of the file."""
    listed = (it for it in record.records("categories") if it.values.get("slug", "") in used)
    return {
        slug: _Category(number, choice.title, choice.colour)
        for number, (slug, choice) in enumerate(choices(listed).items(), 1)
    }
