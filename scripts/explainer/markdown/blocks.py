"""
Blocks that list what there is: `/// sources`, `/// rules` and `/// fields`.

Each is written anew whenever its page is rendered, so that nothing generated is kept.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from explainer import citations
from explainer.markdown import references
from explainer.model import LABELS, TIERS
from explainer.rules import Rule, all_rules
from explainer.rules.registry import FAMILIES
from explainer.sources import FIELDS, Field

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown import Markdown
    from pymdownx.blocks import BlocksMgrExtension

    from explainer.markdown.context import Context
    from explainer.model import Source

_TITLE = re.compile(r"^(?:title:[ \t]*(?P<meta>.+)|#[ \t]+(?P<heading>.+?))[ \t]*#*$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\s*\{[^{}]*\}$")


class BlocksOfOurs(BlocksExtension):
    """Registers the blocks of this module."""

    def __init__(self, context: Context) -> None:
        """Take what is known of the page."""
        super().__init__()
        self._context = context

    def extendMarkdownBlocks(  # noqa: N802  (pymdown-extensions' name)
        self, md: Markdown, block_mgr: BlocksMgrExtension
    ) -> None:
        """Register each block with the page's context bound to it."""
        for kind in (_Sources, _Rules, _Fields):
            bound = type(kind.__name__, (kind,), {"context": self._context})
            block_mgr.register(bound, {})


class _Generated(Block):
    """A block without content of its own; `fill` writes it."""

    context: Context
    ARGUMENT = False

    def on_create(self, parent: ET.Element) -> ET.Element:
        return ET.SubElement(parent, "div", {"class": f"explainer-generated explainer-{self.NAME}"})

    def on_end(self, block: ET.Element) -> None:
        if not self.context.checking:
            self.fill(block)

    def fill(self, block: ET.Element) -> None:
        raise NotImplementedError


class _Sources(_Generated):
    """The bibliography: every source, by tier, with the pages that cite it."""

    NAME = "sources"

    def fill(self, block: ET.Element) -> None:
        citing = _citing(self.context)
        for tier in TIERS:
            sources = [s for s in self.context.sources.values() if s.tier == tier]
            if sources:
                _add(block, "h2", self.context.word("tiers", tier), id=f"tier-{tier}")
                parent = ET.SubElement(block, "ul")
                for source in sorted(sources, key=lambda source: source.title.casefold()):
                    self._source(parent, source, citing.get(source.key, []))

    def _source(self, parent: ET.Element, source: Source, pages: list[tuple[str, str]]) -> None:
        item = ET.SubElement(parent, "li", {"id": references.anchor_of(source)})
        _fill(ET.SubElement(item, "p"), references.describe(source, self.context))
        passages = ET.SubElement(item, "ul")
        for passage in source.passages:
            pieces = references.establishes(source, passage, self.context)
            _fill(ET.SubElement(passages, "li"), pieces)
        self._details(item, source)
        if pages:
            line = _add(item, "p", f"{self.context.word('cited_on')} ")
            for number, (path, title) in enumerate(pages):
                target = f"{path}#fn:{references.anchor_of(source)}"
                link = _add(line, "a", title, href=self.context.link(target))
                link.tail = AtomicString(", " if number + 1 < len(pages) else ".")

    def _details(self, item: ET.Element, source: Source) -> None:
        word = self.context.word
        checked = source.checked and word("checked", source.checked)
        details = {
            word("origin"): source.origin,
            word("seen"): source.seen,
            word("was_checked"): checked,
            word("note"): source.note,
        }
        known = [f"{name} {text.rstrip('.')}." for name, text in details.items() if text]
        if known:
            _add(item, "p", " ".join(known)).set("class", "explainer-details")


class _Rules(_Generated):
    """Every rule, from its decorator and its docstring."""

    NAME = "rules"

    def fill(self, block: ET.Element) -> None:
        for letters, title in FAMILIES.items():
            _add(block, "h2", f"{letters}: {title}", id=letters)
            for rule in all_rules():
                if rule.code.startswith(letters):
                    self._rule(block, rule)

    def _rule(self, block: ET.Element, rule: Rule) -> None:
        heading = ET.SubElement(block, "h3", {"id": rule.name})
        heading.text = AtomicString(f"{rule.code} ")
        _add(heading, "code", rule.name)
        for paragraph in rule.explanation.split("\n\n"):
            # Not atomic: an explanation is Markdown.
            ET.SubElement(block, "p").text = paragraph
        for name, text in (("message", rule.message), ("hint", rule.hint)):
            line = _add(block, "p", f"{self.context.word('rule', name)} ")
            _add(line, "code", text)
        for example in rule.examples:
            state = "good" if example.good else "bad"
            title = self.context.word("rule", state)
            _add(block, "p", f"{title}: {example.path}" if example.path else f"{title}:")
            _add(ET.SubElement(block, "pre"), "code", example.text)


class _Fields(_Generated):
    """What belongs in a source's file, from its schema."""

    NAME = "fields"

    def fill(self, block: ET.Element) -> None:
        self._table(block, FIELDS)
        for field in FIELDS:
            if field.fields:
                _add(block, "h3", field.name, id=f"field-{field.name}")
                self._table(block, field.fields)

    def _table(self, block: ET.Element, fields: Iterable[Field]) -> None:
        table = ET.SubElement(block, "table")
        head = ET.SubElement(ET.SubElement(table, "thead"), "tr")
        for name in ("name", "guidance", "good", "bad"):
            _add(head, "th", self.context.word("field", name))
        body = ET.SubElement(table, "tbody")
        for field in fields:
            row = ET.SubElement(body, "tr")
            name = ET.SubElement(row, "td")
            _add(name, "code", field.name)
            if field.required:
                name[0].tail = AtomicString(f" ({self.context.word('field', 'required')})")
            choices = ", ".join(field.choices)
            listed = f" {self.context.word('field', 'choices')} {choices}." if choices else ""
            _add(row, "td", f"{field.guidance}{listed}")
            _add(ET.SubElement(row, "td"), "code", field.good)
            _add(ET.SubElement(row, "td"), "code", field.bad)


def _citing(context: Context) -> dict[str, list[tuple[str, str]]]:
    """For each key the pages that cite it, as (path, title), in the order of their paths."""
    citing: dict[str, list[tuple[str, str]]] = {}
    for file in sorted(context.docs.rglob("*.md")):
        text = file.read_text(encoding="utf-8-sig", errors="replace")
        path = file.relative_to(context.docs).as_posix()
        match = _TITLE.search(text)
        title = (match["meta"] or match["heading"]) if match else path
        title = _ATTRIBUTES.sub("", title.strip().strip("\"'"))
        keys = {item.key for group in citations.find(text) for item in group.items}
        for key in keys.difference(LABELS):
            citing.setdefault(key, []).append((path, title))
    return citing


def _add(parent: ET.Element, tag: str, text: str, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, tag, attributes)
    # Atomic: it is text, in which Markdown's inline syntax means nothing.
    element.text = AtomicString(text)
    return element


def _fill(parent: ET.Element, pieces: Iterable[ET.Element | str]) -> None:
    for piece in pieces:
        if isinstance(piece, ET.Element):
            _protect(piece)
            parent.append(piece)
        elif len(parent):
            parent[-1].tail = AtomicString((parent[-1].tail or "") + piece)
        else:
            parent.text = AtomicString((parent.text or "") + piece)


def _protect(element: ET.Element) -> None:
    for inner in element.iter():
        if inner.text:
            inner.text = AtomicString(inner.text)
        if inner.tail:
            inner.tail = AtomicString(inner.tail)
