"""What somebody types: an address, a DOI, an ISBN, a file, a name, and what is missing then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from explainer.bibliography import lookup
from explainer.bibliography.entries import FIELDS_BY_NAME
from explainer.bibliography.metadata_collector import MetadataError

if TYPE_CHECKING:
    from pathlib import Path

    from explainer.sources import Values

KNOWN = {
    "https://example.org/heat": {"URL": "https://example.org/heat"},
    "http://example.org/heat": {"URL": "http://example.org/heat"},
    "doi:10.1000/182": {"URL": "https://doi.org/10.1000/182", "DOI": "10.1000/182"},
    "https://doi.org/10.1000/182": {"URL": "https://doi.org/10.1000/182", "DOI": "10.1000/182"},
    "978-0-306-40615-7": {"ISBN": "978-0-306-40615-7"},
    "ISBN 080442957X": {"ISBN": "080442957X"},
}


@pytest.mark.parametrize(("typed", "values"), KNOWN.items())
def test_look_up(typed: str, values: Values) -> None:
    """What is typed is known by its form, and every field says that it was typed."""
    found = lookup.look_up(typed)

    assert found.values == values
    assert list(found.where) == list(values)
    assert found.where[list(values)[-1]] == "what was typed"


UNKNOWN = {
    "978-0-306-40615-8": "'ISBN' is no ISBN, or its check digit does not fit: .*; look at its",
    "https://exa mple.org": "^holds a space$",
    "https://": "^is not a full web address: 'https://'$",
    "ftp://example.org/a": "is neither an address nor a DOI nor an ISBN, and there is no such file",
    "the report": "'the report' is neither an address",
    "030640615": "is neither an address",
    "97803064061579": "is neither an address",
}


@pytest.mark.parametrize(("typed", "message"), UNKNOWN.items())
def test_look_up_refused(typed: str, message: str) -> None:
    """What is none of these is refused, with what is wrong with it."""
    with pytest.raises(MetadataError, match=message):
        lookup.look_up(typed)


def test_look_up_file(tmp_path: Path) -> None:
    """A file that is there is read, whatever else its name may mean."""
    (tmp_path / "heat.html").write_text("<title>Heat</title>")

    assert lookup.look_up(str(tmp_path / "heat.html")).values == {"title": "Heat"}
    with pytest.raises(MetadataError):
        lookup.look_up(str(tmp_path / "rain.html"))


FAULTS = [
    ("issued", "2020", None),
    ("issued", "soon", "'issued' is not a date: 'soon'"),
    ("issued", "3021", "'issued' lies in the future: '3021'"),
    ("accessed", "3021-01-01", "'accessed' lies in the future: '3021-01-01'"),
    ("number", "3021", None),
    ("words", "a b c d e f g h i j k l", None),
    ("words", "a b c d e f g h i j k l m", "'words' has 13 words, and may have 12"),
    ("fact", "a b c d e f g h i j k l m", None),
]


@pytest.mark.parametrize(("name", "text", "message"), FAULTS)
def test_field_fault(name: str, text: str, message: str | None) -> None:
    """A text is judged by the field that it is for; the words of a passage are counted."""
    fields = {**lookup.PASSAGE_FIELDS_BY_NAME, **FIELDS_BY_NAME}

    assert lookup.field_fault(fields[name], text) == message


INPUTS = {
    "Heat\x1b[D\x1b[1;5C and \x1bOHrain\x1b[3~ ": "Heat and rain",
    "\x1b": "",
    "[A]": "[A]",
}


@pytest.mark.parametrize(("typed", "meant"), INPUTS.items())
def test_clean_input(typed: str, meant: str) -> None:
    """Keys that move the cursor leave nothing in a text."""
    assert lookup.clean_input(typed) == meant


NAMES: dict[str, dict[str, str] | None] = {
    "Doe, Jane": {"family": "Doe", "given": "Jane"},
    " Doe ,  Jane ": {"family": "Doe", "given": "Jane"},
    "World Bank": {"literal": "World Bank"},
    "{Food, Farming and Fish}": {"literal": "Food, Farming and Fish"},
    "{ Rain }": {"literal": "Rain"},
    "{Rain": {"literal": "{Rain"},
    "Rain}": {"literal": "Rain}"},
    "King, Martin, Jr.": {"family": "King", "given": "Martin", "suffix": "Jr."},
    "King, Jr.": {"family": "King", "given": "Jr."},
    "King, Martin, Luther": None,
    "King, Martin, Luther, Jr.": None,
    "Doe,": None,
    ", Jane": None,
    ",": None,
}


@pytest.mark.parametrize(("typed", "parts"), NAMES.items())
def test_parse_name(typed: str, parts: dict[str, str] | None) -> None:
    """A name has a comma between its parts, or is an organization's; more commas are refused."""
    assert lookup.parse_name(typed) == parts


WHOLE = {"type": "report", "title": "T", "URL": "u", "tier": "t", "origin": "o", "passages": ""}
MISSING: dict[str, tuple[dict[str, str], list[str]]] = {
    "nothing": (WHOLE, []),
    "an address": ({**WHOLE, "URL": ""}, ["URL"]),
    "an address of a book": ({**WHOLE, "URL": "", "ISBN": "x"}, []),
    "a title of a book": ({**WHOLE, "title": "", "URL": "", "ISBN": "x"}, ["title"]),
    "where it appeared": ({**WHOLE, "type": "article-journal"}, ["container-title"]),
    "where it appeared, which is said": (
        {**WHOLE, "type": "chapter", "container-title": "C"}, []
    ),
    "where it appeared, whose publisher is said": (
        {**WHOLE, "type": "article-newspaper", "publisher": "P"}, []
    ),
}  # fmt: skip


@pytest.mark.parametrize(("values", "missing"), MISSING.values(), ids=MISSING)
def test_missing_fields(values: dict[str, str], missing: list[str]) -> None:
    """A source needs its required fields; one in a periodical needs the periodical's name."""
    given = {name: value for name, value in values.items() if value or name == "passages"}

    assert [entry.name for entry in lookup.missing_fields(given)] == missing
