"""
JSON for programs: `summary`, `pages`, `problems`, and what else a run has.

`urls` are the entries of the settings that name URLs, `addresses` the external links that were
checked.

Lines and columns count from 1.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from explainer.report import causes

if TYPE_CHECKING:
    from explainer.model import Applied, Problem
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
            **_spread(problem, report),
        }
        for problem in report.problems
    ]
    left_out = {f"ignored_by_{name}": count for name, count in report.left_out.items()}
    summary: dict[str, object] = {**report.summary, "problems": len(problems), **left_out}
    if report.by_kind:
        summary["rules"] = {kind.code: kind.causes for kind in causes.kinds(report.problems)}
    pages = [{**page, "path": report.show(str(page["path"]))} for page in report.pages]
    content: dict[str, object] = {"summary": summary, "pages": pages, "problems": problems}
    if report.applied:
        content["urls"] = [_applied(each, report) for each in report.applied]
    if report.addresses:
        content["addresses"] = report.addresses
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _applied(entry: Applied, report: Report) -> dict[str, object]:
    """An entry of the settings that names URLs: `path` and `line` are those of the entry."""
    place = entry.place
    where = {"path": report.show(place.path), "line": place.line} if place else {}
    to = {"to": entry.to} if entry.option == "remap" else {}
    values = {"option": entry.option, "url": entry.url, **to, "reason": entry.reason}
    return {**values, "links": entry.links, **where}


def _spread(problem: Problem, report: Report) -> dict[str, object]:
    """How many pages have a problem, and some of its other places, where there are several."""
    spread: dict[str, object] = {"pages": problem.pages} if problem.pages > 1 else {}
    if problem.also:
        spread["also"] = [
            {"path": report.show(each.path), "line": each.line, "column": each.column}
            for each in problem.also
        ]
    return spread
