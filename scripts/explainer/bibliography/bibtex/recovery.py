"""Error recovery: BibTeX entries that `bibtexparser` rejects, diagnosed and, if safe, repaired."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bibtexparser import model as bib
from bibtexparser.splitter import Splitter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explainer.bibliography.entries import Bibliography

_KEY = re.compile(r"@(\w*)\s*[{(]\s*([^\s,={}]*)")
_KEY_ALONE = re.compile(r"(@\w+[ \t]*[{(][ \t]*[^\s,={}]+)")
_BRACE = re.compile(r"(?<!\\)[{}]")
_ENCLOSING = re.compile(r"(?<!\\)[{}]|\"")
_FIELD_LINE = re.compile(r"[ \t]*,?[ \t]*([A-Za-z][\w-]*)[ \t]*=[ \t]*(?=\S)")
_NAME_ALONE = re.compile(
    r"(?<![@\w])"
    r"([ \t]*,?[ \t]*[A-Za-z][\w-]*)[ \t]*(?:[:＝：][ \t]*(?=[{\"\d])|(?=[{\"]))"
)
_UNTIL_BLANK_LINE = re.compile(r"(?:.*\S.*\n?)*")
_COMMAS = re.compile(r",[ \t]*,[ ,\t]*$")
_ROUND = re.compile(r"^([ \t]*@\w+[ \t]*)\(")
_EMBEDDED = re.compile(r"(?<=\w)@[A-Za-z]+\{[^\s,={}@]+,\s*$")
_NO_KEY = re.compile(r"(@\w+[ \t]*[{(])[ \t]*(?=$|[A-Za-z][\w-]*[ \t]*=)")
_END = re.compile(r"\s*[})]?,?\s*")
_NO_EQUALS = re.compile(r"`=` after entry key|Expected equals")


_STRAY = re.compile(
    r"^[ \t]*(?:(?P<entry>[A-Za-z]+[ \t]*\{[ \t]*[^\s,{}=]+[ \t]*,)|(?P<at>@(?:[A-Za-z]+\b|$))"
    r"|(?P<brace>\}[{}, \t]*$)|(?P<other>TY  - |PMID- |%0 |\{\s*\"(?:id|type|title)\"\s*:)"
    r"|(?P<field>,?[ \t]*[A-Za-z][\w-]*[ \t]*=[ \t]*[{\"\d]))",
    re.MULTILINE,
)


class BrokenEntry(NamedTuple):
    """What is wrong with an entry, and its repaired lines from line `first` on, if any."""

    line: int
    message: str
    hint: str
    first: int = 1
    lines: Sequence[str] = ()

    def repaired(self) -> bib.Entry | None:
        """The repaired entry, or `None` where the repair would be ambiguous."""
        return _only_entry(self.first, self.lines)


def _only_entry(first: int, lines: Sequence[str]) -> bib.Entry | None:
    """The entry in some lines, the first of which has a number, or `None` where more is there."""
    blocks = Splitter("\n" * (first - 1) + "\n".join(lines)).split().blocks
    whole = [block for block in blocks if isinstance(block, bib.Entry)]
    return whole[0] if len(blocks) == len(whole) == 1 else None


def closing_offset(raw: str, at: int = 0) -> int:
    """The offset of the delimiter that closes the value at an offset, or 0 where none does."""
    depth = 0
    quoted = raw[at] == '"'
    for match in _ENCLOSING.finditer(raw, at):
        if match[0] == '"':
            if quoted and not depth and match.start() > at:
                return match.start()
        else:
            depth += 1 if match[0] == "{" else -1
            if not depth and not quoted:
                return match.start()
    return 0


def diagnose(block: bib.Block, lines: Sequence[str]) -> BrokenEntry:
    """What is wrong with an entry; `lines` are those from its first to the next entry."""
    raw = block.raw or ""
    first = (block.start_line or 0) + 1
    key = _KEY.match(raw)
    kind = key[1].casefold() if key else ""
    name = f"the entry {key[2]!r}" if key and key[2] else "an entry"
    if kind in {"string", "preamble", "comment"}:
        name = f"the @string {key[2]!r}" if key and kind == "string" else f"the @{kind}"
    reason = str(getattr(getattr(block, "error", None), "abort_reason", ""))
    here = raw.rstrip().count("\n")
    lines = _until_blank_line(lines)
    if "after entry key, but found" in reason and (opening := _NO_KEY.match(lines[0])):
        lines = _with_line(lines, 0, f"{opening[1]},{lines[0][opening.end() :]}")
        message = "an entry has no comma where its key should stand"
        return BrokenEntry(first, message, "write its key and a comma", first, lines)
    if "after entry key, but found" in reason and "comma" in reason:
        message = f"{name} has no comma behind its key"
        lines = _with_line(lines, 0, _KEY_ALONE.sub(r"\1,", lines[0].rstrip("; "), count=1))
        return BrokenEntry(first, message, "put it right there", first, lines)
    if "found `@" not in reason and _NO_EQUALS.search(reason):
        lacks = "no '='" if kind == "string" else "a field without '='"
        at = here if here < len(lines) else 0
        lines = _normalized(_with_line(lines, at, _NAME_ALONE.sub(r"\1 = ", lines[at], count=1)))
        return BrokenEntry(first + here, f"{name} has {lacks}", "put it right there", first, lines)
    at, end = _open_field(lines)
    opened = f", which begins on line {first}," if at else ""
    ends = "the file ends" if "end of file" in reason else "the next one begins"
    message = f"{name}{opened} is not closed before {ends}"
    hint = "look here for a brace or quotation mark that is not closed"
    runs_on = not all(map(_END.fullmatch, lines[at + 1 : end]))
    if "end of file" in reason or kind in {"string", "preamble", "comment"} or runs_on:
        # The rest of a value that is cut off, or spans lines, is unknown.
        return BrokenEntry(first + at, message, hint)
    return BrokenEntry(first + at, message, hint, first, _closed(lines, at))


def embedded_entry(lines: Sequence[str], begun: int) -> bib.Entry | None:
    """The entry that begins inside one of the lines, or `None`; `begun` lines are before them."""
    for at, line in enumerate(lines):
        if match := _EMBEDDED.search(line):
            rest = [line[match.start() :], *lines[at + 1 :]]
            return _only_entry(begun + at + 1, rest)
    return None


def _until_blank_line(lines: Sequence[str]) -> list[str]:
    """The lines up to the first that is empty."""
    end = next((at for at, line in enumerate(lines) if not line.strip()), len(lines))
    return list(lines[:end])


def _normalized(lines: Sequence[str]) -> list[str]:
    """The lines with one comma where there were two, and the entry closed as it was opened."""
    single = [_COMMAS.sub(",", line) for line in lines]
    if single[-1].strip() == "}":
        single[0] = _ROUND.sub(r"\1{", single[0])
    return single


def _with_line(lines: Sequence[str], at: int, line: str) -> list[str]:
    return [*lines[:at], line, *lines[at + 1 :]]


def _closed(lines: Sequence[str], at: int) -> list[str]:
    """The lines with what is open closed: the field on one of them, or else the entry."""
    if not at:
        return [*lines, "}"]
    match = _FIELD_LINE.match(lines[at])
    value = lines[at][match.end() :].rstrip() if match else ""
    comma = value.endswith(",")
    bare = value.removesuffix(",")
    depth = sum(1 if brace == "{" else -1 for brace in _BRACE.findall(bare))
    end = '"' if bare.startswith('"') else "}" * depth
    head = lines[at][: match.end()] if match else ""
    return _with_line(lines, at, f"{head}{bare}{end}{',' if comma else ''}")


def _open_field(lines: Sequence[str]) -> tuple[int, int]:
    """
    Which line begins the first field that does not close before the next, and where that begins.

    Gives twice 0 where all of them do.
    """
    starts = [
        (number, match.end())
        for number, line in enumerate(lines)
        if (match := _FIELD_LINE.match(line))
    ]
    for index, (number, at) in enumerate(starts):
        behind = starts[index + 1][0] if index + 1 < len(starts) else len(lines)
        value = "\n".join([lines[number][at:], *lines[number + 1 : behind]])
        depth = sum(1 if brace == "{" else -1 for brace in _BRACE.findall(value))
        if depth > 0 or (value.startswith('"') and not closing_offset(value)):
            return number, behind
    return 0, 0


def report_stray_text(
    block: bib.Block, bibliography: Bibliography, *, after_broken: bool = False
) -> None:
    """
    Report text between entries that looks like a part of one.

    `after_broken`: the text up to the first blank line belongs to an entry that was reported.
    """
    raw = block.raw or ""
    body = _UNTIL_BLANK_LINE.match(raw) if after_broken else None
    begun = body.end() if body else 0
    reported = after_broken
    for match in _STRAY.finditer(raw, begun):
        line = (block.start_line or 0) + 1 + raw[: match.start()].count("\n")
        shown = match[0].strip()
        if match["entry"]:
            message, hint = f"an entry without '@': {shown!r}", "write '@' before its type"
        elif match["at"] and match["at"].casefold() == "@comment":
            # BibTeX ignores everything from there to the next entry.
            continue
        elif match["other"]:
            message = f"this is no BibTeX: {shown!r}"
            hint = "import it from a file of its own"
        elif match["at"] == "@":
            message, hint = "'@' opens no entry", "remove it"
        elif match["at"]:
            message, hint = f"{shown!r} opens no entry", "write '{' behind it"
        elif reported:
            # It belongs to what was reported already.
            continue
        elif match["brace"]:
            message, hint = "a closing brace too many", "remove it"
        else:
            message = f"a field stands in no entry: {shown!r}"
            hint = "look for a closing brace too many before it"
        reported = True
        bibliography.add_fault(line, message, f"{hint}; it was left out")
