"""
Placeholders to numbers, and the numbers' sources to a list at the end of the page.

The shape is that of Python-Markdown's footnotes, which themes know: they show an entry where its
number is pointed at, and the links back work without JavaScript. A source is one entry; each of
its passages that the page cites is an entry below it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.etree import ElementTree as ET

from markdown.treeprocessors import Treeprocessor

from explainer import citations
from explainer.markdown.inline import PLACEHOLDER
from explainer.model import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown import Markdown

    from explainer.markdown.context import Context
    from explainer.model import Passage, Source

_UNSAFE = re.compile(r"[^A-Za-z0-9_.-]+")


@dataclass(slots=True)
class _Entry:
    """A source on this page: its number, and for each passage cited the anchors of its uses."""

    source: Source
    number: int
    uses: dict[str, list[str]] = field(default_factory=dict)

    def mark(self, passage: str) -> str:
        """The number as it stands in the text: with a letter where passages must be told apart."""
        if len(self.uses) == 1 or not passage:
            return str(self.number)
        return f"{self.number}{_letters(list(filter(None, self.uses)).index(passage))}"


class ReferencesTreeprocessor(Treeprocessor):
    """Numbers a page's citations and adds their list."""

    def __init__(self, md: Markdown, context: Context) -> None:
        """Take a parser and what is known of its page."""
        super().__init__(md)
        self._context = context

    def run(self, root: ET.Element) -> None:
        """Change the tree in place."""
        holders = [element for element in root.iter("span") if PLACEHOLDER in element.attrib]
        if holders:
            _References(self._context).resolve(holders, root)


class _References:
    def __init__(self, context: Context) -> None:
        self._context = context
        self._sources = context.sources
        self._entries: dict[str, _Entry] = {}

    def resolve(self, holders: list[ET.Element], root: ET.Element) -> None:
        groups = [(holder, _group(holder)) for holder in holders]
        anchors = [
            [self._use(item) for item in group.items] if group else [] for _, group in groups
        ]
        for (holder, group), uses in zip(groups, anchors, strict=True):
            typed = holder.attrib.pop(PLACEHOLDER)
            if group:
                self._fill(holder, group, uses)
            else:
                holder.text = typed
        if self._entries:
            self._list(root)

    def _use(self, item: citations.Item) -> str | None:
        """Count a use of a source, and give the anchor that it gets; `None` for any other key."""
        source = self._sources.get(item.key)
        if source is None or (item.passage is not None and not source.passage(item.passage)):
            return None
        entry = self._entries.setdefault(item.key, _Entry(source, len(self._entries) + 1))
        uses = entry.uses.setdefault(item.passage or "", [])
        again = len(uses) + 1
        uses.append(f"fnref{again if again > 1 else ''}:{_anchor(item.key, item.passage)}")
        return uses[-1]

    def _fill(self, holder: ET.Element, group: citations.Group, anchors: list[str | None]) -> None:
        holder.set("class", "explainer-cite")
        pieces: list[ET.Element | str] = []
        for item, anchor in zip(group.items, anchors, strict=True):
            if item.prefix:
                pieces.append(f"{item.prefix} ")
            if group.narrative and anchor:
                pieces.append(f"{_short_name(self._entries[item.key].source)} ")
            pieces.append(self._reference(item, anchor, group))
            if item.locator and item.key not in LABELS:
                pieces.append(f", {item.locator}" if item.locator[0].isalnum() else item.locator)
            pieces.append(" ")
        _extend(holder, pieces[:-1])

    def _reference(
        self, item: citations.Item, anchor: str | None, group: citations.Group
    ) -> ET.Element:
        if anchor is not None:
            sup = ET.Element("sup", {"id": anchor})
            target = f"#fn:{_anchor(item.key, item.passage)}"
            link = ET.SubElement(sup, "a", {"class": "footnote-ref", "href": target})
            link.text = self._entries[item.key].mark(item.passage or "")
            return sup
        if item.key in LABELS and item.passage is None:
            return self._label(item)
        unknown = ET.Element("mark", {"class": "explainer-unknown"})
        unknown.set("title", self._context.word("unknown"))
        key = item.key if item.passage is None else f"{item.key}#{item.passage}"
        unknown.text = f"@{key}" if group.narrative else f"[@{key}]"
        return unknown

    def _label(self, item: citations.Item) -> ET.Element:
        label = ET.Element("small", {"class": f"explainer-label explainer-label--{item.key}"})
        label.text = self._context.word("label", item.key)
        if item.locator:
            reason = ET.SubElement(label, "span", {"class": "explainer-reason"})
            reason.text = f": {item.locator}"
        return label

    def _list(self, root: ET.Element) -> None:
        heading = ET.SubElement(root, "h2", {"id": "references", "data-search-exclude": ""})
        heading.text = self._context.word("references")
        box = ET.SubElement(root, "div", {"class": "footnote explainer-references"})
        box.set("data-search-exclude", "")
        ordered = ET.SubElement(box, "ol")
        for entry in self._entries.values():
            item = ET.SubElement(ordered, "li", {"id": f"fn:{_anchor(entry.source.key, None)}"})
            paragraph = ET.SubElement(item, "p", {"class": "explainer-source"})
            _extend(paragraph, describe(entry.source, self._context))
            self._more(paragraph, entry)
            passages = ET.SubElement(item, "ul")
            for slug, uses in entry.uses.items():
                passage = entry.source.passage(slug)
                if passage:
                    self._passage(passages, entry, passage, uses)
            if not len(passages):
                item.remove(passages)

    def _more(self, paragraph: ET.Element, entry: _Entry) -> None:
        if self._context.has_bibliography():
            target = f"{self._context.bibliography}#{_anchor(entry.source.key, None)}"
            link = ET.SubElement(paragraph, "a", {"class": "explainer-more"})
            link.set("href", self._context.link(target))
            link.text = self._context.word("more")
            link.tail = " "
        for anchor in entry.uses.get("", ()):
            self._back(paragraph, anchor, entry.mark(""))

    def _passage(
        self, parent: ET.Element, entry: _Entry, passage: Passage, uses: list[str]
    ) -> None:
        anchor = _anchor(entry.source.key, passage.slug)
        item = ET.SubElement(parent, "li", {"id": f"fn:{anchor}"})
        card = ET.SubElement(item, "p", {"class": "explainer-card"})
        _extend(card, describe(entry.source, self._context, linked=False))
        paragraph = ET.SubElement(item, "p")
        mark = entry.mark(passage.slug)
        if mark != str(entry.number):
            letter = ET.SubElement(paragraph, "span", {"class": "explainer-letter"})
            letter.text, letter.tail = mark, " "
        _extend(paragraph, [*establishes(entry.source, passage, self._context), " "])
        for use in uses:
            self._back(paragraph, use, mark)

    def _back(self, paragraph: ET.Element, anchor: str, mark: str) -> None:
        back = ET.SubElement(paragraph, "a", {"class": "footnote-backref", "href": f"#{anchor}"})
        back.set("title", self._context.word("back", number=mark))
        back.text = "\u21a9\ufe0e"


def describe(
    source: Source, context: Context, *, linked: bool = True
) -> Iterator[ET.Element | str]:
    """A source in one line: title, who published it, when, in which language, and its tier."""
    title = ET.Element("cite")
    inside = title
    if linked and source.url:
        inside = ET.SubElement(title, "a", {"href": source.url, "rel": "external noopener"})
    inside.text = source.title
    if source.language:
        title.set("lang", source.language)
    yield title
    details = [", ".join(source.authors), source.container_title, source.publisher]
    yield "".join(f", {detail}" for detail in dict.fromkeys(filter(None, details)))
    yield ", "
    if source.issued:
        time = ET.Element("time", {"datetime": source.issued})
        time.text = context.date(source.issued)
        yield time
    else:
        yield context.word("undated")
    if source.language:
        yield f", {context.word('language', language=context.language_name(source.language))}"
    yield ". "
    tier = ET.Element("span", {"class": f"explainer-tier explainer-tier--{source.tier}"})
    tier.text = context.word("tier", source.tier)
    yield tier
    yield " "
    if linked and source.archive:
        archive = ET.Element("a", {"href": source.archive, "rel": "external noopener"})
        archive.text = context.word("archive")
        yield archive
        yield " "


def establishes(source: Source, passage: Passage, context: Context) -> Iterator[ET.Element | str]:
    """What a passage establishes, and its words with a link that opens the source at them."""
    yield f"{passage.fact} "
    if passage.words:
        words = ET.Element("q")
        if source.language:
            words.set("lang", source.language)
        inside = words
        if source.url:
            inside = ET.SubElement(words, "a", {"rel": "external noopener"})
            inside.set("href", at_words(source.url, passage.words))
            inside.set("title", context.word("open"))
        inside.text = passage.words
        yield words
    if passage.locator:
        yield f" ({passage.locator})"


def at_words(url: str, words: str) -> str:
    """
    An address that opens a page at some words of it.

    Source: WICG, "URL Fragment Text Directives"; `-`, `,` and `&` are its syntax and are escaped.
    """
    page, _, fragment = url.partition("#")
    directive = quote(words, safe="").replace("-", "%2D")
    return f"{page}#{fragment}:~:text={directive}"


def anchor_of(source: Source) -> str:
    """The anchor of a source where all are listed."""
    return _anchor(source.key, None)


def _anchor(key: str, passage: str | None) -> str:
    # Scripts look anchors up as they stand in addresses, so only plain characters will do.
    return _UNSAFE.sub("-", key if passage is None else f"{key}--{passage}")


def _short_name(source: Source) -> str:
    name = source.authors[0] if source.authors else source.venue or source.title
    return f"{name} ({source.issued[:4]})" if source.issued else name


def _group(holder: ET.Element) -> citations.Group | None:
    return next(iter(citations.find(holder.attrib[PLACEHOLDER])), None)


def _letters(index: int) -> str:
    # a to z, then aa, ab and so on
    letters = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        letters = chr(ord("a") + letter) + letters
    return letters


def _extend(
    parent: ET.Element, pieces: Iterator[ET.Element | str] | list[ET.Element | str]
) -> None:
    for piece in pieces:
        if isinstance(piece, ET.Element):
            parent.append(piece)
        elif len(parent):
            parent[-1].tail = (parent[-1].tail or "") + piece
        else:
            parent.text = (parent.text or "") + piece
