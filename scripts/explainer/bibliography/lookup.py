"""The lookup of one source by what a user enters: a URL, a DOI, an ISBN, or a saved file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from explainer.bibliography import entries
from explainer.bibliography.entries import FIELDS_BY_NAME
from explainer.bibliography.metadata_collector import FileMetadata, MetadataError
from explainer.bibliography.page_metadata import read_file
from explainer.bibliography.person_names import is_suffix
from explainer.model import Place
from explainer.rules.source import MOST_WORDS, count_words
from explainer.sources import FIELDS, PASSAGE_FIELDS, clean
from explainer.sources.identifiers import doi_url, find_doi, find_isbn
from explainer.yaml_schema import CHECKS, lacking

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explainer.sources import Values
    from explainer.yaml_schema import Field

PERIODICALS = frozenset({"article-newspaper", "article-journal", "article-magazine", "chapter"})
"""The types that need the name of what they appeared in, or of its publisher."""

PASSAGE_FIELDS_BY_NAME = {entry.name: entry for entry in PASSAGE_FIELDS}
"""The fields of a passage by their names."""

_CONTROL_KEYS = re.compile(r"\x1b(?:\[[0-9;]*[A-Za-z~]|O[A-Z])?")


def look_up(what: str) -> FileMetadata:
    """
    The metadata in a URL, a DOI, an ISBN or the file at a path. Nothing is requested.

    Raises `MetadataError` where it is none of these or cannot be read, and `OSError`.
    """
    file = Path(what)
    if "://" not in what and file.is_file():
        return read_file(file)
    if doi := find_doi(what):
        values: Values = {"URL": doi_url(doi), "DOI": doi}
        return FileMetadata(values, {"URL": "what every DOI leads by", "DOI": "what was typed"})
    if isbn := find_isbn(what):
        if fault := field_fault(FIELDS_BY_NAME["ISBN"], isbn):
            message = f"{fault}; look at its digits"
            raise MetadataError(message)
        return FileMetadata({"ISBN": isbn}, {"ISBN": "what was typed"})
    if urlsplit(what).scheme in {"http", "https"}:
        if fault := field_fault(FIELDS_BY_NAME["URL"], what):
            message = fault.removeprefix("'URL' ")
            raise MetadataError(message)
        return FileMetadata({"URL": what}, {"URL": "what was typed"})
    message = f"{what!r} is neither an address nor a DOI nor an ISBN, and there is no such file"
    raise MetadataError(message)


def field_fault(entry: Field, text: str) -> str | None:
    """What is wrong with a text as the value of a field, if anything."""
    fault = entries.fault_of(entry.name, text) if entry.name in FIELDS_BY_NAME else None
    fault = fault or CHECKS[entry.kind](text, entry)
    if (
        fault is None
        and entry is PASSAGE_FIELDS_BY_NAME["words"]
        and count_words(text) > MOST_WORDS
    ):
        fault = f"has {count_words(text)} words, and may have {MOST_WORDS}"
    return f"{entry.name!r} {fault}" if fault else None


def clean_input(text: str) -> str:
    """A text that was typed, without the escape sequences of cursor keys."""
    return clean(_CONTROL_KEYS.sub("", text))


def parse_name(text: str) -> dict[str, str] | None:
    """
    The parts of a name: `Family, Given`, or an organization, in braces where it has a comma.

    Returns `None` where a text has more commas than a name can have; `Jr.` may follow one.
    """
    text = clean_input(text)
    if text.startswith("{") and text.endswith("}"):
        return {"literal": text[1:-1].strip()}
    family, *rest = [part.strip() for part in text.split(",")]
    if not rest:
        return {"literal": text}
    suffix = rest.pop() if len(rest) > 1 and is_suffix(rest[-1]) else ""
    if len(rest) > 1 or not family or not rest[0]:
        return None
    return {"family": family, "given": rest[0], **({"suffix": suffix} if suffix else {})}


def missing_fields(values: Mapping[str, object]) -> list[Field]:
    """The required fields that a source with these values lacks."""
    places = dict.fromkeys(values, Place(""))
    lack = [
        entry for entry in lacking(places, FIELDS) if not (entry.name == "URL" and "ISBN" in values)
    ]
    if values.get("type") in PERIODICALS and not {"container-title", "publisher"} & set(values):
        lack.append(FIELDS_BY_NAME["container-title"])
    return lack
