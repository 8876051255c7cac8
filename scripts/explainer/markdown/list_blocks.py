"""
Blocks that list what there is: `sources`, `rules`, `fields` and `figures`.

The others are in modules of their own: the ledger, what verdicts mean, what was changed, and what
data files hold.

Each is written anew whenever its page is rendered, so that nothing generated is kept.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension

from explainer import citations
from explainer.claims import ARTICLE_FIELDS, CLAIM_FIELDS
from explainer.data import DATA_FILES
from explainer.detection import read_record
from explainer.markdown import options
from explainer.markdown.block_base import Generated
from explainer.markdown.claims_block import ClaimBlock, ClaimsBlock
from explainer.markdown.comparison_block import ComparisonBlock
from explainer.markdown.corrections_block import CorrectionsBlock
from explainer.markdown.labels import LabelBlock
from explainer.markdown.page_title import title_of
from explainer.markdown.positions_block import PositionsBlock
from explainer.markdown.scale_block import ScaleBlock
from explainer.markdown.source_html import anchor, describe, establishes
from explainer.markdown.timeline_block import TimelineBlock
from explainer.markdown.unknown_blocks import UnknownBlocks
from explainer.markdown.verdicts_block import VerdictsBlock
from explainer.model import LABELS, TIERS
from explainer.sources import FIELDS
from explainer.vocabulary import VOCABULARY_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown import Markdown
    from pymdownx.blocks import BlocksMgrExtension

    from explainer.detection import Tally
    from explainer.markdown.context import Context
    from explainer.model import Source
    from explainer.rules import Rule
    from explainer.sources import Field

DESCRIBED = {
    "source": FIELDS,
    "claim": CLAIM_FIELDS,
    "article": ARTICLE_FIELDS,
    "vocabulary": VOCABULARY_FIELDS,
    **{data.name: data.fields for data in DATA_FILES},
    "settings": options.fields(),
}
"""The fields of each kind of file, and the settings, by the argument of the block `fields`."""

_BLOCK = re.compile(r"^[ \t>]*/{3,}[ \t]*([\w-]+)[ \t]*(?:\|[ \t]*(.*?))?[ \t]*$", re.MULTILINE)
_DATA = {data.name: data for data in DATA_FILES}
_NOT_SHOWN = {"code", "comment", "fence", "raw"}
_COMMENT = re.compile(r"^[ \t]*#.*$", re.MULTILINE)
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
        for kind in (
            _Sources,
            ClaimsBlock,
            ScaleBlock,
            ClaimBlock,
            _Rules,
            _Fields,
            _Figures,
            CorrectionsBlock,
            TimelineBlock,
            ComparisonBlock,
            LabelBlock,
            PositionsBlock,
            VerdictsBlock,
        ):
            block_mgr.register(kind, {})
        # After the code (25) and the comments (20) of the page are out of the way.
        md.preprocessors.register(
            UnknownBlocks(md, block_mgr, self._context), "explainer-unknown-blocks", 15
        )


class _Sources(Generated):
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
        passages = "".join(
            f"<li>{establishes(source, each, words)}</li>" for each in source.passages
        )
        # The titles of claims are sentences, with commas and a stop.
        links = "; ".join(
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
            of("seen"): self._seen(source),
            of("relays"): source.relays,
            of("translated_by"): source.translated_by,
            of("was_checked"): source.checked and of("checked", source.checked),
            of("note"): source.note,
        }
        known = [f"{name} {text.rstrip('.')}." for name, text in details.items() if text]
        return f'<p class="explainer-details">{escape(" ".join(known))}</p>' if known else ""

    def _seen(self, source: Source) -> str:
        how = source.seen and self.context.words.of("seen_as", source.seen)
        return "; ".join(filter(None, [how, source.seen_detail]))


class _Rules(Generated):
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
        for message in rule.messages.values():
            for name, text in zip(("message", "hint"), message.readable, strict=True):
                html.append(f"<p>{escape(of('rule', name))} <code>{escape(text)}</code></p>")
        for example in rule.examples:
            title = of("rule", "good" if example.good else "bad")
            where = f" ({example.path})" if example.path else ""
            html.append(
                f"<p>{escape(title + where)}</p><pre><code>{escape(example.text)}</code></pre>"
            )
        return "".join(html)


class _Fields(Generated):
    """What belongs in a source's file, from its schema; also in a claim's and in other files."""

    NAME = "fields"
    CHOICES = tuple(DESCRIBED)

    @property
    def _of(self) -> str:
        return self.which or "source"

    def fill(self, block: ET.Element) -> None:
        # What others read is theirs to explain.
        fields = [field for field in DESCRIBED[self._of] if field.kind != "any"]
        self._tables(block, fields)

    def _tables(self, block: ET.Element, fields: Iterable[Field]) -> None:
        self._table(block, fields)
        for field in fields:
            if field.fields:
                name = f"{self._of}-{field.name}"
                self.heading(block, "h3", field.name, f"field-{name}")
                self._tables(block, field.fields)

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
            f"<td>{_with_code(field.guidance + choices)}</td>"
            f"<td><code>{escape(field.good)}</code></td>"
            f"<td><code>{escape(field.bad)}</code></td></tr>"
        )


class _Figures(Generated):
    """What the last run of mistakes found: what it counted, and what the rules noticed."""

    NAME = "figures"

    def fill(self, block: ET.Element) -> None:
        of = self.context.words.of
        record = read_record(self.context.docs / "checks.yml")
        if record is None:
            block.text = self.raw(f"<p>{escape(of('figures', 'none'))}</p>")
            return
        date = self.context.words.date(record.date)
        counts = "".join(
            f"<dt>{escape(of('counts', name))}</dt><dd>{count:,}</dd>"
            for name, count in record.counts.items()
        )
        measured = escape(of("figures", "date", date=date))
        html = f'<p>{measured}</p><dl class="explainer-counts">{counts}</dl>'
        for expected in (True, False):
            tallies = [tally for tally in record.kinds if tally.expected is expected]
            html += self._table("expected" if expected else "unseen", tallies)
        block.text = self.raw(html)

    def _table(self, name: str, tallies: Iterable[Tally]) -> str:
        of = self.context.words.of
        columns = ("kind", "made", "noticed", "share")
        heads = "".join(f"<th>{escape(of('figures', column))}</th>" for column in columns)
        rows = "".join(map(self._row, tallies))
        return (
            f"<table><caption>{escape(of('figures', name))}</caption>"
            f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        )

    def _row(self, tally: Tally) -> str:
        kind = escape(self.context.words.of("kinds", tally.kind))
        share = "" if tally.share is None else f"{tally.share:.1%}"
        cells = (kind, tally.made, tally.noticed, share)
        return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _with_code(text: str) -> str:
    return _CODE.sub(r"<code>\1</code>", escape(text, quote=False))


def _shown_data(context: Context, text: str) -> Iterator[str]:
    """The texts of the data files that a page shows, without their comments."""
    silent = [span for span in citations.opaque(text) if span.kind in _NOT_SHOWN]
    for match in _BLOCK.finditer(text):
        data, which = _DATA.get(match[1].lower()), match[2] or ""
        hidden = any(span.start <= match.start() < span.end for span in silent)
        if data and not hidden and which in data.names(context.docs):
            file = data.file(context.docs, which)
            yield "\n" + _COMMENT.sub("", file.read_text(encoding="utf-8-sig", errors="replace"))


def _citing(context: Context) -> dict[str, list[tuple[str, str]]]:
    """For each key the pages that cite it, as (path, title), in the order of their paths."""
    citing: dict[str, list[tuple[str, str]]] = {}
    for file in sorted(context.docs.rglob("*.md")):
        text = file.read_text(encoding="utf-8-sig", errors="replace")
        text += "".join(_shown_data(context, text))
        path = file.relative_to(context.docs).as_posix()
        title = title_of(text, path)
        groups = citations.find(text, context.is_known)
        keys = {item.key for group in groups for item in group.items}
        for key in keys.difference(LABELS):
            citing.setdefault(key, []).append((path, title))
    return citing
