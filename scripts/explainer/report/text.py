"""
Text for people: each problem with the line that has it, and carets under the exact words.

Tabs are shown as four spaces; a character that is two cells wide gets two carets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from explainer.model import Problem
    from explainer.report.report_data import Report

_TAB = " " * 4
_MAX_WIDTH = 100


def render(report: Report) -> str:
    """The problems, one after the other, and a last line that counts what was checked."""
    return "\n".join(
        [*(_problem(problem, report) for problem in report.problems), _last_line(report), ""]
    )


def _problem(problem: Problem, report: Report) -> str:
    place = problem.place
    path = report.show(place.path)
    where = _style(report, f"{path}:{place.line}:{place.column}", bold=True)
    code = _style(report, problem.code, fg="red", bold=True)
    lines = [f"{where}: {code} {problem.message}"]
    source = report.line(place.path, place.line)
    if source is not None and source.strip():
        lines += _excerpt(problem, source, report)
    lines.append(f"    {_style(report, 'hint:', fg='cyan')} {problem.hint}")
    return "\n".join(lines)


def _excerpt(problem: Problem, source: str, report: Report) -> list[str]:
    place = problem.place
    start = place.column - 1
    end = place.end_column - 1 if place.end_line == place.line else len(source)
    cut = max(0, min(start - _MAX_WIDTH // 3, len(source) - _MAX_WIDTH))
    before, marked = source[cut:start], source[start : max(end, start + 1)]
    after = source[max(end, start + 1) : cut + _MAX_WIDTH]
    marked = marked[: max(1, _MAX_WIDTH - len(before))]
    lead = ("… " if cut else "") + before.replace("\t", _TAB)
    words = marked.replace("\t", _TAB)
    tail = after.replace("\t", _TAB) + (" …" if cut + _MAX_WIDTH < len(source) else "")
    gutter = f"{place.line} | "
    carets = "^" * max(1, _width(words.rstrip()))
    margin = " " * (len(gutter) - 2) + "| " + " " * _width(lead)
    return [
        f"    {_style(report, gutter, fg='blue')}{lead}{words}{tail}",
        f"    {_style(report, margin, fg='blue')}{_style(report, carets, fg='red', bold=True)}",
    ]


def _width(text: str) -> int:
    return len(text) if text.isascii() else _cells(text)


def _cells(text: str) -> int:
    from wcwidth import wcswidth  # noqa: PLC0415  (slow to import, seldom needed)

    width = wcswidth(text)
    return width if width >= 0 else len(text)


def _last_line(report: Report) -> str:
    checked = ", ".join(f"{count:,} {_noun(name, count)}" for name, count in report.summary.items())
    left_out = ", ".join(f"{count:,} by the {name}" for name, count in report.left_out.items())
    checked += f"; ignored: {left_out}" if left_out else ""
    count = len(report.problems)
    if not count:
        return f"{_style(report, 'No problem', fg='green', bold=True)} in {checked}."
    found = f"{count:,} {_noun('problems', count)}"
    return f"{_style(report, found, fg='red', bold=True)} in {checked}."


def _noun(name: str, count: int) -> str:
    singular = name.removesuffix("es" if name.endswith("sses") else "s")
    return singular if count == 1 else name


def _style(report: Report, text: str, *, fg: str | None = None, bold: bool = False) -> str:
    return click.style(text, fg=fg, bold=bold or None) if report.colour else text
