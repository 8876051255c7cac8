"""
The parser of BibTeX and biblatex files.

`bibtexparser` splits a file into blocks, each with its line, and continues after a broken one. The
values of the blocks are read here.
"""

from __future__ import annotations

import bisect
import logging
from typing import TYPE_CHECKING

from bibtexparser import model as bib
from bibtexparser.splitter import Splitter

from explainer.bibliography.bibtex.entry_reader import read_entry
from explainer.bibliography.bibtex.field_map import MONTH_MACROS, NON_WORK_TYPES
from explainer.bibliography.bibtex.raw_entry import RawEntry
from explainer.bibliography.bibtex.recovery import diagnose, embedded_entry, report_stray_text
from explainer.bibliography.bibtex.values import ValueReader
from explainer.bibliography.entries import Bibliography

if TYPE_CHECKING:
    from collections.abc import Iterator


def parse(text: str) -> Bibliography:
    """
    Read a BibTeX or biblatex file.

    Takes any text and never raises; what is wrong is among the faults.
    """
    bibliography = Bibliography()
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    blocks = Splitter(text).split().blocks
    strings = {month: month for month in MONTH_MACROS}
    for block in blocks:
        whole = block.ignore_error_block if isinstance(block, bib.ParsingFailedBlock) else block
        if isinstance(whole, bib.String):
            read = ValueReader(strings, bibliography)
            value = read.value(whole.value, _line(whole))
            if isinstance(block, bib.DuplicateBlockKeyBlock):
                message = f"the @string {whole.key!r} is defined again"
                bibliography.add_fault(
                    _line(whole), message, "keep one of the two; this one counts"
                )
            if value is not None:
                strings[whole.key.casefold()] = value
    raw = list(_raw_entries(text, blocks, strings, bibliography))
    inherit = {each.key.casefold(): each for each in reversed(raw) if each.key}
    works = [each for each in raw if each.kind not in NON_WORK_TYPES]
    for each in works:
        each.inherit(inherit, bibliography)
    bibliography.entries += filter(None, (read_entry(each, bibliography) for each in works))
    bibliography.faults.sort()
    return bibliography


def _line(block: bib.Block) -> int:
    return (block.start_line or 0) + 1


def _raw_entries(
    text: str, blocks: list[bib.Block], strings: dict[str, str], bibliography: Bibliography
) -> Iterator[RawEntry]:
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
            yield _raw_entry(whole, strings, bibliography)
        elif isinstance(whole, bib.ImplicitComment):
            report_stray_text(whole, bibliography, after_broken=broken)
        elif whole is None:
            begin = block.start_line or 0
            behind = bisect.bisect_right(starts, begin)
            end = starts[behind] if behind < len(starts) else len(lines)
            found = diagnose(block, lines[begin:end])
            repaired = found.repaired()
            result = "it was kept" if repaired else "it was left out"
            bibliography.add_fault(found.line, found.message, f"{found.hint}; {result}")
            for kept in filter(None, (repaired, embedded_entry(lines[begin + 1 : end], begin + 1))):
                yield _raw_entry(kept, strings, bibliography)
        broken = whole is None


def _raw_entry(block: bib.Entry, strings: dict[str, str], bibliography: Bibliography) -> RawEntry:
    entry = RawEntry(block.entry_type, " ".join(block.key.split()), _line(block))
    values = ValueReader(strings, bibliography)
    for field in block.fields:
        for name, text in values.read(field.key, field.value, field.start_line + 1):
            known = name.casefold()
            if known in entry.fields:
                message = f"{entry.key!r} has the field {known!r} again"
                hint = f"keep one of the two; that of line {entry.fields[known].line} counts"
                bibliography.add_fault(text.line, message, hint)
            else:
                entry.fields[known] = text
    return entry
