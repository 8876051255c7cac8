"""
Text for people: each problem with the line that has it, and carets under the exact words.

Tabs are shown as four spaces; a character that is two cells wide gets two carets.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click

from explainer.report import causes

if TYPE_CHECKING:
    from explainer.model import Applied, Problem
    from explainer.report.report_data import Report

_TAB = " " * 4
_MAX_WIDTH = 100
_NARROWEST = 40


def render(report: Report) -> str:
    """The problems, one after the other, and a last line that counts what was checked."""
    if report.quiet:
        return "".join(f"{_head(problem, report)}\n" for problem in report.problems)
    if report.statistics:
        lines = _statistics(report)
    else:
        lines = _by_file(report)
        if report.by_kind:
            lines += _by_kind(report)
        lines += _remedies(report)
    lines += [_applied(each, report) for each in report.applied]
    return "\n".join([*lines, _last_line(report), ""])


def _by_file(report: Report) -> list[str]:
    """The problems; on a terminal with a blank line between those of two files."""
    lines: list[str] = []
    before = None
    for problem in report.problems:
        if report.width and before not in {None, problem.place.path}:
            lines.append("")
        before = problem.place.path
        lines.append(_problem(problem, report))
    return lines + [""] * bool(report.width and lines)


def _remedies(report: Report) -> list[str]:
    if not report.remedies:
        return []
    lines = [_wrapped(f"  {text}", report, "    ") for text in report.remedies]
    return ["One change would mend several problems:", *lines]


def _wrapped(text: str, report: Report, indent: str) -> str:
    """A text in lines that fit the terminal, the later ones indented; as it is elsewhere."""
    if not report.width or len(text) <= report.width:
        return text
    lead = text[: len(text) - len(text.lstrip())]
    width = max(report.width, _NARROWEST)
    return textwrap.fill(
        text.strip(),
        width,
        initial_indent=lead,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


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
    lines = [_head(problem, report)]
    source = report.line(place.path, place.line)
    if source is not None and source.strip() and "\0" not in source:
        lines += _excerpt(problem, source, report)
    if problem.hint:
        hint = _wrapped(f"    hint: {problem.hint}", report, "      ")
        lines.append(hint.replace("hint:", _style(report, "hint:", fg="cyan"), 1))
    if problem.also:
        also = _wrapped(f"    also: {_others(problem, report)}", report, "      ")
        lines.append(also.replace("also:", _style(report, "also:", fg="cyan"), 1))
    return "\n".join(lines)


def _head(problem: Problem, report: Report) -> str:
    """The first line of a problem: its place, its code and its message."""
    place = problem.place
    where = f"{report.show(place.path)}:{place.line}:{place.column}"
    text = f"{where}: {problem.code} {problem.message}"
    text = text if report.quiet else _wrapped(text, report, "    ")
    text = text.replace(where, _style(report, where, bold=True), 1)
    return text.replace(problem.code, _style(report, problem.code, fg="red", bold=True), 1)


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
    widest = _MAX_WIDTH
    if report.width:
        # Beside it are the margin, the number of the line, and what says that it was cut.
        widest = min(_MAX_WIDTH, max(report.width, _NARROWEST) - len(f"    {place.line} | … …"))
    cut = max(0, min(start - widest // 3, len(source) - widest))
    before, marked = source[cut:start], source[start : max(end, start + 1)]
    after = source[max(end, start + 1) : cut + widest]
    marked = marked[: max(1, widest - len(before))]
    lead = ("… " if cut else "") + before.replace("\t", _TAB)
    words = marked.replace("\t", _TAB)
    tail = after.replace("\t", _TAB) + (" …" if cut + widest < len(source) else "")
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
    where = f" in {checked}" if checked else ""
    return f"{_style(report, found, fg='red', bold=True)}{where}."


def _noun(name: str, count: int) -> str:
    singular = name.removesuffix("es" if name.endswith("sses") else "s")
    return singular if count == 1 else name


def _style(report: Report, text: str, *, fg: str | None = None, bold: bool = False) -> str:
    return click.style(text, fg=fg, bold=bold or None) if report.colour else text
