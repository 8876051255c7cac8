"""
The page's list of references: which sources and claims the page cites, and the list as HTML.

A source is one entry; each of its cited passages is an entry nested in it, or part of it where it
is the only one. The list is folded; its summary says how much it holds. A script shows an entry as
a card at its number, with the words that are in `data-` attributes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from explainer.markdown.source_html import (
    anchor,
    claim_line,
    claim_page_path,
    passage_line,
    reference_line,
)
from explainer.model import Claim, Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explainer import citations
    from explainer.markdown.context import PageContext
    from explainer.model import Passage

_CARD_WORDS = ("card", "open", "all")
"""What a card needs besides its entry: its name, and those of two of its links."""


@dataclass(slots=True)
class ReferenceEntry:
    """A cited source or claim: its number, and the element ids of its uses by passage."""

    cited: Source | Claim
    number: int
    backlink_ids: dict[str, list[str]] = field(default_factory=dict)

    @property
    def only_passage(self) -> Passage | None:
        """The passage, where the page cites just one of the source and never the whole source."""
        if isinstance(self.cited, Claim) or len(self.backlink_ids) > 1:
            return None
        return self.cited.passage(next(iter(self.backlink_ids)))

    def number_text(self, passage: str) -> str:
        """The number in the text: with a letter where several passages of the source are cited."""
        if len(self.backlink_ids) == 1 or not passage:
            return str(self.number)
        return (
            f"{self.number}{_letter_number(list(filter(None, self.backlink_ids)).index(passage))}"
        )


class ReferenceList:
    """The references of a page, numbered in the order of their first citations."""

    def __init__(self, context: PageContext) -> None:
        """Take the context of the page."""
        self._context = context
        self._translations = context.translations
        self._entries: dict[str, ReferenceEntry] = {}

    def __getitem__(self, key: str) -> ReferenceEntry:
        """The entry of a registered key."""
        return self._entries[key]

    def register(self, item: citations.Item) -> str | None:
        """Register a use and return its element id; `None` for a label or an unknown key."""
        cited = self._context.resolve(item)
        if cited is None:
            return None
        entry = self._entries.setdefault(item.key, ReferenceEntry(cited, len(self._entries) + 1))
        backlink_ids = entry.backlink_ids.setdefault(item.passage or "", [])
        again = len(backlink_ids) + 1
        backlink_ids.append(f"fnref{again if again > 1 else ''}:{anchor(item.key, item.passage)}")
        return backlink_ids[-1]

    def to_html(self) -> str:
        """The list as HTML; empty where no source or claim is cited."""
        if not self._entries:
            return ""
        entries = "".join(map(self._entry_html, self._entries.values()))
        return (
            f'<details class="explainer-fold"{self._card_words()}>'
            f"{self._summary()}<ol>{entries}</ol></details>"
        )

    def _summary(self) -> str:
        claims = sum(isinstance(entry.cited, Claim) for entry in self._entries.values())
        counts = {"source": len(self._entries) - claims, "claim": claims}
        parts = [self._translations.count(name, count) for name, count in counts.items() if count]
        return f"<summary>{escape(', '.join(parts), quote=False)}</summary>"

    def _card_words(self) -> str:
        words = {
            name: self._translations.translate("card", name, number="{number}")
            for name in _CARD_WORDS
        }
        return "".join(f' data-{name}="{escape(text)}"' for name, text in words.items())

    def _entry_html(self, entry: ReferenceEntry) -> str:
        if isinstance(entry.cited, Claim):
            return self._claim_html(entry, entry.cited)
        return self._source_html(entry, entry.cited)

    def _claim_html(self, entry: ReferenceEntry, claim: Claim) -> str:
        line = claim_line(
            claim, self._translations, self._context.links.url(claim_page_path(claim))
        )
        line += self._backlinks(entry.backlink_ids[""], entry.number_text(""))
        return f'<li id="fn:{anchor(claim.key)}"><p class="explainer-source">{line}</p></li>'

    def _source_html(self, entry: ReferenceEntry, source: Source) -> str:
        key = anchor(source.key)
        line = reference_line(source, self._translations)
        if self._context.bibliography_page:
            href = self._context.links.url(self._context.bibliography_page, key)
            more = escape(self._translations.translate("more"))
            line += f' <a class="explainer-more" href="{href}">{more}</a>'
        line += self._backlinks(entry.backlink_ids.get("", ()), entry.number_text(""))
        if entry.only_passage:
            own = anchor(source.key, entry.only_passage.slug)
            start = f'<li id="fn:{own}"><p class="explainer-source" id="fn:{key}">'
        else:
            start = f'<li id="fn:{key}"><p class="explainer-source">'
        return f"{start}{line}</p>{self._passages_html(entry, source)}</li>"

    def _passages_html(self, entry: ReferenceEntry, source: Source) -> str:
        if entry.only_passage:
            return self._passage_html(entry, source, entry.only_passage)
        passages = filter(None, map(source.passage, entry.backlink_ids))
        items = [self._passage_item(entry, source, passage) for passage in passages]
        # The letters of this list are those of the numbers in the text.
        return f'<ol type="a">{"".join(items)}</ol>' if items else ""

    def _passage_item(self, entry: ReferenceEntry, source: Source, passage: Passage) -> str:
        return (
            f'<li id="fn:{anchor(source.key, passage.slug)}">'
            f"{self._passage_html(entry, source, passage)}</li>"
        )

    def _passage_html(self, entry: ReferenceEntry, source: Source, passage: Passage) -> str:
        backs = self._backlinks(entry.backlink_ids[passage.slug], entry.number_text(passage.slug))
        return f"<p>{passage_line(source, passage, self._translations)}{backs}</p>"

    def _backlinks(self, backlink_ids: Iterable[str], number: str) -> str:
        title = escape(self._translations.translate("back", number=number))
        # The arrow has no meaning for a screen reader.
        return "".join(
            f' <a class="footnote-backref" href="#{use}" aria-label="{title}">\u21a9\ufe0e</a>'
            for use in backlink_ids
        )


def _letter_number(index: int) -> str:
    # a to z, then aa, ab and so on
    letters = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        letters = chr(ord("a") + letter) + letters
    return letters
