"""The blocks of an article in HTML or Markdown."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any

import markdown
import trafilatura
from selectolax.lexbor import LexborHTMLParser

from explainer.article.accordions import FaqEntry, expand_accordions, faq_entries
from explainer.article.charset import ArticleError
from explainer.article.text_blocks import MAX_HEADING_LENGTH, Block

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BOLD = 7
"""The level of a paragraph that is bold from end to end, and so looks like a heading."""

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CONTAINERS = {
    "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "div", "section", "article", "main",
    "details", "table", "thead", "tbody", "tfoot", "header", "footer", "aside", "center", "form",
    "fieldset", "hgroup", "address",
}  # fmt: skip
"""The elements that contain blocks."""
_IGNORED = {"button", "figure", "nav", "noscript", "pre", "script", "style", "svg", "template"}
_MIN_COVERAGE = 0.95
_DISTINCTIVE_LENGTH = 24
"""The number of letters and digits that rarely match by accident."""

_PRUNED_XPATHS = (
    *(
        f"//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"
        for name in ("ad", "ads", "advert", "advertisement", "newsletter", "promo", "sponsored")
    ),
    "//sup[.//a[starts-with(@href, '#')]]",
)
"""Elements that are no part of an article: advertisements, and the numbers of notes."""

_BOLDS = (["strong"], ["b"])
_LAID_OUT = "h1, h2, h3, h4, h5, h6, table, p + p, div + div, p + div, div + p"

_PERMALINKS = {"¶", "#", "§", "🔗"}
"""What the links say that lead to the heading in which they stand."""

_ENDS = re.compile(r"[.!。！:：][\"'”’)\]]*$")
_EXTENSIONS = ("tables", "fenced_code", "def_list", "sane_lists", "footnotes", "attr_list")


def html_blocks(text: str) -> list[Block]:
    """
    The blocks of the article on a web page, without boilerplate.

    `trafilatura` extracts the article; the blocks are those of the page itself, unless these have
    too little of the extracted text.
    """
    # Its log messages are not for users.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        entries = faq_entries(LexborHTMLParser(text))
        text = expand_accordions(text)
        found = trafilatura.bare_extraction(
            text,
            include_comments=False,
            include_tables=True,
            include_formatting=True,
            prune_xpath=list(_PRUNED_XPATHS),
        )
        body = getattr(found, "body", None)
        extracted: list[Block] = []
        seen: list[Block] = []
        if body is not None:
            extracted = list(_extracted_blocks(body))
            seen = _visible_blocks(list(_element_blocks(LexborHTMLParser(text).body)), body)
    except (RecursionError, ValueError) as error:
        message = "cannot be read as a web page; save the article as .txt"
        raise ArticleError(message) from error
    enough = _MIN_COVERAGE * sum(len(_letters(block.text)) for block in extracted)
    whole = sum(len(_letters(block.text)) for block in seen) >= enough
    blocks = seen if whole else extracted
    return list(_with_questions(blocks, entries))


def _with_questions(blocks: Sequence[Block], entries: Sequence[FaqEntry]) -> Iterator[Block]:
    """The blocks, with the questions in JSON-LD marked; those that are not visible come last."""
    known = {_letters(each.question) for each in entries}
    there = set()
    for block in blocks:
        letters = _letters(block.text)
        named = block.kind == "heading" and letters in known
        there |= {letters} if named else set()
        yield block._replace(asked=named)
    for each in entries:
        if _letters(each.question) not in there:
            yield Block("heading", each.question, _BOLD, asked=True)
            yield from _element_blocks(LexborHTMLParser(each.answer).body)


def _visible_blocks(blocks: list[Block], body: Any) -> list[Block]:  # noqa: ANN401  (lxml's)
    """The blocks of a page whose text was extracted, and the headings right above them."""
    everything = "\n".join("".join(_pieces(part, (), "\n")) for part in body)
    lines = {_letters(line) for line in everything.split("\n")}
    lines |= {_letters("".join(_pieces(each, ()))) for each in body.iter("*")}
    whole = _letters(everything)
    kept: list[Block] = []
    above: list[Block] = []
    done = 0
    for block in blocks:
        letters = _letters(block.text)
        # Of a short page all may be in one piece.
        next_to = whole.startswith(letters, done)
        long = len(letters) >= _DISTINCTIVE_LENGTH and letters in whole
        if block.kind == "heading" and not (next_to or long or letters in lines):
            above.append(block)
        elif next_to or long or letters in lines:
            kept += [*above, block]
            above = []
            found = done if next_to else whole.find(letters, done)
            done = found + len(letters) if found >= 0 else done
        else:
            above = []
    return kept


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _extracted_blocks(parent: Any) -> Iterator[Block]:  # noqa: ANN401  (lxml says nothing of its types)
    """The blocks of the XML that `trafilatura` returns."""
    for element in parent.iterchildren("*"):
        tag = element.tag
        if tag == "head":
            text = _text(element).rstrip(" ¶§🔗")
            yield from _block("heading", text, _HEADINGS.get(element.get("rend"), 2))
        elif tag in {"p", "quote"} and element.find("p") is None:
            yield from _paragraph(_text(element), bold=_is_bold(element))
        elif tag == "item":
            numbered = parent.get("rend") == "ol"
            yield from _block("item", _text(element, "list"), numbered=numbered)
            for inner in element.findall("list"):
                yield from _extracted_blocks(inner)
        elif tag == "row":
            cells = element.findall("cell")
            if any(cell.get("role") != "head" for cell in cells):
                yield from _block("item", ", ".join(filter(None, map(_text, cells))))
        elif tag != "code":
            yield from _extracted_blocks(element)


def _text(element: Any, *without: str) -> str:  # noqa: ANN401
    """The text of an element, without that of some kinds of elements in it."""
    return _join_text(list(_pieces(element, without)))


def _pieces(element: Any, without: tuple[str, ...], line: str = " ") -> Iterator[str]:  # noqa: ANN401
    yield element.text or ""
    for child in element:
        if child.tag == "lb":
            yield line
        elif isinstance(child.tag, str) and child.tag not in without:
            yield from _pieces(child, without, line)
        yield child.tail or ""


def _is_bold(element: Any) -> bool:  # noqa: ANN401
    """Whether all of it is in one bold element."""
    if len(element) != 1 or (element.text or "").strip() or (element[0].tail or "").strip():
        return False
    return bool(element[0].tag == "hi" and element[0].get("rend") == "#b")


def markdown_blocks(text: str) -> list[Block]:
    """The blocks of a Markdown text."""
    try:
        rendered = markdown.markdown(text, extensions=list(_EXTENSIONS))
        return list(_element_blocks(LexborHTMLParser(rendered).body))
    except (RecursionError, ValueError) as error:
        message = "cannot be read as Markdown; save the article as .txt"
        raise ArticleError(message) from error


def _element_blocks(parent: Any) -> Iterator[Block]:  # noqa: ANN401  (selectolax says nothing of them)
    """The blocks of an HTML element."""
    item = parent.tag in {"li", "dd"}
    numbered = item and parent.parent.tag == "ol"
    loose: list[Any] = []
    for node in [*parent.iter(include_text=True), None]:
        tag = node.tag if node else None
        if node and tag not in _CONTAINERS | _IGNORED | {"p", "tr", "hr", *_HEADINGS}:
            loose.append(node)
            continue
        yield from _list_item(loose, numbered=numbered) if item else _paragraphs(loose)
        loose = []
        if tag in _HEADINGS:
            yield from _block("heading", _visible_text(node), _HEADINGS[tag])
        elif tag == "p" and item:
            yield from _block("item", _visible_text(node), numbered=numbered)
        elif tag == "p":
            yield from _paragraphs(list(node.iter(include_text=True)))
        elif tag == "tr":
            cells = list(node.iter())
            if any(map(_is_layout_cell, cells)):
                yield from (block for cell in cells for block in _element_blocks(cell))
            elif any(cell.tag == "td" for cell in cells):
                yield from _block("item", ", ".join(filter(None, map(_visible_text, cells))))
        elif tag in _CONTAINERS and node.attributes.get("class") != "footnote":
            yield from _element_blocks(node)


def _list_item(nodes: Sequence[Any], *, numbered: bool) -> Iterator[Block]:
    text = _join_text([_inner(each) for each in nodes])
    yield from _block("item", text, numbered=numbered)


def _paragraphs(nodes: Sequence[Any]) -> Iterator[Block]:
    """The paragraphs of inline nodes; two line breaks separate them."""
    part: list[Any] = []
    breaks = 0
    for node in [*nodes, None]:
        if node is not None and node.tag == "br":
            breaks += 1
        elif node is None or _visible_text(node):
            if node is None or breaks > 1:
                inner = [each for each in part if _visible_text(each)]
                bold = [each.tag for each in inner] in _BOLDS
                yield from _paragraph(_join_text([_inner(each) for each in part]), bold=bold)
                part = []
            breaks = 0
        if node is not None:
            part.append(node)


def _is_layout_cell(cell: Any) -> bool:  # noqa: ANN401
    """Whether a cell of a table is used for layout, as on old pages."""
    return cell.css_first(_LAID_OUT) is not None


def _visible_text(node: Any) -> str:  # noqa: ANN401
    """The visible text of a node, without the numbers of footnotes."""
    return _join_text([_inner(node)])


def _inner(node: Any) -> str:  # noqa: ANN401
    if node.tag == "-text":
        return str(node.text_content or "")
    if node.tag == "br":
        return " "
    note = node.tag == "sup" and node.css_first("a[href^='#']") is not None
    if note or node.tag in _IGNORED or node.tag == "_comment":
        return ""
    text = "".join(_inner(child) for child in node.iter(include_text=True))
    return "" if node.tag == "a" and text.strip() in _PERMALINKS else text


def _join_text(texts: list[str]) -> str:
    return " ".join("".join(texts).split())


def _paragraph(text: str, *, bold: bool) -> Iterator[Block]:
    """A paragraph, or a heading where all of it is bold, it is short, and no sentence ends."""
    heads = bold and len(text) <= MAX_HEADING_LENGTH and not _ENDS.search(text)
    yield from _block("heading" if heads else "paragraph", text, _BOLD if heads else 0)


def _block(kind: str, text: str, level: int = 0, *, numbered: bool = False) -> Iterator[Block]:
    if any(map(str.isalnum, text)):
        yield Block(kind, text, level, numbered=numbered)
