"""
BibTeX and biblatex.

`bibtexparser` takes a file apart into blocks, each with its line, and goes on behind one that is
broken. What the blocks mean is read here.
"""

from __future__ import annotations

import bisect
import logging
import re
from typing import TYPE_CHECKING, NamedTuple

from bibtexparser import model as bib
from bibtexparser.splitter import Splitter

from explainer.bibliography import dates
from explainer.bibliography.bibtex_recovery import closing, diagnose, hidden, tell_stray
from explainer.bibliography.entries import (
    Bibliography,
    Entry,
    is_extension_name,
    note_of,
    take_note,
)
from explainer.bibliography.field_typos import BIBTEX, meant_by
from explainer.bibliography.latex import decode, decode_address, encode
from explainer.bibliography.person_names import NamesError, read_names, separated, write_names
from explainer.model import nearest
from explainer.sources import NAMES
from explainer.sources.identifiers import find_doi, find_numbers, is_arxiv

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from explainer.sources import Values

TYPES = {
    "article": "article-journal",
    "book": "book",
    "mvbook": "book",
    "booklet": "pamphlet",
    "manual": "book",
    "collection": "book",
    "mvcollection": "book",
    "proceedings": "book",
    "mvproceedings": "book",
    "reference": "book",
    "inbook": "chapter",
    "bookinbook": "chapter",
    "suppbook": "chapter",
    "incollection": "chapter",
    "suppcollection": "chapter",
    "inreference": "entry-encyclopedia",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "techreport": "report",
    "report": "report",
    "online": "webpage",
    "electronic": "webpage",
    "www": "webpage",
    "misc": "document",
    "unpublished": "manuscript",
    "dataset": "dataset",
    "software": "software",
    "standard": "standard",
    "patent": "patent",
    "legislation": "legislation",
    "jurisdiction": "legal_case",
    "movie": "motion_picture",
    "video": "motion_picture",
    "audio": "song",
    "music": "song",
    "letter": "personal_communication",
    "periodical": "periodical",
    "review": "review",
    "image": "graphic",
    "artwork": "graphic",
    "legal": "treaty",
    "performance": "performance",
}
"""What each type of entry is in the terms of a source."""

_WRITTEN = {
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
_GENRES = {"mastersthesis": "Master's thesis"}
_KINDS = {
    "phdthesis": "PhD thesis",
    "mathesis": "Master's thesis",
    "bathesis": "Bachelor's thesis",
    "candthesis": "Candidate thesis",
    "techreport": "Technical report",
    "resreport": "Research report",
}
"""What biblatex's own words for a type of thesis or report mean."""
_SUBTYPES = {"newspaper": "article-newspaper", "magazine": "article-magazine"}

FIELDS = {
    "shorttitle": "title-short",
    "journal": "container-title",
    "journaltitle": "container-title",
    "booktitle": "container-title",
    "shortjournal": "container-title-short",
    "series": "collection-title",
    "eventtitle": "event-title",
    "edition": "edition",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "pagetotal": "number-of-pages",
    "type": "genre",
    "version": "version",
    "publisher": "publisher",
    "institution": "publisher",
    "school": "publisher",
    "organization": "publisher",
    "address": "publisher-place",
    "location": "publisher-place",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "keywords": "keyword",
    "keyword": "keyword",
    "language": "language",
}
"""The fields that are texts and have one of a source's for their own."""

_NAMES = {"author": "author", "editor": "editor", "translator": "translator"}
_NEW_NAMES = {"journaltitle", "location"}  # of biblatex
_NOTES = ("note", "howpublished", "annote", "annotation")
_NO_WORKS = {"xdata", "set", "bibnote", "control", "ieeetranbstctl"}
"""What is written like an entry and is none: what others inherit, sets, settings of styles."""

_MINE = frozenset(
    [
        *FIELDS,
        *_NAMES,
        *_NOTES,
        *("title", "subtitle", "booksubtitle", "number", "date", "year", "month", "day", "url"),
        *("urldate", "doi", "isbn", "issn", "isan", "eprint", "eprinttype", "archiveprefix"),
        *("entrysubtype", "langid", "crossref", "xdata"),
    ]
) - {"isan"}
_IGNORED = {"primaryclass", "eprintclass", "options", "ids", "hyphenation", "keywordsep"}
_MEANT = _MINE - {"keyword", "day", "isan"}
_NAMED_ALIKE = {**FIELDS, **_NAMES, "year": "issued", "date": "issued", "number": "number"}
_ORDER = {
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
_NUMBERED = {"report", "patent", "standard", "legislation", "manuscript"}
_ARTICLES = {"article-journal", "article-newspaper", "article-magazine", "review", "periodical"}
_ABBREVIATED = tuple(name[:3] for name in dates.MONTHS)
_IDENTIFIER = re.compile(r"[A-Za-z_!$&*+./:;<>?@\[\]^`|-][\w!$&*+./:;<>?@\[\]^`|-]*")
_NEXT_FIELD = re.compile(r"[\s;]*([A-Za-z][\w-]*)\s*=\s*")
_DIGITS = re.compile(r"\d+(?=\s*(?:#|$|\n))")
_BEHIND_WORD = re.compile(r"\s*(?:#|$)|\s*\n\s*[A-Za-z][\w-]*\s*=")
_NO_VALUE = re.compile(rf"{_NEXT_FIELD.pattern}[{{\"\d]")
_BLANK = " \t\n\r\f\v\u00a0\u200b\u2060"
_LONGEST = 100_000
_DEEPEST = 40
_URL = re.compile(r"\\url\s*\{([^{}]*)\}|(https?://[^\s{}\\]+)")
_SPAN = re.compile(r"\s*[/–]\s*|-(?=\d{4})")
_UNSURE = re.compile(r"[?~%]+$")
_UNDATED = {"n.d", "nd", "no date", "undated", "s.d", "s. d", "n. d"}


class _Text(NamedTuple):
    """A field's value as it is written, without what encloses it, and its line."""

    text: str
    line: int


def parse(text: str) -> Bibliography:
    """
    Read a BibTeX or biblatex file.

    Takes any text and never raises; what is wrong is among the faults.
    """
    bibliography = Bibliography()
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    blocks = Splitter(text).split().blocks
    strings = {month: month for month in _ABBREVIATED}
    for block in blocks:
        whole = block.ignore_error_block if isinstance(block, bib.ParsingFailedBlock) else block
        if isinstance(whole, bib.String):
            read = _Values(strings, bibliography)
            value = read.value(whole.value, _line(whole))
            if isinstance(block, bib.DuplicateBlockKeyBlock):
                message = f"the @string {whole.key!r} is defined again"
                bibliography.fault(_line(whole), message, "keep one of the two; this one counts")
            if value is not None:
                strings[whole.key.casefold()] = value
    raw = list(_raw_entries(text, blocks, strings, bibliography))
    inherit = {each.key.casefold(): each for each in reversed(raw) if each.key}
    works = [each for each in raw if each.kind not in _NO_WORKS]
    for each in works:
        each.inherit(inherit, bibliography)
    bibliography.entries += filter(None, (_entry(each, bibliography) for each in works))
    bibliography.faults.sort()
    return bibliography


def _line(block: bib.Block) -> int:
    return (block.start_line or 0) + 1


class _Raw:
    """An entry as it is written."""

    def __init__(self, kind: str, key: str, line: int) -> None:
        self.kind = kind
        self.key = key
        self.line = line
        self.fields: dict[str, _Text] = {}
        self._inherited = False

    def inherit(
        self, others: Mapping[str, _Raw], bibliography: Bibliography, depth: int = 0
    ) -> None:
        """Take over what another entry lends to this one, which may have it from a third."""
        if self._inherited or depth > _DEEPEST:
            return
        self._inherited = True
        for name in ("xdata", "crossref"):
            if name not in self.fields:
                continue
            given = self.fields[name]
            for key in given.text.split(",") if name == "xdata" else [given.text]:
                other = self._other(name, key.strip(), given.line, others, bibliography)
                if other:
                    other.inherit(others, bibliography, depth + 1)
                    self._take(name, other)

    def _other(
        self,
        name: str,
        key: str,
        line: int,
        others: Mapping[str, _Raw],
        bibliography: Bibliography,
    ) -> _Raw | None:
        other = others.get(key.casefold())
        if other is None or other is self:
            names = (each.key for each in others.values() if each is not self)
            close = bibliography.nearest(key, names)
            hint = f"did you mean {close!r}?" if close else "add that entry to the file"
            bibliography.fault(line, f"{name!r} names no other entry: {key!r}", hint)
            return None
        return other

    def _take(self, name: str, other: _Raw) -> None:
        lent = dict(other.fields)
        if name == "crossref":
            whole = "journaltitle" if self.kind == "article" else "booktitle"
            for theirs, mine in (("title", whole), ("subtitle", "booksubtitle")):
                if theirs in lent:
                    lent[mine] = lent.pop(theirs)
            for own in ("crossref", "xdata", "shorttitle", "doi", "url", "pages", "note"):
                lent.pop(own, None)
        self.fields = {**lent, **self.fields}


def _raw_entries(
    text: str, blocks: list[bib.Block], strings: dict[str, str], bibliography: Bibliography
) -> Iterator[_Raw]:
    lines = text.split("\n")
    starts = [
        block.start_line or 0 for block in blocks if not isinstance(block, bib.ImplicitComment)
    ]
    broken = False
    for block in blocks:
        whole: bib.Block | None = block
        if isinstance(block, bib.ParsingFailedBlock):
            whole = block.ignore_error_block
        if isinstance(whole, bib.Entry):
            yield _raw(whole, strings, bibliography)
        elif isinstance(whole, bib.ImplicitComment):
            tell_stray(whole, bibliography, torn=broken)
        elif whole is None:
            begin = block.start_line or 0
            behind = bisect.bisect_right(starts, begin)
            end = starts[behind] if behind < len(starts) else len(lines)
            found = diagnose(block, lines[begin:end])
            mended = found.mended()
            fate = "it was kept" if mended else "it was left out"
            bibliography.fault(found.line, found.message, f"{found.hint}; {fate}")
            for kept in filter(None, (mended, hidden(lines[begin + 1 : end], begin + 1))):
                yield _raw(kept, strings, bibliography)
        broken = whole is None


def _raw(block: bib.Entry, strings: dict[str, str], bibliography: Bibliography) -> _Raw:
    entry = _Raw(block.entry_type, " ".join(block.key.split()), _line(block))
    values = _Values(strings, bibliography)
    for field in block.fields:
        for name, text in values.read(field.key, field.value, field.start_line + 1):
            known = name.casefold()
            if known in entry.fields:
                message = f"{entry.key!r} has the field {known!r} again"
                hint = f"keep one of the two; that of line {entry.fields[known].line} counts"
                bibliography.fault(text.line, message, hint)
            else:
                entry.fields[known] = text
    return entry


class _Values:
    """Reads the values of fields: braces, quotation marks, numbers, strings and what joins them."""

    def __init__(self, strings: Mapping[str, str], bibliography: Bibliography) -> None:
        self._strings = strings
        self._found = bibliography

    def read(self, name: str, raw: str, line: int) -> Iterator[tuple[str, _Text]]:
        """A field, and those that follow it where the comma between them is missing."""
        name, colon = name.strip(_BLANK), name.rstrip(_BLANK).endswith(":")
        if colon:
            name = name.rstrip(f": {_BLANK}")
            self._found.fault(line, f"{name!r} has a ':' too many", "remove it")
        if not re.fullmatch(r"[\w:+./-]+", name):
            shown = " ".join(name.split())
            hint = "look for a missing comma, brace or '=' before it; the field was left out"
            self._found.fault(line, f"{shown!r} is no name of a field", hint)
            return
        at = 0
        while True:
            pieces, end = self._pieces(raw, at, line, name)
            if pieces is not None:
                yield name, _Text("".join(pieces), line)
            match = _NEXT_FIELD.match(raw, end)
            if match is None:
                break
            line += raw.count("\n", at, match.start(1))
            at, name = match.end(), match[1]
            message = f"a comma is missing before {name!r}"
            self._found.fault(line, message, "add it; both fields were kept")
        if behind := raw[end:].strip():
            shown = " ".join(behind.split())[:40]
            hint = "enclose the whole value in braces; what stands behind was left out"
            self._found.fault(line, f"something follows the value of {name!r}: {shown!r}", hint)

    def value(self, raw: str, line: int) -> str | None:
        """The text of the value of a string, or `None` where there is none."""
        pieces, _ = self._pieces(raw, 0, line, "@string")
        return None if pieces is None else "".join(pieces)

    def _pieces(self, raw: str, at: int, line: int, name: str) -> tuple[list[str] | None, int]:
        """What is joined to a value, from an offset on, and where it ends."""
        pieces: list[str] | None = []
        at = _skip(raw, at)
        if raw.startswith("=", at):
            self._found.fault(line, f"{name!r} has an '=' too many", "remove it")
            at = _skip(raw, at, "= \t")
        room = _LONGEST
        while True:
            piece, end = self._piece(raw, at, line, name)
            room -= len(piece or "")
            if piece is None:
                pieces = None
            elif pieces is not None and room >= 0:
                pieces.append(piece)
            at = _skip(raw, end)
            if not raw.startswith("#", at):
                break
            at = _skip(raw, at + 1)
        if room < 0:
            hint = "look at the strings that it is joined from; it was cut"
            self._found.fault(line, f"the value of {name!r} is too long", hint)
        return pieces, end

    def _piece(self, raw: str, at: int, line: int, name: str) -> tuple[str | None, int]:
        if raw.startswith(("{", '"'), at):
            end = closing(raw, at)
            if end:
                return raw[at + 1 : end], end + 1
            self._found.fault(line, f"the value of {name!r} does not end", "close it")
            return raw[at + 1 :], len(raw)
        if number := _DIGITS.match(raw, at):
            return number[0], number.end()
        word = _IDENTIFIER.match(raw, at)
        if word and _BEHIND_WORD.match(raw, word.end()):
            return self._string(word[0], line, name), word.end()
        if at >= len(raw) or _NO_VALUE.match(raw, at):
            self._found.fault(line, f"{name!r} has no value", "write one, or remove the field")
            return None, at
        end = raw.find("\n", at)
        end = len(raw) if end < 0 else end
        bare = raw[at:end].strip()
        message = f"the value of {name!r} stands in no braces: {bare[:40]!r}"
        self._found.fault(line, message, "enclose it in braces; it was kept")
        return bare, end

    def _string(self, word: str, line: int, name: str) -> str | None:
        known = self._strings.get(word.casefold())
        if known is None and name.casefold() == "month" and dates.month_of(word):
            return word
        if known is None:
            close = self._found.nearest(word, set(self._strings) - set(_ABBREVIATED))
            hint = (
                f"did you mean {close!r}?" if close else "define it, or enclose the text in braces"
            )
            self._found.fault(line, f"{name!r} names no @string: {word!r}", hint)
        return known


def _skip(raw: str, at: int, over: str = "") -> int:
    """Where the next character is that is no white space, or none of those to pass over."""
    while at < len(raw) and (raw[at] in over if over else raw[at].isspace()):
        at += 1
    return at


def _entry(raw: _Raw, bibliography: Bibliography) -> Entry | None:
    entry = Entry(raw.key, raw.line)
    shown = repr(raw.key) if raw.key else "an entry"
    if not raw.key:
        bibliography.fault(raw.line, "an entry has no key", "write one behind the opening brace")
    kind = TYPES.get(raw.kind)
    if kind is None:
        close = nearest(raw.kind, TYPES)
        hint = f"did you mean @{close}?" if close else "use one that BibTeX or biblatex knows"
        bibliography.fault(raw.line, f"{shown} is of an unknown type: @{raw.kind}", hint)
    else:
        subtype = raw.fields.get("entrysubtype")
        kind = _SUBTYPES.get(subtype.text.strip().casefold(), kind) if subtype else kind
        entry.add("type", kind)
    reading = _Reading(raw, entry, kind or "", bibliography)
    reading.all()
    if not set(entry.values) - {"type"}:
        bibliography.fault(raw.line, f"{shown} has no fields", "fill it in, or remove it")
        return None
    if "title" not in entry.values and "title" not in reading.slipped:
        line = raw.fields["title"].line if "title" in raw.fields else raw.line
        bibliography.fault(line, f"{shown} has no title", "add one; the entry was kept")
    return entry


class _Reading:
    """Reads the fields of an entry."""

    def __init__(self, raw: _Raw, entry: Entry, kind: str, bibliography: Bibliography) -> None:
        self._fields = raw.fields
        self._raw = raw
        self._entry = entry
        self._kind = kind
        self._found = bibliography
        self.slipped: set[str] = set()

    def all(self) -> None:
        """Everything; what a source has no place for is counted."""
        self._title("title", "subtitle", "title")
        for name, mine in FIELDS.items():
            if name == "booktitle":
                self._title("booktitle", "booksubtitle", mine)
            elif name in self._fields:
                self._text(name, mine)
        for name, mine in _NAMES.items():
            if name in self._fields:
                self._names(name, mine)
        self._number()
        self._genre()
        self._dates()
        self._addresses()
        self._numbers()
        self._notes()
        for name in set(self._fields) - _MINE - _IGNORED:
            if name in BIBTEX or not self._slipped(name):
                self._found.left_out[name] += 1

    def _slipped(self, name: str) -> bool:
        """Tell of a name that is most likely another's, which the entry lacks; gives whether."""
        close = meant_by(name, _MEANT - self._fields.keys())
        if close is None or _NAMED_ALIKE.get(close) in self._entry.values:
            return False
        hint = f"did you mean {close!r}? It was left out"
        self._found.fault(self._fields[name].line, f"there is no field {name!r}", hint)
        self.slipped.add(close)
        return True

    def _text(self, name: str, mine: str) -> None:
        text, line = self._fields[name]
        plain = decode(text)
        if mine == "genre":
            plain = _KINDS.get(plain.strip(), plain)
        before = self._entry.values.get(mine, plain)
        if before != plain and plain.split():
            self._found.left_out[name] += 1
            if name in _NEW_NAMES:
                message = f"{name!r} differs from the field that it is a new name of"
                self._found.fault(line, message, f"keep one of the two; {before!r} counts")
        self._entry.add(mine, plain, line)

    def _title(self, name: str, below: str, mine: str) -> None:
        if name in self._fields:
            text, line = self._fields[name]
            parts = [decode(text)]
            if below in self._fields:
                parts.append(decode(self._fields[below].text))
            self._entry.add(mine, ": ".join(filter(str.strip, parts)), line)

    def _names(self, name: str, mine: str) -> None:
        text, line = self._fields[name]
        if text.strip() and not all(separated(text)):
            hint = "write a name on both sides, or 'and others' at the end; the names were kept"
            self._found.fault(line, f"{name!r} has an 'and' without a name beside it", hint)
        for each in filter(None, separated(text)):
            try:
                self._entry.add_names(mine, read_names(each), line)
            except NamesError as error:
                hint = "write names as 'Family, Given', with ' and ' between; it was kept as one"
                self._found.fault(line, f"{name!r} cannot be taken apart: {error}", hint)
                self._entry.add_names(mine, [{"literal": decode(each)}], line)

    def _number(self) -> None:
        if "number" not in self._fields:
            return
        if self._kind in _ARTICLES:
            self._text("number", "issue")
        elif "series" in self._fields and self._kind not in _NUMBERED:
            self._text("number", "collection-number")
        else:
            self._text("number", "number")

    def _genre(self) -> None:
        genre = _GENRES.get(self._raw.kind)
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
            self._found.fault(line, "there is a month and no year", "add the year")
        if "urldate" in self._fields:
            text, line = self._fields["urldate"]
            self._date("urldate", "accessed", text, line)

    def _date(self, name: str, mine: str, text: str = "", line: int = 0) -> str | None:
        text, line = (text, line) if text else self._fields[name]
        plain = decode(text).strip()
        begins, *ends = [plain]
        date = dates.read_date(_UNSURE.sub("", plain))
        if date is None:
            begins, *ends = _SPAN.split(plain, maxsplit=1)
            date = dates.read_date(_UNSURE.sub("", begins))
        if date is None:
            if plain.casefold().rstrip(".") not in _UNDATED and plain:
                hint = "write it as 2025, 2025-08 or 2025-08-14; it was left out"
                self._found.fault(line, f"{name!r} is no date: {plain!r}", hint)
            return None
        if ends or _UNSURE.search(begins):
            message = f"{name!r} says more than a source's date can: {plain!r}"
            self._found.note(line, message, f"it was kept as {date}")
        if mine == "accessed" and len(date) < len("2025-08-14"):
            message = f"{name!r} names no day: {plain!r}"
            self._found.note(line, message, "it was left out")
            return None
        self._entry.add(mine, date, line)
        return date

    def _year(self, date: str | None) -> None:
        text, line = self._fields["year"]
        year = decode(text).strip().removeprefix("{").removesuffix("}")
        if date:
            if year and re.fullmatch(r"\d{4}", year) and not date.startswith(year):
                message = f"'year' is {year} and 'date' is {date}"
                self._found.fault(line, message, "put one of them right; 'date' was kept")
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
        date, more = dates.within(year, month)
        if date and day and not more:
            date = dates.join(year, date[5:7], day)
        if date and more:
            message = f"'month' says more than a source's date can: {month!r}"
            self._found.note(at, message, f"it was kept as {date}")
        if date is None and month:
            named = f"{month} {day}" if day else month
            hint = "write it as aug, and the day as a number; the year alone was kept"
            self._found.fault(at, f"'month' or 'day' is none: {named!r}", hint)
        self._entry.add("issued", date or year, line)

    def _addresses(self) -> None:
        if "url" in self._fields:
            text, line = self._fields["url"]
            match = _URL.search(text) if "\\url" in text else None
            self._entry.add("URL", decode_address(match[1] if match and match[1] else text), line)
        if "doi" in self._fields:
            text, line = self._fields["doi"]
            written = decode_address(text)
            self._entry.add("DOI", find_doi(written) or written, line)
        for name in ("howpublished", "note"):
            if name in self._fields and "URL" not in self._entry.values:
                text, line = self._fields[name]
                if match := _URL.search(text):
                    address = decode_address(match[1] or match[2]).rstrip(".,;)")
                    self._entry.add("URL", address, line)
        if "eprint" in self._fields:
            self._eprint()

    def _eprint(self) -> None:
        text, line = self._fields["eprint"]
        archive = self._fields.get("eprinttype") or self._fields.get("archiveprefix")
        name = archive.text.strip().casefold() if archive else ""
        number = decode_address(text)
        if name == "arxiv":
            number = re.sub(r"^arxiv:", "", number, flags=re.IGNORECASE)
            if not is_arxiv(number):
                hint = "write it as 2401.00001 or hep-th/9901001; it was left out"
                self._found.fault(line, f"'eprint' is no number of arXiv: {text!r}", hint)
                return
            # Where arXiv itself says that its papers are.
            self._entry.add("URL", f"https://arxiv.org/abs/{number}", line)
        elif name in {"pubmed", "pmid"}:
            self._entry.add("PMID", number, line)
        else:
            self._found.left_out["eprint"] += 1

    def _numbers(self) -> None:
        for name, mine in (("isbn", "ISBN"), ("issn", "ISSN")):
            if name not in self._fields:
                continue
            text, line = self._fields[name]
            numbers = find_numbers(decode(text))
            right = numbers.isbn if mine == "ISBN" else numbers.issn
            other = numbers.issn if mine == "ISBN" else numbers.isbn
            for wrong in (*numbers.wrong, *filter(None, [other])):
                hint = "look at its digits, of which the last checks the others; it was left out"
                self._found.fault(line, f"{name!r} holds no {mine}: {wrong!r}", hint)
            self._entry.add(mine, right, line)

    def _notes(self) -> None:
        notes = []
        for name in _NOTES:
            if name not in self._fields:
                continue
            text, line = self._fields[name]
            plain = decode(text)
            if take_note(self._entry, plain, line, self._found):
                continue
            if name != "howpublished" or not _URL.fullmatch(text.strip()):
                notes.append(plain.strip())
        self._entry.add("note", "; ".join(filter(None, notes)), self._entry.line)


def write(sources: Mapping[str, Values]) -> str:
    """A BibTeX file of sources by their keys, with what BibTeX has no field for as `annote`."""
    return "\n".join(_write(key, values) for key, values in sources.items())


def _write(key: str, values: Values) -> str:
    kind, fields = _native(values)
    carried = parse(_text(kind, key, fields)).entries
    rest = note_of(values, carried[0].values if carried else {})
    if rest:
        fields["annote"] = encode(rest)
    return _text(kind, key, fields)


def _text(kind: str, key: str, fields: Mapping[str, str]) -> str:
    lines = [
        f"  {name} = {value}," if name == "month" else f"  {name} = {{{value}}},"
        for name, value in fields.items()
    ]
    return "\n".join([f"@{kind}{{{key},", *lines, "}", ""])


def _native(values: Values) -> tuple[str, dict[str, str]]:
    """The type of an entry, and its fields with their values as BibTeX has them."""
    kind = str(values.get("type", ""))
    written = _WRITTEN.get(kind, "misc")
    fields: dict[str, str] = {}

    def put(name: str, mine: str, how: Callable[[str], str] = encode) -> None:
        value = values.get(mine)
        if isinstance(value, str):
            fields[name] = how(value)

    for name in NAMES:
        value = values.get(name)
        if isinstance(value, list):
            fields[name] = write_names(value)
    if kind in _SUBTYPES.values():
        fields["entrysubtype"] = kind.removeprefix("article-")
    put("booktitle" if written in _PARTS else "journal", "container-title")
    for mine, name in _ORDER.items():
        put(name, mine, _as_it_is if mine.startswith("title") else encode)
    put("note", "note", lambda note: "" if is_extension_name(note) else encode(note))
    put(_PUBLISHERS.get(written, "publisher"), "publisher")
    numbered = kind in _NUMBERED or "collection-title" not in values
    if kind in _ARTICLES:
        put("number", "issue")
    else:
        put("issue", "issue")
        put("number", "number" if numbered else "collection-number")
    put("pages", "page", lambda page: encode(page).replace("–", "--"))
    put("date", "issued")
    put("year", "issued", lambda date: date[:4])
    put("month", "issued", _month)
    for mine, name in _ADDRESSES.items():
        put(name, mine, _address)
    return written, {name: fields[name] for name in sorted(fields, key=_rank) if fields[name]}


def _as_it_is(title: str) -> str:
    """A title in braces of its own, without which styles make small letters of capitals."""
    return f"{{{encode(title)}}}"


def _month(date: str) -> str:
    return _ABBREVIATED[int(date[5:7]) - 1] if len(date) > len("2025") else ""


def _address(address: str) -> str:
    """An address as it is, but for what would upset the braces around it."""
    return address.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")


def _rank(name: str) -> int:
    return _FIRST.index(name) if name in _FIRST else len(_FIRST)


_PARTS = {"incollection", "inproceedings"}
_PUBLISHERS = {"techreport": "institution", "phdthesis": "school"}
_ADDRESSES = {"accessed": "urldate", "URL": "url", "DOI": "doi", "ISBN": "isbn", "ISSN": "issn"}
_FIRST = ("author", "editor", "translator", "title", "shorttitle", "journal", "booktitle")
