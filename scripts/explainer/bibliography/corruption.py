"""Corruption of a file in any format: merge conflicts, mojibake, control characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.bibliography.entries import Bibliography, Entry

_PAGE = re.compile(r"\s*(?:<!doctype html|<html\b)", re.IGNORECASE)
_CONFLICT = re.compile(r"(?P<begin><{7}|>{7})(?: .*)?")
_BASE = re.compile(r"\|{7}(?: .*)?")
_MIDDLE = re.compile(r"={7}")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_HIGH_CHARACTERS = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ"
_MOJIBAKE = re.compile(
    rf"[ÃÂ][{_HIGH_CHARACTERS}]|â€[{_HIGH_CHARACTERS}“”‘’]"
    rf"|(?:[\u00c2-\u00df][{_HIGH_CHARACTERS}“”‘’–—]){{2,}}"
)
"""UTF-8 that was decoded as Windows-1252."""


def is_web_page(text: str) -> bool:
    """Whether a text is HTML, as servers return in place of a file that they cannot send."""
    return _PAGE.match(text) is not None


def repair(text: str, bibliography: Bibliography) -> str:
    """
    A text without merge conflict markers and control characters, each of which is a fault.

    Line numbers stay the same. Both sides of a conflict are kept, and their common base is dropped.
    """
    lines = list(_without_conflict_markers(text.replace("\ufeff", "").split("\n"), bibliography))
    for number, line in enumerate(lines, 1):
        if _CONTROL.search(line):
            hint = "retype what stands around it; it was left out"
            bibliography.add_fault(number, "a control character stands in the line", hint)
            lines[number - 1] = _CONTROL.sub("", line)
    return "\n".join(lines)


def _without_conflict_markers(lines: list[str], bibliography: Bibliography) -> Iterator[str]:
    """The lines; conflict markers and the common base are empty lines."""
    within = base = False
    for number, line in enumerate(lines, 1):
        mark = _CONFLICT.fullmatch(line)
        middle = within and _MIDDLE.fullmatch(line)
        base = bool(within and not mark and not middle and (base or _BASE.fullmatch(line)))
        if mark:
            within = line.startswith("<")
        if mark or middle:
            message = f"a conflict of a merge was left here: {line[:40]!r}"
            hint = "keep one of the two sides, and remove the marks"
            bibliography.add_fault(number, message, hint)
        yield "" if mark or middle or base else line


def report_mojibake(entry: Entry, bibliography: Bibliography) -> None:
    """Report text in an entry that was decoded with the wrong encoding."""
    for name, value in entry.values.items():
        texts = [value] if isinstance(value, str) else [" ".join(each.values()) for each in value]
        for text in texts:
            message = _encoding_fault(text)
            if message:
                hint = "put the letters right there; it was kept as it is"
                line = entry.lines.get(name, entry.line)
                bibliography.add_fault(line, f"{name!r} {message}: {text[:60]!r}", hint)
                break


def _encoding_fault(text: str) -> str | None:
    """What is wrong with the decoding of a text, or `None`."""
    if "\ufffd" in text:
        return "holds a letter that was lost"
    for match in _MOJIBAKE.finditer(text):
        raw = b"".join(each.encode("latin-1" if each < "\u0100" else "cp1252") for each in match[0])
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError:
            continue
        return "holds UTF-8 that was read in another encoding"
    return None
