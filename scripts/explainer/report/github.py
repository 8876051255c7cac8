"""
Annotations for GitHub Actions, which shows each at its line in the pull request.

Source: GitHub Docs, "Workflow commands for GitHub Actions", `error`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explainer.report.report_data import Report


def render(report: Report) -> str:
    """One workflow command a problem; empty if there is none."""
    lines = []
    for problem in report.problems:
        place = problem.place
        values = {
            "file": report.show(place.path),
            "line": place.line,
            "endLine": place.end_line,
            "col": place.column,
            "title": f"{problem.code} {problem.name}",
        }
        if place.end_line == place.line:
            values["endColumn"] = place.end_column
        properties = ",".join(f"{name}={_escape_property(value)}" for name, value in values.items())
        message = _escape_data(f"{problem.message}\n{problem.hint}")
        lines.append(f"::error {properties}::{message}\n")
    return "".join(lines)


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(value: object) -> str:
    return _escape_data(str(value)).replace(":", "%3A").replace(",", "%2C")
