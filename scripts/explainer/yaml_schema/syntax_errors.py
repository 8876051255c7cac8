"""A syntax error of YAML, in the words of a person who did not mean to write YAML."""

from __future__ import annotations

import re

import yaml

from explainer.model import Invalid, Place


def syntax_error(error: yaml.YAMLError, text: str, path: str) -> Invalid:
    """What is wrong with a text that is not YAML, at its line and column, with a hint."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "is not YAML"
        place = Place.within(path, text, getattr(error, "position", None) or 0)
        return Invalid(place, f"is not YAML: {problem}", _QUOTE_HINT)
    start, mark = error.context_mark, error.problem_mark
    context, problem = error.context or "", error.problem or "is not YAML"
    line = text.split("\n")[mark.line :][:1]
    before, at = (line[0][: mark.column], line[0][mark.column :][:1]) if line else ("", "")
    hint = _QUOTE_HINT
    if at == "\t" and not before.strip():
        problem, hint = "a tab indents this line", "indent it with spaces"
    elif start and "quoted scalar" in context and "end of stream" in problem:
        mark, problem = start, "this quotation mark is never closed"
        hint = "close it, or take it out"
    elif "quoted scalar" in context:
        hint = "write each backslash twice, or put the text in single quotes"
    elif start and "flow" in context and start.line != mark.line:
        mark, problem, hint = start, "this bracket is never closed", "close it, or put it in quotes"
    elif "cannot start" in problem or "alias" in problem:
        hint = f"put a text that begins with {at!r} in quotes"
    elif start and "':'" in problem:
        mark, problem = start, "this line has no colon"
        hint = "write `field: value`, or indent a line that goes on from the one above"
    elif not before.strip(" -") or (
        "mapping values" in problem and _BEFORE_COLON.fullmatch(before)
    ):
        hint = "begin the field below those beside it, and put a space behind each colon"
    return Invalid(Place(path, mark.line + 1, mark.column + 1), f"is not YAML: {problem}", hint)


_QUOTE_HINT = "put a text that holds ': ' or ' #', or begins with a quote or a bracket, in quotes"
_BEFORE_COLON = re.compile(r"[ -]*[\w.-]+")
"""What stands before the colon of a field."""
