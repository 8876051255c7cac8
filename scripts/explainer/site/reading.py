"""
A built page to what is in it: the addresses that it holds and the names that it gives.

Lexbor reads it, as a browser does. Nothing is said here of where anything stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from explainer.site import css, kinds

_WITH_ADDRESS = kinds.ATTRIBUTES - {"content", "style"}
# A list of selectors would find a node once for each that fits.
_WANTED = ":is({})".format(
    ",".join(
        [
            "[id]",
            "a[name]",
            "map[name]",
            "meta[content]",
            "style",
            'script[type="application/ld+json"]',
            '[style*="("]',
            *(f"[{name}]" for name in sorted(_WITH_ADDRESS)),
        ]
    ).replace("xlink:href", "xlink\\:href")
)
_OTHERS = frozenset({"name", "ping", "style", "xlink:href"})
_MAIN = ("article", "main", "[role=main]", "body")
_SILENT = (
    "pre", "code", "kbd", "samp", "var", "script", "style", "textarea", "math", "svg", "button",
    "select", "noscript", ".arithmatex", ".highlight", ".mermaid",
)  # fmt: skip
_SILENT_CSS = ",".join(_SILENT)
SILENT_TAGS = frozenset(each for each in _SILENT if not each.startswith("."))
"""The elements whose text is no text of the page's author, or is meant as it stands."""

SILENT_CLASSES = frozenset(each[1:] for each in _SILENT if each.startswith("."))
"""The classes of such elements."""

LEFT_OVER = re.compile(
    r"(?<![\w\])])!?\[[^\[\]\n]*\]\[[^\[\]\n]*\]|\[\^[^\]\s]+\]|\[[^\[\]\n]+\]\((?=\S)[^\s()]*\)?"
)
"""What Markdown leaves of a link, an image or a footnote that it does not understand."""


@dataclass(slots=True)
class Facts:
    """
    What a page holds.

    `ids` are in the order of the page and may be there twice; `names` are the other anchors, and
    `maps` those of image maps. `references` are the addresses by their kinds. `stub` is where the
    page leads on to at once. `left_over` is what Markdown left as it was typed.
    """

    ids: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    maps: list[str] = field(default_factory=list)
    references: dict[str, list[str]] = field(default_factory=dict)
    base: str | None = None
    left_over: list[str] = field(default_factory=list)


def read(data: bytes) -> Facts:
    """Read a page. What is no HTML at all holds nothing."""
    try:
        tree = LexborHTMLParser(data)
        nodes = tree.css(_WANTED)
    except (SelectolaxError, ValueError):
        return Facts()
    facts = Facts()
    ids, links = facts.ids, []
    for node in nodes:
        attributes = node.attributes
        tag = (node.tag or "").lower()
        if "id" in attributes:
            ids.append(attributes["id"] or "")
        if tag == "a" and "href" in attributes:
            # Nearly all are of this kind.
            links.append((attributes["href"] or "").strip("\t\n\f\r "))
            if not _OTHERS.isdisjoint(attributes):
                _read_node(node, tag, attributes, facts)
        elif len(attributes) > 1 or "id" not in attributes:
            _read_node(node, tag, attributes, facts)
    if links:
        facts.references["a href"] = links
    if b"]" in data:
        _read_left_over(tree, data, facts)
    return facts


def _read_node(node: Any, tag: str, attributes: dict[str, str | None], facts: Facts) -> None:  # noqa: ANN401
    if tag == "style":
        addresses = [found.address for found in css.addresses(node.text())]
        if addresses:
            facts.references.setdefault("style", []).extend(addresses)
    elif tag == "script" and attributes.get("type") == "application/ld+json":
        addresses = kinds.linked_data(node.text())
        facts.references.setdefault(kinds.LINKED_DATA, []).extend(addresses)
    elif tag == "base":
        if facts.base is None:
            facts.base = attributes.get("href")
        return
    elif tag == "a" and "name" in attributes:
        facts.names.append(attributes["name"] or "")
    elif tag == "map":
        facts.maps.append(attributes.get("name") or "")
    for kind, address in kinds.references(tag, attributes):
        if kind != "a href":
            facts.references.setdefault(kind, []).append(address)


def _read_left_over(tree: LexborHTMLParser, data: bytes, facts: Facts) -> None:
    if not _may_have_left_over(data):
        return
    main = next((node for css in _MAIN if (node := tree.css_first(css))), None)
    if main is None:
        return
    for node in main.css(_SILENT_CSS):
        node.decompose()
    if _may_have_left_over((main.html or "").encode()):
        facts.left_over = [match[0] for match in LEFT_OVER.finditer(main.text())]


def own_part(data: bytes) -> bytes:
    """About the part of a page that is not the theme's: its article, else all of it."""
    start = max(data.find(b"<article"), data.find(b"<main"), 0)
    end = data.rfind(b"</main>")
    return data[start : end if end > start else len(data)]


def _may_have_left_over(data: bytes) -> bool:
    parts = own_part(data).split(b"]")
    return any(part[:1] in (b"(", b"[") for part in parts[1:]) or any(
        part[part.rfind(b"[") + 1 :].startswith(b"^") for part in parts[:-1]
    )


def read_prompt_refresh(data: bytes) -> str | None:
    """The address that a page leads on to at once, or `None`."""
    try:
        nodes = LexborHTMLParser(data).css("meta[http-equiv][content]")
    except (SelectolaxError, ValueError):
        return None
    for node in nodes:
        attributes = node.attributes
        content = attributes.get("content") or ""
        if (attributes.get("http-equiv") or "").lower() == "refresh" and kinds.is_prompt(content):
            return kinds.refresh(content)
    return None
