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
    whole = before + (line[0][mark.column :] if line else "")
    hint, column = _QUOTE_HINT, mark.column
    if at == "\t" and not before.strip():
        problem = "a tab indents this line"
        hint = "indent it with spaces" if _is_within(text, mark.line) else "take the tab out"
    elif "another document" in problem:
        problem, hint = "a line of dashes ends the file here", "take the line out"
    elif start and "quoted scalar" in context and "end of stream" in problem:
        mark, problem = start, "this quotation mark is never closed"
        hint, column = "close it, or take it out", start.column
    elif "quoted scalar" in context:
        hint = "write each backslash twice, or put the text in single quotes"
    elif cite := _CITED.match(whole):
        problem, hint = "a citation has no brackets here", f"write {cite[2]}"
        column = cite.start(1)
    elif start and "flow" in context and start.line != mark.line:
        mark, problem, hint = start, "this bracket is never closed", "close it, or put it in quotes"
        column = start.column
    elif "cannot start" in problem or "alias" in problem or "alias" in context:
        hint = f"put a text that begins with {whole.strip(' -')[:1] if start else at!r} in quotes"
    elif start and "':'" in problem:
        mark, column = start, start.column
        problem, hint = _without_colon(text.split("\n")[start.line])
    elif at == "-" and not before.strip() and "expected" in problem:
        hint = "begin each item of the list with '- ', one below the other"
    elif (curly := _CURLY.match(whole)) and "mapping values" in problem:
        hint = 'put the text in straight quotes, as in "text"'
        column = curly.start(1)
    elif not before.strip(" -") or (
        "mapping values" in problem and _BEFORE_COLON.fullmatch(before)
    ):
        hint = "begin the field below those beside it, and put a space behind each colon"
    return Invalid(Place(path, mark.line + 1, column + 1), f"is not YAML: {problem}", hint)


_QUOTE_HINT = "put a text that holds ': ' or ' #', or begins with a quote or a bracket, in quotes"
_BEFORE_COLON = re.compile(r"[ -]*[\w.-]+")
"""What stands before the colon of a field."""
_CITED = re.compile(r"[ -]*cite:\s*(\[?@([^\s\],;]+))")
_CURLY = re.compile(r"[ -]*[\w.-]+:\s+([“”„‘’«»])")
_COLON = re.compile(r"[ -]*[\w.-]+(?:(：)|:(\S))")


def _is_within(text: str, number: int) -> bool:
    """Whether a line stands below one that is indented, or that holds what is."""
    before = [line for line in text.split("\n")[:number] if line.strip()]
    return bool(before) and (before[-1][0] in " -\t" or before[-1].rstrip().endswith(":"))


def _without_colon(line: str) -> tuple[str, str]:
    """What is wrong with a line that is no field, and the hint."""
    match = _COLON.match(line)
    if match and match[1]:
        return "this line has a wide colon", "write ': ' for '：'"
    if match:
        what = "a wide or a no-break space" if match[2].isspace() else "no space"
        return f"{what} is behind the colon", "put a plain space behind it"
    return (
        "this line has no colon",
        "write `field: value`, or indent a line that goes on from the one above",
    )
