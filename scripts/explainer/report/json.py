"""
JSON for programs: `summary`, `pages`, `problems`, and `addresses` if external links were checked.

Lines and columns count from 1.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explainer.report.report_data import Report


def render(report: Report) -> str:
    """One JSON object, indented."""
    problems = [
        {
            "path": report.show(problem.place.path),
            "line": problem.place.line,
            "column": problem.place.column,
            "end_line": problem.place.end_line,
            "end_column": problem.place.end_column,
            "code": problem.code,
            "name": problem.name,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in report.problems
    ]
    left_out = {f"ignored_by_{name}": count for name, count in report.left_out.items()}
    summary = {**report.summary, "problems": len(problems), **left_out}
    pages = [{**page, "path": report.show(str(page["path"]))} for page in report.pages]
    content: dict[str, object] = {"summary": summary, "pages": pages, "problems": problems}
    if report.addresses:
        content["addresses"] = report.addresses
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
