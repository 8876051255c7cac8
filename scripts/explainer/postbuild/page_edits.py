"""How steps add to a page: elements beside others, at the end of one, in the head."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selectolax.lexbor import LexborNode

    from explainer.postbuild.built_site import BuiltPage


def insert_html(place: LexborNode, html: str, *, before: bool = False) -> None:
    """Insert a single element, given as HTML, behind a node or before it."""
    holder = _holder(place, html)
    (place.insert_before if before else place.insert_after)(holder)


def append_html(parent: LexborNode, html: str) -> None:
    """Append a single element, given as HTML, to the children of a node."""
    parent.insert_child(_holder(parent, html))


def append_to_head(
    page: BuiltPage, tag: str, attributes: Mapping[str, str], content: str = ""
) -> None:
    """Append an element to the head of a page, if it has one; its content is HTML."""
    if page.tree.head is not None:
        page.tree.head.insert_child(new_element(page, tag, attributes, content))


def new_element(
    page: BuiltPage, tag: str, attributes: Mapping[str, str], content: str = ""
) -> LexborNode:
    """A new element of a page, which stands nowhere yet; its content is HTML."""
    node = page.tree.create_node(tag)
    for name, value in attributes.items():
        node.attrs[name] = value
    if content:
        node.inner_html = content
    return node


def escaped(text: str) -> str:
    """A text as content of an element."""
    return escape(text)


def _holder(near: LexborNode, html: str) -> LexborNode:
    """The element as a node; it is copied when it is inserted."""
    node = LexborHTMLParser(html, is_fragment=True).root
    assert node is not None, (near.tag, html)
    return node
