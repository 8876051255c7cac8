"""One source from what a person has: an address, a DOI, an ISBN, a saved page or a PDF."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from explainer.bibliography import entries
from explainer.bibliography.collected import MetadataError, Stated
from explainer.bibliography.entries import BY_NAME
from explainer.bibliography.page_metadata import read_file
from explainer.bibliography.person_names import is_suffix
from explainer.model import Place
from explainer.rules.source import MOST_WORDS, count_words
from explainer.sources import FIELDS, PASSAGE_FIELDS, clean
from explainer.sources.identifiers import doi_address, find_doi, find_isbn
from explainer.yaml_schema import CHECKS, lacking

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explainer.sources import Values
    from explainer.yaml_schema import Field

PERIODICALS = frozenset({"article-newspaper", "article-journal", "article-magazine", "chapter"})
"""The types that need the name of what they appeared in, or of its publisher."""

PASSAGE = {entry.name: entry for entry in PASSAGE_FIELDS}
"""The fields of a passage by their names."""

_KEYS = re.compile(r"\x1b(?:\[[0-9;]*[A-Za-z~]|O[A-Z])?")


def recognise(what: str) -> Stated:
    """
    What an address, a DOI, an ISBN or the path of a file says of a source.

    Raises `MetadataError` where it is none of them or cannot be read, and `OSError`.
    """
    file = Path(what)
    if "://" not in what and file.is_file():
        return read_file(file)
    if doi := find_doi(what):
        values: Values = {"URL": doi_address(doi), "DOI": doi}
        return Stated(values, {"URL": "what every DOI leads by", "DOI": "what was typed"})
    if isbn := find_isbn(what):
        if fault := fault_of(BY_NAME["ISBN"], isbn):
            message = f"{fault}; look at its digits"
            raise MetadataError(message)
        return Stated({"ISBN": isbn}, {"ISBN": "what was typed"})
    if urlsplit(what).scheme in {"http", "https"}:
        if fault := fault_of(BY_NAME["URL"], what):
            message = fault.removeprefix("'URL' ")
            raise MetadataError(message)
        return Stated({"URL": what}, {"URL": "what was typed"})
    message = f"{what!r} is neither an address nor a DOI nor an ISBN, and there is no such file"
    raise MetadataError(message)


def fault_of(entry: Field, text: str) -> str | None:
    """What is wrong with a text as the value of a field, if anything."""
    fault = entries.fault_of(entry.name, text) if entry.name in BY_NAME else None
    fault = fault or CHECKS[entry.kind](text, entry)
    if fault is None and entry is PASSAGE["words"] and count_words(text) > MOST_WORDS:
        fault = f"has {count_words(text)} words, and may have {MOST_WORDS}"
    return f"{entry.name!r} {fault}" if fault else None


def typed(text: str) -> str:
    """What a person typed, without what keys that move the cursor leave on some terminals."""
    return clean(_KEYS.sub("", text))


def name_of(text: str) -> dict[str, str] | None:
    """
    A name as people type it: `Family, Given`, or a body, in braces where it has a comma.

    Gives `None` where a text has more commas than a name can; `Jr.` and the like may follow one.
    """
    text = typed(text)
    if text.startswith("{") and text.endswith("}"):
        return {"literal": text[1:-1].strip()}
    family, *rest = [part.strip() for part in text.split(",")]
    if not rest:
        return {"literal": text}
    suffix = rest.pop() if len(rest) > 1 and is_suffix(rest[-1]) else ""
    if len(rest) > 1 or not family or not rest[0]:
        return None
    return {"family": family, "given": rest[0], **({"suffix": suffix} if suffix else {})}


def missing(values: Mapping[str, object]) -> list[Field]:
    """The fields that a source of these fields has to have, and has not."""
    places = dict.fromkeys(values, Place(""))
    lack = [
        entry for entry in lacking(places, FIELDS) if not (entry.name == "URL" and "ISBN" in values)
    ]
    if values.get("type") in PERIODICALS and not {"container-title", "publisher"} & set(values):
        lack.append(BY_NAME["container-title"])
    return lack
