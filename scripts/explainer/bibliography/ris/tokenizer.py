"""
The tokenizer of RIS: a text to lines, each with its tag.

`rispy` knows the tags and the types, but keeps no line numbers and reports no faults; so the lines
are read here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from explainer.bibliography.ris.tags import KNOWN_TAGS, KNOWN_TYPES, NAMES, READ_TAGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.bibliography.entries import Bibliography

_MULTILINE_TAGS = {
    "TI", "T1", "T2", "T3", "BT", "CT", "ST", "TT", "AB", "N1", "N2", "AU", "A1", "A2", "ED",
}  # fmt: skip
_MULTILINE_TAGS |= {
    "UR", "LK", "L1", "L2", "L3", "L4", "C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "AD",
}  # fmt: skip
_MULTILINE_TAGS |= {
    "KW", "PB", "JO", "JF", "M1", "M2", "M3", "RN", "OP", "RI", "SE", "CA", "NV", "U1", "U2",
}  # fmt: skip
"""The tags whose text may continue on the next line."""

_PROSE_TAGS = {"AB", "N1", "N2"}
_TAG = re.compile(r"([A-Z][A-Z0-9])  -(?: (.*)|\s*)$")
_DASH = r"[-‐‑‒–—−－]"
_IRREGULAR_TAG = re.compile(
    rf"[>\s]*(?:([A-Z][A-Z0-9])(?:\s+(?:{_DASH}+|_(?=\s))\s*|{_DASH}(?:\s+|$))"
    r"|([A-Za-z][A-Za-z0-9])\s\s-\s*)(.*)$"
)
_TAG_WITHOUT_SPACES = re.compile(rf"([A-Z][A-Z0-9])(?:{_DASH}|:)(.*)$")
_TAG_WITHOUT_DASH = re.compile(r"([A-Z][A-Z0-9])(?:\s*[:=](?:\s+|$)|\s\s+)(.*)$")
_TYPE_WITHOUT_DASH = re.compile(r"[Tt][Yy][\s:=]*([A-Z]{3,})$")
_INLINE_TAG = re.compile(r"(?:(?<=\S)|^)\s*([A-Z][A-Z0-9])  - ")
_UNKNOWN_TAG = re.compile(r"([A-Z0-9]{1,4}|[A-Z] [A-Z0-9])  - ")
_LOOKALIKES = str.maketrans("LIO", "110")
_PERSON_NAME = re.compile(r"[^\W\d_][^\s,]*, [^\W\d_][^\s,]*(?: [^\W\d_][^\s,]*)?")
DROPPED = "??"
NOT_RIS = (
    "this is MEDLINE, PubMed's own format, and not RIS",
    "save it as RIS, or as CSL-JSON; it was left out",
)


class TaggedLine(NamedTuple):
    """A line: its tag, or an empty text, the text after the tag, and the line number from 1."""

    tag: str
    text: str
    number: int

    def with_fault(self, whole: str, bibliography: Bibliography) -> TaggedLine:
        """Report that the tag is not written as RIS has it. Returns the line itself."""
        message = f"the tag is not written as RIS has it: {whole.strip()[:20]!r}"
        bibliography.add_fault(self.number, message, f"write it as '{self.tag}  - '; it was kept")
        return self


def tokenize(text: str, bibliography: Bibliography) -> Iterator[TaggedLine]:
    """
    The lines of a RIS text with their tags; faults go to `bibliography`.

    A line without a tag either continues the text of the line before it, or is empty.
    """
    last = ""
    for each in _tagged_lines(text, bibliography):
        line = each
        if not line.tag and line.text and last:
            line = _resolve_untagged(line, last, bibliography)
        if line.tag == DROPPED:
            continue
        if line.tag:
            last = "" if line.tag == "ER" else line.tag
        yield line


def _resolve_untagged(line: TaggedLine, last: str, bibliography: Bibliography) -> TaggedLine:
    """A line without a tag in a record, with the tag that it must have, if that is certain."""
    if last == "KW":
        # EndNote writes the tag before the first keyword only.
        return line._replace(tag=last)
    if last in NAMES and _PERSON_NAME.fullmatch(line.text):
        line = line._replace(tag=last)
        return line.with_fault(line.text, bibliography)
    match = _TAG_WITHOUT_DASH.match(line.text) if last not in _PROSE_TAGS else None
    if last not in _MULTILINE_TAGS:
        match = _TAG_WITHOUT_SPACES.match(line.text) or match
    if match and match[1] in (READ_TAGS if last in _MULTILINE_TAGS else KNOWN_TAGS):
        return TaggedLine(match[1], match[2].strip(), line.number).with_fault(
            line.text, bibliography
        )
    if last in _MULTILINE_TAGS:
        return line
    hint = "put a tag before it, such as 'TI  - '; it was left out"
    bibliography.add_fault(line.number, f"a line has no tag: {line.text[:40]!r}", hint)
    return line._replace(tag=DROPPED)


def _tagged_lines(text: str, bibliography: Bibliography) -> Iterator[TaggedLine]:
    """The lines with their tags; continuation lines and empty lines have none."""
    medline = False
    for number, whole in enumerate(text.split("\n"), 1):
        medline = (medline and bool(whole.strip())) or whole.startswith("PMID- ")
        if whole.startswith("PMID- "):
            bibliography.add_fault(number, *NOT_RIS)
        match = _TAG.match(whole.rstrip())
        if match and match[1] == "TY":
            medline = False
        if medline:
            continue
        line = TaggedLine(match[1], (match[2] or "").strip(), number) if match else None
        yield from _split_joined_tags(
            line or _irregular_line(whole, number, bibliography), bibliography
        )


def _irregular_line(whole: str, number: int, bibliography: Bibliography) -> TaggedLine:
    """A line with a tag in irregular syntax, or without a tag."""
    if (match := _IRREGULAR_TAG.match(whole)) and (tag := _corrected_tag(match)) in KNOWN_TAGS:
        return TaggedLine(tag, match[3].strip(), number).with_fault(whole, bibliography)
    text = whole.strip()
    if (match := _TYPE_WITHOUT_DASH.match(text)) and match[1] in KNOWN_TYPES:
        return TaggedLine("TY", match[1], number).with_fault(whole, bibliography)
    if text.rstrip(" :.-") == "ER":
        return TaggedLine("ER", "", number).with_fault(whole, bibliography)
    if match := _UNKNOWN_TAG.match(whole):
        message = f"there is no tag {match[1]!r}"
        bibliography.add_fault(number, message, "look for a slip; the line was left out")
        return TaggedLine(DROPPED, "", number)
    return TaggedLine("", text, number)


def _split_joined_tags(line: TaggedLine, bibliography: Bibliography) -> Iterator[TaggedLine]:
    """A line, split at the tags inside its text."""
    at, tag = 0, line.tag
    for match in _INLINE_TAG.finditer(line.text) if "  - " in line.text else ():
        if match[1] in KNOWN_TAGS:
            message = f"a tag stands in the middle of a line: {match[1]!r}"
            bibliography.add_fault(line.number, message, "begin a new line before it; it was kept")
            yield TaggedLine(tag, line.text[at : match.start()].strip(), line.number)
            at, tag = match.end(), match[1]
    yield TaggedLine(tag, line.text[at:].strip(), line.number) if at else line


def _corrected_tag(match: re.Match[str]) -> str:
    tag = str(match[1] or match[2]).upper()
    other = tag[0] + tag[1:].translate(_LOOKALIKES)
    return other if tag not in KNOWN_TAGS and other in KNOWN_TAGS else tag
