"""
JUnit's XML, which GitLab, Jenkins and others show as a list of tests.

A file is a test case, since GitLab shows no more of a test than its name: it fails if the file has
problems, and all of them are the text of its one failure, of which GitLab shows only the first.

Source: the schema `junit-10.xsd` of Jenkins' plugin xUnit.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from explainer.model import Problem
    from explainer.report.report_data import Report

# What XML 1.0 cannot hold.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: Report) -> str:
    """One suite: a test case for each checked file, or one if no file is named."""
    checked = (report.show(str(page["path"])) for page in report.pages)
    by_path: dict[str, list[Problem]] = {path: [] for path in checked}
    for problem in report.problems:
        by_path.setdefault(report.show(problem.place.path), []).append(problem)
    failed = sum(map(bool, by_path.values()))
    name = f"explainer {report.command}"
    counts = {"tests": str(len(by_path) or 1), "failures": str(failed), "errors": "0"}
    suites = ET.Element("testsuites", {"name": name, **counts})
    suite = ET.SubElement(suites, "testsuite", {"name": name, **counts, "skipped": "0"})
    # Services take a report without tests for a mistake.
    for path, problems in (by_path or {name: []}).items():
        # Jenkins takes what is before a dot for a package.
        class_name = f"explainer.{report.command}"
        values = {"name": _legal(path), "classname": class_name, "time": "0"}
        case = ET.SubElement(suite, "testcase", values)
        if problems:
            number = len(problems)
            values = {
                "message": _legal(problems[0].message) if number == 1 else f"{number:,} problems",
                "type": ", ".join(sorted({problem.code for problem in problems})),
            }
            failure = ET.SubElement(case, "failure", values)
            failure.text = _legal("\n".join(_line(problem, path) for problem in problems))
    ET.indent(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(suites, encoding="unicode")}\n'


def _line(problem: Problem, path: str) -> str:
    place = problem.place
    where = f"{path}:{place.line}:{place.column}"
    return f"{where}: {problem.code} {problem.message}\n    hint: {problem.hint}"


def _legal(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", text)
