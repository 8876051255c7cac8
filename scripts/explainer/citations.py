"""
The grammar of citations, which is Pandoc's. Nothing else in the package parses it.

A citation is a bracket with one or more keys, `[@key]`, `[see @a, p. 4; @b#passage]`, or a bare
`@key` in running text, which may be followed by its locator, `@key [p. 4]`. A key starts with a
letter, a digit or an underscore and holds single punctuation marks inside; `@{any key}` holds
anything but spaces and braces. What follows the first `#` of a key names a passage.

Source: Pandoc User's Guide, "Citation syntax".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEY = r"@(?:\{(?P<braced>[^{}\s]+)\}|(?P<bare>\w(?:\w|[:.#$%&\-+?~/](?=\w))*))"
_ITEM = re.compile(rf"(?<![\w@\\]){_KEY}")
_NARRATIVE = re.compile(rf"(?<![\w@/\\.:=&?#+\[\x03-]){_KEY}")
_SEPARATOR = re.compile(r";(?![^{}\n]*\})")
_TYPED = re.compile(rf"\[(?:[^\[\]@\n]*[\s-])?(?P<at>(?={_KEY}))@\S*?(?=[\];,\s]|$)")
_LOCATOR = re.compile(r" \[(?!\^)([^\[\]@\n]+)\](?![\[(:])")

_OPAQUE = re.compile(
    r"""
      (?P<fence>^(?P<lead>[ \t>]*(?:[-*+:]\ +|\d+[.)]\ +)?)(?P<marks>`{3,}|~{3,})[^`\n]*\n
        (?:.*\n)*?[ \t>]*(?P=marks)[`~]*[ \t]*$)
    | (?P<comment><!--.*?-->)
    | (?P<raw><(?P<tag>script|style|pre|code|textarea|template|math|svg|kbd)\b.*?</(?P=tag)\s*>)
    | (?P<html></?[A-Za-z][^<>]*>)
    | (?P<autolink><[A-Za-z][A-Za-z0-9+.-]*:[^<>\s]*>)
    | (?P<escape>\\[\\`*_{}\[\]()\#+\-.!@])
    | (?P<code>(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`))
    | (?P<link>!?\[(?:[^\[\]\n]|\n(?![ \t]*\n)|\[[^\[\]]*\]){0,2000}\]
        \((?:[^()\n"]|\([^()\n]*\)|"[^"\n]*")*\))
    | (?P<definition>^[ ]{0,3}\[[^\]^\n][^\]\n]*\]:[ \t]*\S.*$)
    | (?P<url>\b(?:https?|ftp)://[^\s<>"]+|\bwww\.[^\s<>"]+)
    | (?P<email>\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+)
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
# A bracket before a bare key means that the bracket was escaped or never closed; \x03 is how
# Python-Markdown marks the end of what it has already taken out of the text, such escapes too.


@dataclass(frozen=True, slots=True)
class Opaque:
    """A stretch of Markdown in which no citation is read: `kind` says why."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Item:
    """One key of a citation; `at` and `end` are the offsets of its `@` and behind its key."""

    key: str
    passage: str | None
    prefix: str
    locator: str
    at: int
    end: int


@dataclass(frozen=True, slots=True)
class Group:
    """A citation as it stands in a text, from its first character to behind its last."""

    start: int
    end: int
    items: tuple[Item, ...]
    narrative: bool = False


def opaque(text: str) -> list[Opaque]:
    """
    The stretches of Markdown in which no citation is read, in order.

    Code, raw HTML's tags, comments, whole links, addresses and backslash escapes.
    """
    return [
        Opaque(match.start(), match.end(), match.lastgroup or "")
        for match in _OPAQUE.finditer(text)
    ]


def find(text: str) -> list[Group]:
    """Every citation in a Markdown text, in order. Takes any text and never raises."""
    if "@" not in text:
        return []
    hidden = opaque(text)
    return list(_groups(text, _Mask(hidden)))


def literal(text: str) -> Iterator[tuple[int, int]]:
    """
    What looks like a bracketed citation in text that is shown as it is: the offsets of its keys.

    For text in which no citation was read: raw HTML, attributes such as `alt` and `title`, and
    a bracket that was never closed.
    """
    for match in _TYPED.finditer(text):
        yield match.start("at"), match.end()


class _Mask:
    def __init__(self, hidden: list[Opaque]) -> None:
        self._starts = [span.start for span in hidden]
        self._ends = [span.end for span in hidden]

    def hides(self, offset: int) -> bool:
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset < self._ends[index]


def _groups(text: str, mask: _Mask) -> Iterator[Group]:
    position = 0
    for opener in re.finditer(r"\[|@", text):
        start = opener.start()
        if start < position or mask.hides(start):
            continue
        group = _bracket(text, start, mask) if text[start] == "[" else _bare(text, start)
        if group:
            yield group
            position = group.end


def _bare(text: str, start: int) -> Group | None:
    match = _NARRATIVE.match(text, start)
    if not match:
        return None
    locator = _LOCATOR.match(text, match.end())
    item = _item(match, "", locator[1].strip() if locator else "")
    return Group(start, locator.end() if locator else match.end(), (item,), narrative=True)


def _bracket(text: str, start: int, mask: _Mask | None = None) -> Group | None:
    end = _closing(text, start)
    if end is None or text[end : end + 1] == "(":
        return None
    items: list[Item] = []
    offset = start + 1
    prefix = ""
    for part in _SEPARATOR.split(text[start + 1 : end - 1]):
        match = _ITEM.search(text, offset, offset + len(part))
        if match and not (mask and mask.hides(match.start())):
            before = (prefix + text[offset : match.start()]).strip().removesuffix("-").strip()
            behind = text[match.end() : offset + len(part)]
            items.append(_item(match, before, behind.strip().removeprefix(",").strip()))
            prefix = ""
        else:
            prefix += part + ";"
        offset += len(part) + 1
    if not items or not _opens_well(text, start, items[0]):
        return None
    return Group(start, end, tuple(items))


def _opens_well(text: str, start: int, first: Item) -> bool:
    # "[a @b](c)" and "[^1@a]" are not ours; a bracket in front of a colon at a line's start
    # defines a link; a reference "[text @a][ref]" is a link unless what follows cites, too.
    end = _closing(text, start)
    assert end is not None
    if text[start + 1 : start + 2] == "^" or first.prefix.startswith("!"):
        return False
    if text[end : end + 1] == "[" and "@" not in text[end : _closing(text, end) or end]:
        return False
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return not (text[end : end + 1] == ":" and not line.strip())


def _closing(text: str, start: int) -> int | None:
    # Behind the bracket that closes the one at `start`; a citation holds no blank line.
    depth = 0
    for match in re.compile(r"\[|\]|\n[ \t]*\n").finditer(text, start, start + 2000):
        if match[0] == "[":
            depth += 1
        elif match[0] == "]":
            depth -= 1
            if not depth:
                return match.end()
        else:
            return None
    return None


def _item(match: re.Match[str], prefix: str, locator: str) -> Item:
    key, hash_mark, passage = (match["braced"] or match["bare"]).partition("#")
    return Item(key, passage if hash_mark else None, prefix, locator, match.start(), match.end())
