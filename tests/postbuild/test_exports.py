"""Files for machines: other programs read them, and find what the pages say."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import shutil
import urllib.parse
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import fastjsonschema
import feedparser
import pytest
import vobject
from bibtexparser.entrypoint import parse_string
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc import formatter as citeproc_formatter
from citeproc.source.json import CiteProcJSON
from selectolax.lexbor import LexborHTMLParser

import projects
from explainer.bibliography import formats
from explainer.markdown.download import csv_data_url
from explainer.postbuild import complete
from explainer.postbuild.exports.plain_text import plain_text
from explainer.settings import read_settings

if TYPE_CHECKING:
    from pathlib import Path

    from explainer.model import Project

URL = "https://bridge.example/"
NEWS = {
    "changed": "The verdict was unverified; the minutes are public since.",
    "new": "First published.",
}


@pytest.fixture(scope="module", name="nowhere")
def fixture_nowhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project that does not know its own address, completed."""
    claim = """\
---
title: Heat is a "hoax" </script><!-- of <b>some</b> & others.
verdict: contradicted
as_of: 2026-10-01
review_after: 2999-01-01
evidence:
  - {cite: ipcc#warming, stance: contradicts, why: It warmed.}
changes:
  - {date: 2026-10-01, what: First & last., verdict: contradicted}
---

The air has warmed. [@ipcc#warming]
"""
    files = {
        **projects.BASE,
        "docs/claims/hoax.md": claim,
        "docs/timeline.yml": """\
events:
  - {date: 2023-03, event: 'It warmed. [@ipcc#warming]'}
  - {date: "0000", event: 'It warmed. [@ipcc#warming]'}
  - {date: 9999-12-31, event: 'It warmed. [@ipcc#warming]'}
""",
        "docs/timeline.md": "# Timeline\n\n/// timeline\n///\n",
    }
    folder = projects.write(tmp_path_factory.mktemp("nowhere"), files)
    projects.build(folder)
    assert projects.run(folder, "postbuild").exit_code == 0
    return folder / "site"


def read_json(site: Path, name: str) -> Any:  # noqa: ANN401  (whatever JSON holds)
    """A JSON file of a site, which keeps to the schema beside it."""
    value = json.loads((site / f"{name}.json").read_text(encoding="utf-8"))
    schema = json.loads((site / f"{name}.schema.json").read_text(encoding="utf-8"))
    fastjsonschema.compile(schema)(value)
    return value


def test_same_input(bridge: Path, bridge_project: Project, tmp_path: Path) -> None:
    """The same input makes the same bytes, in another folder and at another time."""
    other = shutil.copytree(bridge / "plain", tmp_path / "elsewhere")
    complete(other, bridge_project, read_settings(bridge))
    site = bridge / "site"
    paths = [path.relative_to(site) for path in sorted(site.rglob("*")) if path.is_file()]
    different = [
        path for path in paths if (site / path).read_bytes() != (other / path).read_bytes()
    ]

    assert len(paths) > 50
    assert different == []


def test_links(bridge: Path) -> None:
    """Links to the files, and those in them, lead somewhere."""
    result = projects.run(bridge, "links", "site")

    assert (result.exit_code, result.output.count("LNK")) == (0, 0)


# ── Data ──


def test_claims(bridge: Path, bridge_project: Project) -> None:
    """`claims.json` keeps to its schema, and has each claim as the checks read it."""
    claims = {each["slug"]: each for each in read_json(bridge / "site", "claims")["claims"]}

    assert claims.keys() == bridge_project.claims.keys()
    for slug, claim in bridge_project.claims.items():
        found = claims[slug]
        assert (found["title"], found["verdict"]) == (claim.title, claim.verdict)
        assert (found["as_of"], found["review_after"]) == (claim.as_of, claim.review_after)
        assert found["url"] == f"{URL}claims/{slug}/"
        assert [it["stance"] for it in found["evidence"]] == [it.stance for it in claim.evidence]
        assert [it["what"] for it in found["history"]] == [it.what for it in claim.history]


def test_claim_evidence(bridge: Path) -> None:
    """Evidence says what is cited: a source with its passage, or a claim."""
    claims = {each["slug"]: each for each in read_json(bridge / "site", "claims")["claims"]}
    said = claims["reopens-in-may"]["evidence"]

    assert said[0] == {
        "stance": "supports",
        "why": "The mayor said so.",
        "first_hand": True,
        "source": "ashenford-council-2025-06-minutes",
        "passage": "reopening",
        **{name: said[0][name] for name in ("title", "publisher", "issued", "fact")},
        **{name: said[0][name] for name in ("url", "words", "words_from") if name in said[0]},
    }
    assert said[3]["claim"] == "repair-is-cheapest"
    assert claims["shops-lost-a-third"]["beyond"] == "On average they lost 14%."


def test_timeline(bridge: Path) -> None:
    """`timeline.json` keeps to its schema; each event leads to its entry on the page."""
    events = read_json(bridge / "site", "timeline")["events"]
    page = LexborHTMLParser((bridge / "site/timeline/index.html").read_text(encoding="utf-8"))
    shown = {f"{URL}timeline/#{item.id}" for item in page.css('li[id^="event-"]')}

    assert [it["precision"] for it in events] == [*["year"] * 2, *["day"] * 4, "month", "day"]
    assert [it["date"] for it in events] == sorted(it["date"] for it in events)
    assert {it["url"] for it in events} == shown
    assert events[2]["text"] == "An inspection finds a crack of 42 cm in the eastern bearing."
    assert events[2]["sources"][0]["source"] == "ashenford-council-2025-03-notice"


def test_calendar(bridge: Path) -> None:
    """`timeline.ics` is read by `vobject`; a year or a month lasts all of it."""
    text = (bridge / "site/timeline.ics").read_bytes().decode()
    calendar = next(vobject.readComponents(text))
    events = calendar.vevent_list
    lasts = {str(it.dtstart.value): str(it.dtend.value) for it in events}

    assert len(events) == len(read_json(bridge / "site", "timeline")["events"])
    assert lasts["2021-01-01"] == "2022-01-01"
    assert lasts["2025-09-01"] == "2025-10-01"
    assert lasts["2025-03-03"] == "2025-03-04"
    assert len({it.uid.value for it in events}) == len(events)
    assert events[2].summary.value == (
        "An inspection finds a crack of 42 cm in the eastern bearing."
    )
    assert events[2].url.value == f"{URL}timeline/#event-2025-03-03-inspection"
    assert {str(it.dtstamp.value) for it in events} == {"2026-10-01 00:00:00+00:00"}
    assert all(len(line) <= 75 for line in text.encode().split(b"\r\n"))


def test_csl_json(bridge: Path, bridge_project: Project) -> None:
    """`sources.json` keeps to its schema, and `citeproc` writes a bibliography of it."""
    entries = read_json(bridge / "site", "sources")
    # `citeproc` warns of fields that it does not know.
    plain = [{name: it[name] for name in it if name != "custom"} for it in entries]
    bibliography = CitationStylesBibliography(
        CitationStylesStyle("harvard-cite-them-right", validate=False),
        CiteProcJSON(plain),
        citeproc_formatter.plain,
    )
    for entry in entries:
        bibliography.register(Citation([CitationItem(entry["id"])]))
    written = [str(each) for each in bibliography.bibliography()]
    back = formats.read_text(json.dumps(entries), "csl-json")

    assert [each["id"] for each in entries] == sorted(bridge_project.sources)
    assert len(written) == len(entries)
    assert any("Closure" in each or "closure" in each for each in written)
    assert [entry.key for entry in back.entries] == sorted(bridge_project.sources)
    assert back.faults == []


def test_bibtex(bridge: Path, bridge_project: Project) -> None:
    """`sources.bib` is read by `bibtexparser` without a fault."""
    library = parse_string((bridge / "site/sources.bib").read_text(encoding="utf-8"))

    assert library.failed_blocks == []
    assert [entry.key for entry in library.entries] == sorted(bridge_project.sources)
    for entry in library.entries:
        title = re.sub(r"[{}\\]", "", entry["title"])
        assert title == bridge_project.sources[entry.key].title


def table_link(page: Path) -> str:
    """Where the link of a page that downloads a table leads to."""
    link = LexborHTMLParser(page.read_text(encoding="utf-8")).css_first("a[download]")
    assert link is not None
    return link.attributes["href"] or ""


@pytest.mark.parametrize(
    ("path", "page", "rows"),
    [
        ("comparisons/options.csv", "options", 13),
        ("positions/inspections.csv", "closure", 3),
    ],
)
def test_csv(bridge: Path, path: str, page: str, rows: int) -> None:
    """Each table has an address, to which its page links, with the bytes that were in the page."""
    data = (bridge / "site" / path).read_bytes()
    before, after = (table_link(bridge / name / page / "index.html") for name in ("plain", "site"))
    records = list(csv.DictReader(io.StringIO(data.decode(), newline="")))

    assert after == f"../{path}"
    assert urllib.parse.unquote_to_bytes(before.partition(",")[2]) == data
    assert len(records) == rows
    assert None not in records[0]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-a", "@SUM(A1)", "\t=1", "-1+1", "\r=1"])
def test_formulas(cell: str) -> None:
    """A cell that a spreadsheet would evaluate begins with an apostrophe; a number does not."""
    data = urllib.parse.unquote(csv_data_url([[cell, "-4.5"]]).partition(",")[2])
    rows = list(csv.reader(io.StringIO(data, newline="")))

    assert rows == [[f"'{cell}", "-4.5"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It *could* **warm** by `1` °C. [@ipcc#warming]", "It could warm by 1 °C."),
        ("See [the page](a.md#b) and [it][c].", "See the page and it."),
        ("2 * 3 * 4 and snake_case_name and _this_", "2 * 3 * 4 and snake_case_name and this"),
    ],
)
def test_plain_text(text: str, expected: str) -> None:
    """Running text loses its citations and its markup, and nothing else."""
    assert plain_text(text) == expected


# ── What is new, and what there is ──


def test_feed(bridge: Path, bridge_project: Project) -> None:
    """`feed.xml` is read by `feedparser`: every change of every claim, the newest first."""
    feed = feedparser.parse((bridge / "site/feed.xml").read_bytes())
    entries = feed.entries
    changes = [change for claim in bridge_project.claims.values() for change in claim.changes]

    assert (feed.bozo, feed.version) == (False, "atom10")
    assert len(entries) == len(changes)
    assert [it.updated for it in entries] == sorted((it.updated for it in entries), reverse=True)
    assert len({it.id for it in entries}) == len(entries)
    changed = next(it for it in entries if it.tags[0].term == "changed")
    assert changed.title.startswith("Disputed: The council skipped two inspections")
    assert changed.link == f"{URL}claims/inspections-skipped/"
    assert changed.summary == (f"Verdict changed from unverified to disputed. {NEWS['changed']}")
    assert {it.tags[0].term for it in entries} == {"new", "changed"}
    assert feed.feed.links[1].href == f"{URL}feed.xml"


def test_llms_txt(bridge: Path, bridge_project: Project) -> None:
    """`llms.txt` has the form of its specification; every link leads to a file of the site."""
    text = (bridge / "site/llms.txt").read_text(encoding="utf-8")
    links = re.findall(r"^- \[[^\]]+\]\(([^)]+)\)(?:: .+)?$", text, re.MULTILINE)
    files = [bridge / "site" / link.removeprefix(URL) for link in links]

    assert re.match(r"# .+\n\n> .+\n\n## ", text)
    assert [file for file in files if not file.is_file()] == []
    assert len(links) >= len(bridge_project.pages) + 7
    for claim in bridge_project.claims.values():
        assert f"[{claim.title}]({URL}claims/{claim.slug}/index.md): " in text


def test_markdown(bridge: Path) -> None:
    """Each page has its Markdown beside it, in which every number stands in the list of sources."""
    site = bridge / "site"
    pages = [page for page in sorted(site.rglob("*.html")) if page.name != "404.html"]
    for page in pages:
        text = page.with_suffix(".md").read_text(encoding="utf-8")
        used, listed = (
            set(re.findall(r" \[(\d+[a-z]*)\]", text)),
            set(re.findall(r"^ *- \[(\d+[a-z]*)\] ", text, re.MULTILINE)),
        )

        assert text.startswith("---\ntitle: ")
        assert used - {number.rstrip("abcdefgh") for number in used} <= listed
        # The rules quote citations; no other page has one as it is written.
        assert "[@" not in text or page.parent.name == "rules"
        assert "headerlink" not in text
        assert "#fn" not in text
        assert "\ue000" not in text


def test_markdown_of_a_page(bridge: Path) -> None:
    """The Markdown of a page reads as the page does."""
    text = (bridge / "site/claims/unsafe-on-foot/index.md").read_text(encoding="utf-8")
    head, _, rest = text.partition("# Mill Bridge is dangerous for people on foot.\n")

    assert head == (
        '---\ntitle: "Mill Bridge is dangerous for people on foot."\n'
        'description: "The blog Bridgewatch says that the bridge is dangerous even for people on'
        ' foot. Engineers found the footway safe."\n'
        f'url: "{URL}claims/unsafe-on-foot/"\ndate: "2026-10-01"\nverdict: "contradicted"\n---\n\n'
    )
    assert "**contradicted**" in rest.partition("\n\n")[0] + rest.partition("\n\n")[2][:200]
    assert "Engineers found the footway safe. [2]" in rest
    assert re.search(r"^- \[2\] .+ \(primary source\) .+$", rest, re.MULTILINE)


def test_alternates(bridge: Path) -> None:
    """Each page's head names the feed and the page's Markdown."""
    for page in (bridge / "site").rglob("index.html"):
        tree = LexborHTMLParser(page.read_text(encoding="utf-8"))
        found = {
            link.attributes["type"]: link.attributes["href"] or ""
            for link in tree.css('link[rel="alternate"]')
        }

        assert found["text/markdown"] == "index.md"
        assert (page.parent / found["application/atom+xml"]).resolve().name == "feed.xml"


def test_sitemap(bridge: Path) -> None:
    """The sitemap has every page, with the day that the page gives; its packed copy is the same."""
    data = (bridge / "site/sitemap.xml").read_bytes()
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    found = {
        entry.findtext(f"{name}loc", ""): entry.findtext(f"{name}lastmod")
        for entry in ET.fromstring(data)  # noqa: S314  (our own)
    }
    pages = {
        f"{URL}{page.relative_to(bridge / 'site').as_posix().removesuffix('index.html')}"
        for page in (bridge / "site").rglob("index.html")
    }

    assert found.keys() == pages
    assert found[f"{URL}claims/unsafe-on-foot/"] == "2026-10-01"
    assert gzip.decompress((bridge / "site/sitemap.xml.gz").read_bytes()) == data


# ── A site that does not know its address ──


def test_no_address(nowhere: Path) -> None:
    """Without `site_url` URLs are relative to the site, and nothing invents a host."""
    claim = read_json(nowhere, "claims")["claims"][0]
    feed = feedparser.parse((nowhere / "feed.xml").read_bytes())
    calendar = next(vobject.readComponents((nowhere / "timeline.ics").read_text(encoding="utf-8")))

    assert claim["url"] == "claims/hoax/"
    assert feed.bozo is False
    assert feed.entries[0].link == "claims/hoax/"
    assert feed.entries[0].summary == "New claim, contradicted. First & last."
    assert [link.rel for link in feed.feed.links] == ["alternate"]
    assert feed.entries[0].id.startswith("urn:uuid:")
    # No calendar has the other two, which the list has.
    assert [event.uid.value for event in calendar.vevent_list] == ["event-2023-03@heat"]
    assert len(read_json(nowhere, "timeline")["events"]) == 3
    assert "url" not in calendar.vevent.contents
    assert not (nowhere / "sitemap.xml").exists()
    assert "(claims/hoax/index.md): contradicted" in (nowhere / "llms.txt").read_text("utf-8")


def test_data_files_linked(tmp_path: Path) -> None:
    """A data file that a page names as code is a link to it; other code is none."""
    text = "# Home\n\nSee `sources.json` and `claims.json`. [@ipcc#warming]\n\n    sources.json\n"
    projects.write(tmp_path, {**projects.BASE, "docs/index.md": text})
    projects.build(tmp_path)
    projects.run(tmp_path, "postbuild")
    page = (tmp_path / "site/index.html").read_text(encoding="utf-8")

    assert page.count("<a href=sources.json><code>sources.json</code></a>") == 1
    assert page.count("<a href=sources.json>") == 1
    assert "<code>claims.json</code>" in page
    assert "claims.json</code></a>" not in page
