"""Formats of reports: each has a golden case, and its output is just that."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from explainer.model import Place, Problem, Project
from explainer.report import FORMATS, Report, render
from explainer.rules import Example, Message, Rule, UnknownRuleError

GOLDEN = yaml.safe_load((Path(__file__).parent / "formats.yml").read_text(encoding="utf-8"))
LINES = {
    ("docs/heat.md", 3): "It warmed by 5 %, they say,",
    ("docs/heat.md", 6): "\t暖 é grew: a,b",
}
REPORT = Report(
    (
        Problem(
            Place("docs/heat.md", 3, 1, 4, 10),
            "CIT101",
            "sentence-without-citation",
            "sentence without citation or label",
            "cite a passage",
        ),
        Problem(
            Place("docs/heat.md", 6, 2, 6, 3),
            "EVI102",
            "figure-not-in-evidence",
            "'100 %' is not in the evidence",
            "cite a passage that has it",
        ),
        Problem(
            Place("docs/gone.md", 1, 1, 1, 2), "TXT101", "heading-jump", "a heading", "mend it"
        ),
    ),
    {"pages": 2, "sentences": 1234, "passes": 1, "sources": 0},
    ({"path": "docs/heat.md", "sentences": 3},),
    line=lambda path, number: LINES.get((path, number)),
    show=lambda path: f"heat/{path}",
    addresses=({"address": "http://a.test/x", "verdict": "alive"},),
    left_out={"settings": 1, "baseline": 1200},
)


def rule_of(code: str) -> Rule:
    """A rule in the place of a real one, whose documentation may change."""
    if code == "TXT101":
        raise UnknownRuleError
    example = Example("md", good=False, path="docs/a.md", text="It warmed.\n")
    message = Message("{figure!r} is missing", "add it")
    said = "It holds.\n\nMore on it."
    return Rule(code, "name", {"": message}, said, (example,), Project, lambda _project: iter(()))


def test_golden_cases() -> None:
    """Each format has a golden case, with and without problems."""
    assert {name: sorted(cases) for name, cases in GOLDEN.items()} == {
        name: ["no problems", "problems"] for name in FORMATS
    }


@pytest.mark.parametrize("form", FORMATS)
def test_format(monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    """The output of a report with problems, and of one without, is that of the golden case."""
    monkeypatch.setattr("explainer.__version__", "1.2.3")
    monkeypatch.setattr("explainer.report.sarif.find", rule_of)
    empty = Report((), {"pages": 1})

    outputs = {"problems": render(REPORT, form), "no problems": render(empty, form)}

    assert GOLDEN[form] == outputs


def excerpt(line: str, start: int, end: int, end_line: int = 1) -> list[str]:
    """The line of a problem and its carets, behind the number of the line."""
    problem = Problem(Place("a.md", 1, start, end_line, end), "TXT101", "name", "message", "hint")
    report = Report((problem,), {"pages": 1}, line=lambda _path, _number: line)
    shown = render(report, "text").splitlines()[1:3]
    assert [each[:8] for each in shown] == ["    1 | ", "      | "]
    return [each[8:] for each in shown]


@pytest.mark.parametrize(
    ("length", "start", "end", "first", "carets"),
    [
        (300, 1, 3, 0, 2),
        (300, 34, 36, 0, 2),
        (300, 35, 36, 1, 1),
        (300, 150, 152, 116, 2),
        (300, 234, 236, 200, 2),
        (300, 300, 301, 200, 1),
        (300, 1, 300, 0, 100),
        (300, 2, 102, 0, 99),
        (300, 5, 5, 0, 1),
        (101, 99, 102, 1, 3),
        (101, 50, 52, 1, 2),
        (100, 50, 52, 0, 2),
        (100, 100, 101, 0, 1),
    ],
)
def test_long_line(length: int, start: int, end: int, first: int, carets: int) -> None:
    """Of a long line, a hundred characters around the words are shown, with dots for the rest."""
    line = ("0123456789-bcdefghi-" * 15)[:length]

    shown, marks = excerpt(line, start, end)

    lead = "… " if first else ""
    behind = " …" if first + 100 < length else ""
    assert shown == lead + line[first : first + 100] + behind
    assert marks == " " * (len(lead) + start - 1 - first) + "^" * carets


@pytest.mark.parametrize(
    ("line", "start", "marks"),
    [("a暖b", 3, "   ^"), ("\u0301ab", 2, "^"), ("\aé b", 4, "   ^"), ("a\tb", 3, "     ^")],
)
def test_width(line: str, start: int, marks: str) -> None:
    """Carets stand under their words whatever the width of what is before them."""
    assert excerpt(line, start, start + 1)[1] == marks


def test_several_lines() -> None:
    """Of a problem over several lines, the rest of the first line is marked, but for spaces."""
    assert excerpt("It warmed.  ", 4, 2, end_line=2) == ["It warmed.  ", "   ^^^^^^^"]


def test_colour() -> None:
    """Where colours are wanted, what to look at first is bold."""
    problem = Problem(Place("a.md", 1, 1, 1, 2), "TXT101", "name", "message", "hint")
    reports = [
        Report(problems, {"pages": 1}, line=lambda _path, _number: "abc", colour=True)
        for problems in ((problem,), ())
    ]
    found, clean = (render(report, "text") for report in reports)

    assert found.replace("\x1b[", "<").splitlines() == [
        "<1ma.md:1:1<0m: <31m<1mTXT101<0m message",
        "    <34m1 | <0mabc",
        "    <34m  | <0m<31m<1m^<0m",
        "    <36mhint:<0m hint",
        "<31m<1m1 problem<0m in 1 page.",
    ]
    assert clean.replace("\x1b[", "<") == "<32m<1mNo problem<0m in 1 page.\n"


def test_json_is_readable() -> None:
    """In JSON, letters stand as they are."""
    problem = Problem(Place("é.md"), "TXT101", "name", "“暖”", "hint")

    output = render(Report((problem,)), "json")

    assert '"path": "é.md"' in output
    assert '"message": "“暖”"' in output


def test_unknown_format() -> None:
    """A format that does not exist raises an error that names it."""
    with pytest.raises(ValueError, match="unknown format 'contents'"):
        render(REPORT, "contents")
