"""Formats of reports: each has a golden case, and its output is just that."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from explainer.model import Place, Problem
from explainer.report import FORMATS, Report, render

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


def test_golden_cases() -> None:
    """Each format has a golden case, with and without problems."""
    assert {name: sorted(cases) for name, cases in GOLDEN.items()} == {
        name: ["no problems", "problems"] for name in FORMATS
    }


@pytest.mark.parametrize("form", FORMATS)
def test_format(form: str) -> None:
    """The output of a report with problems, and of one without, is that of the golden case."""
    empty = Report((), {"pages": 1})

    outputs = {"problems": render(REPORT, form), "no problems": render(empty, form)}

    assert GOLDEN[form] == outputs


def test_unknown_format() -> None:
    """A format that does not exist raises an error that names it."""
    with pytest.raises(ValueError, match="unknown format 'contents'"):
        render(REPORT, "contents")
