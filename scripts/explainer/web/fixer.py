"""
Replace the URLs of links: with the target of a permanent redirect, or with an archived copy.

Only the URL changes; every other byte of a file stays as it is.
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

_HTML = (".html", ".htm")
_BOM = b"\xef\xbb\xbf"


class LinkFix(NamedTuple):
    """One URL to replace, and its place."""

    place: Place
    old: str
    new: str


class FixResult(NamedTuple):
    """The fixes that were applied (or would be, in a dry run), and those that were skipped."""

    applied: tuple[LinkFix, ...]
    skipped: tuple[LinkFix, ...]


def plan_fixes(links: Iterable[ExternalLink]) -> list[LinkFix]:
    """The fixes for links that moved permanently, are dead, or lost the words of a passage."""
    found = []
    for link in links:
        lost = link.dead_since or link.verdict == WORDS_GONE
        new = (link.archived_copy if lost else "") or link.moved_to
        if new and new != link.address:
            found.append(LinkFix(link.place, link.address, new))
    return found


def apply_fixes(root: Path, fixes: Iterable[LinkFix], *, dry_run: bool = False) -> FixResult:
    """
    Apply fixes to the files below `root`, a file at a time; a dry run writes nothing.

    A fix is skipped if its URL is not exactly at its place, or if its file is HTML. Raises
    `OSError` if a file cannot be read or written.
    """
    by_path: dict[str, list[LinkFix]] = {}
    for fix in dict.fromkeys(fixes):
        by_path.setdefault(fix.place.path, []).append(fix)
    applied: list[LinkFix] = []
    skipped: list[LinkFix] = []
    for path, group in by_path.items():
        if path.endswith(_HTML):
            skipped += group
            continue
        before = (root / path).read_bytes()
        after = before
        # From the end to the beginning: a replacement moves everything after it.
        for fix in sorted(group, key=lambda each: each.place, reverse=True):
            changed = _apply(after, fix)
            (skipped if changed is None else applied).append(fix)
            after = after if changed is None else changed
        if after != before and not dry_run:
            atomic.write(root / path, after)
    return FixResult(tuple(sorted(applied)), tuple(sorted(skipped)))


def _apply(content: bytes, fix: LinkFix) -> bytes | None:
    """The content with the fix applied; `None` if the URL is not at its place."""
    lines = content.splitlines(keepends=True)
    if not 0 < fix.place.line <= len(lines):
        return None
    line = lines[fix.place.line - 1]
    bom = _BOM if fix.place.line == 1 and line.startswith(_BOM) else b""
    try:
        text = line[len(bom) :].decode("utf-8")
    except UnicodeDecodeError:
        return None
    escaped = (html.escape(fix.old, quote=False), html.escape(fix.new, quote=False))
    for old, new in ((fix.old, fix.new), escaped):
        # The place may be that of the quote or bracket before the URL.
        for start in range(fix.place.column - 1, fix.place.column + 1):
            if text.startswith(old, start) and _is_end(text, start + len(old)):
                whole = text[:start] + new + text[start + len(old) :]
                lines[fix.place.line - 1] = bom + whole.encode("utf-8")
                return b"".join(lines)
    return None


def _is_end(text: str, end: int) -> bool:
    return end >= len(text) or text[end] in " \t\r\n\"'<>)]}|,"
