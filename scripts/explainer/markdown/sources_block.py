"""The block `sources`: the site's bibliography, by tier, with the pages that cite each source."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from explainer import citations, opaque_text
from explainer.data import DATA_FILES
from explainer.files import text_or_nothing
from explainer.markdown.block_base import GeneratedBlock
from explainer.markdown.page_title import read_title
from explainer.markdown.source_html import anchor, passage_line, reference_line
from explainer.model import LABELS, TIERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.markdown.context import PageContext
    from explainer.model import Source

_BLOCK = re.compile(r"^[ \t>]*/{3,}[ \t]*([\w-]+)[ \t]*(?:\|[ \t]*(.*?))?[ \t]*$", re.MULTILINE)
_DATA = {data.name: data for data in DATA_FILES}
_NOT_SHOWN = {"code", "comment", "fence", "raw"}
_COMMENT = re.compile(r"^[ \t]*#.*$", re.MULTILINE)


class SourcesBlock(GeneratedBlock):
    """The bibliography: all sources by tier, each with its passages and the pages that cite it."""

    NAME = "sources"

    def render_html(self, block: ET.Element) -> None:
        """Render a list for each tier; its entries are deferred until URLs are known."""
        pages_by_key = _pages_by_key(self.context)
        for page in {page: title for pages in pages_by_key.values() for page, title in pages}:
            self.context.links.request(page)
        everything = sorted(self.context.sources.values(), key=lambda s: s.title.casefold())
        for tier in TIERS:
            sources = [source for source in everything if source.tier == tier]
            if sources:
                self.add_heading(
                    block, "h2", self.context.translations.translate("tiers", tier), f"tier-{tier}"
                )
                self._list(ET.SubElement(block, "ul"), sources, pages_by_key)

    def _list(
        self,
        parent: ET.Element,
        sources: list[Source],
        pages_by_key: dict[str, list[tuple[str, str]]],
    ) -> None:
        def render() -> None:
            entries = (self._source(source, pages_by_key.get(source.key, [])) for source in sources)
            parent.text = self.stash_html("".join(entries))

        self.context.defer(render)

    def _source(self, source: Source, pages: list[tuple[str, str]]) -> str:
        translations = self.context.translations
        key = anchor(source.key)
        passages = "".join(
            f"<li>{passage_line(source, each, translations)}</li>" for each in source.passages
        )
        # The titles of claims are sentences, with commas and full stops.
        links = "; ".join(
            f'<a href="{self.context.links.url(page, f"fn:{key}")}">{escape(title)}</a>'
            for page, title in pages
        )
        cited_on = f"<p>{escape(translations.translate('cited_on'))} {links}.</p>" if links else ""
        return (
            f'<li id="{key}"><p>{reference_line(source, translations)}</p><ul>{passages}</ul>'
            f"{self._details(source)}{cited_on}</li>"
        )

    def _details(self, source: Source) -> str:
        translate = self.context.translations.translate
        details = {
            translate("origin"): source.origin,
            translate("seen"): self._seen(source),
            translate("relays"): source.relays,
            translate("translated_by"): source.translated_by,
            translate("was_checked"): source.checked and translate("checked", source.checked),
            translate("note"): source.note,
        }
        known = [f"{name} {text.rstrip('.')}." for name, text in details.items() if text]
        return f'<p class="explainer-details">{escape(" ".join(known))}</p>' if known else ""

    def _seen(self, source: Source) -> str:
        how = source.seen and self.context.translations.translate("seen_as", source.seen)
        return "; ".join(filter(None, [how, source.seen_detail]))


def _data_file_texts(context: PageContext, text: str) -> Iterator[str]:
    """The texts of the data files that a page renders, without their comments."""
    silent = [span for span in opaque_text.find(text) if span.kind in _NOT_SHOWN]
    for match in _BLOCK.finditer(text):
        data, which = _DATA.get(match[1].lower()), match[2] or ""
        hidden = any(span.start <= match.start() < span.end for span in silent)
        if data and not hidden and which in data.names(context.docs_dir):
            file = data.file(context.docs_dir, which)
            yield "\n" + _COMMENT.sub("", text_or_nothing(file))


def _pages_by_key(context: PageContext) -> dict[str, list[tuple[str, str]]]:
    """The pages that cite each key, as (path, title) sorted by path."""
    pages_by_key: dict[str, list[tuple[str, str]]] = {}
    for file in sorted(context.docs_dir.rglob("*.md")):
        text = text_or_nothing(file)
        text += "".join(_data_file_texts(context, text))
        path = file.relative_to(context.docs_dir).as_posix()
        title = read_title(text, path)
        groups = citations.find(text, context.is_citation_key)
        keys = {item.key for group in groups for item in group.items}
        for key in keys.difference(LABELS):
            pages_by_key.setdefault(key, []).append((path, title))
    return pages_by_key
