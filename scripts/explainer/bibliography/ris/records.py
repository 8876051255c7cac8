"""The records of a RIS file: the lines from `TY` to `ER`, or to where these should be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explainer.bibliography.ris.tags import NAMES, TITLE_TAGS
from explainer.bibliography.ris.tokenizer import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from explainer.bibliography.entries import Bibliography
    from explainer.bibliography.ris.tokenizer import TaggedLine

_RECORD_NUMBER = re.compile(r"(?:[\[<(]?\d+[\]>).:]?|record \d+ of \d+)", re.IGNORECASE)
_OTHER_FORMAT = re.compile(r"%0 |[@{\[]")
_UNREPEATED_TAGS = {
    *TITLE_TAGS, "ID", "PY", "Y1", "DA", "DO", "VL", "IS", "SP", "EP", "T2", "JO", "JF", "BT",
}  # fmt: skip


def split_records(text: str, bibliography: Bibliography) -> Iterator[list[TaggedLine]]:
    """The lines of each record, without its `ER`."""
    record: list[TaggedLine] = []
    outside = _StrayLines(bibliography)
    for line in tokenize(text, bibliography):
        if line.tag == "TY":
            if record:
                _report_unclosed(record, "the next one begins", bibliography)
                yield from _split_unclosed(record, bibliography)
            record = [line]
        elif not record:
            outside.report(line)
            record = [line] if line.tag not in {"", "ER"} else []
        elif line.tag == "ER":
            yield from _split_unclosed(record, bibliography)
            record = []
            outside.end_record(line)
        elif line.tag or not line.text:
            record.append(line)
        else:
            _continue_line(record, line)
    if record:
        _report_unclosed(record, "the file ends", bibliography)
        yield from _split_unclosed(record, bibliography)


def _continue_line(record: list[TaggedLine], line: TaggedLine) -> None:
    """Append a continuation line to the text of the line before."""
    at = next(at for at in range(len(record) - 1, -1, -1) if record[at].tag)
    record[at] = record[at]._replace(text=f"{record[at].text} {line.text}")


def _split_unclosed(
    record: list[TaggedLine], bibliography: Bibliography
) -> Iterator[list[TaggedLine]]:
    """A record, split where another one begins without `ER` and `TY`."""
    begun = 0
    while at := _second_record(record, begun):
        yield [line for line in record[begun:at] if line.tag]
        _report_unclosed(record[begun:at], "the next one begins", bibliography)
        begun = next(behind for behind in range(at, len(record)) if record[behind].tag)
        _report_untyped(record[begun], bibliography)
    yield [line for line in record[begun:] if line.tag]


def _second_record(record: list[TaggedLine], begun: int) -> int:
    """The index at which a second record begins: title and another tag are repeated; or 0."""
    seen: dict[str, str] = {}
    again: dict[str, int] = {}
    before = blank = begun
    for at in range(begun, len(record)):
        tag, text, _ = record[at]
        if not tag:
            blank = blank if again else at
        elif tag in _UNREPEATED_TAGS and seen.setdefault(tag, text) != text:
            again.setdefault(tag, at)
            if again.keys() & TITLE_TAGS and again.keys() - TITLE_TAGS:
                return blank if blank > before else _names_before(record, begun, again)
        elif tag in _UNREPEATED_TAGS and not again:
            before = at
    return 0


def _names_before(record: list[TaggedLine], begun: int, again: Mapping[str, int]) -> int:
    """The index of the first repeated tag, or of the names right before it."""
    first = min(again.values())
    at = first
    while record[at - 1].tag in NAMES:
        at -= 1
    return at if any(line.tag in NAMES for line in record[begun:at]) else first


class _StrayLines:
    """Reports lines outside of records; of consecutive lines the first only."""

    def __init__(self, bibliography: Bibliography) -> None:
        self._bibliography = bibliography
        self._last = 0
        self._begun = False

    def end_record(self, line: TaggedLine) -> None:
        """Handle the end of a record, and text after `ER`."""
        self._begun = True
        if line.text:
            self.report(line._replace(tag=""))

    def report(self, line: TaggedLine) -> None:
        """Report a line."""
        if line.tag == "ER":
            hint = "remove it, or look for its record"
            self._bibliography.add_fault(line.number, "an 'ER' that ends nothing", hint)
        elif line.tag:
            _report_untyped(line, self._bibliography)
        elif line.text and not _RECORD_NUMBER.fullmatch(line.text):
            if self._last < line.number - 1:
                self._text(line)
            self._last = line.number

    def _text(self, line: TaggedLine) -> None:
        message = f"a text stands in no record: {line.text[:40]!r}"
        if self._begun or _OTHER_FORMAT.match(line.text):
            hint = "put it into its record, or remove it; it was left out"
            self._bibliography.add_fault(line.number, message, hint)
        else:
            # Many programs write the origin of the file into its first lines.
            self._bibliography.add_note(line.number, message, "it was left out")


def _report_untyped(line: TaggedLine, bibliography: Bibliography) -> None:
    hint = "begin it with a line such as 'TY  - JOUR'; it was kept"
    bibliography.add_fault(line.number, "a record begins without 'TY'", hint)


def _report_unclosed(record: list[TaggedLine], end: str, bibliography: Bibliography) -> None:
    first, *_, last = [line.number for line in (record[0], *record) if line.tag]
    message = f"the record that begins on line {first} has no 'ER' before {end}"
    bibliography.add_fault(last, message, "end it by a line 'ER  - '; it was kept")
