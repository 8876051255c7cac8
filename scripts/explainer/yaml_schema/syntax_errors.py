"""A syntax error of YAML, in the words of a person who did not mean to write YAML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import yaml

from explainer.model import Invalid, Place

if TYPE_CHECKING:
    from collections.abc import Callable

_QUOTE_HINT = "put a text that holds ': ' or ' #', or begins with a quote or a bracket, in quotes"
_CLOSE = "close it, or put it in quotes"
_ALIGN = "begin the field below those beside it, and put a space behind each colon"
_BEFORE_COLON = re.compile(r"[ -]*[\w.-]+")
"""What stands before the colon of a field."""
_CITED = re.compile(r"[ -]*cite:\s*(\[?@([^\s\],;]+))")
_CURLY = re.compile(r"[ -]*[\w.-]+:\s+([“”„‘’«»])")
_COLON = re.compile(r"[ -]*[\w.-]+(?:(：)|:(\S))")


class _Error(NamedTuple):
    """An error of the parser: what it says, and where; lines and columns count from 0."""

    text: str
    context: str
    problem: str
    line: int
    column: int
    start: tuple[int, int] | None

    @property
    def whole(self) -> str:
        """The line of the error."""
        return (self.text.split("\n")[self.line :] or [""])[0]

    @property
    def before(self) -> str:
        """What stands before the error on its line."""
        return self.whole[: self.column]

    @property
    def at(self) -> str:
        """The character at the error."""
        return self.whole[self.column : self.column + 1]


class _Said(NamedTuple):
    """What is wrong, what to do, and where if that is not the place of the error."""

    problem: str
    hint: str
    place: tuple[int, int] | None = None


def syntax_error(error: yaml.YAMLError, text: str, path: str) -> Invalid:
    """What is wrong with a text that is not YAML, at its line and column, with a hint."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "is not YAML"
        place = Place.within(path, text, getattr(error, "position", None) or 0)
        return Invalid(place, f"is not YAML: {problem}", _QUOTE_HINT)
    mark, start = error.problem_mark, error.context_mark
    found = _Error(
        text,
        error.context or "",
        error.problem or "is not YAML",
        mark.line,
        mark.column,
        (start.line, start.column) if start else None,
    )
    said = next(filter(None, (check(found) for check in _CHECKS)), None)
    said = said or _Said(found.problem, _QUOTE_HINT)
    line, column = said.place or (found.line, found.column)
    return Invalid(Place(path, line + 1, column + 1), f"is not YAML: {said.problem}", said.hint)


def _tab(error: _Error) -> _Said | None:
    if error.at != "\t" or error.before.strip():
        return None
    above = [line for line in error.text.split("\n")[: error.line] if line.strip()]
    within = above and (above[-1][0] in " -\t" or above[-1].rstrip().endswith(":"))
    hint = "indent it with spaces" if within else "take the tab out"
    return _Said("a tab indents this line", hint)


def _document(error: _Error) -> _Said | None:
    if "another document" not in error.problem:
        return None
    return _Said("a line of dashes ends the file here", "take the line out")


def _quotation(error: _Error) -> _Said | None:
    if "quoted scalar" not in error.context:
        return None
    if error.start and "end of stream" in error.problem:
        what = "this quotation mark is never closed"
        return _Said(what, "close it, or take it out", error.start)
    hint = "write each backslash twice, or put the text in single quotes"
    return _Said(error.problem, hint)


def _citation(error: _Error) -> _Said | None:
    match = _CITED.match(error.whole)
    if not match:
        return None
    place = error.line, match.start(1)
    return _Said("a citation has no brackets here", f"write {match[2]}", place)


def _bracket(error: _Error) -> _Said | None:
    if "flow" not in error.context:
        return None
    opened = error.start if error.start and error.start[0] != error.line else None
    opened = opened or (_last_opened(error) if "flow node" in error.context else None)
    return _Said("this bracket is never closed", _CLOSE, opened) if opened else None


def _last_opened(error: _Error) -> tuple[int, int] | None:
    """The place of the last bracket up to an error that is not closed."""
    opened: list[tuple[int, int]] = []
    for number, content in enumerate(error.text.split("\n")[: error.line + 1]):
        for column, char in enumerate(content):
            if char in "[{":
                opened.append((number, column))
            elif char in "]}" and opened:
                opened.pop()
    return opened[-1] if opened else None


def _beginning(error: _Error) -> _Said | None:
    if not ("cannot start" in error.problem or "alias" in error.problem + error.context):
        return None
    is_alias = error.start and "alias" in error.context
    line, column = error.start if error.start and is_alias else (error.line, error.column)
    begins = error.text.split("\n")[line][column : column + 1]
    hint = f"put a text that begins with {begins!r} in quotes"
    return _Said(error.problem, hint, (line, column))


def _no_colon(error: _Error) -> _Said | None:
    if not error.start or "':'" not in error.problem:
        return None
    match = _COLON.match(error.text.split("\n")[error.start[0]])
    if match and match[1]:
        return _Said("this line has a wide colon", "write ': ' for '：'", error.start)
    if match:
        what = "a wide or a no-break space" if match[2].isspace() else "no space"
        return _Said(f"{what} is behind the colon", "put a plain space behind it", error.start)
    hint = "write `field: value`, or indent a line that goes on from the one above"
    return _Said("this line has no colon", hint, error.start)


def _item(error: _Error) -> _Said | None:
    if error.at != "-" or error.before.strip() or "expected" not in error.problem:
        return None
    return _Said(error.problem, "begin each item of the list with '- ', one below the other")


def _curly(error: _Error) -> _Said | None:
    match = _CURLY.match(error.whole) if "mapping values" in error.problem else None
    if not match:
        return None
    hint = 'put the text in straight quotes, as in "text"'
    return _Said(error.problem, hint, (error.line, match.start(1)))


def _out_of_line(error: _Error) -> _Said | None:
    is_field = "mapping values" in error.problem and _BEFORE_COLON.fullmatch(error.before)
    return _Said(error.problem, _ALIGN) if is_field or not error.before.strip(" -") else None


_CHECKS: tuple[Callable[[_Error], _Said | None], ...] = (
    _tab,
    _document,
    _quotation,
    _citation,
    _bracket,
    _beginning,
    _no_colon,
    _item,
    _curly,
    _out_of_line,
)
"""What an error may be, in the order in which they are looked for."""
