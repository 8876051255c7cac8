"""
The page of a claim: its verdict above the text, its evidence and its history below.

All of it comes from the page's front matter. Where the list of references is left to the theme, so
is what stands above it, once the table of contents has its headings: the search need not look
through what is not in a page's content.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from explainer.markdown.scale_block import definition_of
from explainer.markdown.source_html import (
    anchor,
    as_of,
    badge,
    leading,
    page_of,
    review,
    standing,
)
from explainer.model import STANCES, Claim

if TYPE_CHECKING:
    from markdown import Markdown

    from explainer.markdown.context import Context
    from explainer.model import EvidenceItem, Source


class ClaimTreeprocessor(Treeprocessor):
    """Adds to the page of a claim what its front matter says."""

    def __init__(self, md: Markdown, context: Context) -> None:
        """Take a parser and what is known of its page."""
        super().__init__(md)
        self._context = context

    def run(self, root: ET.Element) -> None:
        """Change the tree in place."""
        claim = self._context.claim
        if claim:
            _ClaimPage(self._context, claim, root).lay_out()


class _ClaimPage:
    def __init__(self, context: Context, claim: Claim, root: ET.Element) -> None:
        self._context = context
        self._of = context.words.of
        self._claim = claim
        self._root = root
        self._lists: dict[str, ET.Element] = {}

    def lay_out(self) -> None:
        """Add the headings; what stands below them waits for the addresses of other pages."""
        self._want()
        self._head = ET.Element("div", _generated("explainer-standing"))
        title = len(self._root) > 0 and self._root[0].tag == "h1"
        self._root.insert(int(title), self._head)
        self._foot = foot = ET.SubElement(self._root, "div", _generated("explainer-evidence"))
        if self._claim.evidence:
            _heading(foot, "h2", "evidence", self._of("claim", "evidence"))
            for stance in filter(self._claim.of_stance, STANCES):
                _heading(foot, "h3", f"evidence-{stance}", self._of("stance", stance))
                self._lists[stance] = ET.SubElement(foot, "ul")
        if self._claim.changes:
            _heading(foot, "h2", "history", self._of("claim", "history"))
            self._lists["history"] = ET.SubElement(foot, "ul")
        self._context.fill_later(self._fill)

    def _want(self) -> None:
        pages = [self._context.bibliography, self._context.ledger]
        cited = (self._context.cited(exhibit.citation) for exhibit in self._claim.evidence)
        pages += [page_of(claim) for claim in cited if isinstance(claim, Claim)]
        for page in filter(None, pages):
            self._context.links.want(page)

    def _fill(self) -> None:
        # Whatever the page cites has its entry in the list of references by now.
        self._listed = {link.get("href") for link in self._root.iter("a")}
        self._head.text = self._context.raw(f"<p>{self._standing()}</p>")
        for name, parent in self._lists.items():
            if name == "history":
                items = self._history()
            else:
                items = "".join(map(self._exhibit, self._claim.of_stance(name)))
            parent.text = self._context.raw(items)
        if self._context.in_template:
            self._leave_to_template()

    def _leave_to_template(self) -> None:
        heading = self._root.find("h2[@id='references']")
        foot = [self._foot] if heading is None else [self._foot, heading]
        for element in foot:
            self._root.remove(element)
        self._context.meta["claim_foot"] = "".join(map(self._context.finished, foot))

    def _standing(self) -> str:
        parts = [shown(self._claim, self._context.words) for shown in (badge, as_of, review)]
        means = definition_of(self._claim.verdict, self._context)
        if means and not self._claim.stub:
            parts[0] = f'<a class="explainer-means" href="{means}">{parts[0]}</a>'
        parts.append(self._article())
        if self._context.ledger:
            href = self._context.links.to(self._context.ledger)
            parts.append(f'<a href="{href}">{escape(self._of("claim", "all"))}</a>')
        return " ".join(f"<span>{part}</span>" for part in filter(None, parts))

    def _article(self) -> str:
        """Which article states the claim, where it does."""
        article = self._context.article if self._claim.article else None
        if not article or not article.title:
            return ""
        named = f"<cite>{escape(article.title, quote=False)}</cite>"
        if article.url:
            named = f'<a href="{escape(article.url)}">{named}</a>'
        if article.publisher:
            named += f", {escape(article.publisher, quote=False)}"
        return self._of("claim", "from", article=named)

    def _history(self) -> str:
        words = self._context.words
        return "".join(
            f'<li><time datetime="{escape(change.date)}">{escape(words.date(change.date))}</time>'
            f" <p>{escape(change.what, quote=False)}</p></li>"
            for change in reversed(self._claim.history)
        )

    def _exhibit(self, exhibit: EvidenceItem) -> str:
        cited = self._context.cited(exhibit.citation)
        why = escape(exhibit.why, quote=False)
        return f"<li><p>{self._line(exhibit, cited)}</p> <p>{why}</p></li>"

    def _line(self, exhibit: EvidenceItem, cited: Source | Claim | None) -> str:
        key, passage = exhibit.citation.key, exhibit.citation.passage
        words = self._context.words
        entry = f"#fn:{anchor(key, passage)}"
        listed = entry if entry in self._listed else None
        if isinstance(cited, Claim):
            return standing(cited, words, listed or self._context.links.to(page_of(cited)))
        if cited:
            return leading(cited, words, listed or self._in_bibliography(cited))
        typed = escape(f"[@{key}#{passage}]" if passage else f"[@{key}]")
        title = escape(words.of("unknown"))
        return f'<mark class="explainer-unknown" title="{title}">{typed}</mark>'

    def _in_bibliography(self, source: Source) -> str | None:
        page = self._context.bibliography
        return self._context.links.to(page, anchor(source.key)) if page else None


def _generated(name: str) -> dict[str, str]:
    # The search finds a claim by its title and its text, which says all this in sentences.
    return {"class": f"explainer-generated {name}", "data-search-exclude": ""}


def _heading(parent: ET.Element, tag: str, name: str, text: str) -> None:
    heading = ET.SubElement(parent, tag, {"id": name, "data-search-exclude": ""})
    heading.text = AtomicString(text)
