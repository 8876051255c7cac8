"""
Placeholders to numbers, and the numbers' sources to a list at the end of the page.

The shape is that of Python-Markdown's footnotes, which themes know: they show an entry where its
number is pointed at, and the links back work without JavaScript. A source is one entry; each of
its passages that the page cites is an entry below it; the only one stands beside it.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from explainer import citations
from explainer.markdown.inline_citations import PLACEHOLDER
from explainer.markdown.source_html import (
    anchor,
    card,
    describe,
    establishes,
    page_of,
    short_name,
    standing,
)
from explainer.model import CLAIM_PREFIX, LABELS, Claim, Source, is_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown import Markdown

    from explainer.markdown.context import Context
    from explainer.model import Passage

_MARKS = ".,;:!?)"
_ESCAPE_OR_CODE = re.compile(r"\\(?P<escaped>[^\w\s])|(?P<ticks>`+)(?P<code>.+?)(?P=ticks)")


@dataclass(slots=True)
class _Entry:
    """What this page cites: its number, and for each passage cited the anchors of its uses."""

    cited: Source | Claim
    number: int
    uses: dict[str, list[str]] = field(default_factory=dict)

    @property
    def alone(self) -> Passage | None:
        """The passage, where the page cites just one of the source and never the whole."""
        if isinstance(self.cited, Claim) or len(self.uses) > 1:
            return None
        return self.cited.passage(next(iter(self.uses)))

    def mark(self, passage: str) -> str:
        """The number as it stands in the text: with a letter where passages must be told apart."""
        if len(self.uses) == 1 or not passage:
            return str(self.number)
        return f"{self.number}{_letters(list(filter(None, self.uses)).index(passage))}"


class ReferencesHeadingTreeprocessor(Treeprocessor):
    """Adds the heading of the list of references, and asks for the links that it will hold."""

    def __init__(self, md: Markdown, context: Context) -> None:
        """Take a parser and what is known of its page."""
        super().__init__(md)
        self._context = context

    def run(self, root: ET.Element) -> None:
        """Change the tree in place."""
        holders = list(_holders(root))
        for holder in holders:
            # A look at the text spares most citations the rest.
            if CLAIM_PREFIX in holder.attrib[PLACEHOLDER]:
                self._want(holder)
        if any(map(self._resolves, holders)):
            heading = ET.SubElement(root, "h2", {"id": "references", "data-search-exclude": ""})
            heading.text = self._context.words.of("references")
            if self._context.bibliography:
                self._context.links.want(self._context.bibliography)
        self._context.links.set_out(root)

    def _want(self, holder: ET.Element) -> None:
        group = _group(holder)
        for item in group.items if group else ():
            cited = self._context.cited(item)
            if isinstance(cited, Claim):
                self._context.links.want(page_of(cited))

    def _resolves(self, holder: ET.Element) -> bool:
        group = _group(holder)
        return group is not None and any(map(self._context.cited, group.items))


class ReferencesTreeprocessor(Treeprocessor):
    """Numbers a page's citations, adds their list, and fills the blocks."""

    def __init__(self, md: Markdown, context: Context) -> None:
        """Take a parser and what is known of its page."""
        super().__init__(md)
        self._context = context

    def run(self, root: ET.Element) -> None:
        """Change the tree in place."""
        self._context.links.take_in(root)
        holders = list(_holders(root))
        if holders:
            _References(self._context).resolve(holders, root)
        # The evidence of a claim looks for its entries among the references.
        self._context.fill_blocks()


def _holders(root: ET.Element) -> Iterator[ET.Element]:
    return (element for element in root.iter("span") if PLACEHOLDER in element.attrib)


def _keep_with_words(root: ET.Element, holders: Iterable[ET.Element]) -> None:
    """Let no line begin with a number: the space before it does not break."""
    numbers = set(filter(_begins_with_number, holders))
    for parent in [each for each in root.iter() if numbers and len(each)]:
        before: ET.Element | None = None
        for child in parent:
            text = parent.text if before is None else before.tail
            if child in numbers and text and text.endswith(" "):
                text = f"{text[:-1]}\u00a0"
                if before is None:
                    parent.text = text
                else:
                    before.tail = text
            before = child


def _begins_with_number(holder: ET.Element) -> bool:
    return holder.tag == "sup" or (not holder.text and len(holder) > 0 and holder[0].tag == "sup")


class _References:
    def __init__(self, context: Context) -> None:
        self._context = context
        self._words = context.words
        self._entries: dict[str, _Entry] = {}

    def resolve(self, holders: list[ET.Element], root: ET.Element) -> None:
        groups = [(holder, _group(holder)) for holder in holders]
        anchors = [
            [self._use(item) for item in group.items] if group else [] for _, group in groups
        ]
        for (holder, group), uses in zip(groups, anchors, strict=True):
            typed = holder.attrib.pop(PLACEHOLDER)
            if group and self._means(group, uses):
                self._fill(holder, group, uses)
            elif group:
                self._unknown(holder, typed)
            else:
                holder.text = typed
        _keep_with_words(root, holders)
        if self._entries:
            self._list(root, f"<ol>{''.join(map(self._entry, self._entries.values()))}</ol>")

    def _list(self, root: ET.Element, html: str) -> None:
        attributes = {"class": "footnote explainer-references", "data-search-exclude": ""}
        if self._context.in_template:
            self._context.meta["references"] = f'<div class="{attributes["class"]}">{html}</div>'
        else:
            ET.SubElement(root, "div", attributes).text = self._context.raw(html)

    def _use(self, item: citations.Item) -> str | None:
        """Count a use of a source, and give the anchor that it gets; `None` for any other key."""
        cited = self._context.cited(item)
        if cited is None:
            return None
        entry = self._entries.setdefault(item.key, _Entry(cited, len(self._entries) + 1))
        uses = entry.uses.setdefault(item.passage or "", [])
        again = len(uses) + 1
        uses.append(f"fnref{again if again > 1 else ''}:{anchor(item.key, item.passage)}")
        return uses[-1]

    def _means(self, group: citations.Group, uses: Iterable[str | None]) -> bool:
        return any(uses) or any(item.key in LABELS and not item.passage for item in group.items)

    def _unknown(self, holder: ET.Element, typed: str) -> None:
        """Show what cites nothing as it was typed, since that is all that can be said of it."""
        holder.tag = "mark"
        holder.attrib = {"class": "explainer-unknown", "title": self._words.of("unknown")}
        _extend(holder, _read(typed))

    def _fill(self, holder: ET.Element, group: citations.Group, anchors: list[str | None]) -> None:
        only = group.items[0]
        if len(group.items) == 1 and not (group.narrative or only.prefix or only.locator):
            # Most citations are a number and nothing else; it needs no element around it.
            self._alone(holder, only, anchors[0], group)
            return
        holder.set("class", "explainer-cite")
        pieces: list[ET.Element | str] = []
        between = "; " if any(item.prefix or item.locator for item in group.items) else " "
        for item, use in zip(group.items, anchors, strict=True):
            if item.prefix:
                pieces += [*_read(item.prefix), " "]
            if group.narrative and use:
                pieces.append(f"{short_name(self._entries[item.key].cited)} ")
            pieces.append(self._reference(item, use, group))
            if item.locator and item.key not in LABELS:
                pieces += ["" if item.locator[0] in _MARKS else ", ", *_read(item.locator)]
            pieces.append(between)
        _extend(holder, pieces[:-1])

    def _alone(
        self, holder: ET.Element, item: citations.Item, use: str | None, group: citations.Group
    ) -> None:
        reference = self._reference(item, use, group)
        holder.tag = reference.tag
        holder.text = reference.text
        holder.attrib.update(reference.attrib)
        holder.extend(reference)

    def _reference(
        self, item: citations.Item, use: str | None, group: citations.Group
    ) -> ET.Element:
        if use is not None:
            # The number means nothing in a search result.
            sup = ET.Element("sup", {"id": use, "data-search-exclude": ""})
            target = f"#fn:{anchor(item.key, item.passage)}"
            cited = self._entries[item.key].cited
            link = ET.SubElement(sup, "a", {"class": _mark_of(cited, item.passage), "href": target})
            link.set("role", "doc-noteref")
            link.text = self._entries[item.key].mark(item.passage or "")
            return sup
        if is_label(item.key, item.passage):
            return self._label(item)
        unknown = ET.Element("mark", {"class": "explainer-unknown"})
        unknown.set("title", self._words.of("unknown"))
        key = item.key if item.passage is None else f"{item.key}#{item.passage}"
        unknown.text = f"@{key}" if group.narrative else f"[@{key}]"
        return unknown

    def _label(self, item: citations.Item) -> ET.Element:
        label = ET.Element("small", {"class": f"explainer-label explainer-label--{item.key}"})
        label.text = self._words.of("label", item.key)
        if item.locator:
            reason = ET.SubElement(label, "span", {"class": "explainer-reason"})
            _extend(reason, [": ", *_read(item.locator)])
        return label

    def _entry(self, entry: _Entry) -> str:
        if isinstance(entry.cited, Claim):
            return self._claim(entry, entry.cited)
        return self._source(entry, entry.cited)

    def _claim(self, entry: _Entry, claim: Claim) -> str:
        line = standing(claim, self._words, self._context.links.to(page_of(claim)))
        line += self._backs(entry.uses[""], entry.mark(""))
        return f'<li id="fn:{anchor(claim.key)}"><p class="explainer-source">{line}</p></li>'

    def _source(self, entry: _Entry, source: Source) -> str:
        key = anchor(source.key)
        line = describe(source, self._words)
        if self._context.bibliography:
            href = self._context.links.to(self._context.bibliography, key)
            more = escape(self._words.of("more"))
            line += f' <a class="explainer-more" href="{href}">{more}</a>'
        line += self._backs(entry.uses.get("", ()), entry.mark(""))
        if entry.alone:
            own = anchor(source.key, entry.alone.slug)
            start = f'<li id="fn:{own}"><p class="explainer-source" id="fn:{key}">'
        else:
            start = f'<li id="fn:{key}"><p class="explainer-source">'
        return f"{start}{line}</p>{self._passages(entry, source)}</li>"

    def _passages(self, entry: _Entry, source: Source) -> str:
        if entry.alone:
            return self._passage(entry, source, entry.alone)
        passages = filter(None, map(source.passage, entry.uses))
        items = [self._item(entry, source, passage) for passage in passages]
        # The list's own letters are those of the numbers in the text.
        return f'<ol type="a">{"".join(items)}</ol>' if items else ""

    def _item(self, entry: _Entry, source: Source, passage: Passage) -> str:
        # Where its number is pointed at, an item is shown without the source's line above it.
        return (
            f'<li id="fn:{anchor(source.key, passage.slug)}">'
            f'<p class="explainer-card">{card(source, self._words)}</p>'
            f"{self._passage(entry, source, passage)}</li>"
        )

    def _passage(self, entry: _Entry, source: Source, passage: Passage) -> str:
        backs = self._backs(entry.uses[passage.slug], entry.mark(passage.slug))
        return f"<p>{establishes(source, passage, self._words)}{backs}</p>"

    def _backs(self, uses: Iterable[str], mark: str) -> str:
        title = escape(self._words.of("back", number=mark))
        # The arrow says nothing to someone who hears the page.
        return "".join(
            f' <a class="footnote-backref" href="#{use}" aria-label="{title}">\u21a9\ufe0e</a>'
            for use in uses
        )


def _mark_of(cited: Source | Claim, slug: str | None) -> str:
    """The classes of a number; a claim's and a second-hand source's have shapes of their own."""
    if isinstance(cited, Claim):
        return "footnote-ref explainer-claim-ref"
    passage = cited.passage(slug) if slug else None
    second_hand = (
        cited.is_second_hand
        or cited.is_pointer
        or (passage is not None and cited.knows_from_others(passage))
    )
    return "footnote-ref explainer-second-hand" if second_hand else "footnote-ref"


def _group(holder: ET.Element) -> citations.Group | None:
    return _parsed(holder.attrib[PLACEHOLDER])


@functools.lru_cache(maxsize=4096)
def _parsed(typed: str) -> citations.Group | None:
    return citations.at(typed, 0)


def _read(text: str) -> Iterator[ET.Element | str]:
    """What was typed before or behind a key, without its backslashes, and with its code."""
    done = 0
    for match in _ESCAPE_OR_CODE.finditer(text):
        yield text[done : match.start()]
        if match["code"] is None:
            yield match["escaped"]
        else:
            code = ET.Element("code")
            code.text = AtomicString(match["code"])
            yield code
        done = match.end()
    yield text[done:]


def _letters(index: int) -> str:
    # a to z, then aa, ab and so on
    letters = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        letters = chr(ord("a") + letter) + letters
    return letters


def _extend(parent: ET.Element, pieces: Iterable[ET.Element | str]) -> None:
    for piece in pieces:
        if isinstance(piece, ET.Element):
            parent.append(piece)
        elif len(parent):
            parent[-1].tail = (parent[-1].tail or "") + piece
        else:
            parent.text = (parent.text or "") + piece
