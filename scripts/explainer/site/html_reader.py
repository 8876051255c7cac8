"""
The links and anchors of a page, read by the HTML parser lexbor as a browser reads them.

They have no positions: lexbor gives none. `url_positions` finds these for the pages that need it.
"""

from __future__ import annotations

from typing import Any

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from explainer.site import css_urls, link_attributes
from explainer.site.links_and_anchors import (
    IGNORED_CSS,
    UNPARSED_LINK,
    LinksAndAnchors,
    may_have_unparsed_markdown,
)

_URL_ATTRIBUTES = link_attributes.ATTRIBUTES - {"content", "style"}
# A plain list of selectors would return a node once for each one that matches.
_RELEVANT = ":is({})".format(
    ",".join(
        [
            "[id]",
            "a[name]",
            "map[name]",
            "meta[content]",
            "style",
            'script[type="application/ld+json"]',
            '[style*="("]',
            "img",
            "link",
            *(f"[{name}]" for name in sorted(_URL_ATTRIBUTES)),
        ]
    ).replace("xlink:href", "xlink\\:href")
)
_OTHER_ATTRIBUTES = frozenset({"name", "ping", "style", "xlink:href"})
_ONLY_ID = frozenset({"id"})
_READ_WITH_ONLY_ID = frozenset({"img", "style"})
_MAIN_CONTENT = ("article", "main", "[role=main]", "body")


def read_page(data: bytes) -> LinksAndAnchors:
    """Read a page. The result is empty if it cannot be parsed as HTML."""
    try:
        tree = LexborHTMLParser(data)
        nodes = tree.css(_RELEVANT)
    except (SelectolaxError, ValueError):
        return LinksAndAnchors()
    page = LinksAndAnchors()
    ids, hrefs = page.ids, page.hrefs
    for node in nodes:
        attributes = node.attributes
        tag = (node.tag or "").lower()
        if "id" in attributes:
            ids.append(attributes["id"] or "")
        if tag == "a" and "href" in attributes:
            # Most nodes are of this kind.
            hrefs.append((attributes["href"] or "").strip("\t\n\f\r "))
            if not _OTHER_ATTRIBUTES.isdisjoint(attributes):
                _read_node(node, tag, attributes, page)
        elif attributes.keys() != _ONLY_ID or tag in _READ_WITH_ONLY_ID:
            _read_node(node, tag, attributes, page)
    if may_have_unparsed_markdown(data):
        _read_unparsed(tree, page)
    return page


def _read_node(
    node: Any,  # noqa: ANN401  (selectolax has no types)
    tag: str,
    attributes: dict[str, str | None],
    page: LinksAndAnchors,
) -> None:
    if tag == "style":
        page.add("style", *(found.url for found in css_urls.scan(node.text())))
    elif tag == "script" and attributes.get("type") == "application/ld+json":
        page.add(link_attributes.JSON_LD, *link_attributes.json_ld_urls(node.text()))
    elif tag == "base":
        if page.base is None and "href" in attributes:
            page.base = attributes["href"] or ""
        return
    elif tag == "a" and "name" in attributes:
        page.names.append(attributes["name"] or "")
    elif tag == "map" and "name" in attributes:
        page.maps.append(attributes["name"] or "")
    for kind, url in link_attributes.urls_of_tag(tag, attributes):
        # The others have been added already.
        if kind != "a href":
            page.add(kind, url)


def _read_unparsed(tree: LexborHTMLParser, page: LinksAndAnchors) -> None:
    main = next((node for css in _MAIN_CONTENT if (node := tree.css_first(css))), None)
    if main is None:
        return
    for node in main.css(IGNORED_CSS):
        node.decompose()
    page.unparsed = [match[0] for match in UNPARSED_LINK.finditer(main.text())]


def immediate_refresh_url(data: bytes) -> str | None:
    """The URL to which a page redirects by an immediate refresh, or `None`."""
    try:
        nodes = LexborHTMLParser(data).css("meta[http-equiv][content]")
    except (SelectolaxError, ValueError):
        return None
    for node in nodes:
        attributes = node.attributes
        content = attributes.get("content") or ""
        is_refresh = (attributes.get("http-equiv") or "").lower() == "refresh"
        if is_refresh and link_attributes.is_immediate(content):
            return link_attributes.refresh_url(content)
    return None
