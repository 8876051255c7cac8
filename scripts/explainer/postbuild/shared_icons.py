"""The icons around the text, which every page repeats: once in the style sheet instead."""

from __future__ import annotations

import urllib.parse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from explainer.postbuild.built_site import BuiltSite

_SHEET = "assets/explainer-icons.css"
_PLACES = ".md-header svg, .md-sidebar svg, .md-footer svg, .md-top svg"
_RULE = """\
.explainer-icon {
  background-color: currentcolor;
  forced-color-adjust: none;
  -webkit-mask: var(--explainer-icon) center / contain no-repeat;
  mask: var(--explainer-icon) center / contain no-repeat;
}
@media (forced-colors: active) { .explainer-icon { background-color: CanvasText; } }
"""
_SHAPES = {"path", "circle", "rect", "g"}


def share_icons(site: BuiltSite) -> None:
    """
    Make the drawings of the header, the navigation and the footer masks of empty elements.

    They keep their place, their classes and their colour. Before the style sheets become one.
    """
    numbers: dict[str, int] = {}
    for page in site.pages.values():
        sheets = page.tree.css("link[rel=stylesheet]")
        drawings = [node for node in page.tree.css(_PLACES) if _is_plain(node)] if sheets else []
        for node in drawings:
            number = numbers.setdefault(_image(node), len(numbers) + 1)
            node.inner_html = ""
            own = node.attributes.get("class") or ""
            node.attrs["class"] = f"{own} explainer-icon explainer-icon-{number}".strip()
            if "xmlns" in node.attributes:
                del node.attrs["xmlns"]
        if drawings:
            link = page.tree.create_node("link")
            link.attrs["rel"] = "stylesheet"
            link.attrs["href"] = page.relative(_SHEET)
            sheets[-1].insert_after(link)
    if numbers:
        rules = [
            f'.explainer-icon-{number} {{ --explainer-icon: url("{image}"); }}\n'
            for image, number in numbers.items()
        ]
        site.add_text(_SHEET, _RULE + "".join(rules))


def _is_plain(drawing: LexborNode) -> bool:
    """Whether a drawing is of one colour, and has no words and no names that others use."""
    nodes = [node for node in drawing.traverse() if node.tag and not node.tag.startswith("-")]
    return "viewBox" in drawing.attributes and all(
        node is drawing or node.tag == "svg" or node.tag in _SHAPES for node in nodes
    )


def _image(drawing: LexborNode) -> str:
    """A drawing as the URL of an image, which is black."""
    box = drawing.attributes["viewBox"]
    inner = "".join(node.html or "" for node in drawing.iter())
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{inner}</svg>'
    text = svg.replace("currentColor", "#000").replace('"', "'")
    return "data:image/svg+xml," + urllib.parse.quote(text, safe=" =:/'(),;+-.!@*$&?~")
