"""
A built page to what is in it: the addresses that it holds and the names that it gives.

Lexbor reads it, as a browser does. Nothing is said here of where anything stands.
"""

from __future__ import annotations

from typing import Any

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from explainer.site import css_urls, link_attributes
from explainer.site.links_and_anchors import LEFT_OVER, SILENT_CSS, Facts, may_have_left_over

_WITH_ADDRESS = link_attributes.ATTRIBUTES - {"content", "style"}
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


def read(data: bytes) -> Facts:
    """Read a page. What is no HTML at all holds nothing."""
    try:
        tree = LexborHTMLParser(data)
        nodes = tree.css(_WANTED)
    except (SelectolaxError, ValueError):
        return Facts()
    facts = Facts()
    ids, links = facts.ids, facts.links
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
        elif len(attributes) > 1 or "id" not in attributes or tag == "style":
            _read_node(node, tag, attributes, facts)
    if may_have_left_over(data):
        _read_left_over(tree, facts)
    return facts


def _read_node(node: Any, tag: str, attributes: dict[str, str | None], facts: Facts) -> None:  # noqa: ANN401
    if tag == "style":
        addresses = [found.address for found in css_urls.addresses(node.text())]
        facts.add("style", *addresses)
    elif tag == "script" and attributes.get("type") == "application/ld+json":
        facts.add(link_attributes.LINKED_DATA, *link_attributes.linked_data(node.text()))
    elif tag == "base":
        if facts.base is None and "href" in attributes:
            facts.base = attributes["href"] or ""
        return
    elif tag == "a" and "name" in attributes:
        facts.names.append(attributes["name"] or "")
    elif tag == "map" and "name" in attributes:
        facts.maps.append(attributes["name"] or "")
    for kind, address in link_attributes.references(tag, attributes):
        if kind != "a href":
            # It has been taken in already.
            facts.add(kind, address)


def _read_left_over(tree: LexborHTMLParser, facts: Facts) -> None:
    main = next((node for css in _MAIN if (node := tree.css_first(css))), None)
    if main is None:
        return
    for node in main.css(SILENT_CSS):
        node.decompose()
    facts.left_over = [match[0] for match in LEFT_OVER.finditer(main.text())]


def read_prompt_refresh(data: bytes) -> str | None:
    """The address that a page leads on to at once, or `None`."""
    try:
        nodes = LexborHTMLParser(data).css("meta[http-equiv][content]")
    except (SelectolaxError, ValueError):
        return None
    for node in nodes:
        attributes = node.attributes
        content = attributes.get("content") or ""
        if (attributes.get("http-equiv") or "").lower() == "refresh" and link_attributes.is_prompt(
            content
        ):
            return link_attributes.refresh(content)
    return None
