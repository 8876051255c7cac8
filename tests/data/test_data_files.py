"""Data files: where they are, what they choose from, and what their figures follow from."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

import projects
from explainer import yaml_schema
from explainer.data import (
    COLOURS,
    COMPARISON,
    DATA_FILES,
    Figure,
    read_comparison,
    read_data,
    read_figure,
    value_of,
    without_citations,
)
from explainer.data.comparison_validation import comparison_faults
from explainer.data.data_file import choices, exclusion_of
from explainer.data.figure_syntax import follows, result_of
from explainer.data.party_positions import POSITIONS, positions_faults, read_positions
from explainer.data.reader import read_holdings
from explainer.data.timeline import TIMELINE, timeline_faults

if TYPE_CHECKING:
    from explainer.yaml_schema import Record

CASES = yaml.safe_load((Path(__file__).parent / "faults.yml").read_text(encoding="utf-8"))


def record_of(text: str, kind: str) -> Record:
    """The record of a data file's text."""
    data = next(each for each in DATA_FILES if each.name == kind)
    record, _ = yaml_schema.parse(text, "a.yml", data.fields)
    assert record
    return record


@pytest.mark.parametrize(
    ("number", "value"),
    [("5", "5"), ("1,024.5", "1024.5"), ("−3", "-3"), ("-3", "-3"), ("2 million", "2E+6"),
     ("2.5 thousand", "2.5E+3"), ("1 trillion", "1E+12")],
)  # fmt: skip
def test_value(number: str, value: str) -> None:
    """A number may have commas, a minus of any kind, and a scale."""
    assert value_of(number) == Decimal(value)


def figure(number: str, basis: str, *steps: tuple[str, str], upper: str = "") -> Figure:
    """A figure that is derived from another."""
    return Figure(number, "W", "", upper, basis=basis, steps=steps)


@pytest.mark.parametrize(
    ("derived", "holds", "result"),
    [
        (figure("320", "5,120 [@a]", ("divided_by", "16")), True, "320"),
        (figure("321", "5,120 [@a]", ("divided_by", "16")), False, "320"),
        (figure("2", "0.5", ("multiplied_by", "4")), True, "2"),
        (figure("2", "0.5", ("multiplied_by", "4"), ("divided_by", "2")), False, "1"),
        (figure("1", "0.5", ("multiplied_by", "4"), ("divided_by", "2")), True, "1"),
        (figure("0.3", "1", ("divided_by", "3")), True, "0.3"),
        (figure("0.4", "1", ("divided_by", "3")), False, "0.3"),
        (figure("0.5", "1", ("divided_by", "4")), False, "0.2"),
        (figure("0.3", "1", ("divided_by", "4")), True, "0.2"),
        (figure("0.2", "1", ("divided_by", "4")), True, "0.2"),
        (figure("2 million", "4,400,000", ("divided_by", "2")), True, "2 million"),
        (figure("2.2 million", "4.4 million", ("divided_by", "2")), True, "2.2 million"),
        (figure("2.3 million", "4.4 million", ("divided_by", "2")), False, "2.2 million"),
        (figure("1,000", "from 3 to 500", ("multiplied_by", "2")), True, "6"),
        (figure("5", "none [@a5]", ("multiplied_by", "2")), False, None),
        (figure("2", "4", ("divided_by", "2"), upper="3"), False, "2"),
        (figure("-2", "−4", ("divided_by", "2")), True, "-2"),
        (figure("2,000", "1", ("multiplied_by", "2,000")), True, "2,000"),
    ],
)
def test_derived(derived: Figure, *, holds: bool, result: str | None) -> None:
    """A derived figure is right to half of its last place, and no range is."""
    assert follows(derived) is holds
    assert result_of(derived) == result


def test_figure() -> None:
    """A figure has two ends, what it cites and what is said of it."""
    found = read_figure("7 to 5 W, at most [@a#b; @analysis] so [@c]", ["W"])
    assert found
    full = found._replace(basis="From 3 [@d#e]")

    assert [full.low, full.high] == [Decimal(5), Decimal(7)]
    assert (found.derived, full.derived) == (False, True)
    assert [(item.key, item.passage) for item in full.cites] == [("a", "b"), ("d", "e")]
    assert full.remark == "at most so"
    assert without_citations("So [@a] it [@b]  is.") == "So it is."


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("5–7 million $", "$", ("5 million", "7 million", "")),
        ("5 thousand to 7 million W", "W", ("5 thousand", "7 million", "")),
        ("5 W–7 W", "W", ("5", "7", "")),
        ("-5 to −7 W", "W", ("-5", "−7", "")),
        ("-$5 to -$7", "$", ("-5", "-7", "$")),
        ("$-5", "$", ("-5", "", "$")),
        ("5 %", "%", ("5", "", "")),
        ("5 W", "W", ("5", "", "")),
        ("5W", "W", None),
        ("5 Watts", "W", None),
    ],
)
def test_written(text: str, unit: str, expected: tuple[str, str, str] | None) -> None:
    """A range may have its scale, unit and sign once or twice."""
    found = read_figure(text, [unit])

    assert (found and (found.number, found.upper, found.money)) == expected


@pytest.mark.parametrize(
    ("path", "pattern"),
    [
        ("timeline.yml", "/timeline.yml"),
        ("comparisons/a.yml", "/comparisons/**/*.yml"),
        ("sources/deep/b.yaml", "/sources/**/*.yaml"),
    ],
)
def test_exclusion(path: str, pattern: str) -> None:
    """A file is excluded by its path, and one of several with all of their kind."""
    assert exclusion_of(path) == pattern


def test_names(tmp_path: Path) -> None:
    """There is one timeline, and any number of comparisons, in folders or not."""
    names = ("timeline.yml", "comparisons/b.yml", "comparisons/deep/a.yml", "comparisons/c.yaml")
    docs = projects.write(tmp_path, {f"docs/{name}": "" for name in names}) / "docs"

    assert TIMELINE.names(docs) == [""]
    assert COMPARISON.names(docs) == ["b", "deep/a"]
    assert POSITIONS.names(docs) == []
    assert TIMELINE.names(docs / "comparisons") == []
    assert COMPARISON.file(docs, "deep/a") == docs / "comparisons/deep/a.yml"
    assert TIMELINE.file(docs) == docs / "timeline.yml"
    assert [COMPARISON.block("a"), TIMELINE.block()] == ["comparison | a", "timeline"]


def test_holdings(tmp_path: Path) -> None:
    """All data files are read, and what is wrong with them or their names is told."""
    files = {
        "docs/timeline.yml": "events: []\ncolour: red\n",
        "docs/comparisons/a.yml": "- a\n",
        "docs/comparisons/b.yml": "title: B\n",
        "docs/comparisons/deep/c.yaml": "",
        "docs/positions.yaml": "",
        "docs/timeline.yaml": "",
        "docs/positions/e.yaml/f.txt": "",
    }
    found = read_holdings(projects.write(tmp_path, files) / "docs", tmp_path)

    assert found.blocks == {
        "docs/timeline.yml": "timeline",
        "docs/comparisons/a.yml": "comparison | a",
        "docs/comparisons/b.yml": "comparison | b",
    }
    assert {path: text for path, text in files.items() if path in found.blocks} == found.texts
    assert [(each.place.path, each.message) for each in found.invalid] == [
        ("docs/timeline.yml", "has an unknown field 'colour'"),
        ("docs/timeline.yaml", "is not read: it ends with .yaml"),
        ("docs/comparisons/a.yml", "is not a list of fields"),
        ("docs/comparisons/b.yml", "has no 'measures'"),
        ("docs/comparisons/b.yml", "has no 'things'"),
        ("docs/comparisons/deep/c.yaml", "is not read: it ends with .yaml"),
    ]


def test_planted(tmp_path: Path) -> None:
    """Text is put into what a file states, and what its schema refuses stays out."""
    text = (
        'events:\n  - {date: 2024, event: "It\\u0020is."}\n  - {date: soon, event: So.}\n'
        '  - {date: 2023, event: "Plain"}\n'
    )
    docs = projects.write(tmp_path, {"docs/timeline.yml": text}) / "docs"
    spans: list[str] = []

    def plant(whole: str, file: Path, stretches: object) -> str:
        assert file == docs / "timeline.yml"
        assert isinstance(stretches, list)
        spans.extend(whole[start:end] for start, end in stretches)
        for start, _ in reversed(stretches):
            at = start + (whole[start] == '"')
            whole = f"{whole[:at]}X{whole[at:]}"
        return whole

    planted, plain = read_data(docs, TIMELINE, plant=plant), read_data(docs, TIMELINE)

    assert spans == ["2024", "So.", "2023", '"Plain"']
    assert planted
    assert plain
    assert [each.values for each in planted.records("events")] == [
        {"date": "X2024", "event": "It is."},
        {"event": "XSo."},
        {"date": "X2023", "event": "XPlain"},
    ]  # fmt: skip
    assert [each.values for each in plain.records("events")][1] == {"event": "So."}
    assert read_data(docs, COMPARISON, "a") is None
    assert read_data(docs / "none", TIMELINE, plant=plant) is None


def test_colours() -> None:
    """What names no colour gets the first that no other names, and at last any."""
    rows = "".join(f"  - {{slug: s{at}, title: T{at}}}\n" for at in range(9))
    first = f"  - {{slug: a, title: A, colour: {COLOURS[0]}}}\n"
    text = f"categories:\n{first}{rows}  - {{slug: s1, title: X}}\n  - {{slug: n}}\n"
    found = choices(record_of(text, "timeline").records("categories"))

    assert [each.colour for each in found.values()] == [COLOURS[0], *COLOURS[1:], *COLOURS[:2]]
    assert found["s1"].title == "T1"
    assert "n" not in found


THINGS = """\
title: T
statuses:
  - {slug: sold, title: on sale}
  - {slug: soon, title: planned, planned: yes}
  - {title: nameless}
measures:
  - {title: Power, unit: W, better: less, means: So.}
  - {title: Drain, unit: W}
  - {title: Mass}
things:
  - name: One
    group: G
    status: soon
    date: 2024
    figures: [{figure: 5 W, measure: Drain}, {figure: 5 kg}]
  - series: S
    name: Two
    status: odd
    figures:
      - {figure: 9 W}
      - {figure: 2 W, planned: yes}
      - {figure: 2 W to 3 W, basis: "4", divided_by: "2"}
  - {group: H, figures: []}
"""


def test_comparison() -> None:
    """Things have their figures by measure, the least first, and those planned are known."""
    comparison = read_comparison(record_of(THINGS, "comparison"))
    one, two = comparison.things

    assert [(it.title, it.better, it.means) for it in comparison.measures] == [
        ("Power", "less", "So."), ("Drain", "", ""),
    ]  # fmt: skip
    assert comparison.planned == "planned"
    assert comparison.groups == ["G", ""]
    assert (one.name, one.group, one.status, one.date, one.planned) == (
        "One", "G", "planned", "2024", True,
    )  # fmt: skip
    assert [(it.measure, it.number, it.planned) for it in one.figures] == [(1, "5", True)]
    assert (two.name, two.status, two.planned) == ("S Two", "odd", False)
    assert [(it.number, it.upper, it.planned) for it in two.of_measure(0)] == [
        ("2", "", True), ("2", "3", False), ("9", "", False),
    ]  # fmt: skip
    assert two.of_measure(0)[1].steps == (("divided_by", "2"),)
    assert two.of_measure(0)[1].basis == "4"
    assert two.of_measure(1) == []


def test_positions() -> None:
    """Parties stand on the sides that the file has."""
    text = (
        "question: Is it?\nsides: [{slug: a, title: A}, {slug: b, title: B, colour: red}]\n"
        "columns: [{field: how, title: H}, {field: who}]\npositions:\n"
        "  - {who: 'X [@a]', side: b, says: S, interest: I, date: 2024, how: h, relayed: yes}\n"
        "  - {who: Y, side: c, says: S}\n  - {who: Z, side: a}\n"
        "  - {who: V, side: a, says: S, relayed: no}\n"
    )
    found = read_positions(record_of(text, "positions"))

    assert [tuple(side) for side in found.sides] == [("A", 0, COLOURS[0]), ("B", 1, "red")]
    assert [tuple(party) for party in found.parties] == [
        ("X [@a]", 1, "S", "I", "2024", "h", True), ("V", 0, "S", "", "", "", False),
    ]  # fmt: skip
    assert [party.name for party in found.on(found.sides[1])] == ["X"]
    assert found.titles == {"how": "H"}


@pytest.mark.parametrize("case", CASES, ids=range(len(CASES)))
def test_faults(case: dict[str, Any]) -> None:
    """What is wrong with a file's items taken together is told, with what to do."""
    find = {
        "comparison": comparison_faults, "positions": positions_faults, "timeline": timeline_faults,
    }[case["kind"]]  # fmt: skip
    found = find(record_of(case["text"], case["kind"]))

    assert [f"{each.message}; {each.hint}" for each in found] == case["faults"]
