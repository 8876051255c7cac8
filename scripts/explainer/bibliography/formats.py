"""The formats of bibliographies: their parsers, their writers, and how they are detected."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from explainer.bibliography import bibtex, csl_json, ris
from explainer.bibliography.charset import decode
from explainer.bibliography.corruption import is_web_page, repair, report_mojibake
from explainer.bibliography.entries import Bibliography, validate
from explainer.model import CannotCheckError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from explainer.sources import Values


class FormatError(CannotCheckError):
    """The format of a file cannot be detected, or its text cannot be decoded."""


class Format(NamedTuple):
    """A format: its file extensions, a pattern of its first characters, its parser and writer."""

    suffixes: tuple[str, ...]
    beginning: re.Pattern[str]
    parse: Callable[[str], Bibliography]
    write: Callable[[Mapping[str, Values]], str]


FORMATS = {
    "bibtex": Format(
        (".bib", ".bibtex"),
        re.compile(r"\s*(?:%[^\n]*\n\s*)*@"),
        bibtex.parse,
        bibtex.write,
    ),
    "csl-json": Format(
        (".json", ".csljson", ".csl"),
        re.compile(r"\s*[\[{]"),
        csl_json.parse,
        csl_json.write,
    ),
    "ris": Format(
        (".ris", ".nbib"),
        re.compile(r"(?:.*\n){0,40}?\s*(?:TY|PMID)[ \t]*-"),
        ris.parse,
        ris.write,
    ),
}
"""Every format by its name."""


def format_of(file: Path, text: str) -> str:
    """
    The name of the format of a file, from its extension, else from its first characters.

    Raises `FormatError` where neither is known.
    """
    for name, each in FORMATS.items():
        if file.suffix.casefold() in each.suffixes:
            return name
    for name, each in FORMATS.items():
        if each.beginning.match(text):
            return name
    message = f"{file}: is neither BibTeX nor CSL-JSON nor RIS; give its --format"
    raise FormatError(message)


def read(file: Path, form: str | None = None, encoding: str | None = None) -> Bibliography:
    """
    Read a bibliography.

    Raises `CannotCheckError` where it is no text or its format is not known, and `OSError`.
    """
    raw = file.read_bytes()
    beside = Bibliography()
    try:
        text = decode(raw, beside, encoding)
    except CannotCheckError as error:
        message = f"{file}: {error}"
        raise FormatError(message) from error
    found = read_text(text, form or format_of(file, text))
    found.faults += beside.faults
    if not found.entries and not found.faults:
        found.add_fault(1, "there is no entry in the file", "look whether it is the right one")
    found.faults.sort()
    found.notes.sort()
    return found


def read_text(text: str, form: str) -> Bibliography:
    """
    Read a bibliography from its text in the format of that name.

    Never raises; what is wrong is among the faults.
    """
    beside = Bibliography()
    if is_web_page(text):
        hint = "download the bibliography again, or save it from the page"
        beside.add_fault(1, "this is a web page, and no bibliography", hint)
        return beside
    found = FORMATS[form].parse(repair(text, beside))
    found.faults += beside.faults
    validate(found)
    for entry in found.entries:
        report_mojibake(entry, found)
    return found
