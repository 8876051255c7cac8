"""
Blocks that list what there is: `/// sources`, `/// rules` and `/// fields`.

Each is written anew whenever its page is rendered, so that nothing generated is kept.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from html import escape
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from explainer import citations
from explainer.markdown.describing import anchor, describe, establishes
from explainer.model import LABELS, TIERS
from explainer.sources import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown import Markdown
    from pymdownx.blocks import BlocksMgrExtension

    from explainer.markdown.context import Context
    from explainer.model import Source
    from explainer.rules import Rule
    from explainer.sources import Field

_TITLE = re.compile(r"^(?:title:[ \t]*(?P<meta>.+)|#[ \t]+(?P<heading>.+?))[ \t]*#*$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\s*\{[^{}]*\}$")
_CODE = re.compile(r"`([^`]+)`")


class BlocksOfOurs(BlocksExtension):  # type: ignore[misc]
    """Registers the blocks of this module."""

    def __init__(self, context: Context) -> None:
        """Take what is known of the page."""
        super().__init__()
        self._context = context

    def extendMarkdownBlocks(  # noqa: N802  (pymdown-extensions' name)
        self,
        md: Markdown,
        block_mgr: BlocksMgrExtension,
    ) -> None:
        """Register each block, and leave the page's context where they find it."""
        md.explainer_context = self._context  # type: ignore[attr-defined]
        for kind in (_Sources, _Rules, _Fields):
            block_mgr.register(kind, {})


class _Generated(Block):  # type: ignore[misc]
    """A block without content of its own; `fill` writes it."""

    ARGUMENT = False

    @property
    def context(self) -> Context:
        """What is known of the page."""
        context: Context = self.md.explainer_context
        return context

    def on_create(self, parent: ET.Element) -> ET.Element:
        return ET.SubElement(parent, "div", {"class": f"explainer-generated explainer-{self.NAME}"})

    def on_end(self, block: ET.Element) -> None:
        if not self.context.checking:
            self.fill(block)

    @abstractmethod
    def fill(self, block: ET.Element) -> None:
        """Write the block."""

    def heading(self, block: ET.Element, tag: str, html: str, name: str) -> ET.Element:
        """Add a heading, in the tree, where the table of contents finds it."""
        heading = ET.SubElement(block, tag, {"id": name})
        heading.text = AtomicString(html)
        return heading

    def raw(self, html: str) -> str:
        """A placeholder for finished HTML, in which Markdown's inline syntax means nothing."""
        return AtomicString(self.context.raw(html))


class _Sources(_Generated):
    """The bibliography: every source, by tier, with the pages that cite it."""

    NAME = "sources"

    def fill(self, block: ET.Element) -> None:
        citing = _citing(self.context)
        for page in {page: title for pages in citing.values() for page, title in pages}:
            self.context.links.want(page)
        everything = sorted(self.context.sources.values(), key=lambda s: s.title.casefold())
        for tier in TIERS:
            sources = [source for source in everything if source.tier == tier]
            if sources:
                self.heading(block, "h2", self.context.words.of("tiers", tier), f"tier-{tier}")
                self._list(ET.SubElement(block, "ul"), sources, citing)

    def _list(
        self, parent: ET.Element, sources: list[Source], citing: dict[str, list[tuple[str, str]]]
    ) -> None:
        def fill() -> None:
            entries = (self._source(source, citing.get(source.key, [])) for source in sources)
            parent.text = self.raw("".join(entries))

        self.context.fill_later(fill)

    def _source(self, source: Source, pages: list[tuple[str, str]]) -> str:
        words = self.context.words
        key = anchor(source.key)
        passages = "".join(f"<li>{establishes(source, each)}</li>" for each in source.passages)
        links = ", ".join(
            f'<a href="{self.context.links.to(page, f"fn:{key}")}">{escape(title)}</a>'
            for page, title in pages
        )
        cited_on = f"<p>{escape(words.of('cited_on'))} {links}.</p>" if links else ""
        return (
            f'<li id="{key}"><p>{describe(source, words)}</p><ul>{passages}</ul>'
            f"{self._details(source)}{cited_on}</li>"
        )

    def _details(self, source: Source) -> str:
        of = self.context.words.of
        details = {
            of("origin"): source.origin,
            of("seen"): source.seen,
            of("was_checked"): source.checked and of("checked", source.checked),
            of("note"): source.note,
        }
        known = [f"{name} {text.rstrip('.')}." for name, text in details.items() if text]
        return f'<p class="explainer-details">{escape(" ".join(known))}</p>' if known else ""


class _Rules(_Generated):
    """Every rule, from its decorator and its docstring."""

    NAME = "rules"

    def fill(self, block: ET.Element) -> None:
        # Every build renders pages, and only the page with this block needs the rules.
        from explainer.rules import FAMILIES, all_rules  # noqa: PLC0415

        for letters, title in FAMILIES.items():
            self.heading(block, "h2", f"{letters}: {title}", letters)
            for rule in all_rules():
                if rule.code.startswith(letters):
                    heading = self.heading(block, "h3", f"{rule.code} ", rule.name)
                    ET.SubElement(heading, "code").text = AtomicString(rule.name)
                    ET.SubElement(block, "div").text = self.raw(self._rule(rule))

    def _rule(self, rule: Rule) -> str:
        of = self.context.words.of
        html = [f"<p>{_with_code(text)}</p>" for text in rule.explanation.split("\n\n")]
        for name, text in (("message", rule.message), ("hint", rule.hint)):
            html.append(f"<p>{escape(of('rule', name))} <code>{escape(text)}</code></p>")
        for example in rule.examples:
            title = of("rule", "good" if example.good else "bad")
            where = f" ({example.path})" if example.path else ""
            html.append(
                f"<p>{escape(title + where)}</p><pre><code>{escape(example.text)}</code></pre>"
            )
        return "".join(html)


class _Fields(_Generated):
    """What belongs in a source's file, from its schema."""

    NAME = "fields"

    def fill(self, block: ET.Element) -> None:
        self._table(block, FIELDS)
        for field in FIELDS:
            if field.fields:
                self.heading(block, "h3", field.name, f"field-{field.name}")
                self._table(block, field.fields)

    def _table(self, block: ET.Element, fields: Iterable[Field]) -> None:
        of = self.context.words.of
        heads = "".join(
            f"<th>{escape(of('field', name))}</th>" for name in ("name", "guidance", "good", "bad")
        )
        rows = "".join(map(self._row, fields))
        # A stop for the keyboard: it holds no link, and is wider than a phone.
        html = f'<table tabindex="0"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
        ET.SubElement(block, "div").text = self.raw(html)

    def _row(self, field: Field) -> str:
        of = self.context.words.of
        required = f" ({of('field', 'required')})" if field.required else ""
        choices = f" {of('field', 'choices')} {', '.join(field.choices)}." if field.choices else ""
        return (
            f"<tr><td><code>{escape(field.name)}</code>{escape(required)}</td>"
            f"<td>{escape(field.guidance + choices)}</td>"
            f"<td><code>{escape(field.good)}</code></td>"
            f"<td><code>{escape(field.bad)}</code></td></tr>"
        )


def _with_code(text: str) -> str:
    return _CODE.sub(r"<code>\1</code>", escape(text, quote=False))


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
