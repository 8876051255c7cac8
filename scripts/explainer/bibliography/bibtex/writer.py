"""Sources to a BibTeX file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.bibliography.bibtex.field_map import (
    ARTICLE_TYPES,
    MONTH_MACROS,
    NUMBERED_TYPES,
    SUBTYPES,
)
from explainer.bibliography.bibtex.parser import parse
from explainer.bibliography.entries import extra_fields_note, is_extra_fields_note
from explainer.bibliography.latex import encode
from explainer.bibliography.person_names import write_names
from explainer.sources import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from explainer.sources import Values

_WRITTEN_TYPES = {
    "article-journal": "article",
    "article-newspaper": "article",
    "article-magazine": "article",
    "chapter": "incollection",
    "thesis": "phdthesis",
    "report": "techreport",
    **dict.fromkeys(("webpage", "post", "post-weblog"), "online"),
    "legal_case": "jurisdiction",
    "motion_picture": "movie",
    **{kind: kind for kind in ("book", "dataset", "software", "standard", "patent", "legislation")},
    "paper-conference": "inproceedings",
    "manuscript": "unpublished",
    "periodical": "periodical",
    "review": "review",
}
_WRITTEN_FIELDS = {
    "title": "title",
    "title-short": "shorttitle",
    "container-title-short": "shortjournal",
    "collection-title": "series",
    "event-title": "eventtitle",
    "edition": "edition",
    "volume": "volume",
    "page": "pages",
    "number-of-pages": "pagetotal",
    "genre": "type",
    "version": "version",
    "publisher-place": "address",
    "language": "language",
    "PMID": "pmid",
    "PMCID": "pmcid",
    "keyword": "keywords",
}


def write(sources: Mapping[str, Values]) -> str:
    """A BibTeX file of sources by their keys, with what BibTeX cannot represent in `annote`."""
    return "\n".join(_write_entry(key, values) for key, values in sources.items())


def _write_entry(key: str, values: Values) -> str:
    kind, fields = _bibtex_fields(values)
    carried = parse(_format_entry(kind, key, fields)).entries
    rest = extra_fields_note(values, carried[0].values if carried else {})
    if rest:
        fields["annote"] = encode(rest)
    return _format_entry(kind, key, fields)


def _format_entry(kind: str, key: str, fields: Mapping[str, str]) -> str:
    lines = [
        f"  {name} = {value}," if name == "month" else f"  {name} = {{{value}}},"
        for name, value in fields.items()
    ]
    return "\n".join([f"@{kind}{{{key},", *lines, "}", ""])


def _bibtex_fields(values: Values) -> tuple[str, dict[str, str]]:
    """The type and the fields of an entry in the syntax of BibTeX."""
    kind = str(values.get("type", ""))
    written = _WRITTEN_TYPES.get(kind, "misc")
    fields: dict[str, str] = {}

    def put(name: str, field: str, how: Callable[[str], str] = encode) -> None:
        value = values.get(field)
        if isinstance(value, str):
            fields[name] = how(value)

    for name in NAMES:
        value = values.get(name)
        if isinstance(value, list):
            fields[name] = write_names(value)
    if kind in SUBTYPES.values():
        fields["entrysubtype"] = kind.removeprefix("article-")
    put("booktitle" if written in _PART_TYPES else "journal", "container-title")
    for field, name in _WRITTEN_FIELDS.items():
        put(name, field, _protected_title if field.startswith("title") else encode)
    put("note", "note", lambda note: "" if is_extra_fields_note(note) else encode(note))
    put(_PUBLISHER_FIELDS.get(written, "publisher"), "publisher")
    numbered = kind in NUMBERED_TYPES or "collection-title" not in values
    if kind in ARTICLE_TYPES:
        put("number", "issue")
    else:
        put("issue", "issue")
        put("number", "number" if numbered else "collection-number")
    put("pages", "page", lambda page: encode(page).replace("–", "--"))
    put("date", "issued")
    put("year", "issued", lambda date: date[:4])
    put("month", "issued", _month_macro)
    for field, name in _IDENTIFIER_FIELDS.items():
        put(name, field, _escape_url)
    return written, {name: fields[name] for name in sorted(fields, key=_sort_key) if fields[name]}


def _protected_title(title: str) -> str:
    """A title in a second pair of braces, so that styles keep its capital letters."""
    return f"{{{encode(title)}}}"


def _month_macro(date: str) -> str:
    return MONTH_MACROS[int(date[5:7]) - 1] if len(date) > len("2025") else ""


def _escape_url(address: str) -> str:
    """A URL with its braces and backslashes percent-encoded."""
    return address.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")


def _sort_key(name: str) -> int:
    return _FIRST_FIELDS.index(name) if name in _FIRST_FIELDS else len(_FIRST_FIELDS)


_PART_TYPES = {"incollection", "inproceedings"}
_PUBLISHER_FIELDS = {"techreport": "institution", "phdthesis": "school"}
_IDENTIFIER_FIELDS = {
    "accessed": "urldate",
    "URL": "url",
    "DOI": "doi",
    "ISBN": "isbn",
    "ISSN": "issn",
}
_FIRST_FIELDS = ("author", "editor", "translator", "title", "shorttitle", "journal", "booktitle")
