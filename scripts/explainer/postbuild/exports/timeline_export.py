"""
`timeline.json` and `timeline.ics` (RFC 5545): the events of the timeline.

An event known only by its year or its month lasts all of it in the calendar, since a calendar knows
no other way to say so; it blocks no time.
"""

from __future__ import annotations

import datetime as dt
import re
import urllib.parse
from typing import TYPE_CHECKING, NamedTuple

from icalendar import Calendar, Event

from explainer import citations
from explainer.data import TIMELINE, choices, read_data
from explainer.model import Citation, Place
from explainer.postbuild.exports.claim_export import cited_all
from explainer.postbuild.exports.json_text import without_empty
from explainer.postbuild.exports.plain_text import plain_text
from explainer.postbuild.exports.schema_files import add_json, schema_path
from explainer.postbuild.page_text import readable_pages, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.postbuild.built_site import BuiltPage, BuiltSite
    from explainer.yaml_schema import Record

TIMELINE_FILE = "timeline.json"
CALENDAR_FILE = "timeline.ics"
_PRECISIONS = ("year", "month", "day")
_LETTERS = re.compile(r"\W+")
_COMPARED = 40
_NOWHERE = Place("")


class _Event(NamedTuple):
    date: str
    text: str
    category: str
    title: str
    key: bool
    cites: tuple[Citation, ...]
    url: str


def add_timeline(site: BuiltSite) -> None:
    """Add both files, where the project has a timeline with an event."""
    record = read_data(site.settings.docs_dir, TIMELINE)
    events = list(_events(site, record)) if record else []
    if events:
        value = {
            "$schema": schema_path(TIMELINE_FILE),
            "events": [_event_json(site, each) for each in events],
        }
        add_json(site, TIMELINE_FILE, value)
        dated = [(event, days) for event in events if (days := _days(event.date))]
        if dated:
            site.files[CALENDAR_FILE] = _calendar(site, dated)


def _events(site: BuiltSite, record: Record) -> Iterator[_Event]:
    page = _timeline_page(site)
    titles = {slug: it.title for slug, it in choices(record.records("categories")).items()}
    values = [each.values for each in record.records("events")]
    complete = [it for it in values if it.keys() >= {"date", "event"}]
    for event in sorted(complete, key=lambda it: it["date"]):
        text = plain_text(event["event"])
        category = event.get("category", "")
        cites = tuple(_citations(event["event"]))
        name = _anchor(page, event["date"], text) if page else ""
        url = f"{page.url}{'#' if name else ''}{urllib.parse.quote(name)}" if page else ""
        key = event.get("key") == "yes"
        yield _Event(event["date"], text, category, titles.get(category, ""), key, cites, url)


def _citations(text: str) -> Iterator[Citation]:
    for group in citations.find(text):
        for item in group.items:
            cited = Citation(item.key, _NOWHERE, item.passage)
            if cited.label is None:
                yield cited


def _timeline_page(site: BuiltSite) -> BuiltPage | None:
    for page in readable_pages(site):
        checked = site.checked_page(page)
        if checked and "timeline" in checked.data_blocks:
            return page
    return None


def _anchor(page: BuiltPage, date: str, text: str) -> str:
    """The id of an event in the list on its page, found by its date and how its text begins."""
    begins = _LETTERS.sub("", text)[:_COMPARED]
    for item in page.tree.css(f'li[id^="event-{date}"]'):
        time = item.css_first("time")
        if time and time.attributes.get("datetime") == date:
            shown = _LETTERS.sub("", text_of(item))
            if begins in shown:
                return item.id or ""
    return ""


def _event_json(site: BuiltSite, event: _Event) -> dict[str, object]:
    return without_empty(
        {
            "date": event.date,
            "precision": _PRECISIONS[event.date.count("-")],
            "text": event.text,
            "category": event.category,
            "category_title": event.title,
            "key": event.key,
            "url": site.absolute(event.url) if event.url else "",
            "sources": cited_all(site, event.cites),
        }
    )


def _calendar(site: BuiltSite, dated: list[tuple[_Event, tuple[dt.date, dt.date]]]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//mkdocs-explainer//timeline//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", site.settings.site_name)
    stamp = _stamp(site, dated[-1][1][0])
    seen: dict[str, int] = {}
    for event, days in dated:
        name = event.url.partition("#")[2] or f"event-{event.date}"
        seen[name] = seen.get(name, 0) + 1
        unique = f"{name}-{seen[name]}" if seen[name] > 1 else name
        entry = _entry(site, event, days)
        entry.add("uid", f"{unique}@{_host(site)}")
        entry.add("dtstamp", stamp)
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _entry(site: BuiltSite, event: _Event, days: tuple[dt.date, dt.date]) -> Event:
    entry = Event()
    entry.add("dtstart", days[0])
    entry.add("dtend", days[1])
    entry.add("summary", event.text)
    sources = (site.project.sources.get(citation.key) for citation in event.cites)
    lines = [" ".join(filter(None, [source.title, source.url])) for source in sources if source]
    entry.add("description", "\n".join([event.text, *dict.fromkeys(lines)]))
    if event.title:
        entry.add("categories", [event.title])
    if site.settings.site_url and event.url:
        entry.add("url", site.absolute(event.url))
    entry.add("transp", "TRANSPARENT")
    return entry


def _days(date: str) -> tuple[dt.date, dt.date] | None:
    """
    The first day of a date of any precision, and the day behind its last.

    `None` for what a calendar cannot hold: the year nought, and the end of 9999.
    """
    year, month, day = (*map(int, date.split("-")), 0, 0)[:3]
    try:
        first = dt.date(year, month or 1, day or 1)
        if day:
            return first, first + dt.timedelta(days=1)
        if month:
            return first, (first + dt.timedelta(days=31)).replace(day=1)
        return first, first.replace(year=year + 1)
    except (ValueError, OverflowError):
        return None


def _stamp(site: BuiltSite, last: dt.date) -> dt.datetime:
    """When the calendar was made, by its own data: the newest verdict, or else the last event."""
    days = [claim.as_of for claim in site.project.claims.values() if claim.as_of]
    known = dt.date.fromisoformat(max(days)) if days else last
    return dt.datetime(known.year, known.month, known.day, tzinfo=dt.UTC)


def _host(site: BuiltSite) -> str:
    """What tells the events of a site from those of others: its host, or else its name."""
    host = urllib.parse.urlsplit(site.settings.site_url).hostname
    return host or _LETTERS.sub("-", site.settings.site_name).strip("-").casefold() or "site"
