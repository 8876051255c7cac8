"""Field mapping: a RIS record to an entry with the fields of a source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explainer.bibliography import dates
from explainer.bibliography.entries import (
    Bibliography,
    Entry,
    is_extra_fields_note,
    read_extra_fields_note,
)
from explainer.bibliography.person_names import OTHERS, is_suffix
from explainer.bibliography.ris.tags import (
    DATE_TAGS,
    FIELDS,
    KNOWN_TAGS,
    KNOWN_TYPES,
    NAMES,
    NOTE_TAGS,
    NUMBERED_TYPES,
    READ_TAGS,
    TYPES,
    URL_TAGS,
)
from explainer.model import nearest
from explainer.sources.identifiers import find_doi, find_isbn_issn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.bibliography.ris.tokenizer import TaggedLine

_SINGLE_TAGS = ("ID", "DO", "SP", "EP", "T2", "JO", "JF", "BT")
"""The tags that count once in a record; a second one with another text is a fault."""

_TWO_NAMES = re.compile(r"[^,;]+,[^,;]*[^,;\s](?:\s+(?:&|and)\s+|\s*;)[^,;]+,[^,]+")
_YEAR = re.compile(r"\d{4}\b")


class RecordReader:
    """Maps the tags of a record to the fields of a source."""

    def __init__(self, record: list[TaggedLine], bibliography: Bibliography) -> None:
        self._record = record
        self._bibliography = bibliography
        self._first = record[0]
        self._is_exported = any(
            line.tag in NOTE_TAGS and is_extra_fields_note(line.text) for line in record
        )
        key = next((line.text for line in record if line.tag == "ID"), "")
        self._entry = Entry(key, self._first.number)
        self._shown = repr(key) if key else "a record"

    def _of(self, *tags: str) -> list[TaggedLine]:
        return [line for tag in tags for line in self._record if line.tag == tag and line.text]

    def entry(self) -> Entry | None:
        """The entry, or `None` where it has no field that a source has."""
        entry, found = self._entry, self._bibliography
        self._type()
        self._report_repeated()
        for tag, field in FIELDS.items():
            for line in self._of(tag):
                self._text(line, field)
        for line in self._record:
            if line.tag in NAMES and line.text:
                self._name(line)
        self._pages()
        self._dates()
        self._numbers()
        self._rest()
        if not set(entry.values) - {"type"}:
            found.add_fault(entry.line, f"{self._shown} has no fields", "fill it in, or remove it")
            return None
        if "title" not in entry.values:
            hint = "add a line 'TI  - …'; the record was kept"
            lines = [line.number for line in self._record if line.tag in {"TI", "T1"}]
            found.add_fault(lines[0] if lines else entry.line, f"{self._shown} has no title", hint)
        return entry

    def _type(self) -> None:
        if self._first.tag != "TY":
            return
        kind = self._first.text.upper()
        if kind in TYPES:
            self._entry.add("type", TYPES[kind], self._first.number)
        elif kind in KNOWN_TYPES:
            hint = "choose one in the source's file"
            message = f"{self._shown} is of a type that a source has no word for: {kind}"
            self._bibliography.add_note(self._first.number, message, hint)
        else:
            close = nearest(kind, KNOWN_TYPES)
            hint = f"did you mean {close}?" if close else "use one of RIS's, such as JOUR"
            message = f"{self._shown} is of an unknown type: {self._first.text!r}"
            self._bibliography.add_fault(self._first.number, message, hint)

    def _report_repeated(self) -> None:
        for tag in _SINGLE_TAGS:
            first, *others = self._of(tag) or [self._first]
            for line in others:
                if line.text != first.text:
                    message = f"{self._shown} has {tag!r} again, with another text"
                    hint = f"keep one of the two; {first.text[:60]!r} counts"
                    self._bibliography.add_fault(line.number, message, hint)

    def _text(self, line: TaggedLine, field: str) -> None:
        before = self._entry.values.get(field)
        if field == "container-title" and isinstance(before, str):
            if before != line.text and line.tag == "JO":
                self._entry.add("container-title-short", line.text, line.number)
            return
        if field in {"title", "volume", "issue", "publisher", "edition"} and before is not None:
            if before != line.text:
                message = f"{self._shown} has {line.tag!r} again, with another text"
                hint = f"keep one of the two; {before!r} counts"
                self._bibliography.add_fault(line.number, message, hint)
            return
        self._entry.add(field, line.text, line.number)

    def _name(self, line: TaggedLine) -> None:
        self._entry.add_names(NAMES[line.tag], [_read_name(line.text)], line.number)
        hint = "give each of them a line; it was kept as one"
        if self._is_exported:
            # Its note has the exact names.
            return
        if _TWO_NAMES.fullmatch(line.text):
            message = f"{line.tag!r} holds more than one name: {line.text[:40]!r}"
            self._bibliography.add_fault(line.number, message, hint)
        elif ";" in line.text:
            message = f"{line.tag!r} may hold more than one name: {line.text[:40]!r}"
            self._bibliography.add_note(line.number, message, hint)

    def _pages(self) -> None:
        first, last = self._of("SP"), self._of("EP")
        if first:
            pages = first[0].text
            if last and last[0].text != pages:
                pages += f"–{last[0].text}"
            self._entry.add("page", pages, first[0].number)
        elif last:
            hint = "add 'SP  - '; it was left out"
            self._bibliography.add_fault(
                last[0].number, f"{self._shown} has a last page and no first", hint
            )

    def _dates(self) -> None:
        best: tuple[str, int] | None = None
        for said, line in self._read_dates():
            if best is None or (len(said) > len(best[0]) and said.startswith(best[0])):
                best = said, line.number
            elif said[:4] != best[0][:4]:
                message = f"{line.tag!r} says {said}, and another date {best[0]}"
                self._bibliography.add_fault(
                    line.number, message, f"put it right; {best[0]} counts"
                )
        if best:
            self._entry.add("issued", *best)
        for line in self._of("Y2"):
            date = _read_date(line.text)
            if date is None:
                hint = "write it as 2025/08/14/; it was left out"
                self._bibliography.add_fault(line.number, f"'Y2' is no date: {line.text!r}", hint)
            elif len(date) < len("2025-08-14"):
                self._bibliography.add_note(line.number, "'Y2' names no day", "it was left out")
            else:
                self._entry.add("accessed", date, line.number)

    def _read_dates(self) -> Iterator[tuple[str, TaggedLine]]:
        """The dates of publication, each with its line."""
        years = [line.text[:4] for line in self._of("PY", "Y1") if _YEAR.match(line.text)]
        for line in self._of(*DATE_TAGS):
            whole = _read_date(line.text)
            date, more = (whole, False) if whole else _read_partial_date(line.text, years)
            if date:
                yield date, line
            elif line.text.strip("/ ").casefold().rstrip(".") not in {"n.d", "nd", ""}:
                hint = "write it as 2025 or 2025/08/14/; it was left out"
                self._bibliography.add_fault(
                    line.number, f"{line.tag!r} is no date: {line.text!r}", hint
                )
            if date and more:
                message = f"{line.tag!r} says more than a source's date can: {line.text!r}"
                self._bibliography.add_note(line.number, message, f"it was taken as {date}")

    def _numbers(self) -> None:
        for line in self._of("DO"):
            self._entry.add("DOI", find_doi(line.text) or line.text, line.number)
        isbn: list[str] = []
        issn: list[str] = []
        lines = self._of("SN")
        for line in lines:
            numbers = find_isbn_issn(line.text)
            isbn += filter(None, [numbers.isbn])
            issn += filter(None, [numbers.issn])
            if self._entry.values.get("type") in NUMBERED_TYPES and numbers.wrong:
                self._entry.add("number", line.text, line.number)
                continue
            for wrong in numbers.wrong:
                hint = "look at its digits, of which the last checks the others; it was left out"
                message = f"'SN' holds neither an ISBN nor an ISSN: {wrong!r}"
                self._bibliography.add_fault(line.number, message, hint)
        if lines:
            self._entry.add("ISBN", ", ".join(isbn), lines[0].number)
            self._entry.add("ISSN", ", ".join(issn), lines[0].number)

    def _rest(self) -> None:
        addresses = self._of(*URL_TAGS)
        for line in addresses[:1]:
            first, *others = re.split(r";\s*(?=https?://)|\s+(?=https?://)", line.text)
            self._entry.add("URL", first, line.number)
            if others:
                self._bibliography.left_out["UR"] += len(others)
        self._bibliography.left_out["UR"] += len(addresses[1:])
        if not self._bibliography.left_out["UR"]:
            del self._bibliography.left_out["UR"]
        words = self._of("KW")
        if words:
            self._entry.add("keyword", ", ".join(line.text for line in words), words[0].number)
        notes = [
            line.text
            for line in self._of(*NOTE_TAGS)
            if not read_extra_fields_note(self._entry, line.text, line.number, self._bibliography)
        ]
        self._entry.add("note", "; ".join(notes))
        for line in self._record:
            if line.tag not in KNOWN_TAGS:
                close = nearest(line.tag, KNOWN_TAGS)
                hint = f"did you mean {close!r}?" if close else "look for a slip; it was left out"
                self._bibliography.add_fault(line.number, f"there is no tag {line.tag!r}", hint)
            elif line.tag not in READ_TAGS and line.text:
                self._bibliography.left_out[line.tag] += 1


def _read_name(text: str) -> dict[str, str]:
    family, *rest = [part.strip() for part in text.split(",", 2)]
    if (
        not rest
        or ";" in text
        or _TWO_NAMES.fullmatch(text)
        or (rest[1:] and not is_suffix(rest[1]))
    ):
        return {"literal": OTHERS if text.casefold() in {"et al", "et al."} else text}
    return {"family": family, "given": rest[0], "suffix": rest[1] if len(rest) > 1 else ""}


def _read_date(text: str) -> str | None:
    """A date in the syntax of RIS, `YYYY/MM/DD/other`, whose end may be missing or empty."""
    year, *rest = (part.strip() for part in text.split("/"))
    if rest and (month := dates.month_number(rest[0])):
        rest[0] = month
    if not re.fullmatch(r"\d{4}", year) or any(part and not part.isdigit() for part in rest[:2]):
        return dates.read_date(text)
    if len(rest) > 1 and rest[1] and not rest[0]:
        return None
    return dates.from_parts(year, *(part.zfill(2) for part in rest[:2]))


def _read_partial_date(text: str, years: list[str]) -> tuple[str | None, bool]:
    """A date whose year another tag has, and whether precision was lost, such as of a range."""
    if not years or "//" in text:
        # Between two strokes a month is missing, and what follows is no month.
        return None, False
    year = years[0]
    return dates.read_within_year(year, re.sub(rf"[\s,/]*\b{year}\b[\s,/]*", " ", text).strip(" /"))
