"""Comparisons: what is drawn, what is written to a file, what is reported, on any subject."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import markdown
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

import markup
import projects
from explainer.data import COLOURS, read_figure
from explainer.markdown.bar_chart import (
    TEXT,
    WIDTH,
    Bar,
    Layout,
    compute_layout,
    compute_scale,
    draw_chart,
    legend_symbol,
    symbol,
    text_width,
    wrap,
)
from explainer.markdown.download import csv_data_url

WHOLE = yaml.safe_load((Path(__file__).parent / "charts.yml").read_text(encoding="utf-8"))
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
HEATERS = """\
title: Heaters & more
as_of: 2026-10-08
thing: Heater
group: Maker
statuses:
  - {slug: sold, title: on sale}
  - {slug: coming, title: announced, planned: yes}
measures:
  - title: Power
    unit: W
    better: less
    means: How much it heats. [@definition]
  - title: Memory
    unit: GB
things:
  - name: H7
    group: Cold & Co
    status: sold
    date: 2025 [@specs#heater]
    figures:
      - figure: 1,024 W, =SUM(A1) [@specs#heater]
  - name: H8
    group: Warm
    status: sold
    figures:
      - figure: 512 W [@specs#heater]
      - figure: 2,000 W at peak [@specs#heater]
        planned: yes
  - series: Cold
    name: H9
    group: Cold & Co
    status: coming
    figures:
      - figure: 320 W [@analysis]
        basis: From a rating of 5,120 [@specs#heater]
        divided_by: 16
"""
# A trial, in which nothing is made, sold or planned.
ARMS = """\
title: Trial arms
measures:
  - {title: Enrolled, unit: people}
  - {title: Dose, unit: mg/kg of body weight per day}
  - {title: Change, unit: "%"}
  - {title: Cost, unit: $}
  - {title: Cost in all, unit: $}
things:
  - name: Placebo, with weekly visits by a nurse
    figures:
      - figure: 1,204,567,890 people [@about]
      - figure: 0 mg/kg of body weight per day [@about]
      - figure: -12.5% [@about]
      - {figure: "-$3 [@about]", measure: Cost}
      - {figure: "$5 million [@about]", measure: Cost in all}
  - name: Low dose
    figures:
      - figure: 2.5 million people, as planned [@about]
      - figure: 0.25–0.5 mg/kg of body weight per day [@about]
      - figure: −3 % [@about]
      - figure: 2 % [@about]
      - {figure: "$5 to $7 [@about]", measure: Cost}
"""
ENDS = st.floats(-1e6, 1e6).map(lambda value: round(value, 6))
BARS = st.lists(
    st.builds(
        lambda name, label, ends, group: Bar(name, label, min(ends), max(ends), group),
        name=st.text(max_size=15),
        label=st.text(max_size=15),
        ends=st.tuples(ENDS, ENDS),
        group=st.integers(0, 30),
    ),
    min_size=1,
)


def page_of(folder: Path, text: str) -> LexborHTMLParser:
    """A page with some text and nothing else, as readers get it."""
    with contextlib.chdir(folder):
        return LexborHTMLParser(markdown.markdown(text, extensions=["explainer.markdown"]))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with two comparisons."""
    files = {
        "docs/sources/specs.yml": SOURCE,
        "docs/comparisons/heaters.yml": HEATERS,
        "docs/comparisons/trial/arms.yml": ARMS,
    }
    return projects.write(tmp_path_factory.mktemp("comparisons"), files)


@pytest.fixture(scope="module")
def page(project: Path) -> LexborHTMLParser:
    """A page with the heaters."""
    return page_of(project, "/// comparison | heaters\n///")


@pytest.fixture(scope="module")
def arms(project: Path) -> LexborHTMLParser:
    """A page with the arms of the trial."""
    return page_of(project, "/// comparison | trial/arms\n///")


# Ends and labels that just fit, below and above zero, hollow, dotted and stretched.
CHARTS = {
    "beside": ([
        Bar("One", "5 W", 5, 5), Bar("Two", "0–12.5 W", 0, 12.5, 1, (True, False)),
        Bar("Three", "0", 0, 0, 2, dotted=True), Bar("Four", "3–4", 3, 4, 27, (True, True)),
    ], Layout(40.5)),
    "below zero": ([
        Bar("A", "−5", -5, -5, 3), Bar("B", "−4 to 3", -4, 3, 4, (False, True)),
        Bar("C", "2", 2, 2, 5, (True, True)), Bar("D", "−2 to −1", -2, -1, 6), Bar("E", "0", 0, 0),
    ], Layout(30)),
    "above": ([
        Bar("A name of several words that takes three lines of a small screen, and some more of it"
            " than there is room for", "1,000,000", 1000000, 1000000),
        Bar("Another", "0.5", 0.5, 0.5),
    ], Layout(10, above=True)),
    "nought": ([Bar("N", "0", 0, 0)], Layout(20)),
    "long label": ([Bar("L", "W" * 30, 3, 3)], Layout(20)),
}  # fmt: skip


@pytest.mark.parametrize("name", CHARTS)
def test_whole_chart(name: str) -> None:
    """A chart is, shape by shape, the one that is on file."""
    chart = draw_chart(*CHARTS[name], "name", "Title", "What it shows.")

    assert markup.lines(ET.tostring(chart, encoding="unicode")) == WHOLE[name].splitlines()


def test_whole_symbols() -> None:
    """Symbols in legends and in text are those that are on file."""
    symbols = [
        legend_symbol(1), legend_symbol(), legend_symbol(hollow=True), legend_symbol(dotted=True),
        legend_symbol(2, hollow=True, wide=14), symbol(0, "red"), symbol(9, "blue", hollow=True),
    ]  # fmt: skip

    assert markup.lines("".join(symbols)) == WHOLE["symbols"].splitlines()


@pytest.mark.parametrize("which", ["heaters", "trial/arms"])
def test_whole_comparison(project: Path, which: str) -> None:
    """A page with a comparison is, tag by tag, the one that is on file."""
    text = f"/// comparison | {which}\n///"
    with contextlib.chdir(project):
        options = {"explainer.markdown": {"checking": True}}
        checked = markdown.markdown(
            text, extensions=["explainer.markdown"], extension_configs=options
        )

    assert markup.lines(page_of(project, text).html or "") == WHOLE[which].splitlines()
    assert markup.lines(checked) == WHOLE[f"{which} checked"].splitlines()


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 100, []),
        ("aaa bbb", TEXT * 0.57 * 6 + TEXT * 0.45, ["aaa bbb"]),
        ("aaa bbb", TEXT * 0.57 * 6 + TEXT * 0.45 - 0.1, ["aaa", "bbb"]),
        ("a b c d", 10, ["a", "b", "…"]),
        ("a b c", 10, ["a", "b", "c"]),
        ("aaaa", TEXT * 0.57 * 2, ["aa", "aa"]),
        ("aaaa b", TEXT * 0.57 * 2, ["aa", "aa", "b"]),
        ("aaaaaaaaa", TEXT * 0.57 * 2, ["aa", "aa", "a…"]),
        ("aa " * 9, TEXT * 0.57 * 2, ["aa", "aa", "a…"]),
        ("W", 1, ["W"]),
    ],
)
def test_lines(text: str, width: float, expected: list[str]) -> None:
    """A line takes as many words as just fit, and a word that is wider is broken."""
    assert wrap(text, width) == expected


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("a", 0.57),
        ("A", 0.73),
        ("5", 0.64),
        ("€", 0.64),
        (".", 0.45),
        ("m", 1),
        ("暖", 1),
        ("aA", 1.3),
    ],
)
def test_text_width(text: str, width: float) -> None:
    """The width of a text is the sum of those of its letters, which differ by their kind."""
    assert text_width(text) == pytest.approx(TEXT * width)


def test_start_of_bars() -> None:
    """Bars begin behind the longest name, or at the edge where that leaves no room for them."""
    assert compute_layout(["aa", "aaaa"], ["5"]) == Layout(4 * 0.57 * TEXT + 7)
    assert compute_layout([], []) == Layout(7)
    assert compute_layout(["a" * 40], ["5"]) == Layout(10, above=True)
    # 328 pixels less 90 for the bar, 7 for the gap and the label in bold.
    room = (328 - 90 - 7 - 1.1 * 0.64 * TEXT) / (0.57 * TEXT)
    assert not compute_layout(["a" * int(room)], ["5"]).above
    assert compute_layout(["a" * (int(room) + 1)], ["5"]).above


@pytest.mark.parametrize(
    ("ends", "one"),
    [
        ((0, 10), (328 - 20 - 12) / 10),
        ((-10, -5), (328 - 20 - 17) / 10),
        ((-10, 10), (328 - 20 - 17) / 20),
        ((0, 0), 1),
        ((0, 1000), 0.296),
    ],
)
def test_scale(ends: tuple[float, float], one: float) -> None:
    """A chart is as wide as the screen, from what is least, or nought, to what is most."""
    assert compute_scale([Bar("", "", *ends)], Layout(20)) == pytest.approx(one)
    assert compute_scale([Bar("", "", *ends), Bar("", "", 0, 0)], Layout(20)) == pytest.approx(one)


def test_least_bar() -> None:
    """A label that leaves no room for its bar leaves it a least length."""
    assert compute_scale([Bar("", "W" * 30, 0, 10)], Layout(20)) == pytest.approx(2.4)


def texts(page: LexborHTMLParser, css: str) -> list[str]:
    """What the elements say that a selector selects."""
    return [" ".join(node.text().split()) for node in page.css(css)]


def rows(page: LexborHTMLParser) -> list[dict[str, str]]:
    """The file that the page holds, read again."""
    link = page.css_first("a[download]")
    address = (link.attributes["href"] if link else None) or ""
    kind, _, text = address.partition(",")
    assert kind == "data:text/csv;charset=utf-8"
    assert all(line.endswith("\r\n") for line in unquote(text).splitlines(keepends=True))
    return list(csv.DictReader(io.StringIO(unquote(text))))


@pytest.mark.parametrize(
    ("text", "units", "expected"),
    [
        ("310 kW [@a]", ["kW"], ("310", "", "", "kW", " [@a]")),
        ("1,024.5 kW", ["W", "kW"], ("1,024.5", "", "", "kW", "")),
        ("12 mg/kg of body weight, once", ["mg", "mg/kg of body weight"],
         ("12", "", "", "mg/kg of body weight", ", once")),
        ("42% of votes", ["%", "% of votes"], ("42", "", "", "% of votes", "")),
        ("42 % of those asked", ["%", "% of votes"], ("42", "", "", "%", " of those asked")),
        ("-4.5 °C", ["°C"], ("-4.5", "", "", "°C", "")),
        ("−4.5°C", ["°C"], ("−4.5", "", "", "°C", "")),
        ("10–15 knots", ["knots"], ("10", "15", "", "knots", "")),
        ("10 to 15 knots", ["knots"], ("10", "15", "", "knots", "")),
        ("5% to 7%", ["%"], ("5", "7", "", "%", "")),
        ("−5 to −2 °C", ["°C"], ("−5", "−2", "", "°C", "")),
        ("2 to 3 million people", ["people"], ("2 million", "3 million", "", "people", "")),
        ("2.5 million people", ["people", "million people"],
         ("2.5", "", "", "million people", "")),
        ("$5", ["$"], ("5", "", "$", "$", "")),
        ("US$5 million", ["US$"], ("5 million", "", "US$", "US$", "")),
        ("-$5 a day", ["$"], ("-5", "", "$", "$", " a day")),
        ("€3.20/MWh", ["€", "€/MWh"], ("3.20", "", "€", "€/MWh", "")),
        ("3.20 €/MWh", ["€/MWh"], ("3.20", "", "", "€/MWh", "")),
        ("$5–$7", ["$"], ("5", "7", "$", "$", "")),
        ("40GB", ["GB"], None),
        ("1,02 kW", ["kW"], None),
        ("5 kWh", ["kW"], None),
        ("about 5 kW", ["kW"], None),
        ("5", ["kW"], None),
        (f"{'9' * 31} kW", ["kW"], None),
    ],
)  # fmt: skip
def test_how_figures_are_written(
    text: str, units: list[str], expected: tuple[str, ...] | None
) -> None:
    """A figure is read in the longest unit that fits, with its sign, range, scale and money."""
    found = read_figure(text, units)

    got = None
    if found is not None:
        got = (found.number, found.upper, found.money, found.unit, found.rest)
    assert got == expected


@settings(deadline=None)
@given(st.text(), st.lists(st.text(min_size=1)))
def test_any_figure(text: str, units: list[str]) -> None:
    """Whatever is written as a figure, in whatever units, it is one or none."""
    found = read_figure(text, units)

    assert found is None or found.low <= found.high


@settings(deadline=None)
@given(BARS)
def test_labels_fit(bars: list[Bar]) -> None:
    """Every bar and its label end within the image, if a bar of the least length lets them."""
    beside = Layout(max(text_width(bar.name) for bar in bars))

    one = compute_scale(bars, beside, 2 * WIDTH)

    least = min(0.0, *(bar.low for bar in bars))
    assert one > 0
    for bar in bars:
        end = beside.start + (max(bar.high, 0.0) - least) * one
        assert end + text_width(bar.label) < 2 * WIDTH + 1


@settings(deadline=None)
@given(BARS)
def test_lengths(bars: list[Bar]) -> None:
    """Bars are as long as their values say, and begin at one and the same zero."""
    image = draw_chart(bars, Layout(100), "x", "", "")

    ends = [float(label.attrib["x"]) - 12 for label in image.iter("text") if label.get("class")]
    axis = image.find("path[@class='explainer-axis']")
    assert axis is not None
    zero = float(axis.attrib["d"][1:].partition(",")[0])
    one = compute_scale(bars, Layout(100))
    assert ends == pytest.approx([zero + max(bar.high, 0.0) * one for bar in bars], abs=0.11)


@given(st.text(), st.floats(40, 400))
def test_wrapped(text: str, width: float) -> None:
    """A name takes three lines at most, none of them wider than there is room for."""
    lines = wrap(text, width)

    assert len(lines) <= 3
    assert all(text_width(line) <= width + TEXT for line in lines)
    assert len(lines) == 3 or "".join(lines).replace(" ", "") == "".join(text.split())


def test_layout() -> None:
    """Names stand beside their bars where that leaves room for these, and else above."""
    assert not compute_layout(["Nordlys", "Sula"], ["310 cars"]).above
    assert compute_layout(["Placebo, with weekly visits by a nurse"], ["310 people"]).above
    assert compute_layout(["Nordlys"], ["1,204,567,890 to 2,204,567,890"]).above


def shapes(bar: Bar) -> list[dict[str, str]]:
    """The attributes of what is drawn of one bar."""
    group = draw_chart([bar], Layout(100), "x", "", "").find("g")
    assert group is not None
    return [dict(path.attrib) for path in group.findall("path")]


def test_groups() -> None:
    """A group is told by the shape at the end of its bars, whatever its colour, and by both."""
    ends = [legend_symbol(group) for group in range(24)]
    forms = {shapes(Bar("", "", 5, 5, group))[-1]["d"] for group in range(6)}
    hues = {re.search(r"explainer-colour-(\w+)", end)[1] for end in ends}  # type: ignore[index]

    assert len(forms) == 6
    assert hues == set(COLOURS)
    assert len(set(ends)) == 24
    assert len({symbol(group, "red") for group in range(6)}) == 6


def test_kinds() -> None:
    """A planned figure is hollow, a derived one has a dotted bar, a range both its ends."""
    plain, planned = shapes(Bar("", "", 5, 5)), shapes(Bar("", "", 5, 5, 0, (True, True)))
    derived = shapes(Bar("", "", 5, 5, dotted=True))
    some = shapes(Bar("", "", 2, 5, 0, (False, True)))

    assert [path["fill"] for path in plain] == ["none", "currentColor"]
    assert [path["fill"] for path in planned] == ["none", "none"]
    assert "stroke-dasharray" in derived[0]
    assert "stroke-dasharray" not in plain[0]
    assert [path.get("fill-opacity") for path in some] == [None, "0.25", None]


def test_image_for_all() -> None:
    """An image says what it shows, has text as text, and brings no colour of its own."""
    image = draw_chart([Bar("A & B", "5 W", 5, 5)], Layout(100), "power", "Power", "A & B: 5 W.")
    svg = ET.tostring(image, encoding="unicode")

    assert image.attrib["role"] == "img"
    names = image.attrib["aria-labelledby"].split()
    assert [image.findtext(f"*[@id='{name}']") for name in names] == ["Power", "A & B: 5 W."]
    assert [text.text for text in image.iter("text")] == ["A & B", "5 W"]
    assert TEXT >= 12
    assert not re.search(r"#[0-9a-f]{3}|rgb|style=|http|<script", svg)


def test_chart(page: LexborHTMLParser) -> None:
    """Each measure is an image, what is better first, with units, and names what it lacks."""
    power, memory = page.css(".explainer-panels figure")

    assert texts(page, ".explainer-legend li") == [
        "Cold & Co", "Warm", "announced", "derived", "range of the figures given",
    ]  # fmt: skip
    assert texts(page, ".explainer-unit") == ["in W; less is better", "in GB"]
    assert [" ".join(each.text().split()) for each in power.css("svg > text")] == [
        "Cold H9", "320 W", "H8", "512–2,000 W", "H7", "1,024 W",
    ]  # fmt: skip
    described = power.css_first("desc")
    assert described is not None
    assert described.text() == (
        "Cold H9 (Cold & Co): 320 W (announced, derived);"
        " H8 (Warm): 512–2,000 W; H7 (Cold & Co): 1,024 W."
    )
    assert power.css_first(".explainer-details") is None
    assert memory.text().strip().endswith("Without a figure: H7, H8, Cold H9")
    assert memory.css_first("svg") is None


@pytest.mark.parametrize(
    ("figures", "filled"),
    [
        ("5 9", 2), ("5p 9", 1), ("5 9p", 1), ("5p 9p", 0), ("5p 9p 5 9", 2), ("5p 9 5p 9", 1),
        ("5 9p 5 9p", 1),
    ],
)  # fmt: skip
def test_ends_of_a_range(figures: str, filled: int, tmp_path: Path) -> None:
    """An end of a range is hollow where all figures that are as low, or as high, are planned."""
    planned = [
        {"figure": f"{it[0]} W [@about]", "planned": "yes" if it[1:] else "no"}
        for it in figures.split()
    ]
    data = {
        "title": "Lamps",
        "measures": [{"title": "Power", "unit": "W"}],
        "things": [{"name": "A", "figures": planned}, {"name": "B", "figures": planned[:1]}],
    }
    projects.write(tmp_path, {"docs/comparisons/lamps.yml": yaml.safe_dump(data)})

    page = page_of(tmp_path, "/// comparison | lamps\n///")
    paths = page.css("svg[role=img] > g")[0].css("path:not([fill-opacity])")

    assert [path.attributes["fill"] for path in paths].count("currentColor") == filled


def test_table(page: LexborHTMLParser) -> None:
    """The table has all figures with their citations, and heads that say what they head."""
    assert texts(page, "caption") == ["Heaters & more As of 8 October 2026."]
    assert texts(page, "th[scope=col]") == [
        "Heater", "Status", "Power, W less is better", "Memory, GB",
    ]  # fmt: skip
    assert texts(page, "th[scope=rowgroup]") == ["Cold & Co", "Warm"]
    assert texts(page, "th[scope=row]") == ["H7", "Cold H9", "H8"]
    assert texts(page, "td") == [
        "on sale, 2025 1", "1,024, =SUM(A1) 1", "–no figure",
        "announced", "320 our analysis From a rating of 5,120 1, divided by 16.", "–no figure",
        "on sale", "512 1 2,000 at peak, announced 1", "–no figure",
    ]  # fmt: skip
    region = page.css_first("[role=region][tabindex='0']")
    assert region is not None
    assert region.attributes["aria-label"] == "Heaters & more"


def test_file(page: LexborHTMLParser) -> None:
    """The file has a row a figure, with its source and no formula."""
    found = rows(page)

    assert [(row["Heater"], row["Value"], row["Unit"]) for row in found] == [
        ("H7", "1024", "W"), ("H8", "512", "W"), ("H8", "2000", "W"), ("Cold H9", "320", "W"),
    ]  # fmt: skip
    assert [row["Kind of figure"] for row in found] == ["", "", "announced", "announced, derived"]
    assert [row["Maker"] for row in found] == ["Cold & Co", "Warm", "Warm", "Cold & Co"]
    assert found[0]["Date"] == "2025"
    assert found[0]["Remark"] == "'=SUM(A1)"
    assert found[3]["Derived from"] == "From a rating of 5,120, divided by 16"
    assert {row["What is better"] for row in found} == {"less is better"}
    assert {row["Source"] for row in found} == {"specs#heater"}
    assert {row["Address"] for row in found} == {"https://example.org/specs"}


def test_without_groups_and_statuses(arms: LexborHTMLParser) -> None:
    """Things without groups, statuses and dates have no columns, heads and legend for these."""
    assert texts(arms, "th[scope=col]") == [
        "Name", "Enrolled, people", "Dose, mg/kg of body weight per day", "Change, %", "Cost, $",
        "Cost in all, $",
    ]  # fmt: skip
    assert texts(arms, "th[scope=rowgroup]") == []
    assert texts(arms, ".explainer-legend li") == ["range of the figures given"]


def test_odd_units(arms: LexborHTMLParser) -> None:
    """Long units stand above a chart, short ones behind its numbers, money before them."""
    panels = [
        [each.text() for each in figure.css("text.explainer-value")]
        for figure in arms.css(".explainer-panels figure")
    ]

    assert panels == [
        ["1,204,567,890 people", "2.5 million people"],
        ["0.25–0.5", "0"],
        ["−3 to 2%", "−12.5%"],
        ["$5–$7", "−$3"],
        ["$5 million"],
    ]
    values = [(row["Value"], row["Up to"]) for row in rows(arms)]
    assert values == [
        ("1204567890", ""), ("0", ""), ("-12.5", ""), ("-3", ""), ("5000000", ""),
        ("2500000", ""), ("0.25", "0.5"), ("-3", ""), ("2", ""), ("5", "7"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "/// comparison | heaters\n///\n\n/// comparison | trial/arms\n///",
        "/// comparison | heaters\n///\n\nAgain.\n\n/// comparison | heaters\n///",
    ],
    ids=["two", "twice"],
)
def test_ids(project: Path, text: str) -> None:
    """Of several comparisons on a page, and of one that is there twice, all ids are unique."""
    page = page_of(project, text)

    ids = [node.attributes["id"] for node in page.css("[id]")]
    named = [
        name
        for node in page.css("[aria-labelledby]")
        for name in (node.attributes["aria-labelledby"] or "").split()
    ]
    assert len(page.css(".explainer-comparison-table")) == 2
    assert len(ids) == len(set(ids)) > 4
    assert len(named) == len(set(named))
    assert set(named) <= set(ids)


HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"' onmouseover='alert(1)",
    "]]> & &lt;b&gt; {0} {name} %s",
    "*x*{ onclick=alert(1) }",
    "```\n<b>",
    "\u202egnp.exe",
    "a" * 3000,
)


@pytest.mark.parametrize("evil", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts(evil: str, tmp_path: Path) -> None:
    """Whatever stands in whatever field, it is text on the page and no markup of its own."""

    def spoiled(value: object) -> object:
        if isinstance(value, dict):
            return {
                name: it if name in {"slug", "status", "planned", "better", "as_of", "measure"}
                or (name in {"unit", "divided_by"}) else spoiled(it)
                for name, it in value.items()
            }  # fmt: skip
        if isinstance(value, list):
            return [spoiled(it) for it in value]
        return f"{value} {evil}"

    for which, text in (("heaters", HEATERS), ("arms", ARMS)):
        data = yaml.load(text, yaml.BaseLoader)  # noqa: S506  (it makes nothing but texts)
        path = f"docs/comparisons/{which}.yml"
        projects.write(tmp_path, {path: yaml.safe_dump(spoiled(data), allow_unicode=True)})
        html = page_of(tmp_path, f"/// comparison | {which}\n///")

        known = {"svg", "g", "path", "text", "title", "desc"}
        for node in html.css("*"):
            assert node.tag not in {"script", "img", "b", "iframe"} or (
                node.tag == "b" and node.parent is not None and node.parent.tag == "div"
            )
            assert not any(name.startswith("on") for name in node.attributes)
        assert {node.tag for node in html.css("svg *")} <= known
        assert len(html.css(".explainer-comparison-table")) == 1
        assert rows(html)


def test_control_characters(tmp_path: Path) -> None:
    """What Python-Markdown marks its own work with is refused in data."""
    text = HEATERS.replace("name: H8", 'name: "H8 \\x02wzxhzdk:0\\x03"')
    projects.write(tmp_path, {**projects.BASE, "docs/comparisons/heaters.yml": text})

    page = page_of(tmp_path, "/// comparison | heaters\n///")
    report = projects.run(tmp_path, "check").output

    assert "\x02" not in (page.html or "")
    assert "'name' holds a character that cannot be shown" in report


@pytest.mark.parametrize("things", [1, 30])
@pytest.mark.parametrize("measures", [1, 8])
def test_sizes(things: int, measures: int, tmp_path: Path) -> None:
    """One thing by one measure is drawn, and so are thirty of thirty groups by eight measures."""
    data = {
        "title": "Bridges",
        "measures": [{"title": f"Measure {n}", "unit": f"u{n}"} for n in range(measures)],
        "things": [
            {
                "name": f"Bridge {at}",
                "group": f"Town {at}",
                "figures": [{"figure": f"{at}.5 u{n} [@about]"} for n in range(measures)],
            }
            for at in range(things)
        ],
    }
    projects.write(tmp_path, {"docs/comparisons/bridges.yml": yaml.safe_dump(data)})

    page = page_of(tmp_path, "/// comparison | bridges\n///")

    assert len(page.css("svg[role=img]")) == measures
    assert len(page.css("svg[role=img] > g")) == measures * things
    assert len(page.css("tbody [scope=row]")) == things
    assert len(rows(page)) == measures * things


def test_outside(tmp_path: Path) -> None:
    """A block shows only what lies in the folder of comparisons."""
    projects.write(tmp_path, {"docs/secret.yml": HEATERS, "docs/comparisons/a.yml": HEATERS})

    for name in ("../secret", "/etc/passwd", "./a", "a.yml", ""):
        page = page_of(tmp_path, f"/// comparison | {name}\n///")

        assert page.css("table") == []
        assert len(page.css("mark.explainer-unknown")) == 1


@settings(deadline=None)
@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2)))
def test_no_formulas(table: list[list[str]]) -> None:
    """Whatever cells hold, they come back from the file, and no spreadsheet runs any."""
    text = unquote(csv_data_url(table).partition(",")[2])

    found = list(csv.reader(io.StringIO(text, newline="")))

    assert [[cell.removeprefix("'") for cell in row] for row in found] == [
        [cell.removeprefix("'") for cell in row] for row in table
    ]
    assert not any(
        cell.startswith(tuple("=+-@\t\r\n")) and not re.fullmatch(r"-?\d+(\.\d+)?", cell)
        for row in found
        for cell in row
    )


def test_numbers_are_no_formulas() -> None:
    """A negative number stays a number in a spreadsheet; a formula that begins so does not."""
    text = unquote(csv_data_url([["-12.5", "-1+1", "＝1+1", "@x"]]).partition(",")[2])

    assert text.strip() == "-12.5,'-1+1,'＝1+1,'@x"


def test_every_figure_is_compared(tmp_path: Path) -> None:
    """Each figure, wrong by a digit, is reported at its own line and column."""
    wrong = re.sub(
        r"((?:figure: |rating of )[\d.,]*)(\d)",
        lambda match: f"{match[1]}{(int(match[2]) + 1) % 10}",
        HEATERS,
    )
    page = "# Heaters\n\nHere they are. [@about]\n\n/// comparison | heaters\n///\n"
    projects.write(
        tmp_path,
        {
            "docs/sources/specs.yml": SOURCE,
            "docs/comparisons/heaters.yml": wrong,
            "docs/index.md": page,
        },
    )

    report = json.loads(projects.run(tmp_path, "check", "--format=json").stdout)

    found = {
        (problem["code"], wrong.splitlines()[problem["line"] - 1][problem["column"] - 1 :][:5])
        for problem in report["problems"]
        if problem["code"] in {"EVI101", "DAT101"}
    }
    assert found == {
        ("EVI101", "1,025"), ("EVI101", "513 W"), ("EVI101", "2,001"), ("EVI101", "5,121"),
        ("DAT101", "321 W"),
    }  # fmt: skip
