"""Sources to RIS."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explainer.bibliography.entries import extra_fields_note, is_extra_fields_note
from explainer.bibliography.ris.parser import parse
from explainer.bibliography.ris.tags import NOTE_TAGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from explainer.sources import Values

_WRITTEN_TYPES = {
    "article": "GEN", "article-journal": "JOUR", "article-magazine": "MGZN",
    "article-newspaper": "NEWS", "bill": "BILL", "book": "BOOK", "broadcast": "VIDEO",
    "chapter": "CHAP", "classic": "CLSWK", "collection": "BOOK", "dataset": "DATA",
    "entry": "ENCYC", "entry-dictionary": "DICT", "entry-encyclopedia": "ENCYC", "figure": "FIGURE",
    "graphic": "ART", "hearing": "HEAR", "interview": "PCOMM", "legal_case": "CASE",
    "legislation": "STAT", "manuscript": "UNPB", "map": "MAP", "motion_picture": "MPCT",
    "musical_score": "MUSIC", "pamphlet": "PAMP", "paper-conference": "CPAPER", "patent": "PAT",
    "periodical": "JFULL", "personal_communication": "PCOMM", "post": "ELEC",
    "post-weblog": "BLOG", "regulation": "STAT", "report": "RPRT", "review": "JOUR",
    "review-book": "JOUR", "software": "COMP", "song": "SOUND", "speech": "SLIDE",
    "standard": "STAND", "thesis": "THES", "treaty": "STAT", "webpage": "ELEC",
}  # fmt: skip
_PAGE_RANGE = re.compile(r"([^\s–-]+)[–-]([^\s–-]+)")


def write(sources: Mapping[str, Values]) -> str:
    """RIS of sources by their keys, with what RIS cannot represent in a note."""
    return "".join(_write_record(key, values) for key, values in sources.items())


def _write_record(key: str, values: Values) -> str:
    lines = list(_ris_lines(key, values))
    carried = parse(_format_record(lines)).entries
    rest = extra_fields_note(values, carried[0].values if carried else {})
    if rest:
        lines.append(("N1", rest))
    return _format_record(lines)


def _format_record(lines: list[tuple[str, str]]) -> str:
    return "".join(f"{tag}  - {text}\r\n" for tag, text in [*lines, ("ER", "")]) + "\r\n"


def _ris_lines(key: str, values: Values) -> Iterator[tuple[str, str]]:
    yield "TY", _WRITTEN_TYPES.get(str(values.get("type", "")), "GEN")
    yield "ID", key
    for tag, field in (("AU", "author"), ("A2", "editor"), ("A4", "translator")):
        names = values.get(field)
        for name in names if isinstance(names, list) else ():
            yield tag, _format_name(name)
    for tag, field in _TEXT_TAGS:
        value = values.get(field)
        if isinstance(value, str) and not (tag in NOTE_TAGS and is_extra_fields_note(value)):
            yield tag, value
    yield from _derived_lines(
        {name: text for name, text in values.items() if isinstance(text, str)}
    )


def _derived_lines(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if "page" in texts:
        span = _PAGE_RANGE.fullmatch(texts["page"])
        yield "SP", span[1] if span else texts["page"]
        if span:
            yield "EP", span[2]
    if "issued" in texts:
        year, month, day = (*texts["issued"].split("-"), "", "")[:3]
        yield "PY", year
        yield "DA", f"{year}/{month}/{day}/"
    if "accessed" in texts:
        yield "Y2", f"{texts['accessed'].replace('-', '/')}/"
    for name in ("ISBN", "ISSN"):
        if name in texts:
            yield "SN", texts[name]
    for word in texts.get("keyword", "").split(", "):
        if word:
            yield "KW", word


_TEXT_TAGS = (
    ("TI", "title"),
    ("ST", "title-short"),
    ("T2", "container-title"),
    ("J2", "container-title-short"),
    ("T3", "collection-title"),
    ("ET", "edition"),
    ("VL", "volume"),
    ("IS", "issue"),
    ("M1", "number"),
    ("M3", "genre"),
    ("PB", "publisher"),
    ("CY", "publisher-place"),
    ("LA", "language"),
    ("UR", "URL"),
    ("DO", "DOI"),
    ("N1", "note"),
)


def _format_name(name: Mapping[str, str]) -> str:
    if "literal" in name:
        return name["literal"]
    particle = (name.get("dropping-particle"), name.get("non-dropping-particle"))
    family = " ".join(filter(None, (*particle, name.get("family"))))
    parts = [family, name.get("given", ""), name.get("suffix", "")]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return ", ".join(parts)
