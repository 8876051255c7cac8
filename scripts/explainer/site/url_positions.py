"""Where in a file its addresses stand: only files that have a problem are read for this."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from explainer.site import css_urls, html_tokenizer, link_attributes
from explainer.site.links_and_anchors import LEFT_OVER, SILENT_CLASSES, SILENT_TAGS

if TYPE_CHECKING:
    from collections.abc import Iterator

_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)


class Occurrence(NamedTuple):
    """An address, or a name, of a file: of which kind, from where to where, as it is written."""

    kind: str
    address: str
    start: int
    end: int


def occurrences(html: str) -> list[Occurrence]:
    """Everything in a page that a reference may be, in its order."""
    return [found for token in html_tokenizer.read(html) for found in _of_token(token)]


def _of_token(token: html_tokenizer.Tag | html_tokenizer.Text) -> Iterator[Occurrence]:
    if isinstance(token, html_tokenizer.Text) or token.closing:
        return
    for name, value, start, raw in token.attributes:
        if name == "id":
            yield Occurrence(link_attributes.IDENTIFIER, value or "", start, start + len(raw))
        elif name in link_attributes.ATTRIBUTES:
            yield from _of_attribute(token, name, start, raw)
    yield from _of_text(token)


def _of_attribute(
    token: html_tokenizer.Tag, name: str, start: int, raw: str
) -> Iterator[Occurrence]:
    at = 0
    for kind, address in link_attributes.references(token.name, token.values):
        if not _is_from(kind, name):
            continue
        found = raw.find(address, at) if address else -1
        if found < 0:
            yield Occurrence(kind, address, start, start + len(raw))
        else:
            at = found + len(address)
            yield Occurrence(kind, address, start + found, start + at)


def _of_text(token: html_tokenizer.Tag) -> Iterator[Occurrence]:
    if token.name == "style":
        for style in css_urls.addresses(token.text):
            at = token.end + style.start
            yield Occurrence("style", style.address, at, at + len(style.address))
    elif token.name == "script" and token.values.get("type") == "application/ld+json":
        at = 0
        for address in link_attributes.linked_data(token.text):
            start, end = in_json(token.text, address, at)
            yield Occurrence(
                link_attributes.LINKED_DATA, address, token.end + start, token.end + end
            )
            at = end


def in_json(text: str, address: str, at: int = 0) -> tuple[int, int]:
    """From where to where an address stands in JSON, which has several ways to write it."""
    for to_ascii in (False, True):
        plain = json.dumps(address, ensure_ascii=to_ascii)
        for written in (plain, plain.replace("/", "\\/")):
            found = text.find(written, at)
            if found >= 0:
                return found + 1, found + len(written) - 1
    return at, at


def _is_from(kind: str, name: str) -> bool:
    """Whether a reference of that kind is in the attribute of that name."""
    if kind.startswith("link ") and not kind.endswith("imagesrcset"):
        return name == "href"
    if kind.startswith("meta "):
        return name == "content"
    return kind.rpartition(" ")[2] == name


def main_part(html: str) -> tuple[int, int]:
    """From where to where the page's own text goes, apart from what is on every page."""
    spans: dict[str, tuple[int, int]] = {}
    opened: dict[str, list[tuple[int, bool]]] = {}
    for token in html_tokenizer.read(html):
        if isinstance(token, html_tokenizer.Text) or token.name not in {
            "article",
            "main",
            "div",
            "body",
        }:
            continue
        stack = opened.setdefault(token.name, [])
        if not token.closing:
            is_main = token.name != "div" or token.values.get("role") == "main"
            stack.append((token.end, is_main))
        elif stack:
            start, is_main = stack.pop()
            if is_main and start <= spans.get(token.name, (len(html), 0))[0]:
                spans[token.name] = (start, token.start)
    for name in ("article", "main", "div", "body"):
        if name in spans:
            return spans[name]
    return 0, len(html)


def left_over(html: str) -> list[Occurrence]:
    """What Markdown left as it was typed in the page's own text."""
    first, last = main_part(html)
    silent: list[str] = []
    pieces: list[str] = []
    offsets: list[int] = []
    for token in html_tokenizer.read(html):
        if token.start < first or token.start >= last:
            continue
        if isinstance(token, html_tokenizer.Text):
            if not silent:
                pieces.append(token.text)
                offsets.append(token.start)
        elif token.closing:
            if silent and token.name == silent[-1]:
                silent.pop()
        elif token.name in silent[:1] or (not silent and _is_silent(token)):
            silent.append(token.name)
    return list(_found(pieces, offsets))


def _is_silent(token: html_tokenizer.Tag) -> bool:
    classes = (token.values.get("class") or "").split()
    if token.name in _VOID:
        return False
    return token.name in SILENT_TAGS or not SILENT_CLASSES.isdisjoint(classes)


def _found(pieces: list[str], offsets: list[int]) -> Iterator[Occurrence]:
    decoded, places = [], []
    for piece, offset in zip(pieces, offsets, strict=True):
        text = html_tokenizer.decode(piece)
        decoded.append(text)
        places += [offset + min(index, len(piece) - 1) for index in range(len(text))]
    whole = "".join(decoded)
    for match in LEFT_OVER.finditer(whole):
        start, end = places[match.start()], places[match.end() - 1] + 1
        yield Occurrence(link_attributes.LITERAL, match[0], start, end)
