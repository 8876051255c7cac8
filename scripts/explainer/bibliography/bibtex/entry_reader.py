"""Field mapping: a raw BibTeX entry to an entry with the fields of a source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explainer.bibliography import dates
from explainer.bibliography.bibtex.field_map import (
    ARTICLE_TYPES,
    BIBLATEX_NAMES,
    FIELDS,
    GENRE_TITLES,
    GENRES,
    IGNORED_FIELDS,
    NAME_FIELDS,
    NOTE_FIELDS,
    NUMBERED_TYPES,
    READ_FIELDS,
    SUBTYPES,
    SUGGESTED_FIELDS,
    TARGET_FIELDS,
    TYPES,
)
from explainer.bibliography.entries import Bibliography, Entry, read_extra_fields_note
from explainer.bibliography.field_typos import OTHER_BIBTEX_FIELDS, intended_name
from explainer.bibliography.latex import decode, decode_url
from explainer.bibliography.person_names import NamesError, read_names, split_names
from explainer.model import nearest
from explainer.sources.identifiers import find_doi, find_isbn_issn, is_arxiv

if TYPE_CHECKING:
    from explainer.bibliography.bibtex.raw_entry import RawEntry

_URL = re.compile(r"\\url\s*\{([^{}]*)\}|(https?://[^\s{}\\]+)")
_RANGE = re.compile(r"\s*[/–]\s*|-(?=\d{4})")
_UNCERTAIN = re.compile(r"[?~%]+$")
_UNDATED = {"n.d", "nd", "no date", "undated", "s.d", "s. d", "n. d"}


def read_entry(raw: RawEntry, bibliography: Bibliography) -> Entry | None:
    """
    An entry with the fields of a source, or `None` where it has no field that a source has.

    Faults and skipped fields are added to `bibliography`.
    """
    entry = Entry(raw.key, raw.line)
    shown = repr(raw.key) if raw.key else "an entry"
    if not raw.key:
        bibliography.add_fault(
            raw.line, "an entry has no key", "write one behind the opening brace"
        )
    kind = TYPES.get(raw.kind)
    if kind is None:
        close = nearest(raw.kind, TYPES)
        hint = f"did you mean @{close}?" if close else "use one that BibTeX or biblatex knows"
        bibliography.add_fault(raw.line, f"{shown} is of an unknown type: @{raw.kind}", hint)
    else:
        subtype = raw.fields.get("entrysubtype")
        kind = SUBTYPES.get(subtype.text.strip().casefold(), kind) if subtype else kind
        entry.add("type", kind)
    reading = _EntryReader(raw, entry, kind or "", bibliography)
    reading.all()
    if not set(entry.values) - {"type"}:
        bibliography.add_fault(raw.line, f"{shown} has no fields", "fill it in, or remove it")
        return None
    if "title" not in entry.values and "title" not in reading.mistyped:
        line = raw.fields["title"].line if "title" in raw.fields else raw.line
        bibliography.add_fault(line, f"{shown} has no title", "add one; the entry was kept")
    return entry


class _EntryReader:
    """Maps the fields of a raw entry to those of a source."""

    def __init__(self, raw: RawEntry, entry: Entry, kind: str, bibliography: Bibliography) -> None:
        self._fields = raw.fields
        self._raw = raw
        self._entry = entry
        self._kind = kind
        self._bibliography = bibliography
        self.mistyped: set[str] = set()

    def all(self) -> None:
        """Map all fields; those that a source does not have are counted."""
        self._title("title", "subtitle", "title")
        for name, field in FIELDS.items():
            if name == "booktitle":
                self._title("booktitle", "booksubtitle", field)
            elif name in self._fields:
                self._text(name, field)
        for name, field in NAME_FIELDS.items():
            if name in self._fields:
                self._names(name, field)
        self._number()
        self._genre()
        self._dates()
        self._addresses()
        self._numbers()
        self._notes()
        for name in set(self._fields) - READ_FIELDS - IGNORED_FIELDS:
            if name in OTHER_BIBTEX_FIELDS or not self._is_typo(name):
                self._bibliography.left_out[name] += 1

    def _is_typo(self, name: str) -> bool:
        """Report a field whose name is a typo of one that is missing. Returns whether it is."""
        close = intended_name(name, SUGGESTED_FIELDS - self._fields.keys())
        if close is None or TARGET_FIELDS.get(close) in self._entry.values:
            return False
        hint = f"did you mean {close!r}? It was left out"
        self._bibliography.add_fault(self._fields[name].line, f"there is no field {name!r}", hint)
        self.mistyped.add(close)
        return True

    def _text(self, name: str, field: str) -> None:
        text, line = self._fields[name]
        plain = decode(text)
        if field == "genre":
            plain = GENRE_TITLES.get(plain.strip(), plain)
        before = self._entry.values.get(field, plain)
        if before != plain and plain.split():
            self._bibliography.left_out[name] += 1
            if name in BIBLATEX_NAMES:
                message = f"{name!r} differs from the field that it is a new name of"
                self._bibliography.add_fault(
                    line, message, f"keep one of the two; {before!r} counts"
                )
        self._entry.add(field, plain, line)

    def _title(self, name: str, below: str, field: str) -> None:
        if name in self._fields:
            text, line = self._fields[name]
            parts = [decode(text)]
            if below in self._fields:
                parts.append(decode(self._fields[below].text))
            self._entry.add(field, ": ".join(filter(str.strip, parts)), line)

    def _names(self, name: str, field: str) -> None:
        text, line = self._fields[name]
        if text.strip() and not all(split_names(text)):
            hint = "write a name on both sides, or 'and others' at the end; the names were kept"
            self._bibliography.add_fault(
                line, f"{name!r} has an 'and' without a name beside it", hint
            )
        for each in filter(None, split_names(text)):
            try:
                self._entry.add_names(field, read_names(each), line)
            except NamesError as error:
                hint = "write names as 'Family, Given', with ' and ' between; it was kept as one"
                self._bibliography.add_fault(line, f"{name!r} cannot be taken apart: {error}", hint)
                self._entry.add_names(field, [{"literal": decode(each)}], line)

    def _number(self) -> None:
        if "number" not in self._fields:
            return
        if self._kind in ARTICLE_TYPES:
            self._text("number", "issue")
        elif "series" in self._fields and self._kind not in NUMBERED_TYPES:
            self._text("number", "collection-number")
        else:
            self._text("number", "number")

    def _genre(self) -> None:
        genre = GENRES.get(self._raw.kind)
        if genre and "type" not in self._fields:
            self._entry.add("genre", genre)
        if "langid" in self._fields:
            text, line = self._fields["langid"]
            name = decode(text).strip()
            self._entry.add("language", name, line)

    def _dates(self) -> None:
        date = self._date("date", "issued") if "date" in self._fields else None
        if "year" in self._fields:
            self._year(date)
        elif "month" in self._fields and "date" not in self._fields:
            line = self._fields["month"].line
            self._bibliography.add_fault(line, "there is a month and no year", "add the year")
        if "urldate" in self._fields:
            text, line = self._fields["urldate"]
            self._date("urldate", "accessed", text, line)

    def _date(self, name: str, field: str, text: str = "", line: int = 0) -> str | None:
        text, line = (text, line) if text else self._fields[name]
        plain = decode(text).strip()
        begins, *ends = [plain]
        date = dates.read_date(_UNCERTAIN.sub("", plain))
        if date is None:
            begins, *ends = _RANGE.split(plain)
            date = dates.read_date(_UNCERTAIN.sub("", begins))
        if date is None:
            if plain.casefold().rstrip(".") not in _UNDATED and plain:
                hint = "write it as 2025, 2025-08 or 2025-08-14; it was left out"
                self._bibliography.add_fault(line, f"{name!r} is no date: {plain!r}", hint)
            return None
        if ends or _UNCERTAIN.search(begins):
            message = f"{name!r} says more than a source's date can: {plain!r}"
            self._bibliography.add_note(line, message, f"it was kept as {date}")
        if field == "accessed" and len(date) < len("2025-08-14"):
            message = f"{name!r} names no day: {plain!r}"
            self._bibliography.add_note(line, message, "it was left out")
            return None
        self._entry.add(field, date, line)
        return date

    def _year(self, date: str | None) -> None:
        text, line = self._fields["year"]
        year = decode(text).strip().removeprefix("{").removesuffix("}")
        if date:
            if year and re.fullmatch(r"\d{4}", year) and not date.startswith(year):
                message = f"'year' is {year} and 'date' is {date}"
                self._bibliography.add_fault(
                    line, message, "put one of them right; 'date' was kept"
                )
            return
        if not re.fullmatch(r"\d{4}", year) or "month" not in self._fields:
            if year:
                self._date("year", "issued", year, line)
            return
        self._month(year, line)

    def _month(self, year: str, line: int) -> None:
        text, at = self._fields["month"]
        month = decode(text).strip()
        day = decode(self._fields["day"].text).strip() if "day" in self._fields else None
        date, more = dates.read_within_year(year, month)
        if date and day and not more:
            date = dates.from_parts(year, date[5:7], day)
        if date and more:
            message = f"'month' says more than a source's date can: {month!r}"
            self._bibliography.add_note(at, message, f"it was kept as {date}")
        if date is None and month:
            named = f"{month} {day}" if day else month
            hint = "write it as aug, and the day as a number; the year alone was kept"
            self._bibliography.add_fault(at, f"'month' or 'day' is none: {named!r}", hint)
        self._entry.add("issued", date or year, line)

    def _addresses(self) -> None:
        if "url" in self._fields:
            text, line = self._fields["url"]
            match = _URL.search(text)
            self._entry.add("URL", decode_url(match[1] if match and match[1] else text), line)
        if "doi" in self._fields:
            text, line = self._fields["doi"]
            written = decode_url(text)
            self._entry.add("DOI", find_doi(written) or written, line)
        for name in ("howpublished", "note"):
            if name in self._fields and "URL" not in self._entry.values:
                text, line = self._fields[name]
                if match := _URL.search(text):
                    address = decode_url(match[1] or match[2]).rstrip(".,;)")
                    self._entry.add("URL", address, line)
        if "eprint" in self._fields:
            self._eprint()

    def _eprint(self) -> None:
        text, line = self._fields["eprint"]
        archive = self._fields.get("eprinttype") or self._fields.get("archiveprefix")
        name = archive.text.strip().casefold() if archive else ""
        number = decode_url(text)
        if name == "arxiv":
            number = re.sub(r"^arxiv:", "", number, flags=re.IGNORECASE)
            if not is_arxiv(number):
                hint = "write it as 2401.00001 or hep-th/9901001; it was left out"
                self._bibliography.add_fault(
                    line, f"'eprint' is no number of arXiv: {text!r}", hint
                )
                return
            # The URL that arXiv states for its papers.
            self._entry.add("URL", f"https://arxiv.org/abs/{number}", line)
        elif name in {"pubmed", "pmid"}:
            self._entry.add("PMID", number, line)
        else:
            self._bibliography.left_out["eprint"] += 1

    def _numbers(self) -> None:
        for name, field in (("isbn", "ISBN"), ("issn", "ISSN")):
            if name not in self._fields:
                continue
            text, line = self._fields[name]
            numbers = find_isbn_issn(decode(text))
            right = numbers.isbn if field == "ISBN" else numbers.issn
            other = numbers.issn if field == "ISBN" else numbers.isbn
            for wrong in (*numbers.wrong, *filter(None, [other])):
                hint = "look at its digits, of which the last checks the others; it was left out"
                self._bibliography.add_fault(line, f"{name!r} holds no {field}: {wrong!r}", hint)
            self._entry.add(field, right, line)

    def _notes(self) -> None:
        notes = []
        for name in NOTE_FIELDS:
            if name not in self._fields:
                continue
            text, line = self._fields[name]
            plain = decode(text)
            if read_extra_fields_note(self._entry, plain, line, self._bibliography):
                continue
            if name != "howpublished" or not _URL.fullmatch(text.strip()):
                notes.append(plain.strip())
        self._entry.add("note", "; ".join(filter(None, notes)), self._entry.line)
