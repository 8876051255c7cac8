"""
The units of a rendered page: blocks of text that are split into sentences.

A paragraph is a unit, and so are the own text of a list item, a row of a table, a caption and a
definition. Headings, titles, navigation and code blocks are not.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from explainer.markdown.labels import CHECK_LABEL_ATTRIBUTE, CHECK_REASON_ATTRIBUTE
from explainer.model import InheritedLabel
from explainer.pages.sentinels import SENTINEL

CITATION = "data-explainer-citation"
"""The attribute that marks a citation in a conversion for checking; its value is the citation."""

# fmt: off
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog",
    "div", "dl", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html",
    "li", "main", "ol", "p", "section", "table", "tbody", "td", "tfoot", "th", "tr", "ul",
})
_SILENT = frozenset({
    "audio", "base", "button", "canvas", "datalist", "dt", "h1", "h2", "h3", "h4", "h5", "h6",
    "head", "iframe", "input", "label", "link", "math", "meta", "nav", "noscript", "object",
    "optgroup", "option", "pre", "progress", "script", "select", "style", "summary", "svg",
    "template", "textarea", "title", "video",
})
_SILENT_CLASSES = frozenset({
    "admonition-title", "arithmatex", "footnote-backref", "footnote-ref", "headerlink",
    "highlight", "highlighttable", "mermaid", "tabbed-labels", "toc", "toclink",
    "explainer-generated",
})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_FREE_CLASS = "explainer-free"
_TITLES = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt"})
_TITLE_CLASSES = frozenset({"admonition-title", "tabbed-labels"})
# Elements of which no sentences are read, with text that readers see. Code and headings are left
# out.
_UNREAD_TEXT = (
    "audio", "button", "dt", "label", "nav", "noscript", "object", "option", "summary", "svg",
    "video",
)
# fmt: on
_LITERAL = frozenset(["code", "kbd", "samp", "var"])
_ATTRIBUTES = ("alt", "title", "aria-label", "placeholder")


@dataclass(slots=True)
class Unit:
    """
    One block of text with its sentinels.

    `pieces` are texts and, as tuples, citations as they were typed. `code` and `links` are the
    indexes of the texts that are code and that are links. `kind` is that of its sentences, or
    `free` where they need no citation but are checked if they have one, or `silent` where only the
    citations are checked. `table` is the number of the table whose caption cites, to which it
    belongs as a part or as that caption, or 0.
    """

    kind: str
    pieces: list[str | tuple[str]] = field(default_factory=list)
    code: set[int] = field(default_factory=set)
    links: set[int] = field(default_factory=set)
    cited_by_caption: bool = False
    table: int = 0
    inherited_label: InheritedLabel | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it has no text and no citation."""
        return not any(isinstance(piece, tuple) or piece.strip() for piece in self.pieces)


@dataclass(slots=True)
class RenderedPage:
    """
    A rendered page: its units, the values of its visible attributes, its title.

    `unread_texts` are those of elements in which no sentences are read, although they are visible.
    """

    units: list[Unit] = field(default_factory=list)
    attributes: list[str] = field(default_factory=list)
    title: str = ""
    unread_texts: list[str] = field(default_factory=list)


def read_html(html: str, inherited_label: InheritedLabel | None = None) -> RenderedPage:
    """Read the HTML of one page; `inherited_label` is the label of the whole page."""
    rendered = RenderedPage()
    tree = LexborHTMLParser(html)
    if tree.body is not None:
        _UnitCollector(rendered, inherited_label).block(tree.body, "sentence")
    for node in tree.css("[alt],[title],[aria-label],[placeholder]"):
        attributes = node.attributes
        if node.tag != "template":
            rendered.attributes += filter(None, map(attributes.get, _ATTRIBUTES))
    rendered.unread_texts = [node.text() for node in tree.css(",".join(_UNREAD_TEXT))]
    heading = tree.css_first("h1")
    if heading:
        for link in heading.css(".headerlink"):
            link.decompose()
        rendered.title = " ".join(SENTINEL.sub("", heading.text()).split())
    return rendered


class _UnitCollector:
    def __init__(self, rendered: RenderedPage, inherited_label: InheritedLabel | None) -> None:
        self._units = rendered.units
        self._unit = Unit("sentence")
        self._cited_by_caption = False
        self._table = 0
        self._tables = 0
        self._page = inherited_label
        self._around = inherited_label
        self._sections: list[tuple[str, InheritedLabel]] = []

    def block(self, node: LexborNode, kind: str) -> None:
        outer = self._around, self._sections
        label = _label_of(node)
        # Footnotes follow the last section, and belong to none.
        note = "footnote" in (node.attributes.get("class") or "").split()
        if label or note:
            self._around, self._sections = label or self._page, []
        else:
            # A section that begins in a block ends with the block.
            self._sections = [*self._sections]
        self._start(kind)
        self._children(node, kind)
        self._around, self._sections = outer
        self._start(kind)

    def _start(self, kind: str) -> None:
        if not self._unit.is_empty:
            self._units.append(self._unit)
        inherited_label = self._sections[-1][1] if self._sections else self._around
        self._unit = Unit(
            kind,
            cited_by_caption=self._cited_by_caption,
            table=self._table,
            inherited_label=inherited_label,
        )

    def _section(self, heading: LexborNode) -> None:
        level = heading.tag or ""
        self._sections = [each for each in self._sections if each[0] < level]
        label = _label_of(heading)
        if label:
            self._sections.append((level, label))

    def _children(self, node: LexborNode, kind: str, *, link: bool = False) -> None:
        for child in node.iter(include_text=True):
            self._child(child, kind, link=link)

    def _child(self, node: LexborNode, kind: str, *, link: bool) -> None:
        tag = node.tag or ""
        if tag == "-text":
            self._add(node.text_content or "", link=link)
            return
        attributes = node.attributes
        classes = (attributes.get("class") or "").split()
        if tag in _SILENT or not _SILENT_CLASSES.isdisjoint(classes):
            self._silent(node, kind, classes)
        elif CITATION in attributes:
            self._unit.pieces.append((attributes[CITATION] or "",))
        elif tag == "br":
            self._add(" ")
        elif tag in {"table", "figure"}:
            self._with_caption(node, kind)
        elif tag == "tr":
            self._row(node, kind)
        elif tag in _BLOCKS:
            self.block(node, "free" if _FREE_CLASS in classes else _kind(tag, kind))
            self._unit.kind = kind
        elif tag in _LITERAL:
            self._unit.code.add(len(self._unit.pieces))
            self._add(node.text())
        else:
            self._children(node, kind, link=link or tag == "a")

    def _add(self, text: str, *, link: bool = False) -> None:
        if link:
            self._unit.links.add(len(self._unit.pieces))
        self._unit.pieces.append(text)

    def _with_caption(self, node: LexborNode, kind: str) -> None:
        caption = node.css_first("caption" if node.tag == "table" else "figcaption")
        outer, outer_table = self._cited_by_caption, self._table
        cited = caption is not None and caption.css_first(f"[{CITATION}]") is not None
        if cited and (node.tag == "table" or node.css_first("table")):
            self._cited_by_caption = True
            self._tables += 1
            self._table = self._tables
        self._start(kind)
        for child in node.iter(include_text=True):
            if child.tag in {"caption", "figcaption"}:
                self._cited_by_caption, inner = outer, self._cited_by_caption
                self.block(child, "caption")
                self._cited_by_caption = inner
                self._start(kind)
            elif child.tag == "thead":
                self._title(child, kind)
            else:
                self._child(child, kind, link=False)
        self._cited_by_caption, self._table = outer, outer_table
        self._start(kind)

    def _silent(self, node: LexborNode, kind: str, classes: list[str]) -> None:
        if node.tag in _HEADINGS:
            self._section(node)
        if node.tag in _TITLES or not _TITLE_CLASSES.isdisjoint(classes):
            self._title(node, kind)
        elif node.tag in _BLOCKS or node.tag == "pre":
            self._start(kind)

    def _title(self, node: LexborNode, kind: str) -> None:
        # A title is not a statement, but the sources that it cites have to exist.
        self._start(kind)
        if node.css_first(f"[{CITATION}]"):
            self._unit = Unit("silent")
            self._children(node, "silent")
            self._start(kind)

    def _row(self, node: LexborNode, kind: str) -> None:
        # A row of only header cells is a header row, like those in `thead`.
        cells = [child for child in node.iter() if child.tag in {"td", "th"}]
        if kind == "silent" or all(cell.tag == "th" for cell in cells):
            self._title(node, kind)
        else:
            self._start("row")
            for number, cell in enumerate(cells):
                if number:
                    self._add(" | ")
                self._cell(cell)
        self._start(kind)

    def _cell(self, cell: LexborNode) -> None:
        # The blocks in a cell are parts of one unit, the row.
        outer, self._units = self._units, []
        row, self._unit = self._unit, Unit("row")
        self._children(cell, "row")
        self._start("row")
        for unit in self._units:
            if unit.kind == "silent":
                outer.append(unit)
            else:
                _append(row, unit)
        self._units, self._unit = outer, row


def _label_of(node: LexborNode) -> InheritedLabel | None:
    attributes = node.attributes
    label = attributes.get(CHECK_LABEL_ATTRIBUTE)
    return InheritedLabel(label, attributes.get(CHECK_REASON_ATTRIBUTE) or "") if label else None


def _append(row: Unit, unit: Unit) -> None:
    shift = len(row.pieces)
    row.pieces += [*unit.pieces, " "]
    row.code |= {index + shift for index in unit.code}
    row.links |= {index + shift for index in unit.links}


def _kind(tag: str, outer: str) -> str:
    if outer == "silent":
        return outer
    if tag == "li":
        return "item"
    if tag == "figcaption":
        return "caption"
    return outer if tag in {"p", "div", "ul", "ol"} and outer in {"item", "caption"} else "sentence"


def visible_text(unit: Unit) -> tuple[str, ...]:
    """The words of a unit and of its links without sentinels, to compare two conversions."""
    texts = [piece if isinstance(piece, str) else f"[{piece[0]}]" for piece in unit.pieces]
    links = [texts[index] for index in sorted(unit.links)]
    return (unit.kind, *SENTINEL.sub("", "".join([*texts, "\n", *links])).split())
