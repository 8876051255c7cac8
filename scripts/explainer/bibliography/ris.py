"""
RIS, the format of Reference Manager.

`rispy` knows the tags and the types; it keeps no lines and says nothing of what is wrong, so that
the lines are read here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rispy.config import TAG_KEY_MAPPING, TYPE_OF_REFERENCE_MAPPING

from explainer.bibliography import dates
from explainer.bibliography.entries import (
    Bibliography,
    Entry,
    is_extension_name,
    note_of,
    take_note,
)
from explainer.bibliography.person_names import OTHERS, is_suffix
from explainer.model import nearest
from explainer.sources.identifiers import find_doi, find_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from explainer.sources import Values

TYPES = {
    "ABST": "article-journal",
    "AGGR": "dataset",
    "ANCIENT": "classic",
    "ART": "graphic",
    "BILL": "bill",
    "BLOG": "post-weblog",
    "BOOK": "book",
    "CASE": "legal_case",
    "CHAP": "chapter",
    "CHART": "figure",
    "CLSWK": "classic",
    "COMP": "software",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "CTLG": "book",
    "DATA": "dataset",
    "DBASE": "dataset",
    "DICT": "entry-dictionary",
    "EBOOK": "book",
    "ECHAP": "chapter",
    "EDBOOK": "book",
    "EJOUR": "article-journal",
    "ELEC": "webpage",
    "ENCYC": "entry-encyclopedia",
    "FIGURE": "figure",
    "GEN": "document",
    "GOVDOC": "report",
    "HEAR": "hearing",
    "ICOMM": "personal_communication",
    "INPR": "article-journal",
    "JFULL": "periodical",
    "JOUR": "article-journal",
    "LEGAL": "legislation",
    "MANSCPT": "manuscript",
    "MAP": "map",
    "MGZN": "article-magazine",
    "MPCT": "motion_picture",
    "MUSIC": "musical_score",
    "NEWS": "article-newspaper",
    "PAMP": "pamphlet",
    "PAT": "patent",
    "PCOMM": "personal_communication",
    "PREPRINT": "article",
    "RPRT": "report",
    "SER": "book",
    "SLIDE": "speech",
    "SOUND": "song",
    "STAND": "standard",
    "STAT": "legislation",
    "STD": "standard",
    "THES": "thesis",
    "UNBILL": "bill",
    "UNPB": "manuscript",
    "UNPD": "manuscript",
    "VIDEO": "motion_picture",
    "WEB": "webpage",
}
"""What each type of reference is in the terms of a source."""

_WRITTEN = {
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

FIELDS = {
    "TI": "title",
    "T1": "title",
    "ST": "title-short",
    "T2": "container-title",
    "JF": "container-title",
    "BT": "container-title",
    "JO": "container-title",
    "JA": "container-title-short",
    "J1": "container-title-short",
    "J2": "container-title-short",
    "T3": "collection-title",
    "ET": "edition",
    "VL": "volume",
    "VO": "volume",
    "IS": "issue",
    "M1": "number",
    "M3": "genre",
    "PB": "publisher",
    "CY": "publisher-place",
    "PP": "publisher-place",
    "LA": "language",
}
"""The tags that are texts and have a field of a source for their own."""

NAMES = {"AU": "author", "A1": "author", "A2": "editor", "ED": "editor", "A4": "translator"}
"""The tags that are names, one a line."""

_DATES = ("DA", "PY", "Y1")
_LONG = {"TI", "T1", "T2", "T3", "BT", "CT", "ST", "TT", "AB", "N1", "N2", "AU", "A1", "A2", "ED"}
_LONG |= {"UR", "LK", "L1", "L2", "L3", "L4", "C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "AD"}
_LONG |= {"KW", "PB", "JO", "JF", "M1", "M2", "M3", "RN", "OP", "RI", "SE", "CA", "NV", "U1", "U2"}
"""The tags of which a text may go on on the next line."""

_PROSE = {"AB", "N1", "N2"}
_NUMBERED = {"report", "patent", "standard", "bill", "legislation", "regulation", "legal_case"}
"""The types of which `SN` is the number that they were given."""
_NOTES = ("N1",)
_ADDRESSES = ("UR", "LK")
_MINE = {
    *FIELDS, *NAMES, *_DATES, *_NOTES, *_ADDRESSES,
    "TY", "ER", "ID", "DO", "SN", "SP", "EP", "KW", "Y2",
}  # fmt: skip
_TAGS = {*TAG_KEY_MAPPING, "ED", "BT", "PP", "J1", "LK", "U1", "U2", "U3", "U4", "U5", "TO", "L3"}
_TAGS |= {"AV", "H1", "H2", "DS", "PA", "VO", "SB", "PM", "JN"}
_KNOWN_TYPES = {*TYPES, *TYPE_OF_REFERENCE_MAPPING}

_TAG = re.compile(r"([A-Z][A-Z0-9])  -(?: (.*)|\s*)$")
_DASH = r"[-‐‑‒–—−－]"
_LOOSE = re.compile(
    rf"[>\s]*(?:([A-Z][A-Z0-9])(?:\s+(?:{_DASH}+|_(?=\s))\s*|{_DASH}(?:\s+|$))"
    r"|([A-Za-z][A-Za-z0-9])\s\s-\s*)(.*)$"
)
_TIGHT = re.compile(rf"([A-Z][A-Z0-9])(?:{_DASH}|:)(.*)$")
_UNDASHED = re.compile(r"([A-Z][A-Z0-9])(?:\s*[:=](?:\s+|$)|\s\s+)(.*)$")
_OPENED = re.compile(r"[Tt][Yy][\s:=]*([A-Z]{3,})$")
_JOINED = re.compile(r"(?:(?<=\S)|^)\s*([A-Z][A-Z0-9])  - ")
_STRANGE = re.compile(r"([A-Z0-9]{1,4}|[A-Z] [A-Z0-9])  - ")
_ALIKE = str.maketrans("LIO", "110")
_COUNTED = re.compile(r"(?:[\[<(]?\d+[\]>).:]?|record \d+ of \d+)", re.IGNORECASE)
_FOREIGN = re.compile(r"%0 |[@{\[]")
_TITLES = {"TI", "T1"}
_ONCE = {*_TITLES, "ID", "PY", "Y1", "DA", "DO", "VL", "IS", "SP", "EP", "T2", "JO", "JF", "BT"}
_ALONE = ("ID", "DO", "SP", "EP", "T2", "JO", "JF", "BT")
"""The tags of which a second one, with another text, is not taken."""
_PERSON = re.compile(r"[^\W\d_][^\s,]*, [^\W\d_][^\s,]*(?: [^\W\d_][^\s,]*)?")
_TWO = re.compile(r"[^,;]+,[^,;]*[^,;\s](?:\s+(?:&|and)\s+|\s*;)[^,;]+,[^,]+")
_NONE = "??"
_NO_RIS = (
    "this is MEDLINE, PubMed's own format, and not RIS",
    "save it as RIS, or as CSL-JSON; it was left out",
)
_OPENING = re.compile(r"^TY  -", re.MULTILINE)
_MEDLINE = re.compile(r"^PMID- ", re.MULTILINE)
_YEAR = re.compile(r"\d{4}\b")
_PAGES = re.compile(r"([^\s–-]+)[–-]([^\s–-]+)")


class _Line(NamedTuple):
    """A line: its tag, if any, the text behind it, and its number."""

    tag: str
    text: str
    number: int

    def told(self, whole: str, bibliography: Bibliography) -> _Line:
        """The line, having told that its tag is not written as RIS has it."""
        message = f"the tag is not written as RIS has it: {whole.strip()[:20]!r}"
        bibliography.fault(self.number, message, f"write it as '{self.tag}  - '; it was kept")
        return self


def parse(text: str) -> Bibliography:
    """
    Read RIS.

    Takes any text and never raises; what is wrong is among the faults.
    """
    bibliography = Bibliography()
    medline = _MEDLINE.search(text)
    if medline and not _OPENING.search(text):
        bibliography.fault(text.count("\n", 0, medline.start()) + 1, *_NO_RIS)
        return bibliography
    for record in _records(text, bibliography):
        if entry := _Reading(record, bibliography).entry():
            bibliography.entries.append(entry)
    bibliography.faults.sort()
    return bibliography


def _records(text: str, bibliography: Bibliography) -> Iterator[list[_Line]]:
    """The lines of each record, what closes it left out."""
    record: list[_Line] = []
    outside = _Outside(bibliography)
    for line in _joined(_lines(text, bibliography), bibliography):
        if line.tag == "TY":
            if record:
                _unclosed(record, "the next one begins", bibliography)
                yield from _divided(record, bibliography)
            record = [line]
        elif not record:
            outside.tell(line)
            record = [line] if line.tag not in {"", "ER"} else []
        elif line.tag == "ER":
            yield from _divided(record, bibliography)
            record = []
            outside.behind(line)
        elif line.tag or not line.text:
            record.append(line)
        else:
            _go_on(record, line)
    if record:
        _unclosed(record, "the file ends", bibliography)
        yield from _divided(record, bibliography)


def _go_on(record: list[_Line], line: _Line) -> None:
    """Add a line to the text that it goes on from."""
    at = next(at for at in range(len(record) - 1, -1, -1) if record[at].tag)
    record[at] = record[at]._replace(text=f"{record[at].text} {line.text}")


def _divided(record: list[_Line], bibliography: Bibliography) -> Iterator[list[_Line]]:
    """A record, or those of which neither the ends nor the beginnings are there."""
    begun = 0
    while at := _second(record, begun):
        yield [line for line in record[begun:at] if line.tag]
        _unclosed(record[begun:at], "the next one begins", bibliography)
        begun = next(behind for behind in range(at, len(record)) if record[behind].tag)
        _untyped(record[begun], bibliography)
    yield [line for line in record[begun:] if line.tag]


def _second(record: list[_Line], begun: int) -> int:
    """Where another record begins in one, which is where title and more come again, or else 0."""
    seen: dict[str, str] = {}
    again: dict[str, int] = {}
    before = blank = begun
    for at in range(begun, len(record)):
        tag, text, _ = record[at]
        if not tag:
            blank = blank if again else at
        elif tag in _ONCE and seen.setdefault(tag, text) != text:
            again.setdefault(tag, at)
            if again.keys() & _TITLES and again.keys() - _TITLES:
                return blank if blank > before else _names_before(record, begun, again)
        elif tag in _ONCE and not again:
            before = at
    return 0


def _names_before(record: list[_Line], begun: int, again: Mapping[str, int]) -> int:
    """Where the first tag comes again, or the second names that stand right before it."""
    first = min(again.values())
    at = first
    while record[at - 1].tag in NAMES:
        at -= 1
    return at if any(line.tag in NAMES for line in record[begun:at]) else first


class _Outside:
    """Tells of lines that stand in no record; of some that follow each other, of the first only."""

    def __init__(self, bibliography: Bibliography) -> None:
        self._found = bibliography
        self._last = 0
        self._begun = False

    def behind(self, line: _Line) -> None:
        """Take in the end of a record, and what stands on its line."""
        self._begun = True
        if line.text:
            self.tell(line._replace(tag=""))

    def tell(self, line: _Line) -> None:
        """Tell of a line."""
        if line.tag == "ER":
            hint = "remove it, or look for its record"
            self._found.fault(line.number, "an 'ER' that ends nothing", hint)
        elif line.tag:
            self._begun = True
            _untyped(line, self._found)
        elif line.text and not _COUNTED.fullmatch(line.text):
            if self._last < line.number - 1:
                self._text(line)
            self._last = line.number

    def _text(self, line: _Line) -> None:
        message = f"a text stands in no record: {line.text[:40]!r}"
        if self._begun or _FOREIGN.match(line.text):
            hint = "put it into its record, or remove it; it was left out"
            self._found.fault(line.number, message, hint)
        else:
            # Many programs say in the first lines where the file is from.
            self._found.note(line.number, message, "it was left out")


def _untyped(line: _Line, bibliography: Bibliography) -> None:
    hint = "begin it with a line such as 'TY  - JOUR'; it was kept"
    bibliography.fault(line.number, "a record begins without 'TY'", hint)


def _joined(lines: Iterable[_Line], bibliography: Bibliography) -> Iterator[_Line]:
    """The lines, of which one without a tag goes on from a text that can."""
    last = ""
    for each in lines:
        line = each
        if not line.tag and line.text and last:
            line = _untagged(line, last, bibliography)
        if line.tag == _NONE:
            continue
        if line.tag:
            last = "" if line.tag == "ER" else line.tag
        yield line


def _untagged(line: _Line, last: str, bibliography: Bibliography) -> _Line:
    """A line without a tag in a record: with the one that it has to have, or none."""
    if last == "KW":
        # EndNote writes the tag before the first of the words only.
        return line._replace(tag=last)
    if last in NAMES and _PERSON.fullmatch(line.text):
        line = line._replace(tag=last)
        return line.told(line.text, bibliography)
    match = _UNDASHED.match(line.text) if last not in _PROSE else None
    if last not in _LONG:
        match = _TIGHT.match(line.text) or match
    if match and match[1] in (_MINE if last in _LONG else _TAGS):
        return _Line(match[1], match[2].strip(), line.number).told(line.text, bibliography)
    if last in _LONG:
        return line
    hint = "put a tag before it, such as 'TI  - '; it was left out"
    bibliography.fault(line.number, f"a line has no tag: {line.text[:40]!r}", hint)
    return line._replace(tag=_NONE)


def _unclosed(record: list[_Line], end: str, bibliography: Bibliography) -> None:
    first, *_, last = [line.number for line in (record[0], *record) if line.tag]
    message = f"the record that begins on line {first} has no 'ER' before {end}"
    bibliography.fault(last, message, "end it by a line 'ER  - '; it was kept")


def _lines(text: str, bibliography: Bibliography) -> Iterator[_Line]:
    """The lines with their tags; one that continues another has none, nor has an empty one."""
    medline = False
    for number, whole in enumerate(text.split("\n"), 1):
        medline = (medline and bool(whole.strip())) or whole.startswith("PMID- ")
        if whole.startswith("PMID- "):
            bibliography.fault(number, *_NO_RIS)
        match = _TAG.match(whole.rstrip())
        if match and match[1] == "TY":
            medline = False
        if medline:
            continue
        line = _Line(match[1], (match[2] or "").strip(), number) if match else None
        yield from _apart(line or _loose(whole, number, bibliography), bibliography)


def _loose(whole: str, number: int, bibliography: Bibliography) -> _Line:
    """A line of which the tag, if it has one, is not written as RIS has it."""
    if (match := _LOOSE.match(whole)) and (tag := _tag(match)) in _TAGS:
        return _Line(tag, match[3].strip(), number).told(whole, bibliography)
    text = whole.strip()
    if (match := _OPENED.match(text)) and match[1] in _KNOWN_TYPES:
        return _Line("TY", match[1], number).told(whole, bibliography)
    if text.rstrip(" :.-") == "ER":
        return _Line("ER", "", number).told(whole, bibliography)
    if match := _STRANGE.match(whole):
        message = f"there is no tag {match[1]!r}"
        bibliography.fault(number, message, "look for a slip; the line was left out")
        return _Line(_NONE, "", number)
    return _Line("", text, number)


def _apart(line: _Line, bibliography: Bibliography) -> Iterator[_Line]:
    """A line, and those that were to stand below it, but were not given lines of their own."""
    at, tag = 0, line.tag
    for match in _JOINED.finditer(line.text) if "  - " in line.text else ():
        if match[1] in _TAGS:
            message = f"a tag stands in the middle of a line: {match[1]!r}"
            bibliography.fault(line.number, message, "begin a new line before it; it was kept")
            yield _Line(tag, line.text[at : match.start()].strip(), line.number)
            at, tag = match.end(), match[1]
    yield _Line(tag, line.text[at:].strip(), line.number) if at else line


def _tag(match: re.Match[str]) -> str:
    tag = str(match[1] or match[2]).upper()
    other = tag[0] + tag[1:].translate(_ALIKE)
    return other if tag not in _TAGS and other in _TAGS else tag


class _Reading:
    """Reads one record."""

    def __init__(self, record: list[_Line], bibliography: Bibliography) -> None:
        self._record = record
        self._found = bibliography
        self._first = record[0]
        self._is_exported = any(
            line.tag in _NOTES and is_extension_name(line.text) for line in record
        )
        key = next((line.text for line in record if line.tag == "ID"), "")
        self._entry = Entry(key, self._first.number)
        self._shown = repr(key) if key else "a record"

    def _of(self, *tags: str) -> list[_Line]:
        return [line for tag in tags for line in self._record if line.tag == tag and line.text]

    def entry(self) -> Entry | None:
        """The entry, or `None` where there is nothing in it."""
        entry, found = self._entry, self._found
        self._type()
        self._twice()
        for tag, mine in FIELDS.items():
            for line in self._of(tag):
                self._text(line, mine)
        for line in self._record:
            if line.tag in NAMES and line.text:
                self._name(line)
        self._pages()
        self._dates()
        self._numbers()
        self._rest()
        if not set(entry.values) - {"type"}:
            found.fault(entry.line, f"{self._shown} has no fields", "fill it in, or remove it")
            return None
        if "title" not in entry.values:
            hint = "add a line 'TI  - …'; the record was kept"
            lines = [line.number for line in self._record if line.tag in {"TI", "T1"}]
            found.fault(lines[0] if lines else entry.line, f"{self._shown} has no title", hint)
        return entry

    def _type(self) -> None:
        if self._first.tag != "TY":
            return
        kind = self._first.text.upper()
        if kind in TYPES:
            self._entry.add("type", TYPES[kind], self._first.number)
        elif kind in _KNOWN_TYPES:
            hint = "choose one in the source's file"
            message = f"{self._shown} is of a type that a source has no word for: {kind}"
            self._found.note(self._first.number, message, hint)
        else:
            close = nearest(kind, _KNOWN_TYPES)
            hint = f"did you mean {close}?" if close else "use one of RIS's, such as JOUR"
            message = f"{self._shown} is of an unknown type: {self._first.text!r}"
            self._found.fault(self._first.number, message, hint)

    def _twice(self) -> None:
        for tag in _ALONE:
            first, *others = self._of(tag) or [self._first]
            for line in others:
                if line.text != first.text:
                    message = f"{self._shown} has {tag!r} again, with another text"
                    hint = f"keep one of the two; {first.text[:60]!r} counts"
                    self._found.fault(line.number, message, hint)

    def _text(self, line: _Line, mine: str) -> None:
        before = self._entry.values.get(mine)
        if mine == "container-title" and isinstance(before, str):
            if before != line.text and line.tag == "JO":
                self._entry.add("container-title-short", line.text, line.number)
            return
        if mine in {"title", "volume", "issue", "publisher", "edition"} and before is not None:
            if before != line.text:
                message = f"{self._shown} has {line.tag!r} again, with another text"
                hint = f"keep one of the two; {before!r} counts"
                self._found.fault(line.number, message, hint)
            return
        self._entry.add(mine, line.text, line.number)

    def _name(self, line: _Line) -> None:
        self._entry.add_names(NAMES[line.tag], [_name(line.text)], line.number)
        hint = "give each of them a line; it was kept as one"
        if self._is_exported:
            # Its note has the names as they are.
            return
        if _TWO.fullmatch(line.text):
            message = f"{line.tag!r} holds more than one name: {line.text[:40]!r}"
            self._found.fault(line.number, message, hint)
        elif ";" in line.text:
            message = f"{line.tag!r} may hold more than one name: {line.text[:40]!r}"
            self._found.note(line.number, message, hint)

    def _pages(self) -> None:
        first, last = self._of("SP"), self._of("EP")
        if first:
            pages = first[0].text
            if last and last[0].text != pages:
                pages += f"–{last[0].text}"
            self._entry.add("page", pages, first[0].number)
        elif last:
            hint = "add 'SP  - '; it was left out"
            self._found.fault(last[0].number, f"{self._shown} has a last page and no first", hint)

    def _dates(self) -> None:
        best: tuple[str, int] | None = None
        for said, line in self._read_dates():
            if best is None or (len(said) > len(best[0]) and said.startswith(best[0])):
                best = said, line.number
            elif said[:4] != best[0][:4]:
                message = f"{line.tag!r} says {said}, and another date {best[0]}"
                self._found.fault(line.number, message, f"put it right; {best[0]} counts")
        if best:
            self._entry.add("issued", *best)
        for line in self._of("Y2"):
            date = _date(line.text)
            if date is None:
                hint = "write it as 2025/08/14/; it was left out"
                self._found.fault(line.number, f"'Y2' is no date: {line.text!r}", hint)
            elif len(date) < len("2025-08-14"):
                self._found.note(line.number, "'Y2' names no day", "it was left out")
            else:
                self._entry.add("accessed", date, line.number)

    def _read_dates(self) -> Iterator[tuple[str, _Line]]:
        """The dates that say when it came out, each with its line."""
        years = [line.text[:4] for line in self._of("PY", "Y1") if _YEAR.match(line.text)]
        for line in self._of(*_DATES):
            whole = _date(line.text)
            date, more = (whole, False) if whole else _partial(line.text, years)
            if date:
                yield date, line
            elif line.text.strip("/ ").casefold().rstrip(".") not in {"n.d", "nd", ""}:
                hint = "write it as 2025 or 2025/08/14/; it was left out"
                self._found.fault(line.number, f"{line.tag!r} is no date: {line.text!r}", hint)
            if date and more:
                message = f"{line.tag!r} says more than a source's date can: {line.text!r}"
                self._found.note(line.number, message, f"it was taken as {date}")

    def _numbers(self) -> None:
        for line in self._of("DO"):
            self._entry.add("DOI", find_doi(line.text) or line.text, line.number)
        isbn: list[str] = []
        issn: list[str] = []
        lines = self._of("SN")
        for line in lines:
            numbers = find_numbers(line.text)
            isbn += filter(None, [numbers.isbn])
            issn += filter(None, [numbers.issn])
            if self._entry.values.get("type") in _NUMBERED and numbers.wrong:
                self._entry.add("number", line.text, line.number)
                continue
            for wrong in numbers.wrong:
                hint = "look at its digits, of which the last checks the others; it was left out"
                message = f"'SN' holds neither an ISBN nor an ISSN: {wrong!r}"
                self._found.fault(line.number, message, hint)
        if lines:
            self._entry.add("ISBN", ", ".join(isbn), lines[0].number)
            self._entry.add("ISSN", ", ".join(issn), lines[0].number)

    def _rest(self) -> None:
        addresses = self._of(*_ADDRESSES)
        for line in addresses[:1]:
            first, *others = re.split(r";\s*(?=https?://)|\s+(?=https?://)", line.text)
            self._entry.add("URL", first, line.number)
            if others:
                self._found.left_out["UR"] += len(others)
        self._found.left_out["UR"] += len(addresses[1:])
        if not self._found.left_out["UR"]:
            del self._found.left_out["UR"]
        words = self._of("KW")
        if words:
            self._entry.add("keyword", ", ".join(line.text for line in words), words[0].number)
        notes = [
            line.text
            for line in self._of(*_NOTES)
            if not take_note(self._entry, line.text, line.number, self._found)
        ]
        self._entry.add("note", "; ".join(notes))
        for line in self._record:
            if line.tag not in _TAGS:
                close = nearest(line.tag, _TAGS)
                hint = f"did you mean {close!r}?" if close else "look for a slip; it was left out"
                self._found.fault(line.number, f"there is no tag {line.tag!r}", hint)
            elif line.tag not in _MINE and line.text:
                self._found.left_out[line.tag] += 1


def _name(text: str) -> dict[str, str]:
    family, *rest = [part.strip() for part in text.split(",", 2)]
    if not rest or ";" in text or _TWO.fullmatch(text) or (rest[1:] and not is_suffix(rest[1])):
        return {"literal": OTHERS if text.casefold() in {"et al", "et al."} else text}
    names = {"family": family, "given": rest[0], "suffix": rest[1] if len(rest) > 1 else ""}
    return {part: name for part, name in names.items() if name}


def _date(text: str) -> str | None:
    """A date as RIS has it: `YYYY/MM/DD/anything`, of which the end may be missing or empty."""
    year, *rest = (part.strip() for part in text.split("/", 3))
    if rest and (month := dates.month_of(rest[0])):
        rest[0] = month
    if not re.fullmatch(r"\d{4}", year) or any(part and not part.isdigit() for part in rest[:2]):
        return dates.read_date(text)
    parts = [part for part in rest[:2] if part]
    if len(rest) > 1 and rest[1] and not rest[0]:
        return None
    return dates.join(year, *(part.zfill(2) for part in parts))


def _partial(text: str, years: list[str]) -> tuple[str | None, bool]:
    """A date of which another tag says the year, and whether it says more, such as a span."""
    if not years:
        return None, False
    year = years[0]
    return dates.within(year, re.sub(rf"[\s,/]*\b{year}\b[\s,/]*", " ", text).strip(" /"))


def write(sources: Mapping[str, Values]) -> str:
    """RIS of sources by their keys, with what RIS has no tag for as a note."""
    return "".join(_write(key, values) for key, values in sources.items())


def _write(key: str, values: Values) -> str:
    lines = list(_native(key, values))
    carried = parse(_text(lines)).entries
    rest = note_of(values, carried[0].values if carried else {})
    if rest:
        lines.append(("N1", rest))
    return _text(lines)


def _text(lines: list[tuple[str, str]]) -> str:
    return "".join(f"{tag}  - {text}\r\n" for tag, text in [*lines, ("ER", "")]) + "\r\n"


def _native(key: str, values: Values) -> Iterator[tuple[str, str]]:
    yield "TY", _WRITTEN.get(str(values.get("type", "")), "GEN")
    yield "ID", key
    for tag, mine in (("AU", "author"), ("A2", "editor"), ("A4", "translator")):
        names = values.get(mine)
        for name in names if isinstance(names, list) else ():
            yield tag, _written_name(name)
    for tag, mine in _TEXTS:
        value = values.get(mine)
        if isinstance(value, str) and not (tag in _NOTES and is_extension_name(value)):
            yield tag, value
    yield from _derived({name: text for name, text in values.items() if isinstance(text, str)})


def _derived(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if "page" in texts:
        span = _PAGES.fullmatch(texts["page"])
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


_TEXTS = (
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


def _written_name(name: Mapping[str, str]) -> str:
    if "literal" in name:
        return name["literal"]
    particle = (name.get("dropping-particle"), name.get("non-dropping-particle"))
    family = " ".join(filter(None, (*particle, name.get("family"))))
    parts = [family, name.get("given", ""), name.get("suffix", "")]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return ", ".join(parts)
