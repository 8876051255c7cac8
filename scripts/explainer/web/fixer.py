"""
The edits that put addresses right: where a page moved to for good, and the copy of a lost one.

Only the address changes; every other byte of a file stays as it is.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, NamedTuple

from explainer import atomic
from explainer.web.verdicts import WORDS_GONE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from explainer.model import ExternalLink, Place

_BUILT = (".html", ".htm")


class Edit(NamedTuple):
    """One address to be replaced where it stands."""

    place: Place
    old: str
    new: str


class Fixed(NamedTuple):
    """The edits that were made (or would be), and those that could not be."""

    made: tuple[Edit, ...]
    left: tuple[Edit, ...]


def edits(asked: Iterable[ExternalLink]) -> list[Edit]:
    """The edits that would put addresses right."""
    found = []
    for each in asked:
        lost = each.dead_since or each.verdict == WORDS_GONE
        new = (each.archived_copy if lost else "") or each.moved_to
        if new and new != each.address:
            found.append(Edit(each.place, each.address, new))
    return found


def fix(root: Path, wanted: Iterable[Edit], *, dry: bool = False) -> Fixed:
    """
    Make edits in the files below `root`, a file at a time; with `dry`, only find out which fit.

    An edit is left where its address does not stand, letter by letter, at its place, and where it
    is about a built file. Raises `OSError` where a file cannot be read or written.
    """
    by_path: dict[str, list[Edit]] = {}
    for edit in dict.fromkeys(wanted):
        by_path.setdefault(edit.place.path, []).append(edit)
    made: list[Edit] = []
    left: list[Edit] = []
    for path, group in by_path.items():
        if path.endswith(_BUILT):
            left += group
            continue
        before = (root / path).read_bytes()
        after = before
        # From the end to the beginning: what is behind an edit moves.
        for edit in sorted(group, key=lambda each: each.place, reverse=True):
            changed = _apply(after, edit)
            (left if changed is None else made).append(edit)
            after = after if changed is None else changed
        if after != before and not dry:
            atomic.write(root / path, after)
    return Fixed(tuple(sorted(made)), tuple(sorted(left)))


def _apply(content: bytes, edit: Edit) -> bytes | None:
    lines = content.splitlines(keepends=True)
    if not 0 < edit.place.line <= len(lines):
        return None
    line = lines[edit.place.line - 1]
    mark = b"\xef\xbb\xbf" if edit.place.line == 1 and line.startswith(b"\xef\xbb\xbf") else b""
    try:
        text = line[len(mark) :].decode("utf-8")
    except UnicodeDecodeError:
        return None
    escaped = (html.escape(edit.old, quote=False), html.escape(edit.new, quote=False))
    for old, new in ((edit.old, edit.new), escaped):
        # An address may stand in quotes or brackets, which its place then begins with.
        for start in range(edit.place.column - 1, edit.place.column + 1):
            if text.startswith(old, start) and _ends(text, start + len(old)):
                whole = text[:start] + new + text[start + len(old) :]
                lines[edit.place.line - 1] = mark + whole.encode("utf-8")
                return b"".join(lines)
    return None


def _ends(text: str, end: int) -> bool:
    return end >= len(text) or text[end] in " \t\r\n\"'<>)]}|,"
