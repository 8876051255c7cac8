"""Pictures: key events along the years, who says what, and how claims split over verdicts."""

from __future__ import annotations

import contextlib
import csv
import io
import itertools
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import markdown
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

import browsing
import explainer.theme
import markup
import projects
from explainer.markdown.bar_chart import WIDTH
from explainer.markdown.timeline_chart import (
    HORIZONTAL_WIDTH,
    ImageText,
    Lane,
    Marker,
    count_by_year,
    decimal_year,
    draw_horizontal,
    draw_vertical,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser
    from selectolax.lexbor import LexborNode

    from browsing import Reader

STYLE = Path(explainer.theme.__file__).parent / "files" / "assets" / "explainer.css"
WHOLE = yaml.safe_load((Path(__file__).parent / "charts.yml").read_text(encoding="utf-8"))
TIMELINE = """\
categories:
  - {slug: air, title: The air}
  - {slug: sea, title: The sea & its ice, colour: red}
  - {slug: land, title: Land}
events:
  - {date: 1990, category: sea, event: "The sea rose. [@analysis]"}
  - {date: 1991-05, category: air, key: yes, event: "The <b>air</b> warmed. [@analysis]"}
  - {date: 1991-05-20, category: air, key: yes, event: "It warmed again. [@analysis]"}
  - {date: 1991-06, category: sea, key: no, event: "The sea rose again. [@analysis]"}
  - {date: 1994-02-28, category: land, key: yes, event: "The land warmed. [@analysis]"}
  - {date: 1994-03, category: land, event: "The land cooled. [@analysis]"}
"""
PLAIN = re.sub("key: yes, ", "", TIMELINE)
POSITIONS = """\
title: Who says what about the air
question: Has the air warmed?
as_of: 2026-10-08
note: Two of them are one. [@analysis]
columns: [{field: how, title: How we know}]
sides:
  - {slug: warmer, title: It has warmed, colour: red}
  - {slug: same, title: It has not}
  - {slug: silent, title: Nobody can tell}
positions:
  - who: The IPCC
    interest: none known
    side: warmer
    date: 2023-03
    says: The air has warmed by 1.1 °C since 1850. [@ipcc#warming]
    how: its report
  - {who: "=Ice & Co", interest: sells ice, side: warmer, says: "It may have. [@analysis]"}
  - {who: The <i>mayor</i>, side: same, date: 2024, says: "No. [@analysis]", relayed: yes}
"""
CLAIM = """\
---
title: The air has warmed ({number}).
verdict: {verdict}
as_of: 2026-11-24
review_after: 2999-11-24
evidence:
  - {{cite: ipcc#warming, stance: context, why: It measured it.}}
changes: [{{date: 2026-11-24, what: First published., verdict: {verdict}}}]
---
The air has warmed. [@ipcc#warming]
"""
VERDICTS = ["contradicted"] * 2 + ["supported"] * 30 + ["unverified"]
CONFIG = """\
site_name: Airs
theme: {name: material, font: false}
extra_css: [explainer.css]
exclude_docs: "*.y*ml"
markdown_extensions: [attr_list, explainer.markdown]
"""
PAGES = ("timeline/", "positions/", "verdicts/")
DATES = st.one_of(
    st.integers(1, 9999).map(lambda year: f"{year:04}"),
    st.dates().map(lambda day: day.isoformat()[:7]),
    st.dates().map(lambda day: day.isoformat()),
)
DOTS = st.lists(st.tuples(DATES, st.integers(0, 3), st.booleans()), min_size=1, max_size=60)
LANES = [Lane(f"A lane with a long name {at}", at, "blue") for at in range(4)]
TEXT = ImageText("name", "title", "description")


def project(folder: Path, timeline: str = TIMELINE) -> Path:
    """A project with the three pictures, each on its page."""
    files = {
        **projects.BASE,
        "mkdocs.yml": CONFIG,
        "docs/explainer.css": STYLE.read_text(encoding="utf-8"),
        "docs/timeline.yml": timeline,
        "docs/positions/deep/air.yml": POSITIONS,
        "docs/timeline.md": "# Events\n\nHere. [@about]\n\n/// timeline\n///\n",
        "docs/positions.md": "# Who\n\nHere. [@about]\n\n/// positions | deep/air\n///\n",
        "docs/verdicts.md": "# Verdicts\n\nHere. [@about]\n\n/// verdicts\n///\n",
        "docs/claims/index.md": "# Claims\n\nHere. [@about]\n\n/// claims\n///\n",
    }
    for number, verdict in enumerate(VERDICTS):
        files[f"docs/claims/air-{number}.md"] = CLAIM.format(number=number, verdict=verdict)
    return projects.write(folder, files)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project."""
    return project(tmp_path_factory.mktemp("pictures"))


@pytest.fixture(scope="module")
def site(folder: Path) -> Path:
    """The project's site."""
    return projects.build(folder)


@pytest.fixture(scope="module", params=itertools.product(browsing.SIZES, ("light", "dark")))
def reader(request: pytest.FixtureRequest, browser: Browser, site: Path) -> Iterator[Reader]:
    """A reader without scripts."""
    with browsing.visiting(browser, site, *request.param) as it:
        yield it


def page_of(site: Path, name: str) -> LexborHTMLParser:
    """A page of the site."""
    return LexborHTMLParser((site / name / "index.html").read_text(encoding="utf-8"))


def one(node: LexborHTMLParser | LexborNode, css: str) -> LexborNode:
    """The first element that a selector fits; there is one."""
    found = node.css_first(css)
    assert found is not None, css
    return found


# ── Key events along the years ──


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2019", 2019.5),
        ("2019-01", 2019 + 0.5 / 12),
        ("2019-12", 2019 + 11.5 / 12),
        ("2019-07-01", 2019 + (6 + 0.5 / 31) / 12),
        ("2019-12-31", 2019 + (11 + 30.5 / 31) / 12),
        ("0001", 1.5),
    ],
)
def test_where_a_date_is(date: str, expected: float) -> None:
    """A date is where its day is; a less precise one is in the middle of what it names."""
    assert decimal_year(date) == pytest.approx(expected)


@given(DOTS)
@settings(deadline=None)
def test_marks_do_not_overlap(found: list[tuple[str, int, bool]]) -> None:
    """Whatever the events, each has its mark in the image, and none lies on another across it."""
    dots = [Marker(decimal_year(date), lane, major) for date, lane, major in found]
    for draw, wide in ((draw_horizontal, HORIZONTAL_WIDTH), (draw_vertical, WIDTH)):
        image = draw(LANES, dots, TEXT)
        box = [float(number) for number in str(image.get("viewBox")).split()]
        marks = image.findall(".//path[@class='explainer-dot']")
        strokes = image.findall(".//path[@class='explainer-minor']")

        assert box[2] == wide
        assert box[3] < 2000
        assert len(marks) == sum(dot.major for dot in dots)
        assert len(marks) + len(strokes) == len(dots)
        years = [text.text for text in image.iter("text") if str(text.text).isdigit()]
        assert len(set(years)) == len(years) > 0
        for group in image.iter("g"):
            places = [_place(path) for path in group.iter("path") if path in marks]
            assert all(-6 <= x <= wide and -6 <= y <= box[3] for x, y in places)
            if draw is draw_horizontal:
                pairs = itertools.combinations(places, 2)
                assert all(max(abs(a - c), abs(b - d)) > 12 for (a, b), (c, d) in pairs)


def _place(path: ET.Element) -> tuple[float, float]:
    """Where a shape begins; all of a lane have one shape."""
    x, y = re.findall(r"M(\S+?),(\S+)", str(path.get("d")))[0]
    return float(x), float(y)


SERIES = {
    # A mark every so often, at just the distance at which the next takes another row, and nearer.
    "rows": ([Lane("Air", 0, "blue"), Lane("Sea and ice, and what lives in them", 1, "red")], [
        *(Marker(2000 + at * 12.5 / 540, 0, address=f"#{at}", title=f"T{at}") for at in range(3)),
        *(Marker(2000.1 + at * 0.02, 1, address=f"#b{at}", title="B") for at in range(5)),
        *(Marker(2000.5 + at * 0.02, 1) for at in range(2)),
        Marker(2000.9, 0, major=False), Marker(2000.25, 1, major=False),
    ]),
    "one year": ([Lane("", 2, "green")], [Marker(1999.0, 0), Marker(1999.99, 0, major=False)]),
    "two years": ([Lane("", 2, "green")], [Marker(1999.5, 0), Marker(2000.0, 0)]),
    "a century": ([Lane("A", 3, "grey"), Lane("", 4, "teal"), Lane("C", 5, "brown")], [
        Marker(1901.5, 2), Marker(1950.5, 0), Marker(1950.6, 0, major=False), Marker(2003.2, 2),
    ]),
    "27 years": ([Lane("A", 0, "grey")], [Marker(1973.5, 0), Marker(1999.5, 0)]),
    "28 years": ([Lane("", 0, "grey")], [Marker(1973.5, 0), Marker(2000.5, 0)]),
    "millennia": ([Lane("A", 0, "grey")], [Marker(1.5, 0), Marker(9999.5, 0)]),
    "twelve lanes": (
        [Lane(f"{at}", at, "blue") for at in range(12)],
        [*(Marker(2000.5, at) for at in range(12)), *(Marker(2000.5, 3) for _ in range(3))],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SERIES)
def test_whole_pictures(name: str) -> None:
    """Both pictures of some events are, shape by shape, those that are on file."""
    drawn = [draw(*SERIES[name], TEXT) for draw in (draw_horizontal, draw_vertical)]
    text = "".join(ET.tostring(image, encoding="unicode") for image in drawn)

    assert markup.lines(text) == WHOLE[name].splitlines()


@pytest.mark.parametrize(
    "text",
    [
        "# Events\n\n/// timeline\n///",
        "/// positions | deep/air\n///",
        "/// verdicts\n///",
    ],
)
@pytest.mark.parametrize("checking", [False, True])
def test_whole_blocks(folder: Path, text: str, *, checking: bool) -> None:
    """A page with a block of pictures is, tag by tag, the one that is on file."""
    with contextlib.chdir(folder):
        options = {"explainer.markdown": {"checking": checking}}
        html = markdown.markdown(text, extensions=["explainer.markdown"], extension_configs=options)

    expected = WHOLE[f"{text} checked" if checking else text]
    assert markup.lines(LexborHTMLParser(html).html or "") == expected.splitlines()


def test_counts() -> None:
    """Key events are counted by year and by lane, in their order."""
    lanes, markers = SERIES["a century"]
    more = [*markers, Marker(1950.1, 0), Marker(1950.9, 2)]

    assert list(count_by_year(lanes, more)) == [
        (1901, [("C", 1)]), (1950, [("A", 2), ("C", 1)]), (2003, [("C", 1)]),
    ]  # fmt: skip


def test_picture_of_events(site: Path) -> None:
    """The picture says how many key events there are of each year and topic, and leads to them."""
    page = page_of(site, "timeline")
    images = page.css(".explainer-lanes svg[role=img]")
    ids = [node.attributes["id"] for node in page.css(".explainer-year li")]

    assert len(images) == 2
    for image in images:
        assert one(image, "desc").text() == "1991: The air 2; 1994: Land 1."
        assert len(image.css(".explainer-dot")) == 3
        assert len(image.css(".explainer-minor")) == 3
    links = [str(link.attributes["href"]) for link in images[0].css("a")]
    assert [link.removeprefix("#") for link in links] == [ids[4], ids[3], ids[1]]
    titles = [node.text() for node in images[0].css("a title")]
    assert titles[0] == "May 1991: The <b>air</b> warmed."


def test_without_key_events(tmp_path: Path) -> None:
    """Without key events, and where all are, there is no picture and no choice between them."""
    everything = re.sub("event: ", "key: yes, event: ", re.sub("key: (yes|no), ", "", TIMELINE))
    for name, timeline in (("none", PLAIN), ("all", everything)):
        with contextlib.chdir(project(tmp_path / name, timeline)):
            html = markdown.markdown("/// timeline\n///", extensions=["explainer.markdown"])
        page = LexborHTMLParser(html)

        assert page.css(".explainer-lanes, [value=key], .explainer-key, .explainer-of-key") == []
        assert len(page.css(".explainer-year li")) == 6
        assert len(page.css(".explainer-filter")) == 1


def test_one_key_event(tmp_path: Path) -> None:
    """One key event is enough for a picture, and a topic without events is not offered."""
    timeline = PLAIN.replace("date: 1990, category: sea", "date: 1990, category: sea, key: yes")
    timeline = timeline.replace("category: land", "category: air")
    with contextlib.chdir(project(tmp_path, timeline)):
        html = markdown.markdown("/// timeline\n///", extensions=["explainer.markdown"])
    page = LexborHTMLParser(html)

    assert one(page, "desc").text() == "1990: The sea & its ice 1."
    assert "Land" not in page.text()


def test_events_without_categories(tmp_path: Path) -> None:
    """Key events without categories are drawn in one lane without a name."""
    timeline = re.sub(r"categories:\n(  .*\n)+", "", re.sub("category: [a-z]+, ", "", TIMELINE))
    with contextlib.chdir(project(tmp_path, timeline)):
        html = markdown.markdown("/// timeline\n///", extensions=["explainer.markdown"])
    page = LexborHTMLParser(html)

    assert one(page, "desc").text() == "1991: 2; 1994: 1."
    assert page.css(".explainer-lanes .explainer-legend") == []
    assert len(page.css(".explainer-filter")) == 1


def test_key_events_first(reader: Reader) -> None:
    """Key events are shown first; a tap, a topic or the address of an event shows others."""
    page = reader.open("timeline/")
    events = page.locator(".explainer-year li:visible")
    years = page.locator(".explainer-year h2:visible")
    topics = page.locator(".explainer-filter").nth(1)

    def counts() -> list[str]:
        return topics.locator("small:visible").all_inner_texts()

    assert events.count() == 3
    assert years.count() == 2
    assert counts() == ["3", "2", "0", "1"]
    topics.locator("label", has_text="Land").click()
    assert events.count() == 1
    page.locator(".explainer-filter label", has_text="all events").click()
    assert events.count() == 2
    topics.locator("label", has_text="all topics").click()
    assert (events.count(), years.count()) == (6, 3)
    assert counts() == ["6", "2", "2", "2"]

    page.goto("about:blank")
    reader.open("timeline/#event-1990-sea")
    assert events.count() == 4
    assert reader.in_view("#event-1990-sea > p")
    page.goto("about:blank")
    reader.open("timeline/#year-1990")
    assert events.count() == 4
    page.emulate_media(media="print")
    printed = events.count(), page.locator(".explainer-filter").first.is_visible()
    page.emulate_media(media="screen")
    assert printed == (6, False)


def test_picture_on_a_screen(reader: Reader) -> None:
    """The years run across a wide screen and down a narrow one, and their words can be read."""
    page = reader.open("timeline/")
    image = page.locator(".explainer-lanes svg[role=img]:visible")
    kind = "explainer-across" if reader.device == "desktop" else "explainer-down"

    assert image.count() == 1
    assert image.get_attribute("class") == kind
    assert page.locator(".explainer-lanes .explainer-legend").is_visible() is (
        reader.device == "phone"
    )
    assert image.evaluate("it => it.getScreenCTM().a * 13") >= 12


# ── Who says what ──


def test_positions(site: Path) -> None:
    """Each party stands on its side in the picture, and its name leads to its line of the table."""
    page = page_of(site, "positions")
    rows = page.css(".explainer-sides > div > div")
    sides = {one(row, "strong").text(): [link.text() for link in row.css("li a")] for row in rows}

    assert one(page, ".explainer-sides figcaption strong").text() == "Has the air warmed?"
    assert sides == {
        "It has warmed": ["The IPCC", "=Ice & Co"],
        "It has not": ["The <i>mayor</i>"],
        "Nobody can tell": [],
    }
    for link in page.css(".explainer-sides li a"):
        line = one(page, str(link.attributes["href"]))
        assert link.text() in one(line, "th").text()
    shapes = [
        (path.attributes["d"], path.attributes["fill"])
        for path in page.css(".explainer-sides li path")
    ]
    assert shapes[0] == shapes[1]
    assert [fill for _, fill in shapes] == ["currentColor", "currentColor", "none"]
    assert len({shape for shape, _ in shapes}) == 2


def test_table_of_positions(site: Path) -> None:
    """The table has every statement with its citation, date, interest and provenance."""
    page = page_of(site, "positions")
    table = one(page, ".explainer-positions-table")
    lines = [
        [cell.text(deep=True).strip() for cell in row.css("th, td")]
        for row in table.css("tbody tr[id]")
    ]

    assert [head.text() for head in table.css("thead th")] == [
        "Who", "What they say", "Date", "How we know",
    ]  # fmt: skip
    assert one(table, "caption").text().startswith("Who says what about the air As of 8")
    assert [head.text().strip() for head in table.css("[scope=rowgroup]")] == [
        "It has warmed", "It has not",
    ]  # fmt: skip
    assert lines[0][0] == "The IPCCInterest: none known"
    assert lines[0][1].startswith("The air has warmed by 1.1 °C since 1850.")
    assert lines[0][2:] == ["March 2023", "its report"]
    assert len(table.css("tbody tr[id] .footnote-ref")) == 1
    assert table.css("i, script") == []


def test_file_of_positions(site: Path) -> None:
    """The file has a line for each position, with what it cites, and no formula."""
    link = one(page_of(site, "positions"), "a[download]")
    text = unquote(str(link.attributes["href"]).partition(",")[2])
    rows = list(csv.DictReader(io.StringIO(text)))

    assert link.attributes["download"] == "deep-air.csv"
    assert rows[0] == {
        "Who": "The IPCC",
        "Interest": "none known",
        "Side": "It has warmed",
        "Date": "2023-03",
        "What they say": "The air has warmed by 1.1 °C since 1850.",
        "How we know": "its report",
        "Directly or relayed": "known directly",
        "Source": "ipcc#warming",
        "Address": rows[0]["Address"],
    }
    assert rows[0]["Address"].startswith("https://")
    assert rows[1]["Who"] == "'=Ice & Co"
    assert rows[2]["Directly or relayed"] == "known only through others"


# ── How the claims split ──


def test_verdicts(site: Path) -> None:
    """Each verdict that claims have is a part of the bar and a line that lead to the ledger."""
    page, ledger = page_of(site, "verdicts"), page_of(site, "claims")
    lines = {
        one(row, "th").text().strip(): one(row, "td").text()
        for row in page.css(".explainer-split-table tbody tr")
    }
    parts = page.css(".explainer-split > a")

    assert lines == {"supported": "30", "contradicted": "2", "unverified": "1"}
    assert [*lines] == [one(part, "title").text().split(" ", 1)[1] for part in parts]
    assert one(page, "figcaption").text() == "33 claims by their verdicts"
    ends = 0.0
    for part in parts:
        place = one(part, "svg").attributes
        assert float(str(place["x"])[:-1]) == pytest.approx(ends, abs=0.01)
        ends += float(str(place["width"])[:-1])
    assert ends == pytest.approx(100, abs=0.01)
    assert [text.text() for text in page.css(".explainer-split text")] == ["30", "2"]
    patterns = [node.html for node in page.css(".explainer-split pattern path")]
    assert len({re.sub('id="[^"]*"', "", str(html)) for html in patterns}) == 2
    for link in page.css(".explainer-verdicts a"):
        address, _, anchor = str(link.attributes["href"]).partition("#")
        said = one(link, "title").text() if link.css("title") else link.text()
        assert address == "../claims/"
        assert one(ledger, f"#{anchor} .explainer-verdict").text() in said


def test_without_claims_or_ledger(tmp_path: Path) -> None:
    """Without claims nothing is drawn; without a ledger nothing leads to it."""
    folder = project(tmp_path)
    (folder / "docs" / "claims" / "index.md").unlink()
    with contextlib.chdir(folder):
        bare = markdown.markdown("/// verdicts\n///", extensions=["explainer.markdown"])
        for file in (folder / "docs" / "claims").iterdir():
            file.unlink()
        none = markdown.markdown("/// verdicts\n///", extensions=["explainer.markdown"])

    assert "explainer-split" in bare
    assert "<a" not in bare
    assert LexborHTMLParser(none).css(".explainer-verdicts *") == []


# ── All of them ──


def test_seen_by_all(reader: Reader) -> None:
    """On phone, desk and paper, in light and dark, all of it is in view and can be read."""
    for path in PAGES:
        page = reader.open(path)
        for media in ("screen", "print"):
            page.emulate_media(media=media)
            look = reader.look()
            wrong = look["faint"], look["pale"], look["sideways"] if media == "screen" else 0
            assert (path, media, *wrong) == (path, media, [], [], 0)
        page.emulate_media(media="screen")
    bar = page.locator(".explainer-split")
    assert bar.evaluate("it => it.getBoundingClientRect().width") >= 300


def test_keyboard_passes_pictures(site: Path) -> None:
    """What is drawn is no stop for the keyboard, which has the same links in words."""
    for path in PAGES:
        page = page_of(site, path)
        for link in page.css("article svg a, .explainer-lanes a, .explainer-split a"):
            assert link.attributes["tabindex"] == "-1"


def test_no_style_of_its_own(site: Path) -> None:
    """What the blocks write needs no inline style and no script, and names no id twice."""
    for path in PAGES:
        page = page_of(site, path)
        blocks = page.css(".explainer-timeline, .explainer-positions, .explainer-verdicts")
        ids = [node.attributes["id"] for node in page.css("article [id]")]

        assert blocks
        assert not any(block.css("[style], style, script, [onclick]") for block in blocks)
        assert len(set(ids)) == len(ids)


def test_checks_see_no_picture(folder: Path) -> None:
    """The checks find each row's sentences in its file, and nothing of what is drawn."""
    report = projects.run(folder, "check", "--select=CIT,EVI,DAT")

    assert report.exit_code == 0, report.output
