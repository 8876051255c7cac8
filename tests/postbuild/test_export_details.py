"""Files for machines in detail, on sites of a few lines."""

from __future__ import annotations

import json
import re
import uuid
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
import vobject

import built_sites
import projects
from explainer.postbuild.exports.atom_feed import add_feed
from explainer.postbuild.exports.claim_export import add_claims
from explainer.postbuild.exports.claim_review import claim_review
from explainer.postbuild.exports.csv_export import csv_path, move_tables
from explainer.postbuild.exports.head_links import link_alternates, link_data_files
from explainer.postbuild.exports.json_ld import describe_pages
from explainer.postbuild.exports.json_text import json_file, json_script, without_empty
from explainer.postbuild.exports.linked_data import article, breadcrumbs
from explainer.postbuild.exports.llms_txt import add_llms_txt
from explainer.postbuild.exports.page_facts import meta_of
from explainer.postbuild.exports.sitemap import write_sitemap
from explainer.postbuild.exports.source_export import add_bibliographies
from explainer.postbuild.exports.timeline_export import add_timeline
from explainer.postbuild.site_words import site_words

if TYPE_CHECKING:
    from pathlib import Path

    from explainer.model import Claim

URL = built_sites.URL
NO_ADDRESS = {"mkdocs.yml": projects.MKDOCS}
CLAIM = """\
---
title: {title}
verdict: {verdict}
as_of: {day}
evidence: []
changes:
{changes}---
It is. [@ipcc]
"""
CHANGE = "  - {{date: {}, what: {}, verdict: {}}}\n"


def claim(
    *changes: str, title: str = "It is.", verdict: str = "supported", day: str = "2024-01-09"
) -> str:
    """The page of a claim with such changes, each a date, a text and a verdict."""
    lines = "".join(CHANGE.format(*change.split(" | ")) for change in changes)
    return CLAIM.format(title=title, verdict=verdict, day=day, changes=lines or "  []\n")


def read_json(site: built_sites.BuiltSite, path: str) -> Any:  # noqa: ANN401  (whatever JSON holds)
    """A JSON file of a site."""
    return json.loads(site.files[path].decode())


# ── JSON ──


def test_json() -> None:
    """JSON is in the letters of its texts, and what is in a script cannot end it."""
    assert json_file({"b": "é", "a": [1]}) == '{\n  "b": "é",\n  "a": [\n    1\n  ]\n}\n'
    assert json_script({"b": "é</script>", "a": 1}) == '{"b":"é\\u003c/script>","a":1}'
    assert without_empty({"a": None, "b": "", "c": [], "d": 0, "e": False, "f": "g"}) == {
        "d": 0,
        "e": False,
        "f": "g",
    }


# ── The timeline ──

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
    found = read_json(site, "timeline.json")

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
    urls = {each["text"]: each["url"] for each in read_json(site, "timeline.json")["events"]}

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

    assert ["#" in each["url"] for each in read_json(site, "timeline.json")["events"]] == [
        True,
        False,
    ]
    page = page.replace(f"{begins[20:]}!", f"{begins[21:]}!")
    site = timeline(tmp_path / "2", events, f"<article>{page}</article>")
    assert "#" not in read_json(site, "timeline.json")["events"][0]["url"]


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
    "the newest verdict": ({"claim": claim(day="2024-02-09")}, "2024-02-09"),
    "the last event": ({}, "2023-05-01"),
    "a verdict without a day": (
        {"claim": claim().replace("as_of: 2024-01-09\n", "")},
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
    assert "url" not in read_json(site, "timeline.json")["events"][0]


# ── The feed ──

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(site: built_sites.BuiltSite) -> ET.Element:
    """The feed of a site."""
    add_feed(site)
    return ET.fromstring(site.files["feed.xml"])  # noqa: S314  (our own)


def test_feed(tmp_path: Path) -> None:
    """The newest of all changes comes first, and of one day the last of each claim."""
    files = {
        "docs/claims/a.md": claim(
            "2024-01-01 | New. | unverified",
            "2024-01-02 | Changed \\a. | supported",
            "2024-01-02 | Mended. | supported",
        ),
        "docs/claims/b.md": claim("2024-01-02 | Also new. | reported", title="It was."),
        "docs/claims/c.md": claim("2025-01-02 | Not yet. | reported").replace(
            "title", "stub: yes\ntitle"
        ),
    }
    pages = {f"claims/{slug}/index.html": "" for slug in "abc"}
    root = feed(built_sites.read(tmp_path, pages, files))
    entries = root.findall(f"{ATOM}entry")

    assert [each.findtext(f"{ATOM}summary") for each in entries] == [
        "Correction. Mended.",
        "Verdict changed from unverified to supported. Changed \\a.",
        "New claim, reported. Also new.",
        "New claim, unverified. New.",
    ]
    assert [category.get("term") for category in root.iter(f"{ATOM}category")] == [
        *("correction", "changed", "new", "new")
    ]
    assert root.findtext(f"{ATOM}updated") == "2024-01-02T00:00:00Z"
    assert root.find(f"{ATOM}subtitle") is None
    assert [(link.get("rel"), link.get("href")) for link in root.findall(f"{ATOM}link")] == [
        ("alternate", URL),
        ("self", f"{URL}feed.xml"),
    ]
    ids = [each.findtext(f"{ATOM}id") for each in entries]
    assert len(set(ids)) == 4
    assert root.findtext(f"{ATOM}id") == uuid.uuid5(uuid.NAMESPACE_URL, f"{URL}feed").urn


def test_feed_ids(tmp_path: Path) -> None:
    """The id of an entry stays when another change follows."""
    changes = ["2024-01-01 | One. | reported", "2024-01-02 | Two. | reported"]
    ids = []
    for number in (1, 2):
        files = {"docs/claims/a.md": claim(*changes[:number])}
        site = built_sites.read(tmp_path / str(number), {"claims/a/index.html": ""}, files)
        ids.append([each.findtext(f"{ATOM}id") for each in feed(site).findall(f"{ATOM}entry")])

    assert ids[0] == ids[1][1:]


@pytest.mark.parametrize(("days", "entries"), [(1, 1), (100, 100), (101, 100)])
def test_feed_length(tmp_path: Path, days: int, entries: int) -> None:
    """A feed has a hundred entries at most."""
    changes = [f"2024-01-01 | Number {number}. | reported" for number in range(days)]
    files = {"docs/claims/a.md": claim(*changes)}
    site = built_sites.read(tmp_path, {"claims/a/index.html": ""}, files)

    assert len(feed(site).findall(f"{ATOM}entry")) == entries


def test_feed_of_a_site_without_address(tmp_path: Path) -> None:
    """It leads to the start page, has the site's description, and no sign that XML cannot hold."""
    settings = f'site_description: "What \\x01& why"\n{projects.MKDOCS}'
    files = {
        "docs/claims/a.md": claim("2024-01-01 | New. | reported"),
        "mkdocs.yml": settings,
    }
    site = built_sites.read(tmp_path, {"claims/a/index.html": ""}, files)
    root = feed(site)

    assert [link.get("href") for link in root.findall(f"{ATOM}link")] == ["./"]
    assert root.findtext(f"{ATOM}subtitle") == "What & why"
    assert root.findtext(f"{ATOM}id") == uuid.uuid5(uuid.NAMESPACE_URL, "Heatfeed").urn
    assert "\x01" not in site.files["feed.xml"].decode()
    assert site.files["feed.xml"].startswith(b'<?xml version="1.0" encoding="utf-8"?>\n<feed')


def test_no_news(tmp_path: Path) -> None:
    """A site without a change has no feed, and one without a verdict no list of claims."""
    files = {"docs/claims/a.md": "---\ntitle: It is.\n---\nIt is. [@ipcc]\n"}
    site = built_sites.read(tmp_path, {"claims/a/index.html": ""}, files)
    add_feed(site)
    add_claims(site)

    assert site.files == {}


# ── Claims ──

JUDGED = """\
---
title: It is.
verdict: partly-supported
section: air.md
as_of: 2024-01-09
article: [0123456789abcdef]
holds: It *is*. [@ipcc]
evidence:
  - {cite: ipcc#warming, stance: supports, why: So.}
  - {cite: other#a, stance: states, why: So.}
  - {cite: other, stance: states, why: So.}
  - {cite: ipcc#none, stance: context, why: So., first_hand: no}
  - {cite: none, stance: context, why: So.}
  - {cite: claims/b, stance: context, why: So.}
changes:
  - {date: 2024-01-02, what: Second., verdict: reported}
  - {date: 2024-01-01, what: First., verdict: unverified}
---
It is. [@ipcc]
"""
OTHER = """\
title: Other
author: [{literal: Ann Other}, {literal: Bob Other}]
URL: https://a.example/story
title_from: excerpt
tier: research
language: de
passages:
  - {slug: a, fact: It is., words: es ist, words_from: translation}
"""
ARTICLE = """\
title: The story
URL: {}
publisher: The Paper
issued: 2024-01-01
sentences: []
"""
JUDGED_FILES = {
    "docs/claims/a.md": JUDGED,
    "docs/claims/b.md": claim(title="It was.", verdict="certain"),
    "docs/sources/other.yml": OTHER,
}


def judged(folder: Path, files: dict[str, str]) -> tuple[built_sites.BuiltSite, Claim]:
    """A site with a claim whose evidence cites all that can be cited."""
    pages = {"claims/a/index.html": '<meta name="description" content="So  it is.">'}
    site = built_sites.read(folder, {**pages, "claims/b/index.html": ""}, {**JUDGED_FILES, **files})
    return site, site.project.claims["a"]


def test_claims(tmp_path: Path) -> None:
    """A claim has what is known of it, and what each of its evidence cites."""
    site, _ = judged(tmp_path, {})
    add_claims(site)
    (found,) = read_json(site, "claims.json")["claims"]
    evidence = found.pop("evidence")

    assert found == {
        "slug": "a",
        "title": "It is.",
        "verdict": "partly-supported",
        "verdict_text": "partly supported",
        "url": f"{URL}claims/a/",
        "section": "air.md",
        "as_of": "2024-01-09",
        "in_article": True,
        "holds": "It is.",
        "history": [
            {"date": "2024-01-01", "what": "First.", "verdict": "unverified"},
            {"date": "2024-01-02", "what": "Second.", "verdict": "reported"},
        ],
    }
    for each in evidence:
        del each["stance"], each["why"]
    assert [each.pop("first_hand") for each in evidence] == [True, True, True, False, True, True]
    assert evidence[1:] == [
        {
            "source": "other",
            "passage": "a",
            "title": "Other",
            "title_from": "excerpt",
            "url": "https://a.example/story",
            "fact": "It is.",
            "words": "es ist",
            "words_from": "translation",
        },
        {
            "source": "other",
            "title": "Other",
            "title_from": "excerpt",
            "url": "https://a.example/story",
        },
        {
            "source": "ipcc",
            "title": "Climate Change",
            "publisher": "IPCC",
            "issued": "2023-03",
            "url": "https://example.org/ipcc",
        },
        {"source": "none"},
        {"claim": "b", "title": "It was."},
    ]
    assert read_json(site, "claims.schema.json")["$id"] == f"{URL}claims.schema.json"


AUTHORS = [{"@type": "Person", "name": name} for name in ("Ann Other", "Bob Other")]
PAPER = {"@type": "Organization", "name": "The Paper"}
VOICES = {
    "no article": ({}, AUTHORS, ["Other"]),
    "an article": (
        {"docs/article.yml": ARTICLE.format("https://paper.example/a")},
        [PAPER, AUTHORS],
        ["The story", "Other"],
    ),
    "the article among the evidence": (
        {"docs/article.yml": ARTICLE.format("https://a.example/story")},
        PAPER,
        ["The story"],
    ),
    "an article without a publisher": (
        {
            "docs/article.yml": ARTICLE.format("https://a.example/b").replace(
                "publisher: The Paper\n", ""
            )
        },
        AUTHORS,
        ["The story", "Other"],
    ),
    "a publisher that speaks": (
        {
            "docs/sources/other.yml": OTHER.replace(
                "author: [{literal: Ann Other}, {literal: Bob Other}]", "publisher: B"
            )
        },
        {"@type": "Organization", "name": "B"},
        ["Other"],
    ),
    "a publisher of both": (
        {
            "docs/article.yml": ARTICLE.format("https://paper.example/a"),
            "docs/sources/other.yml": OTHER.replace(
                "author: [{literal: Ann Other}, {literal: Bob Other}]", "publisher: The Paper"
            ),
        },
        PAPER,
        ["The story", "Other"],
    ),
    "one author": (
        {"docs/sources/other.yml": OTHER.replace(", {literal: Bob Other}", "")},
        AUTHORS[0],
        ["Other"],
    ),
    "nobody": (
        {
            "docs/sources/other.yml": OTHER.replace(
                "author: [{literal: Ann Other}, {literal: Bob Other}]\n", ""
            )
        },
        None,
        ["Other"],
    ),
}


@pytest.mark.parametrize(("files", "author", "names"), VOICES.values(), ids=VOICES)
def test_voices(tmp_path: Path, files: dict[str, str], author: Any, names: list[str]) -> None:  # noqa: ANN401
    """A claim is of those who say it: of the article, and of sources that state it, each once."""
    site, judged_claim = judged(tmp_path, files)
    page = site.pages["claims/a/index.html"]
    review = claim_review(site, page, judged_claim, site_words(site.settings))
    said = review["itemReviewed"]

    assert said.get("author") == author
    assert [each["name"] for each in said["appearance"]] == names
    assert review["datePublished"] == "2024-01-01"
    assert review["dateModified"] == "2024-01-09"
    assert review["reviewBody"] == "So it is."
    assert review["@id"] == f"{URL}claims/a/#review"
    assert (review["reviewRating"]["worstRating"], review["reviewRating"]["bestRating"]) == (1, 5)


def test_no_history(tmp_path: Path) -> None:
    """A claim without a change was published on the day of its verdict."""
    files = {"docs/claims/a.md": JUDGED.partition("changes:")[0] + "---\nIt is. [@ipcc]\n"}
    site, judged_claim = judged(tmp_path, {**files, **NO_ADDRESS})
    page = site.pages["claims/a/index.html"]
    review = claim_review(site, page, judged_claim, site_words(site.settings))

    assert review["datePublished"] == "2024-01-09"
    assert review.keys().isdisjoint({"@id", "url"})


# ── Tables ──

TABLE = '<a download="{}.csv" href="data:text/csv,{}">a</a>'
TABLES = {
    "a comparison": ('<p class="a explainer-comparison">{}</p>', "../comparisons/a%20b.csv"),
    "positions": ('<div class="explainer-positions"><p>{}</p></div>', "../positions/a%20b.csv"),
    "another block": ('<p class="comparison">{}</p>', None),
    "no block": ("{}", None),
}


@pytest.mark.parametrize(("html", "expected"), TABLES.values(), ids=TABLES)
def test_tables(tmp_path: Path, html: str, expected: str | None) -> None:
    """A table of one of our blocks becomes a file, to which its link leads."""
    link = TABLE.format("a b", "x,%C3%A9")
    files = {"docs/a.md": "# A\n\nIt is. [@about]\n"}
    site = built_sites.read(tmp_path, {"a/index.html": html.format(link)}, files)
    move_tables(site)
    (found,) = site.pages["a/index.html"].tree.css("a")

    assert found.attributes["href"] == (expected or "data:text/csv,x,%C3%A9")
    assert list(site.files.values()) == (["x,é".encode()] if expected else [])
    assert csv_path("other", "a") == "other/a.csv"


# ── Links ──


def test_alternates(tmp_path: Path) -> None:
    """The head of a page names the feed, by the site's name, and its Markdown, if there are any."""
    files = {"docs/a b.md": "# A\n\nIt is. [@about]\n"}
    pages = {"a b/index.html": "", "404.html": ""}
    site = built_sites.read(tmp_path, pages, files)
    site.add_text("feed.xml", "")
    site.add_text("a b/index.md", "")
    link_alternates(site)

    found = {
        path: [dict(link.attributes) for link in page.tree.css("head > link")]
        for path, page in site.pages.items()
    }
    feed_link = {"rel": "alternate", "type": "application/atom+xml", "title": "Heat"}
    assert found == {
        "index.html": [{**feed_link, "href": "feed.xml"}],
        "404.html": [],
        "a b/index.html": [
            {**feed_link, "href": "../feed.xml"},
            {"rel": "alternate", "type": "text/markdown", "href": "index.md"},
        ],
    }


CODE = {
    "a file": (
        "<p><code>claims.json</code></p>",
        '<p><a href="../claims.json"><code>claims.json</code></a></p>',
    ),
    "its schema": (
        "<p><code> claims.schema.json </code></p>",
        '<p><a href="../claims.schema.json"><code> claims.schema.json </code></a></p>',
    ),
    "a table": ("<code>a b.csv</code>", '<a href="../a%20b.csv"><code>a b.csv</code></a>'),
    "a file that there is not": ("<code>sources.json</code>",) * 2,
    "another file": ("<code>robots.txt</code>",) * 2,
    "a link": ('<a href="b"><code>claims.json</code></a>',) * 2,
    "a listing": ("<pre><code>claims.json</code></pre>",) * 2,
}


@pytest.mark.parametrize(("html", "expected"), CODE.values(), ids=CODE)
def test_code(tmp_path: Path, html: str, expected: str) -> None:
    """A data file that stands as code in a text is a link to it."""
    files = {"docs/a.md": "# A\n\nIt is. [@about]\n"}
    site = built_sites.read(tmp_path, {"a/index.html": f"<article>{html}</article>"}, files)
    for name in ("claims.json", "claims.schema.json", "a b.csv", "robots.txt"):
        site.add_text(name, "")
    link_data_files(site)

    assert built_sites.html(site, "a/index.html") == f"<article>{expected}</article>"


# ── llms.txt, the sitemap and the bibliographies ──

META = '<meta name="description" content="{}"><article><h1>{}</h1></article>'


def test_llms(tmp_path: Path) -> None:
    """It lists the pages of the navigation, the claims, the data, and all other pages."""
    settings = f"{built_sites.SETTINGS}nav: [b.md, index.md]\n"
    files = {
        "mkdocs.yml": settings,
        "docs/b.md": "# B\n\nIt is. [@about]\n",
        "docs/c.md": "# C\n\nIt is. [@about]\n",
        "docs/claims/a.md": claim(title="It [is]."),
        "docs/claims/d.md": claim(verdict="certain"),
    }
    pages = {
        "index.html": META.format("What &  why", "Home"),
        "b/index.html": META.format("", "B"),
        "c/index.html": META.format("Of C", "C"),
        "404.html": "",
        "claims/a/index.html": META.format("", "A"),
        "claims/d/index.html": META.format("", "D"),
    }
    site = built_sites.read(tmp_path, pages, files)
    site.add_text("sources.json", "")
    site.add_text("b.csv", "")
    site.add_text("b.txt", "")
    add_llms_txt(site)

    assert (
        site.files["llms.txt"].decode()
        == f"""\
# Heat

> What & why

## Pages

- [B]({URL}b/index.md)
- [Home]({URL}index.md): What & why

## Claims, each with its verdict

- [It (is).]({URL}claims/a/index.md): supported

## Data

- [sources.json]({URL}sources.json): every source, as CSL-JSON
- [b.csv]({URL}b.csv): a table of figures or positions, as CSV

## Optional

- [C]({URL}c/index.md): Of C
- [D]({URL}claims/d/index.md)
"""
    )


def test_short_llms(tmp_path: Path) -> None:
    """Without a navigation all pages are listed; what there is not has no heading."""
    files = {
        "mkdocs.yml": projects.MKDOCS.replace("Heat", "''"),
        "docs/claims/a.md": claim(),
    }
    site = built_sites.read(tmp_path / "a", {"404.html": "", "claims/a/index.html": ""}, files)
    site.pages["made.html"] = built_sites.page("made.html", "<h1>Made</h1>")
    add_llms_txt(site)
    assert site.files["llms.txt"].decode() == (
        "# llms.txt\n\n## Pages\n\n- [Home](index.md)\n\n## Claims, each with its verdict\n\n"
        "- [It is.](claims/a/index.md): supported\n"
    )
    described = {"mkdocs.yml": f"site_description: Heat alone\n{projects.MKDOCS}"}
    site = built_sites.read(tmp_path / "b", {"index.html": META.format("a", "Home")}, described)
    add_llms_txt(site)
    assert site.files["llms.txt"].decode().startswith("# Heat\n\n> Heat alone\n\n## Pages\n")
    site = built_sites.read(tmp_path / "c", {"llms.txt": "own"})
    add_llms_txt(site)
    assert site.files == {}


def test_sitemap(tmp_path: Path) -> None:
    """It has the pages that search engines may list, with a day where there is one."""
    pages = {
        "claims/a/index.html": "",
        "b/index.html": '<meta name="robots" content="noindex, follow">',
    }
    files = {"docs/claims/a.md": claim(), "docs/b.md": "# B\n\nIt is. [@about]\n"}
    site = built_sites.read(tmp_path / "a", pages, files)
    write_sitemap(site)
    text = site.files["sitemap.xml"].decode()
    assert re.findall("<(loc|lastmod)>(.*?)<", text) == [
        ("loc", f"{URL}claims/a/"),
        ("lastmod", "2024-01-09"),
        ("loc", URL),
    ]
    assert site.files["sitemap.xml.gz"][4:8] == bytes(4)
    site = built_sites.read(tmp_path / "b", {}, NO_ADDRESS)
    write_sitemap(site)
    assert (site.files, site.removed) == ({}, {"sitemap.xml", "sitemap.xml.gz"})


def test_bibliographies(tmp_path: Path) -> None:
    """A site with sources has them in two formats."""
    site = built_sites.read(tmp_path, {})
    add_bibliographies(site)

    assert [each["id"] for each in read_json(site, "sources.json")] == ["ipcc"]
    assert site.files["sources.bib"].startswith(b"@")


# ── JSON-LD ──


def test_meta() -> None:
    """What the head of a page says is on one line, by its name or its property."""
    page = built_sites.page("a.html", '<meta name="a" content=" b\n c"><meta property="d">')

    assert [meta_of(page, name) for name in ("a", "d", "e")] == ["b c", "", ""]


@pytest.mark.parametrize(("count", "listed"), [(0, None), (25, 25), (26, 1)])
def test_cited(tmp_path: Path, count: int, listed: int | None) -> None:
    """A page names what it cites, or where many sources are listed."""
    site = built_sites.read(tmp_path, {})
    page = site.pages["index.html"]
    node = article(site, page, "A", [site.project.sources["ipcc"]] * count)

    assert (len(node["citation"]) if listed else node.get("citation")) == listed
    assert (f"{URL}#references" in node.get("citation", ())) == (count > 25)
    assert set(node.get("citation", ())) <= {"https://example.org/ipcc", f"{URL}#references"}
    assert node["@id"] == f"{URL}#page"
    assert node["@type"] == "Article"


def test_no_addresses(tmp_path: Path) -> None:
    """Without an address of the site a page has none, and one with many sources lists none."""
    site = built_sites.read(tmp_path, {"404.html": ""}, NO_ADDRESS)
    node = article(site, site.pages["404.html"], "A", [site.project.sources["ipcc"]] * 26)

    assert node.keys() == {"@type", "headline", "inLanguage", "author", "publisher"}
    assert node["@type"] == "WebPage"


@pytest.mark.parametrize("name", ["Heat", ""])
def test_crumbs(tmp_path: Path, name: str) -> None:
    """The way to a page begins with the site's name, or the title of its start page."""
    files = {
        "mkdocs.yml": built_sites.SETTINGS.replace("Heat", f"'{name}'"),
        "docs/a.md": "# A\n\nIt is. [@about]\n",
    }
    site = built_sites.read(tmp_path, {"a/index.html": "<article><h1>A</h1></article>"}, files)
    crumbs = breadcrumbs(site, site.pages["a/index.html"])
    assert crumbs is not None

    assert [
        (each["position"], each["name"], each["item"]) for each in crumbs["itemListElement"]
    ] == [(1, name or "Home", URL), (2, "A", f"{URL}a/")]
    assert breadcrumbs(site, site.pages["index.html"]) is None


def graph(site: built_sites.BuiltSite, path: str) -> dict[str, dict[str, Any]]:
    """What a page says of itself, by the types."""
    (script,) = site.pages[path].tree.css('script[type="application/ld+json"]')
    return {each["@type"]: each for each in json.loads(script.text())["@graph"]}


QUESTIONS = "<h2>Is it?</h2><p>Yes.</p><h2>Was it?</h2><p>No.</p>"
TERMS = "<dl><dt>A</dt><dd>B</dd></dl>"


def test_described(tmp_path: Path) -> None:
    """A page is described before its text by what is on it: questions, terms, data."""
    comparison = "title: Heaters\nmeasures: []\nthings: []\n"
    files = {
        "docs/a.md": "# A\n\nIt is. [@about]\n",
        "docs/glossary.md": "# Words\n\nIt is. [@about]\n",
        "docs/when.md": "# When\n\n/// timeline\n///\n",
        "docs/h.md": "# H\n\n/// comparison | heaters\n///\n\n/// comparison | none\n///\n",
        "docs/timeline.yml": "events:\n  - {date: 2024, event: 'It is. [@about]'}\n",
        "docs/comparisons/heaters.yml": comparison,
        "docs/comparisons/none.yml": comparison,
        "docs/claims/index.md": "# Claims\n\n/// claims\n///\n",
        "docs/claims/a.md": claim(),
    }
    shared = '<meta property="og:title" content="Shared: {}">'
    pages = {
        "index.html": f"<article>{QUESTIONS}{TERMS}</article>",
        "404.html": "",
        "a/index.html": "<p>No article</p>",
        "glossary/index.html": f"<article>{QUESTIONS}{TERMS}</article>",
        "when/index.html": "<main>a</main>",
        "h/index.html": "<article></article>",
        "claims/index.html": "<article></article>",
        "claims/a/index.html": f"{shared.format('supported it is')}<article>{QUESTIONS}</article>",
    }
    site = built_sites.read(tmp_path, pages, files)
    for name in ("claims.json", "timeline.json", "comparisons/heaters.csv"):
        site.add_text(name, "")
    describe_pages(site)
    found = {path: graph(site, path) for path in pages if path != "404.html"}
    home = {"BreadcrumbList"}

    assert {path: set(nodes) - home for path, nodes in found.items()} == {
        "index.html": {"Article", "FAQPage"},
        "a/index.html": {"Article"},
        "glossary/index.html": {"Article", "DefinedTermSet"},
        "when/index.html": {"Article", "Dataset"},
        "h/index.html": {"Article", "Dataset"},
        "claims/index.html": {"Article", "Dataset"},
        "claims/a/index.html": {"Article", "ClaimReview"},
    }
    assert not site.pages["404.html"].tree.css("script")
    assert len(found["when/index.html"]["Dataset"]["distribution"]) == 1
    table = found["h/index.html"]["Dataset"]["distribution"][0]
    assert table["contentUrl"] == f"{URL}comparisons/heaters.csv"
    assert found["claims/a/index.html"]["Article"]["headline"] == "Shared: supported it is"
    assert site.pages["a/index.html"].tree.css("head > script")
    for path in ("index.html", "when/index.html"):
        (script,) = site.pages[path].tree.css("body > script")
        assert script.next is not None
        assert script.next.tag in {"article", "main"}


@pytest.mark.parametrize(
    ("head", "headline"),
    [
        ("<article><h1>It is</h1></article>", "Supported: It is."),
        ('<meta property="og:title" content="It is">', "Supported: It is."),
        ('<meta property="og:title" content="SUPPORTED: so">', "SUPPORTED: so"),
    ],
)
def test_headline(tmp_path: Path, head: str, headline: str) -> None:
    """The headline of a claim never goes without its verdict."""
    path = "claims/a/index.html"
    site = built_sites.read(tmp_path, {path: head}, {"docs/claims/a.md": claim()})
    describe_pages(site)

    assert graph(site, path)["Article"]["headline"] == headline


def test_no_data(tmp_path: Path) -> None:
    """Data of which there is no file are not described."""
    files = {
        "docs/when.md": "# When\n\n/// timeline\n///\n",
        "docs/timeline.yml": "events:\n  - {date: 2024, event: 'It is. [@about]'}\n",
        "docs/claims/index.md": "# Claims\n\n/// claims\n///\n",
        "docs/p.md": "# P\n\n/// positions | a\n///\n",
    }
    pages = dict.fromkeys(("when/index.html", "claims/index.html", "p/index.html"), "")
    site = built_sites.read(tmp_path, pages, files)
    site.add_text("positions/a.csv", "")
    site.add_text("timeline.ics", "")
    describe_pages(site)

    assert [path for path in pages if "Dataset" in graph(site, path)] == []
