"""
JSON for programs: `summary`, `pages` and `problems`, and `addresses` where the web was asked.

Lines and columns count from 1.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explainer.report.run_result import Run


def render(run: Run) -> str:
    """One object, indented."""
    problems = [
        {
            "path": run.show(problem.place.path),
            "line": problem.place.line,
            "column": problem.place.column,
            "end_line": problem.place.end_line,
            "end_column": problem.place.end_column,
            "code": problem.code,
            "name": problem.name,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in run.problems
    ]
    left_out = {f"ignored_by_{name}": count for name, count in run.left_out.items()}
    summary = {**run.summary, "problems": len(problems), **left_out}
    pages = [{**page, "path": run.show(str(page["path"]))} for page in run.pages]
    whole: dict[str, object] = {"summary": summary, "pages": pages, "problems": problems}
    if run.addresses:
        whole["addresses"] = run.addresses
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
