"""The chart, the table and the file of chips: what is drawn, what is written, what is reported."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

import projects
from explainer.data import CHIPS, Figure, read_chips, read_data
from explainer.markdown.chart import TEXT, WIDTH, Bar, column, draw, scale, text_width
from explainer.markdown.chips import data_address

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
SOURCE = """\
type: report
title: Specifications
URL: https://example.org/specs
tier: research
origin: specs
passages:
  - slug: heater
    fact: The H7 has 1,024 W, the H8 512 W or 2,000 W, and the H9 a rating of 5,120.
"""
DATA = """\
title: Heaters & more
as_of: 2026-10-08
measures:
  - title: Power
    unit: W
    means: How much it heats. [@definition]
  - title: Memory
    unit: GB
chips:
  - name: H7
    maker: Cold & Co
    status: shipped
    year: 2025 [@specs#heater]
    figures:
      - figure: 1,024 W, =SUM(A1) [@specs#heater]
  - name: H8
    maker: Warm
    status: launched
    figures:
      - figure: 512 W [@specs#heater]
      - figure: 2,000 W at peak [@specs#heater]
        announced: yes
  - series: Cold
    name: H9
    maker: Cold & Co
    status: announced
    figures:
      - figure: 320 W [@analysis, divided by 16]
        basis: From a rating of 5,120 [@specs#heater]
        divided_by: 16
"""
BARS = st.lists(
    st.builds(
        Bar,
        name=st.text(max_size=15),
        label=st.text(max_size=15),
        low=st.just(0.0),
        high=st.floats(0.01, 1e6),
    ),
    min_size=1,
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with some chips."""
    files = {"docs/sources/specs.yml": SOURCE, "docs/chips.yml": DATA}
    return projects.write(tmp_path_factory.mktemp("chips"), files)


@pytest.fixture(scope="module")
def page(project: Path) -> LexborHTMLParser:
    """A page with the block and nothing else."""
    with contextlib.chdir(project):
        return LexborHTMLParser(
            markdown.markdown("/// chips\n///", extensions=["explainer.markdown"])
        )


def texts(page: LexborHTMLParser, css: str) -> list[str]:
    """What the elements say that a selector selects."""
    return [" ".join(node.text().split()) for node in page.css(css)]


def rows(page: LexborHTMLParser) -> list[dict[str, str]]:
    """The file that the page holds, read again."""
    link = page.css_first("a[download='chips.csv']")
    address = (link.attributes["href"] if link else None) or ""
    kind, _, text = address.partition(",")
    assert kind == "data:text/csv;charset=utf-8"
    assert all(line.endswith("\r\n") for line in unquote(text).splitlines(keepends=True))
    return list(csv.DictReader(io.StringIO(unquote(text))))


@settings(deadline=None)
@given(BARS)
def test_labels_fit(bars: list[Bar]) -> None:
    """Every bar and its label end within the image, if a bar of the least length lets them."""
    start = column(bar.name for bar in bars)

    one = scale(bars, start, 2 * WIDTH)

    assert one > 0
    for bar in bars:
        assert start + bar.high * one + text_width(bar.label) < 2 * WIDTH


@settings(deadline=None)
@given(BARS)
def test_lengths(bars: list[Bar]) -> None:
    """The lengths of bars are to each other as their values are, from nothing on."""
    image = draw(bars, 100, "x", "", "")

    ends = [float(label.attrib["x"]) - 112 for label in image.iter("text") if label.get("class")]
    longest = max(bar.high for bar in bars)

    assert ends == pytest.approx([max(ends) * bar.high / longest for bar in bars], abs=0.11)


def shapes(bar: Bar) -> list[dict[str, str]]:
    """The attributes of what is drawn of one bar."""
    group = draw([bar], 100, "x", "", "").find("g")
    assert group is not None
    return [dict(path.attrib) for path in group.findall("path")]


def test_makers() -> None:
    """A maker is told by the shape at the end of a bar, whatever its colour."""
    ends = [shapes(Bar("", "", 5, 5, maker))[-1]["d"] for maker in range(4)]
    forms = {re.sub(r"[\d.,\s-]+", "", end) for end in ends}

    assert len(forms) == 4


def test_kinds() -> None:
    """An announced figure is hollow, a derived one has a dotted bar, a range both its ends."""
    plain, announced = shapes(Bar("", "", 5, 5)), shapes(Bar("", "", 5, 5, 0, (True, True)))
    derived = shapes(Bar("", "", 5, 5, derived=True))
    some = shapes(Bar("", "", 2, 5, 0, (False, True)))

    assert [path["fill"] for path in plain] == ["none", "currentColor"]
    assert [path["fill"] for path in announced] == ["none", "none"]
    assert "stroke-dasharray" in derived[0]
    assert "stroke-dasharray" not in plain[0]
    assert [path.get("fill-opacity") for path in some] == [None, "0.25", None]


def test_image_for_all() -> None:
    """An image says what it shows, has text as text, and brings no colour of its own."""
    image = draw([Bar("A & B", "5 W", 5, 5)], 100, "power", "Power", "A & B: 5 W.")
    svg = ET.tostring(image, encoding="unicode")

    assert image.attrib["role"] == "img"
    names = image.attrib["aria-labelledby"].split()
    assert [image.findtext(f"*[@id='{name}']") for name in names] == ["Power", "A & B: 5 W."]
    assert [text.text for text in image.iter("text")] == ["A & B", "5 W"]
    assert TEXT >= 12
    assert not re.search(r"#[0-9a-f]{3}|rgb|style=|http|<script", svg)


def test_chart(page: LexborHTMLParser) -> None:
    """Each measure is an image, the greatest value first, with units, and names what it lacks."""
    power, memory = page.css(".explainer-panels figure")

    assert texts(page, ".explainer-legend li") == [
        "Cold & Co", "Warm", "announced", "derived", "range of the figures given",
    ]  # fmt: skip
    assert [" ".join(each.text().split()) for each in power.css("svg > text")] == [
        "H8", "512–2,000 W", "H7", "1,024 W", "Cold H9", "320 W",
    ]  # fmt: skip
    described = power.css_first("desc")
    assert described is not None
    assert described.text() == (
        "H8 (Warm): 512–2,000 W; H7 (Cold & Co): 1,024 W;"
        " Cold H9 (Cold & Co): 320 W (announced, derived)."
    )
    assert power.css_first(".explainer-details") is None
    assert memory.text().strip().endswith("Without a figure: H7, H8, Cold H9")
    assert memory.css_first("svg") is None


def test_table(page: LexborHTMLParser) -> None:
    """The table has all figures with their citations, and heads that say what they head."""
    assert texts(page, "caption") == ["Heaters & more As of 8 October 2026."]
    assert texts(page, "th[scope=col]") == ["Chip", "Status", "Power, W", "Memory, GB"]
    assert texts(page, "th[scope=rowgroup]") == ["Cold & Co", "Warm"]
    assert texts(page, "th[scope=row]") == ["H7", "Cold H9", "H8"]
    assert texts(page, "td") == [
        "shipped, 2025 1", "1,024, =SUM(A1) 1", "–no figure",
        "announced", "320 our analysis: divided by 16 From a rating of 5,120 1", "–no figure",
        "launched", "512 1 2,000 at peak, announced 1", "–no figure",
    ]  # fmt: skip
    region = page.css_first("[role=region][tabindex='0']")
    assert region is not None
    assert region.attributes["aria-label"] == "Heaters & more"


def test_file(page: LexborHTMLParser) -> None:
    """The file has a row a figure, with its source and no formula."""
    found = rows(page)

    assert [(row["Chip"], row["Value"], row["Unit"]) for row in found] == [
        ("H7", "1024", "W"), ("H8", "512", "W"), ("H8", "2000", "W"), ("Cold H9", "320", "W"),
    ]  # fmt: skip
    assert [row["Kind of figure"] for row in found] == ["", "", "announced", "announced, derived"]
    assert found[0]["Year"] == "2025"
    assert found[0]["Remark"] == "'=SUM(A1)"
    assert {row["Source"] for row in found} == {"specs#heater"}
    assert {row["Address"] for row in found} == {"https://example.org/specs"}


@settings(deadline=None)
@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2)))
def test_no_formulas(table: list[list[str]]) -> None:
    """Whatever cells hold, they come back from the file, and no spreadsheet runs any."""
    text = unquote(data_address(table).partition(",")[2])

    found = list(csv.reader(io.StringIO(text, newline="")))

    assert [[cell.removeprefix("'") for cell in row] for row in found] == [
        [cell.removeprefix("'") for cell in row] for row in table
    ]
    assert not any(cell.startswith(tuple("=+-@\t\r")) for row in found for cell in row)


def figures() -> Iterator[Figure]:
    """The figures of this site."""
    record = read_data(ROOT / "docs", CHIPS)
    assert record is not None
    for chip in read_chips(record):
        yield from chip.figures


def test_every_figure_is_compared(tmp_path: Path) -> None:
    """Each figure of this site, wrong by a digit, is reported at its own line and column."""
    shutil.copytree(ROOT / "docs" / "sources", tmp_path / "docs" / "sources")
    text = (ROOT / "docs" / "chips.yml").read_text(encoding="utf-8")
    wrong = re.sub(
        r"((?:figure: |From )[\d.,]*)(\d)",
        lambda match: f"{match[1]}{(int(match[2]) + 1) % 10}",
        text,
    )
    page = "# Chips\n\nHere they are. [@about]\n\n/// chips\n///\n"
    projects.write(tmp_path, {"docs/chips.yml": wrong, "docs/index.md": page})
    changed = {
        (line, match.end() + 1)
        for line, written in enumerate(wrong.splitlines(), 1)
        if (match := re.search(r"figure: |basis: From ", written))
    }

    report = json.loads(projects.run(tmp_path, "check", "--format=json").output)

    found = {
        (problem["line"], problem["column"])
        for problem in report["problems"]
        if problem["code"] in {"EVI101", "DAT101"} and problem["path"] == "docs/chips.yml"
    }
    assert len(changed) == len(list(figures())) + text.count("basis: ") > 30
    assert found == changed
