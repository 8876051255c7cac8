"""The theme's markup, mended where templates cannot: for screen readers and for HTML's rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from explainer.postbuild.built_site import BuiltSite

OWN_SCRIPT = "script[src*='explainer-shell']"
"""What only a page has whose site has put the package's script in the place of the theme's."""

_ROLES = {
    "table": ("table",),
    "thead": ("rowgroup",),
    "tbody": ("rowgroup",),
    "tfoot": ("rowgroup",),
    "tr": ("row",),
    "td": ("cell",),
    "th": ("columnheader", "rowheader"),
    "ul": ("list",),
    "ol": ("list",),
    "li": ("listitem",),
}
"""The roles that an element has of its own accord."""


_BLANK = re.compile(r"[ \t\n]{2,}")
_KEEPS_BLANK = {"pre", "code", "textarea", "script", "style"}


def mend_markup(site: BuiltSite) -> None:
    """Mend all pages of a site."""
    for page in site.pages.values():
        mend(page.tree)


def mend(tree: LexborHTMLParser) -> None:
    """Mend the tree of a page."""
    _drop_redundant_roles(tree)
    _drop_labels_without_field(tree)
    for table in tree.css("article table"):
        _describe_table(table)
    for drawing in tree.css("article svg"):
        _hide_nameless(drawing)
    for dialog in tree.css("[role=dialog]:not([aria-label], [aria-labelledby])"):
        field = dialog.css_first("input[aria-label]")
        if field:
            dialog.attrs["aria-label"] = field.attributes["aria-label"] or ""
    _shorten_blanks(tree)
    if tree.css_first(OWN_SCRIPT):
        # The theme's script needs both: what it restores, and what it finds by this name.
        for toggle in tree.css("input[type=checkbox][autocomplete]"):
            del toggle.attrs["autocomplete"]
        for form in tree.css("form[data-md-component=palette]"):
            _retag(tree, form, "div")


def _shorten_blanks(tree: LexborHTMLParser) -> None:
    """Leave one sign of each run of spaces and line ends, which templates are full of."""
    if not tree.root:
        return
    for node in list(tree.root.traverse(include_text=True)):
        text = node.text_content or ""
        if _BLANK.search(text) and not _is_kept(node):
            node.replace_with(_BLANK.sub(_blank, text))


def _blank(run: re.Match[str]) -> str:
    return "\n" if "\n" in run[0] else " "


def _is_kept(node: LexborNode) -> bool:
    """Whether what a text is in shows its spaces as they are."""
    outer = node.parent
    while outer:
        if outer.tag in _KEEPS_BLANK:
            return True
        outer = outer.parent
    return False


def _drop_redundant_roles(tree: LexborHTMLParser) -> None:
    for node in tree.css("[role]"):
        if node.attributes["role"] in _ROLES.get(node.tag or "", ()):
            del node.attrs["role"]


def _drop_labels_without_field(tree: LexborHTMLParser) -> None:
    """Make a label whose field is not on the page a paragraph: it is but a heading there."""
    ids = {node.attributes["id"] for node in tree.css("input[id], select[id], textarea[id]")}
    for label in tree.css("label[for]"):
        if label.attributes["for"] not in ids:
            del label.attrs["for"]
            _retag(tree, label, "div")


def _retag(tree: LexborHTMLParser, node: LexborNode, tag: str) -> None:
    """Put an element of another name, with the same attributes and content, in a node's place."""
    new = tree.create_node(tag)
    for name, value in node.attributes.items():
        new.attrs[name] = value or ""
    new.inner_html = node.inner_html or ""
    node.replace_with(new)


def _describe_table(table: LexborNode) -> None:
    """Name a table by the heading that it stands under, and say what its header cells head."""
    for cell in table.css("thead th:not([scope])"):
        cell.attrs["scope"] = "col"
    for cell in table.css("th:not([scope])"):
        cell.attrs["scope"] = "row"
    if table.css_first("caption") or table.attributes.keys() & {"aria-label", "aria-labelledby"}:
        return
    for before in _before(table):
        headings = [before] if _is_heading(before) else _headings(before)
        if headings and headings[-1].attributes.get("id"):
            table.attrs["aria-labelledby"] = headings[-1].attributes["id"] or ""
            return


def _before(node: LexborNode) -> Iterator[LexborNode]:
    """What stands before a node, nearest first, within all that it is in."""
    inner: LexborNode | None = node
    while inner and inner.tag != "article":
        before = inner.prev
        while before:
            yield before
            before = before.prev
        inner = inner.parent


def _headings(node: LexborNode) -> list[LexborNode]:
    return node.css("h1, h2, h3, h4, h5, h6")


def _is_heading(node: LexborNode) -> bool:
    return node.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}


def _hide_nameless(drawing: LexborNode) -> None:
    """Hide a sign without a name from those who cannot see it: the text beside it says the same."""
    named = drawing.attributes.keys() & {"aria-label", "aria-labelledby", "aria-hidden", "role"}
    if not named and not any(child.tag == "title" for child in drawing.iter()):
        drawing.attrs["aria-hidden"] = "true"
