"""
HTML as it is written: its tags and its text, each with its offset.

It splits a page as the HTML standard does. Lexbor does so faster and makes a tree of it, yet
does not say where anything stands; so this is asked only for what has to be placed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_START = re.compile(r"<(?:(!--)|(/?)([a-zA-Z][^\t\n\f\r />]*)|(/?[!?/]))|\Z")
_ATTRIBUTE = re.compile(
    r"""
    [\t\n\f\r /]*
    (?: (?P<end>>)
      | (?P<name>=?[^\t\n\f\r />=]+|=)
        (?: [\t\n\f\r ]*=[\t\n\f\r ]*
            (?: "(?P<double>[^"]*)(?:"|\Z) | '(?P<single>[^']*)(?:'|\Z)
              | (?P<bare>[^\t\n\f\r >"'][^\t\n\f\r >]*)? )
        )?
    )
    """,
    re.VERBOSE,
)
_COMMENT_END = re.compile(r"--!?>|\Z")
_RAW = frozenset(["iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"])
_FOREIGN = frozenset({"svg", "math"})
_REFERENCE = re.compile(r"&(?:#[xX]?[0-9a-fA-F]+;?|[a-zA-Z][a-zA-Z0-9]*;?)")


class Tag(NamedTuple):
    """
    A start tag or an end tag, from `start` to `end`.

    `attributes` are the first of each name: the name, the value as it is read, where the value
    begins, and the value as it is written. `text` is what a start tag holds that holds no tags,
    such as `script`, and begins at `end`.
    """

    name: str
    start: int
    end: int
    closing: bool = False
    attributes: tuple[tuple[str, str | None, int, str], ...] = ()
    text: str = ""

    @property
    def values(self) -> dict[str, str | None]:
        """The attributes by their names."""
        return {name: value for name, value, _, _ in self.attributes}


class Text(NamedTuple):
    """Text between tags, as it is written."""

    start: int
    text: str


def read(html: str) -> Iterator[Tag | Text]:
    """The tags and texts of a page in their order, without its comments and templates."""
    at = depth = foreign = 0
    while at < len(html):
        match = _START.search(html, at)
        assert match
        if match.start() > at and not depth:
            yield Text(at, html[at : match.start()])
        if match[1]:
            at = _behind_comment(html, match)
        elif match[3] is None:
            at = _behind(html, ">", match.end())
        else:
            tag = _tag(html, match)
            if not foreign and not tag.closing and tag.name in _RAW:
                tag = tag._replace(text=html[tag.end : _raw_end(html, tag)])
            elif foreign and not tag.closing and tag.name == "style":
                # In a picture it may hold tags, and hardly does.
                tag = tag._replace(text=html[tag.end :].partition("<")[0])
            elif tag.name == "plaintext" and not tag.closing:
                tag = tag._replace(text=html[tag.end :])
            foreign = _deeper(tag, foreign, _FOREIGN)
            # A template itself is on the page, and what is in it is not; one in a picture is none.
            inside = depth
            if inside or not foreign:
                depth = _deeper(tag, depth, {"template"})
                foreign = foreign if depth or not inside else 0
            if not inside:
                yield tag
            at = tag.end + len(tag.text)


def _deeper(tag: Tag, depth: int, names: frozenset[str] | set[str]) -> int:
    if tag.name not in names:
        return depth
    return max(0, depth - 1) if tag.closing else depth + 1


def _behind(html: str, mark: str, start: int) -> int:
    found = html.find(mark, start)
    return len(html) if found < 0 else found + len(mark)


def _behind_comment(html: str, match: re.Match[str]) -> int:
    for short in (">", "->"):
        if html.startswith(short, match.end()):
            return match.end() + len(short)
    end = _COMMENT_END.search(html, match.end())
    assert end
    return end.end()


def _tag(html: str, match: re.Match[str]) -> Tag:
    found: dict[str, tuple[str, str | None, int, str]] = {}
    at = match.end()
    while True:
        part = _ATTRIBUTE.match(html, at)
        if not part or part["end"] or part.end() == at:
            at = part.end() if part else len(html)
            break
        at = part.end()
        name = part["name"].lower()
        if name not in found:
            found[name] = _attribute(name, part)
    closing = bool(match[2])
    attributes = () if closing else tuple(found.values())
    return Tag(match[3].lower(), match.start(), at, closing, attributes)


def _attribute(name: str, part: re.Match[str]) -> tuple[str, str | None, int, str]:
    for group in ("double", "single", "bare"):
        if part[group] is not None:
            return name, decode(part[group]), part.start(group), part[group]
    return name, None, part.start("name"), ""


def _raw_end(html: str, tag: Tag) -> int:
    end = re.compile(rf"</{tag.name}(?=[\t\n\f\r />])|\Z", re.IGNORECASE).search(html, tag.end)
    assert end
    return end.start()


def decode(value: str) -> str:
    """
    The value of an attribute with its character references read.

    A name without its semicolon is one only where neither `=` nor a letter or figure follows.
    """
    value = value.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    if "&" not in value:
        return value
    # Most pages of most sites have none.
    from html import unescape  # noqa: PLC0415
    from html.entities import html5  # noqa: PLC0415

    def read_one(match: re.Match[str]) -> str:
        name = match[0]
        if name.startswith("&#") or name.endswith(";"):
            return unescape(name) if name.startswith("&#") or name[1:] in html5 else name
        following = value[match.end() : match.end() + 1]
        known = name[1:] in html5 and following != "="
        return html5[name[1:]] if known else name

    return _REFERENCE.sub(read_one, value)
