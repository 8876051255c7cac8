"""The formats of bibliographies: how each is read, written and known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from explainer.bibliography import bibtex, csl_json, ris
from explainer.bibliography.charset import decode
from explainer.bibliography.corruption import is_page, look, mended
from explainer.bibliography.entries import Bibliography, settle
from explainer.model import CannotCheckError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from explainer.sources import Values


class FormatError(CannotCheckError):
    """Nobody can tell which format a file is in."""


class Format(NamedTuple):
    """A format: the endings of its files, how a text in it begins, and its two functions."""

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
    The name of the format of a file, from its ending, else from how its text begins.

    Raises `FormatError` where neither says.
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
    if is_page(text):
        hint = "download the bibliography again, or save it from the page"
        beside.add_fault(1, "this is a web page, and no bibliography", hint)
        return beside
    found = FORMATS[form].parse(mended(text, beside))
    found.faults += beside.faults
    settle(found)
    for entry in found.entries:
        look(entry, found)
    return found
