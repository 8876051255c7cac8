"""The timeline for machines: its events, their places and the calendar."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import vobject

import built_sites
import projects
from explainer.postbuild.exports.timeline_export import add_timeline

if TYPE_CHECKING:
    from pathlib import Path


URL = built_sites.URL


EVENT = "  - {{date: {}, event: '{}'{}}}\n"


def timeline(
    folder: Path, events: list[str], page: str = "", **options: str
) -> built_sites.BuiltSite:
    """A site with a timeline: each event is a date and a text, and maybe more fields."""
    lines = []
    for event in events:
        date, text, *more = event.split(" | ")
        lines.append(EVENT.format(json.dumps(date), text, "".join(f", {it}" for it in more)))
    categories = "categories:\n  - {slug: rain, title: Rain and more}\n"
    files = {
        "docs/timeline.yml": f"{categories}events:\n{''.join(lines)}",
        "docs/when.md": "# When\n\n/// timeline\n///\n",
        "mkdocs.yml": options.get("settings", built_sites.SETTINGS),
        **({"docs/claims/a.md": options["claim"]} if "claim" in options else {}),
    }
    pages = {"when/index.html": page, "claims/a/index.html": ""}
    site = built_sites.read(folder, pages, files)
    add_timeline(site)
    return site


def calendar(site: built_sites.BuiltSite) -> list[dict[str, str]]:
    """The events of the calendar of a site, as another program reads them."""
    text = site.files["timeline.ics"].decode()
    events = next(vobject.readComponents(text)).vevent_list
    return [
        {name: str(values[0].value) for name, values in event.contents.items()} for event in events
    ]


def test_events(tmp_path: Path) -> None:
    """Events come by their dates, with what they cite, without a label and each once."""
    site = timeline(
        tmp_path,
        [
            "2024-03 | *It* rained. [@ipcc#warming; @about] So. [@ipcc#warming] | category: rain",
            "2023 | It was. [@claims/none; @none] | key: yes, category: sun",
            "2024-02-03 | It began. [@analysis] | key: no",
        ],
    )
    found = built_sites.read_json(site, "timeline.json")

    assert found["$schema"] == "timeline.schema.json"
    assert [
        (each["date"], each["precision"], each["text"], each["key"]) for each in found["events"]
    ] == [
        ("2023", "year", "It was.", True),
        ("2024-02-03", "day", "It began.", False),
        ("2024-03", "month", "It rained. So.", False),
    ]
    assert [each.get("category_title") for each in found["events"]] == [None, None, "Rain and more"]
    assert [each.get("sources", []) for each in found["events"]][:2] == [
        [{"claim": "none", "title": ""}, {"source": "none"}],
        [],
    ]
    assert [each["passage"] for each in found["events"][2]["sources"]] == ["warming"]


ITEM = '<li id="event-{0}{1}"><time datetime="{0}">then</time><p>{2}</p></li>'
LONG = "It rained for so long that nobody knew any more when it had begun"


def test_places(tmp_path: Path) -> None:
    """Each event leads to its entry on the page of the timeline, by its day and its text."""
    page = (
        "<article>"
        + "".join(
            ITEM.format(*each)
            for each in (
                ("2024-01-01", "-ä", "It <b>rained</b>. 1"),
                ("2024-01-01", "-b", "It shone."),
                ("2024-01-02", "", f"{LONG}, they say."),
                ("2024", "", "It was."),
            )
        )
        + '<li id="event-2024-01-03">It had no time.</li>'
    )
    page += '<li id="event-2024-01-03"><time>then</time>It had no day.</li></article>'
    site = timeline(
        tmp_path,
        [
            *("2024-01-01 | It shone.", "2024-01-01 | It rained.", f"2024-01-02 | {LONG}, I say."),
            *("2024-01-03 | It had no time.", "2024-01-03 | It had no day.", "2024 | It is."),
        ],
        page,
    )
    urls = {
        each["text"]: each["url"] for each in built_sites.read_json(site, "timeline.json")["events"]
    }

    assert urls == {
        "It is.": f"{URL}when/",
        "It shone.": f"{URL}when/#event-2024-01-01-b",
        "It rained.": f"{URL}when/#event-2024-01-01-%C3%A4",
        f"{LONG}, I say.": f"{URL}when/#event-2024-01-02",
        "It had no time.": f"{URL}when/",
        "It had no day.": f"{URL}when/",
    }
    assert [each["uid"] for each in calendar(site)] == [
        *("event-2024@heat.example", "event-2024-01-01-b@heat.example"),
        *("event-2024-01-01-%C3%A4@heat.example", "event-2024-01-02@heat.example"),
        *("event-2024-01-03@heat.example", "event-2024-01-03-2@heat.example"),
    ]


def test_compared(tmp_path: Path) -> None:
    """The first forty letters of a text are compared, without spaces and signs."""
    begins = "a" * 20 + "b" * 20
    events = [f"2024-01-01 | {begins}c", f"2024-01-02 | {begins[:-1]}cd"]
    page = ITEM.format("2024-01-01", "", f"{begins[:20]}, {begins[20:]}!")
    site = timeline(tmp_path, events, f"<article>{page}</article>")

    assert [
        "#" in each["url"] for each in built_sites.read_json(site, "timeline.json")["events"]
    ] == [
        True,
        False,
    ]
    page = page.replace(f"{begins[20:]}!", f"{begins[21:]}!")
    site = timeline(tmp_path / "2", events, f"<article>{page}</article>")
    assert "#" not in built_sites.read_json(site, "timeline.json")["events"][0]["url"]


LASTS = {
    "2024": ("2024-01-01", "2025-01-01"),
    "2024-12": ("2024-12-01", "2025-01-01"),
    "2024-02": ("2024-02-01", "2024-03-01"),
    "2024-02-28": ("2024-02-28", "2024-02-29"),
    "2024-12-31": ("2024-12-31", "2025-01-01"),
}


def test_lasts(tmp_path: Path) -> None:
    """An event lasts all of the year, the month or the day by which it is known."""
    site = timeline(tmp_path, [f"{date} | It was." for date in LASTS])

    assert [(each["dtstart"], each["dtend"]) for each in calendar(site)] == [
        LASTS[date] for date in sorted(LASTS)
    ]


def test_entry(tmp_path: Path) -> None:
    """An entry of the calendar says what the event rests on, and takes no time."""
    site = timeline(
        tmp_path,
        ["2024 | It rained. [@ipcc#warming] So. [@ipcc; @none] | category: rain", "2025 | So."],
    )
    first, second = calendar(site)

    assert first["description"] == "It rained. So.\nClimate Change https://example.org/ipcc"
    assert second["description"] == "So."
    assert (first["categories"], second.get("categories")) == ("['Rain and more']", None)
    assert (first["transp"], first["url"]) == ("TRANSPARENT", f"{URL}when/")


STAMPS = {
    "the newest verdict": ({"claim": built_sites.claim(day="2024-02-09")}, "2024-02-09"),
    "the last event": ({}, "2023-05-01"),
    "a verdict without a day": (
        {"claim": built_sites.claim().replace("as_of: 2024-01-09\n", "")},
        "2023-05-01",
    ),
}


@pytest.mark.parametrize(("options", "day"), STAMPS.values(), ids=STAMPS)
def test_stamp(tmp_path: Path, options: dict[str, str], day: str) -> None:
    """The calendar is as old as the newest verdict, else as its last event."""
    site = timeline(tmp_path, ["2023-05 | It was.", "2022 | It was."], **options)

    assert {each["dtstamp"] for each in calendar(site)} == {f"{day} 00:00:00+00:00"}


HOSTS = {
    "an address": (built_sites.SETTINGS, "heat.example"),
    "a name": (projects.MKDOCS.replace("Heat", "'Heat: The ice!'"), "heat-the-ice"),
    "neither": (projects.MKDOCS.replace("Heat", "''"), "site"),
}


@pytest.mark.parametrize(("settings", "host"), HOSTS.values(), ids=HOSTS)
def test_host(tmp_path: Path, settings: str, host: str) -> None:
    """Events are told from those of others by the site's host, or else by its name."""
    site = timeline(tmp_path, ["2023 | It was."], settings=settings)

    assert [each["uid"] for each in calendar(site)] == [f"event-2023@{host}"]
    assert ("url" in calendar(site)[0]) == (host == "heat.example")


def test_no_calendar(tmp_path: Path) -> None:
    """Without an event that a calendar can hold there is none; without any, there is no file."""
    site = timeline(tmp_path / "a", ["0000 | It was.", "9999-12-31 | It will be.", "9999-12 | So."])
    assert site.files.keys() == {"timeline.json", "timeline.schema.json"}
    site = timeline(tmp_path / "b", ["2024 | It was. | nothing: so"])
    assert "timeline.ics" in site.files
    site = built_sites.read(
        tmp_path / "c", {}, {"docs/timeline.yml": "events:\n  - {date: 2024}\n"}
    )
    add_timeline(site)
    assert site.files == {}
    site = built_sites.read(
        tmp_path / "d",
        {},
        {"docs/timeline.yml": EVENT.format(2024, "So.", "").join(["events:\n", ""])},
    )
    add_timeline(site)
    assert "url" not in built_sites.read_json(site, "timeline.json")["events"][0]
