"""
SARIF 2.1.0, which GitHub's code scanning and other services show beside the code.

Paths are relative to the repository's root. A fingerprint has neither line nor column, so that a
problem is known again when text around it moves.

Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import xxhash

import explainer
from explainer.rules import ON_REQUEST, UnknownRuleError, find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.model import Place, Problem
    from explainer.report.report_data import Report
    from explainer.rules import Rule

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_HOME = "https://pypi.org/project/mkdocs-explainer/"
_FINGERPRINT = "explainerProblem/v1"


def render(report: Report) -> str:
    """One SARIF log with one run, indented; rules are those that found a problem."""
    names = {problem.code: problem.name for problem in report.problems}
    codes = sorted(names)
    driver = {
        "name": "Explainer",
        "semanticVersion": explainer.__version__,
        "informationUri": _HOME,
        "rules": [_rule(code, names[code]) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        # Two uploads for one commit need different categories.
        "automationDetails": {"id": f"explainer {report.command}/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True}],
        "results": list(_results(report, codes)),
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str, name: str) -> dict[str, Any]:
    """A rule, with its documentation."""
    described: dict[str, Any] = {
        "id": code,
        "name": name,
        "helpUri": _HOME,
        "defaultConfiguration": {"level": _level(code)},
    }
    try:
        rule = find(code)
    except UnknownRuleError:
        # Some problems, such as those with an article, are of no rule.
        return described
    described["shortDescription"] = {"text": rule.summary}
    # GitHub takes no more than 1,024 characters of it.
    described["fullDescription"] = {"text": rule.summary}
    described["help"] = {"text": rule.explanation, "markdown": _markdown(rule)}
    described["properties"] = {"tags": [rule.code[:3]]}
    return described


def _markdown(rule: Rule) -> str:
    """The explanation of a rule, what it says, and its examples."""
    parts = [rule.explanation]
    for message in rule.messages.values():
        text, hint = message.readable
        parts.append(f"*{text}*: {hint}")
    for example in rule.examples:
        state = "Accepted" if example.good else "Reported"
        where = f", in `{example.path}`" if example.path else ""
        parts.append(f"{state}{where}:\n\n```{example.language}\n{example.text}```")
    return "\n\n".join(parts)


def _level(code: str) -> str:
    """An error, as it ends a plain run with 1; of a rule that runs on request, a warning."""
    return "warning" if code.startswith(ON_REQUEST) else "error"


def _results(report: Report, codes: list[str]) -> Iterator[dict[str, Any]]:
    seen: Counter[str] = Counter()
    for problem in report.problems:
        fingerprint = _fingerprint(problem, report)
        seen[fingerprint] += 1
        result: dict[str, Any] = {
            "ruleId": problem.code,
            "ruleIndex": codes.index(problem.code),
            "level": _level(problem.code),
            "message": {"text": f"{problem.message}\n{problem.hint}"},
            "locations": [_location(problem.place, report)],
            "partialFingerprints": {_FINGERPRINT: f"{fingerprint}:{seen[fingerprint]}"},
        }
        if problem.also:
            result["relatedLocations"] = [
                {"id": number, **_location(place, report)}
                for number, place in enumerate(problem.also, 1)
            ]
        if problem.pages > 1:
            result["properties"] = {"pages": problem.pages}
        yield result


def _fingerprint(problem: Problem, report: Report) -> str:
    """A hash of the rule, the file, what is said, and the line that it is said of."""
    place = problem.place
    line = (report.line(place.path, place.line) or "").strip()
    parts = (problem.code, report.show(place.path), problem.message, line)
    return xxhash.xxh3_64_hexdigest("\0".join(parts).encode("utf-8", "surrogatepass"))


def _location(place: Place, report: Report) -> dict[str, Any]:
    path = report.show(place.path)
    artifact = {"uri": quote(path), "uriBaseId": "%SRCROOT%"}
    if path.startswith("/"):
        artifact = {"uri": f"file://{quote(path)}"}
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}
