"""
Annotations for GitHub Actions, which shows each beside the line that it is about.

Source: GitHub Docs, "Workflow commands for GitHub Actions", `error`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explainer.report.run_result import Run


def render(run: Run) -> str:
    """One command a problem; nothing where there is none."""
    lines = []
    for problem in run.problems:
        place = problem.place
        values = {
            "file": run.show(place.path),
            "line": place.line,
            "endLine": place.end_line,
            "col": place.column,
            "title": f"{problem.code} {problem.name}",
        }
        if place.end_line == place.line:
            values["endColumn"] = place.end_column
        properties = ",".join(f"{name}={_property(value)}" for name, value in values.items())
        message = _data(f"{problem.message}\n{problem.hint}")
        lines.append(f"::error {properties}::{message}\n")
    return "".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: object) -> str:
    return _data(str(value)).replace(":", "%3A").replace(",", "%2C")
