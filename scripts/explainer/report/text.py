"""
Text for people: each problem with the line that has it, and carets under the exact words.

Tabs are shown as four spaces; a character that is two cells wide gets two carets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from explainer.report import causes

if TYPE_CHECKING:
    from explainer.model import Applied, Problem
    from explainer.report.report_data import Report

_TAB = " " * 4
_MAX_WIDTH = 100


def render(report: Report) -> str:
    """The problems, one after the other, and a last line that counts what was checked."""
    if report.statistics:
        lines = _statistics(report)
    else:
        lines = [_problem(problem, report) for problem in report.problems]
        if report.by_kind:
            lines += _by_kind(report)
    lines += [_applied(each, report) for each in report.applied]
    return "\n".join([*lines, _last_line(report), ""])


def _applied(entry: Applied, report: Report) -> str:
    """An entry of the settings: how many links it was about, where it is, and its reason."""
    links = f"{entry.links:,} {_noun('links', entry.links)}"
    place = entry.place
    where = f" ({report.show(place.path)}:{place.line})" if place else ""
    if entry.option == "ignore":
        what = f"Ignored: {links} to '{entry.url}'"
    else:
        what = f"Remapped: {links}, from '{entry.url}' to '{entry.to}'"
    return f"{what}{where}: {entry.reason}"


def _statistics(report: Report) -> list[str]:
    """A line for each rule: how many problems it found, and on how many pages."""
    found = causes.kinds(report.problems)
    width = max((len(f"{kind.causes:,}") for kind in found), default=0)
    return [
        f"{kind.causes:>{width},} {kind.code} {kind.name}"
        + (f", {kind.pages:,} times on a page" if kind.pages > kind.causes else "")
        for kind in found
    ]


def _by_kind(report: Report) -> list[str]:
    """How many problems each rule found, and how to see those that are not shown."""
    found = causes.kinds(report.problems)
    counts = ", ".join(f"{kind.causes:,} {kind.code} {kind.name}" for kind in found)
    lines = [f"By rule: {counts}."] if len(found) > 1 else []
    if any(problem.also for problem in report.problems):
        lines.append("Each cause is reported once; --every reports each place.")
    return lines


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
    if problem.also:
        lines.append(f"    {_style(report, 'also:', fg='cyan')} {_others(problem, report)}")
    return "\n".join(lines)


def _others(problem: Problem, report: Report) -> str:
    """Some other places of a problem, and how many pages have it."""
    places = [f"{report.show(each.path)}:{each.line}:{each.column}" for each in problem.also]
    if (more := problem.places - 1 - len(places)) > 0:
        places.append(f"{more:,} more")
    count = f"; {problem.pages:,} pages have it" if problem.pages > 1 else ""
    return ", ".join(places) + count


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
