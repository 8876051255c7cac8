"""The parser of RIS files."""

from __future__ import annotations

import re

from explainer.bibliography.entries import Bibliography
from explainer.bibliography.ris.record_reader import RecordReader
from explainer.bibliography.ris.records import split_records
from explainer.bibliography.ris.tokenizer import NOT_RIS

_FIRST_TAG = re.compile(r"^TY  -", re.MULTILINE)
_MEDLINE = re.compile(r"^PMID- ", re.MULTILINE)


def parse(text: str) -> Bibliography:
    """
    Read RIS.

    Takes any text and never raises; what is wrong is among the faults.
    """
    bibliography = Bibliography()
    medline = _MEDLINE.search(text)
    if medline and not _FIRST_TAG.search(text):
        bibliography.add_fault(text.count("\n", 0, medline.start()) + 1, *NOT_RIS)
        return bibliography
    for record in split_records(text, bibliography):
        if entry := RecordReader(record, bibliography).entry():
            bibliography.entries.append(entry)
    bibliography.faults.sort()
    return bibliography
