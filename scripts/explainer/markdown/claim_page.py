"""
The page of a claim: its verdict above the text, its evidence within, its history below.

The evidence stands before the text's first section, behind the answer in short, and names each
source in a few words, with the number of its entry in the list of references, which has the rest.
All of it comes from the page's front matter. Where the theme's template renders the list of
references, it renders the history as well, after the table of contents has collected the headings;
the search index does not include what is outside the page's content.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from explainer.markdown.scale_block import definition_url
from explainer.markdown.source_html import (
    anchor,
    as_of_text,
    claim_badge,
    claim_line,
    claim_page_path,
    review_text,
    short_line,
    source_line,
    verdict_title,
)
from explainer.model import STANCES, Claim

if TYPE_CHECKING:
    from markdown import Markdown

    from explainer.markdown.context import PageContext
    from explainer.model import EvidenceItem, Source


class ClaimPageTreeprocessor(Treeprocessor):
    """Adds the verdict, the evidence and the history to the page of a claim."""

    def __init__(self, md: Markdown, context: PageContext) -> None:
        """Take the parser and the context of the page."""
        super().__init__(md)
        self._context = context

    def run(self, root: ET.Element) -> None:
        """Add the elements to the tree, if the page is that of a claim."""
        claim = self._context.claim
        if claim:
            _make_plain(self._context.meta)
            if claim.is_judged:
                self._context.meta["verdict_title"] = verdict_title(
                    claim, self._context.translations
                )
            _ClaimPage(self._context, claim, root).render()


def _make_plain(front_matter: dict[str, Any]) -> None:
    """Escape tags in the titles of a claim, which is no HTML; themes write them as they are."""
    for name in ("title", "subtitle"):
        value = front_matter.get(name)
        if isinstance(value, str):
            front_matter[name] = value.replace("<", "&lt;")


class _ClaimPage:
    def __init__(self, context: PageContext, claim: Claim, root: ET.Element) -> None:
        self._context = context
        self._translate = context.translations.translate
        self._claim = claim
        self._root = root
        self._lists: dict[str, ET.Element] = {}

    def render(self) -> None:
        """Add the headings; the text below them is deferred until URLs of other pages are known."""
        self._request_pages()
        self._header = ET.Element("div", _generated("explainer-standing"))
        title = len(self._root) > 0 and self._root[0].tag == "h1"
        self._root.insert(int(title), self._header)
        if self._claim.evidence:
            self._root.insert(_first_section(self._root), self._evidence())
        self._footer = footer = ET.SubElement(self._root, "div", _generated("explainer-evidence"))
        if self._claim.changes:
            _heading(footer, "h2", "history", self._translate("claim", "history"))
            self._lists["history"] = ET.SubElement(footer, "ul")
        self._context.defer(self._render_deferred)

    def _evidence(self) -> ET.Element:
        box = ET.Element("div", _generated("explainer-evidence"))
        _heading(box, "h2", "evidence", self._translate("claim", "evidence"))
        for stance in filter(self._claim.of_stance, STANCES):
            _heading(box, "h3", f"evidence-{stance}", self._translate("stance", stance))
            self._lists[stance] = ET.SubElement(box, "ul")
        return box

    def _request_pages(self) -> None:
        pages = [self._context.bibliography_page, self._context.ledger_page]
        cited = (self._context.resolve(exhibit.citation) for exhibit in self._claim.evidence)
        pages += [claim_page_path(claim) for claim in cited if isinstance(claim, Claim)]
        for page in filter(None, pages):
            self._context.links.request(page)

    def _render_deferred(self) -> None:
        # The list of references is complete by now.
        self._numbers = {
            str(link.get("href")): link.text or ""
            for link in self._root.iter("a")
            if "footnote-ref" in link.get("class", "").split()
        }
        self._header.text = self._context.stash_html(f"<p>{self._summary_html()}</p>")
        for name, parent in self._lists.items():
            if name == "history":
                items = self._history_html()
            else:
                items = "".join(map(self._evidence_item, self._claim.of_stance(name)))
            parent.text = self._context.stash_html(items)
        if self._context.in_template:
            self._move_to_template()

    def _move_to_template(self) -> None:
        heading = self._root.find("h2[@id='references']")
        footer = [self._footer] if heading is None else [self._footer, heading]
        for element in footer:
            self._root.remove(element)
        self._context.meta["claim_foot"] = "".join(map(self._context.serialize, footer))

    def _summary_html(self) -> str:
        translations = self._context.translations
        parts = [claim_badge(self._claim, translations), as_of_text(self._claim, translations)]
        if self._claim.as_of:
            date = escape(translations.date(self._claim.as_of))
            day = f'<time datetime="{escape(self._claim.as_of)}">{date}</time>'
            parts[1] = parts[1].replace(date, day)
        parts.append(review_text(self._claim, translations))
        means = definition_url(self._claim.verdict, self._context)
        if means and not self._claim.stub:
            parts[0] = f'<a class="explainer-means" href="{means}">{parts[0]}</a>'
        parts.append(self._article_html())
        if self._context.ledger_page:
            href = self._context.links.url(self._context.ledger_page)
            parts.append(f'<a href="{href}">{escape(self._translate("claim", "all"))}</a>')
        return " ".join(f"<span>{part}</span>" for part in filter(None, parts))

    def _article_html(self) -> str:
        """The article that states the claim, as HTML; empty where there is none."""
        article = self._context.article if self._claim.article else None
        if not article or not article.title:
            return ""
        named = f"<cite>{escape(article.title, quote=False)}</cite>"
        if article.url:
            named = f'<a href="{escape(article.url)}">{named}</a>'
        if article.publisher:
            named += f", {escape(article.publisher, quote=False)}"
        return self._translate("claim", "from", article=named)

    def _history_html(self) -> str:
        translations = self._context.translations
        return "".join(
            f'<li><time datetime="{escape(change.date)}">'
            f"{escape(translations.date(change.date))}</time>"
            f" <p>{escape(change.what, quote=False)}</p></li>"
            for change in reversed(self._claim.history)
        )

    def _evidence_item(self, exhibit: EvidenceItem) -> str:
        cited = self._context.resolve(exhibit.citation)
        why = escape(exhibit.why, quote=False)
        return f"<li><p>{why}</p> <p>{self._cited_line(exhibit, cited)}</p></li>"

    def _cited_line(self, exhibit: EvidenceItem, cited: Source | Claim | None) -> str:
        key, passage = exhibit.citation.key, exhibit.citation.passage
        translations = self._context.translations
        if cited is None:
            written = escape(f"[@{key}#{passage}]" if passage else f"[@{key}]")
            title = escape(translations.translate("unknown"))
            return f'<mark class="explainer-unknown" title="{title}">{written}</mark>'
        entry = f"#fn:{anchor(key, passage)}"
        number = self._numbers.get(entry)
        if number:
            number = f' <sup><a class="explainer-listed" href="{entry}">{number}</a></sup>'
        if isinstance(cited, Claim):
            address = self._context.links.url(claim_page_path(cited))
            return claim_line(cited, translations, address) + (number or "")
        if number:
            return short_line(cited, translations) + number
        return source_line(cited, translations, self._in_bibliography(cited))

    def _in_bibliography(self, source: Source) -> str | None:
        page = self._context.bibliography_page
        return self._context.links.url(page, anchor(source.key)) if page else None


def _first_section(root: ET.Element) -> int:
    """The index of the first heading of a section: what stands before it is the answer in short."""
    headings = (index for index, child in enumerate(root) if child.tag == "h2")
    return next(headings, len(root))


def _generated(name: str) -> dict[str, str]:
    # Search finds a claim by its title and its text, which repeat all of this in sentences.
    return {"class": f"explainer-generated {name}", "data-search-exclude": ""}


def _heading(parent: ET.Element, tag: str, name: str, text: str) -> None:
    heading = ET.SubElement(parent, tag, {"id": name, "data-search-exclude": ""})
    heading.text = AtomicString(text)
