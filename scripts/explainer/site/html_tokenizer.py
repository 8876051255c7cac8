"""
The tags and texts of an HTML page, each with its offset.

It splits a page as the HTML standard says. Lexbor is faster and builds a tree, but gives no
offsets; so this tokenizer reads only the pages that have a problem to locate.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

START = re.compile(r"<(?:(!--)|(/?)([a-zA-Z][^\t\n\f\r />]*)|(/?[!?/]))|\Z")
"""The start of a comment, of a tag with its name as group 3, of another declaration; or the end."""

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
_DECLARATION_END = re.compile(r">|\Z")
_RAW_TEXT = frozenset(
    ["iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"]
)
_FOREIGN = frozenset({"svg", "math"})
_REFERENCE = re.compile(r"&(?:#[xX]?[0-9a-fA-F]+;?|[a-zA-Z][a-zA-Z0-9]*;?)")


class Tag(NamedTuple):
    """
    A start tag or an end tag, from the offset `start` to `end`.

    `attributes` are the first of each name: the name, the decoded value, the offset of the value,
    and the value as written. `text` is the content of an element without tags, such as `script`; it
    begins at `end`.
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
    """The text between two tags, as written, and its offset."""

    start: int
    text: str


def tokenize(html: str) -> Iterator[Tag | Text]:
    """The tags and texts of a page in order, without comments and the content of templates."""
    at = template_depth = foreign_depth = 0
    while at < len(html):
        match = START.search(html, at)
        assert match
        if match.start() > at and not template_depth:
            yield Text(at, html[at : match.start()])
        if match[1]:
            at = _end_of_comment(html, match)
        elif match[3] is None:
            end = _DECLARATION_END.search(html, match.end())
            assert end
            at = end.end()
        else:
            tag = read_tag(html, match)
            if not foreign_depth and not tag.closing and tag.name in _RAW_TEXT:
                tag = tag._replace(text=html[tag.end : _end_of_raw_text(html, tag)])
            elif foreign_depth and not tag.closing and tag.name == "style":
                # In SVG it may contain tags, but rarely does.
                tag = tag._replace(text=html[tag.end :].partition("<")[0])
            elif tag.name == "plaintext" and not tag.closing:
                tag = tag._replace(text=html[tag.end :])
            foreign_depth = _nesting(tag, foreign_depth, _FOREIGN)
            # A template itself is on the page, its content is not; in SVG it is not a template.
            in_template = template_depth > 0
            if in_template or not foreign_depth:
                template_depth = _nesting(tag, template_depth, {"template"})
                foreign_depth = foreign_depth if template_depth or not in_template else 0
            if not in_template:
                yield tag
            at = tag.end + len(tag.text)


def _nesting(tag: Tag, depth: int, names: frozenset[str] | set[str]) -> int:
    if tag.name not in names:
        return depth
    return max(0, depth - 1) if tag.closing else depth + 1


def _end_of_comment(html: str, match: re.Match[str]) -> int:
    for short in (">", "->"):
        if html.startswith(short, match.end()):
            return match.end() + len(short)
    end = _COMMENT_END.search(html, match.end())
    assert end
    return end.end()


def read_tag(html: str, match: re.Match[str]) -> Tag:
    """The tag whose name `START` has matched, without the text of its element."""
    attributes: dict[str, tuple[str, str | None, int, str]] = {}
    at = match.end()
    while True:
        part = _ATTRIBUTE.match(html, at)
        if not part or part["end"] or part.end() == at:
            at = part.end() if part else len(html)
            break
        at = part.end()
        name = part["name"].lower()
        if name not in attributes:
            attributes[name] = _read_attribute(name, part)
    closing = bool(match[2])
    kept = () if closing else tuple(attributes.values())
    return Tag(match[3].lower(), match.start(), at, closing, kept)


def _read_attribute(name: str, part: re.Match[str]) -> tuple[str, str | None, int, str]:
    for group in ("double", "single", "bare"):
        if part[group] is not None:
            return name, decode_references(part[group]), part.start(group), part[group]
    return name, None, part.start("name"), ""


def _end_of_raw_text(html: str, tag: Tag) -> int:
    end = re.compile(rf"</{tag.name}(?=[\t\n\f\r />])|\Z", re.IGNORECASE).search(html, tag.end)
    assert end
    return end.start()


def decode_references(value: str) -> str:
    """
    The value of an attribute with its character references decoded.

    A name without a semicolon is a reference only if no `=`, letter or digit follows it.
    """
    value = value.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    if "&" not in value:
        return value
    # Imported on demand: most pages have no character references.
    from html import unescape  # noqa: PLC0415
    from html.entities import html5  # noqa: PLC0415

    def decode_one(match: re.Match[str]) -> str:
        name = match[0]
        if name.startswith("&#") or name.endswith(";"):
            return unescape(name) if name.startswith("&#") or name[1:] in html5 else name
        following = value[match.end() : match.end() + 1]
        known = name[1:] in html5 and following != "="
        return html5[name[1:]] if known else name

    return _REFERENCE.sub(decode_one, value)
