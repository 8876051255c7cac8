"""One source from what a person has: an address, a DOI, an ISBN, a saved page or a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from explainer.bibliography.entries import BY_NAME
from explainer.bibliography.metadata import read_file
from explainer.bibliography.stated import MetadataError, Stated
from explainer.model import Place
from explainer.schema import CHECKS, lacking
from explainer.sources import FIELDS, PASSAGE_FIELDS
from explainer.sources.identifiers import doi_address, find_doi, find_isbn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explainer.schema import Field
    from explainer.sources import Values

PERIODICALS = frozenset({"article-newspaper", "article-journal", "article-magazine", "chapter"})
"""The types that need the name of what they appeared in, or of its publisher."""

PASSAGE = {entry.name: entry for entry in PASSAGE_FIELDS}
"""The fields of a passage by their names."""


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
    fault = CHECKS[entry.kind](text, entry)
    return f"{entry.name!r} {fault}" if fault else None


def name_of(text: str) -> dict[str, str]:
    """A name as people type it: `Family, Given`, or a body, in braces where it has a comma."""
    text = " ".join(text.split())
    if text.startswith("{") and text.endswith("}"):
        return {"literal": text[1:-1].strip()}
    family, comma, given = (part.strip() for part in text.partition(","))
    return {"family": family, "given": given} if comma and family and given else {"literal": text}


def missing(values: Mapping[str, object]) -> list[Field]:
    """The fields that a source of these fields has to have, and has not."""
    places = dict.fromkeys(values, Place(""))
    lack = [
        entry for entry in lacking(places, FIELDS) if not (entry.name == "URL" and "ISBN" in values)
    ]
    if values.get("type") in PERIODICALS and not {"container-title", "publisher"} & set(values):
        lack.append(BY_NAME["container-title"])
    return lack
