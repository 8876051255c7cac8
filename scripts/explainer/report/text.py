"""
Text for people: each problem with the line that has it and a caret under the exact words.

Tabs are shown as four spaces; characters that are two cells wide get two carets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from explainer.model import Problem
    from explainer.report.run_result import Run

_TAB = " " * 4
_WIDEST = 100


def render(run: Run) -> str:
    """The problems, one after the other, and a last line that counts what was looked at."""
    return "\n".join([*(_problem(problem, run) for problem in run.problems), _closing(run), ""])


def _problem(problem: Problem, run: Run) -> str:
    place = problem.place
    path = run.show(place.path)
    where = _style(run, f"{path}:{place.line}:{place.column}", bold=True)
    code = _style(run, problem.code, fg="red", bold=True)
    lines = [f"{where}: {code} {problem.message}"]
    source = run.line(place.path, place.line)
    if source is not None and source.strip():
        lines += _excerpt(problem, source, run)
    lines.append(f"    {_style(run, 'hint:', fg='cyan')} {problem.hint}")
    return "\n".join(lines)


def _excerpt(problem: Problem, source: str, run: Run) -> list[str]:
    place = problem.place
    start = place.column - 1
    end = place.end_column - 1 if place.end_line == place.line else len(source)
    cut = max(0, min(start - _WIDEST // 3, len(source) - _WIDEST))
    before, marked = source[cut:start], source[start : max(end, start + 1)]
    behind = source[max(end, start + 1) : cut + _WIDEST]
    marked = marked[: max(1, _WIDEST - len(before))]
    lead = ("… " if cut else "") + before.replace("\t", _TAB)
    words = marked.replace("\t", _TAB)
    tail = behind.replace("\t", _TAB) + (" …" if cut + _WIDEST < len(source) else "")
    gutter = f"{place.line} | "
    carets = "^" * max(1, _width(words.rstrip()))
    margin = " " * (len(gutter) - 2) + "| " + " " * _width(lead)
    return [
        f"    {_style(run, gutter, fg='blue')}{lead}{words}{tail}",
        f"    {_style(run, margin, fg='blue')}{_style(run, carets, fg='red', bold=True)}",
    ]


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth  # noqa: PLC0415  (its tables are seldom needed)

    width = wcswidth(text)
    return width if width >= 0 else len(text)


def _closing(run: Run) -> str:
    looked_at = ", ".join(f"{count:,} {_noun(name, count)}" for name, count in run.summary.items())
    left_out = ", ".join(f"{count:,} by the {name}" for name, count in run.left_out.items())
    looked_at += f"; ignored: {left_out}" if left_out else ""
    count = len(run.problems)
    if not count:
        return f"{_style(run, 'No problem', fg='green', bold=True)} in {looked_at}."
    found = f"{count:,} {_noun('problems', count)}"
    return f"{_style(run, found, fg='red', bold=True)} in {looked_at}."


def _noun(name: str, count: int) -> str:
    singular = name.removesuffix("es" if name.endswith("sses") else "s")
    return singular if count == 1 else name


def _style(run: Run, text: str, *, fg: str | None = None, bold: bool = False) -> str:
    return click.style(text, fg=fg, bold=bold or None) if run.colour else text
