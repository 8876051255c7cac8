"""The text that `explainer evidence` shows, in 80 columns."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from explainer.trace import Aspect, CitedText, Trace, Value

_WIDTH = 80
_LONGEST = 60
_SOURCE_FIELDS = ("author", "container-title", "publisher", "issued")
_INDENT = " " * 4
_COLOURS = {"elsewhere": "red", "missing": "red"}


def render(trace: Trace, place: str, *, colour: bool = False) -> str:
    """A trace as text; `place` is that of the sentence as it is shown."""
    blocks = [[_style(place, colour=colour, bold=True), *_lines(trace.sentence.text, "  ")]]
    numbers = {text.name: number for number, text in enumerate(trace.texts, start=1)}
    blocks += [list(_cited(text, numbers)) for text in trace.texts]
    if trace.reason:
        return _joined([*blocks, _lines(f"Not compared: {trace.reason}.", "  ")])
    values = [line for each in trace.values for line in _value(each, numbers, colour=colour)]
    blocks += [values or ["  It states no figure, date, name, quotation or speaker."]]
    blocks += [[line for each in trace.aspects for line in _aspect(each)]]
    blocks += [list(_problems(trace, colour=colour))]
    return _joined(blocks)


def _joined(blocks: Iterable[list[str]]) -> str:
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _lines(text: str, indent: str, first: str | None = None) -> list[str]:
    """A text in lines of the width, of which the first may begin with something else."""
    return textwrap.wrap(
        " ".join(text.split()),
        _WIDTH,
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _cited(text: CitedText, numbers: Mapping[str, int]) -> Iterator[str]:
    """A passage with its number, the source's title and publisher, its fact and its words."""
    yield f"  [{numbers[text.name]}] {text.name}"
    if text.through:
        yield f"{_INDENT}  evidence of {text.through}"
    about = [text.fields[name] for name in _SOURCE_FIELDS if name in text.fields]
    if "title" in text.fields:
        yield from _lines(". ".join([text.fields["title"], ", ".join(about)]), _INDENT + "  ")
    for name in ("fact", "words", "locator"):
        if name in text.fields:
            yield from _lines(f"{name}: {text.fields[name]}", _INDENT + "    ", _INDENT + "  ")


def _value(each: Value, numbers: Mapping[str, int], *, colour: bool) -> Iterator[str]:
    where = "; ".join(
        f"[{numbers[match.passage]}] {match.field} {_quoted(match.written)}"
        for match in each.matches
    )
    near = ", ".join(map(_quoted, each.nearest))
    result = {
        "found": f"found in {where}",
        "derived": "follows from the evidence",
        "uncontradicted": "no figure of the evidence contradicts it",
        "elsewhere": f"there for something else: {where}",
        "missing": "not in the evidence",
    }[each.result]
    nearest = f"; it has {near}" if near else ""
    lines = _lines(f"{each.kind} {_quoted(each.written)}: {result}{nearest}", _INDENT, "  ")
    fg = _COLOURS.get(each.result)
    yield from (_style(line, colour=colour and fg is not None, fg=fg) for line in lines)


def _aspect(each: Aspect) -> Iterator[str]:
    """The words on both sides, where there are any."""
    if not each.stated and not each.held:
        yield f"  {each.name} ({each.rule}): none"
        return
    here, there = (", ".join(map(_quoted, side)) or "none" for side in (each.stated, each.held))
    yield from _lines(f"{each.name} ({each.rule}): here {here}; there {there}", _INDENT, "  ")


def _problems(trace: Trace, *, colour: bool) -> Iterator[str]:
    if not trace.problems:
        yield "  No rule on evidence or meaning reports it."
    for each in trace.problems:
        lines = _lines(f"{each.code} {each.message}", _INDENT, "  ")
        yield from (_style(line, colour=colour, fg="red") for line in lines)
        yield from _lines(f"hint: {each.hint}", _INDENT + "  ", _INDENT)


def _quoted(text: str) -> str:
    return f"'{textwrap.shorten(text, _LONGEST, placeholder=' …')}'"


def _style(text: str, *, colour: bool, fg: str | None = None, bold: bool = False) -> str:
    return click.style(text, fg=fg, bold=bold or None) if colour else text
