"""
The grammar of citations, which is Pandoc's. Nothing else in the package parses it.

A citation is a bracket with one or more keys, `[@key]`, `[see @a, p. 4; @b#passage]`, or a bare
`@key` in running text, which may be followed by its locator, `@key [p. 4]`. A key starts with a
letter, a digit or an underscore and holds single punctuation marks inside; `@{any key}` holds
anything but spaces and braces. What follows the first `#` of a key names a passage.

A bare key looks like a mention of a person. The parameter `known` of the functions below tells the
two apart: it takes a key, and is true where a source, a claim or a label with that key exists.

Source: Pandoc User's Guide, "Citation syntax".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from explainer import opaque_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_KEY = r"@(?:\{(?P<braced>[^{}\s]+)\}|(?P<bare>\w(?:\w|[:.#$%&\-+?~/](?=\w))*))"
_ITEM = re.compile(rf"(?<![\w@\\\x03./\"'{{$=<|]){_KEY}")
_NARRATIVE = re.compile(rf"(?<![\w@/\\.:=&?#+\[\x03-]){_KEY}")
_SEPARATOR = re.compile(r";(?![^{}\n]*\})")
_OPENER = re.compile(r"\[(?=[^\]@]{0,1000}@)|@")
_BRACKET = re.compile(r"\[|\]|\n[ \t]*\n")
_LONGEST = 1000
_TYPED = re.compile(rf"(?<![\]/=])\[(?:[^\[\]@\n]*[\s-])?(?P<at>(?={_KEY}))@\S*?(?=[\];,\s]|$)")
_LOCATOR = re.compile(r" \[(?!\^)([^\[\]@\n]+)\](?![\[(:])")

# A bracket before a bare key means that the bracket was escaped or never closed; \x03 is how
# Python-Markdown marks the end of what it has already taken out of the text, such escapes too.


class Item(NamedTuple):
    """One key of a citation; `at` is the offset of its `@`, `end` the one behind the key."""

    key: str
    passage: str | None
    prefix: str
    locator: str
    at: int
    end: int


class Group(NamedTuple):
    """A citation in a text, with one or more keys; `end` is the offset behind it."""

    start: int
    end: int
    items: tuple[Item, ...]
    narrative: bool = False


def find(text: str, known: Callable[[str], bool] | None = None) -> list[Group]:
    """
    All citations in a Markdown text, in order. Accepts any text and never raises.

    An unknown key in running text, or in a bracket directly after another one, is not a citation.
    Without `known`, all keys are citations.
    """
    return list(_groups(text, _Mask(opaque_text.find(text)), known)) if "@" in text else []


def is_key(text: str) -> bool:
    """Whether a text is a key that needs no braces and has no passage."""
    match = _ITEM.fullmatch(f"@{text}")
    return match is not None and match["bare"] is not None and "#" not in text


def at(text: str, start: int, known: Callable[[str], bool] | None = None) -> Group | None:
    """The citation that begins at an offset of a Markdown text, or `None`; `known` as in `find`."""
    mask = _Mask(opaque_text.find(text))
    if mask.hides(start):
        return None
    bracket = text[start] == "["
    return _bracket(text, start, mask, known) if bracket else _bare(text, start, known)


def is_escaped(text: str, start: int, known: Callable[[str], bool] | None = None) -> bool:
    """
    Whether a key would be a citation without the backslash at an offset, before its `@`.

    `known` as in `find`.
    """
    # Citations have a maximal length, so only the text around the offset matters.
    first = max(0, start - _LONGEST)
    at = start - first
    plain = text[first:start] + text[start + 1 : start + _LONGEST]
    return any(item.at == at for group in find(plain, known) for item in group.items)


def around(text: str, offset: int) -> Iterator[tuple[int, int]]:
    """The spans of the brackets around an offset, from the inside to the outside."""
    depth = 0
    for start in range(offset - 1, max(-1, offset - _LONGEST), -1):
        if text[start] == "]":
            depth += 1
        elif text[start] == "[" and depth:
            depth -= 1
        elif text[start] == "[":
            end = _closing(text, start)
            if end is None:
                # Brackets that begin before it are not closed, either.
                return
            yield start, end


def literal(text: str) -> Iterator[tuple[int, int]]:
    """
    The spans of keys in text that looks like a bracketed citation, but is shown as it is.

    For text in which no citations are read: raw HTML, attributes such as `alt` and `title`, and
    brackets that are not closed.
    """
    for match in _TYPED.finditer(text) if "@" in text else ():
        yield match.start("at"), match.end()


class _Mask:
    def __init__(self, hidden: list[opaque_text.Opaque]) -> None:
        self._starts = [span.start for span in hidden]
        self._ends = [span.end for span in hidden]

    def hides(self, offset: int) -> bool:
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset < self._ends[index]


def _groups(text: str, mask: _Mask, known: Callable[[str], bool] | None = None) -> Iterator[Group]:
    position = 0
    for opener in _OPENER.finditer(text):
        start = opener.start()
        if start < position or mask.hides(start):
            continue
        if text[start] == "[":
            # A bracket directly after a citation is not the name of a reference link.
            group = _bracket(text, start, mask, None if start == position else known)
        else:
            group = _bare(text, start, known)
        if group:
            yield group
            position = group.end


def _bare(text: str, start: int, known: Callable[[str], bool] | None) -> Group | None:
    match = _NARRATIVE.match(text, start)
    if not match:
        return None
    locator = _LOCATOR.match(text, match.end())
    item = _item(match, "", locator[1].strip() if locator else "")
    if known and not known(item.key):
        return None
    return Group(start, locator.end() if locator else match.end(), (item,), narrative=True)


def _bracket(
    text: str, start: int, mask: _Mask, known: Callable[[str], bool] | None
) -> Group | None:
    end = _closing(text, start)
    if end is None or text[end : end + 1] == "(":
        return None
    items: list[Item] = []
    offset = start + 1
    prefix = ""
    inner = text[start + 1 : end - 1]
    for part in _SEPARATOR.split(inner) if ";" in inner else (inner,):
        match = _ITEM.search(text, offset, offset + len(part))
        if match and not mask.hides(match.start()):
            before = (prefix + text[offset : match.start()]).strip().removesuffix("-").strip()
            behind = text[match.end() : offset + len(part)]
            items.append(_item(match, before, behind.strip().removeprefix(",").strip()))
            prefix = ""
        else:
            prefix += part + ";"
        offset += len(part) + 1
    if prefix and items:
        # A part without a key belongs to the key before it, as in `[@key, p. 3; p. 5]`.
        last = items[-1]
        rest = f"{last.locator};{prefix[:-1]}" if last.locator else prefix[:-1].strip()
        items[-1] = last._replace(locator=rest.rstrip())
    if not items or not _cites(text, start, end, items[0]):
        return None
    if known and text[start - 1 : start] == "]" and not any(known(item.key) for item in items):
        # After a bracket, text without a known key is the name of a reference link.
        return None
    return Group(start, end, tuple(items))


def _cites(text: str, start: int, end: int, first: Item) -> bool:
    # In "[[@a]]" it is the inner bracket; "[^1@a]" is a footnote's; a reference "[text @a][ref]"
    # is a link, unless what follows cites, too; a bracket at a line's start and in front of a
    # colon defines a link.
    inner = text[start + 1 : first.at]
    if inner.lstrip().startswith(("^", "!")) or inner.count("[") > inner.count("]"):
        return False
    if text[end : end + 1] == "[" and "@" not in text[end : _closing(text, end) or end]:
        return False
    return text[end : end + 1] != ":" or not _begins_line(text, start)


def _begins_line(text: str, at: int) -> bool:
    """Whether nothing but white space is before an offset on its line."""
    while at and text[at - 1].isspace():
        at -= 1
        if text[at] == "\n":
            return True
    return not at


def _closing(text: str, start: int) -> int | None:
    # The offset behind the bracket that closes the one at `start`; citations have no blank lines.
    end = text.find("]", start + 1, start + _LONGEST)
    if end == -1:
        return None
    inner = text[start + 1 : end]
    # Most brackets hold neither.
    return _last_closing(text, start) if "[" in inner or "\n" in inner else end + 1


def _last_closing(text: str, start: int) -> int | None:
    depth = 0
    for match in _BRACKET.finditer(text, start, start + _LONGEST):
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
