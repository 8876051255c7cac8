"""
Resolves placeholders of citations to numbers, and appends the page's list of references.

The HTML has the structure of Python-Markdown's footnotes, which themes support: they show an entry
as a tooltip of its number, and backlinks work without JavaScript.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from explainer import citations
from explainer.markdown.inline_citations import PLACEHOLDER_ATTRIBUTE
from explainer.markdown.read_line import read_line
from explainer.markdown.reference_list import ReferenceList
from explainer.markdown.source_html import (
    anchor,
    claim_page_path,
    short_name,
)
from explainer.model import CLAIM_PREFIX, LABELS, Claim, Source, is_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown import Markdown

    from explainer.markdown.context import PageContext

_CLOSING_PUNCTUATION = ".,;:!?)"
_ESCAPE_OR_CODE = re.compile(r"\\(?P<escaped>[^\w\s])|(?P<ticks>`+)(?P<code>.+?)(?P=ticks)")


class ReferencesHeadingTreeprocessor(Treeprocessor):
    """Adds the heading of the list of references, and requests the URLs that the list needs."""

    def __init__(self, md: Markdown, context: PageContext) -> None:
        """Take the parser and the context of the page."""
        super().__init__(md)
        self._context = context

    def run(self, root: ET.Element) -> None:
        """Append the heading to the tree, and insert the requested links."""
        placeholders = list(_placeholders(root))
        for placeholder in placeholders:
            # Most citations are ruled out without parsing them.
            if CLAIM_PREFIX in placeholder.attrib[PLACEHOLDER_ATTRIBUTE]:
                self._request_claim_pages(placeholder)
        if any(map(self._has_reference, placeholders)):
            heading = ET.SubElement(root, "h2", {"id": "references", "data-search-exclude": ""})
            heading.text = self._context.translations.translate("references")
            if self._context.bibliography_page:
                self._context.links.request(self._context.bibliography_page)
        self._context.links.insert_links(root)

    def _request_claim_pages(self, placeholder: ET.Element) -> None:
        group = _parse_group(placeholder)
        for item in group.items if group else ():
            cited = self._context.resolve(item)
            if isinstance(cited, Claim):
                self._context.links.request(claim_page_path(cited))

    def _has_reference(self, placeholder: ET.Element) -> bool:
        group = _parse_group(placeholder)
        return group is not None and any(map(self._context.resolve, group.items))


class ReferencesTreeprocessor(Treeprocessor):
    """Resolves a page's citations, appends the list of references and renders deferred blocks."""

    def __init__(self, md: Markdown, context: PageContext) -> None:
        """Take the parser and the context of the page."""
        super().__init__(md)
        self._context = context

    def run(self, root: ET.Element) -> None:
        """Change the tree in place."""
        self._context.links.collect_links(root)
        placeholders = list(_placeholders(root))
        if placeholders:
            _CitationRenderer(self._context).resolve(placeholders, root)
        # The evidence on a claim's page links to the entries of the list.
        self._context.run_deferred()


def _placeholders(root: ET.Element) -> Iterator[ET.Element]:
    return (element for element in root.iter("span") if PLACEHOLDER_ATTRIBUTE in element.attrib)


def _insert_no_break_spaces(root: ET.Element, placeholders: Iterable[ET.Element]) -> None:
    """Replace the space before a number with a no-break space, so that no line starts with it."""
    numbers = set(filter(_begins_with_number, placeholders))
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


def _begins_with_number(placeholder: ET.Element) -> bool:
    return placeholder.tag == "sup" or (
        not placeholder.text and [each.tag for each in placeholder][:1] == ["sup"]
    )


class _CitationRenderer:
    def __init__(self, context: PageContext) -> None:
        self._context = context
        self._translations = context.translations
        self._references = ReferenceList(context)

    def resolve(self, placeholders: list[ET.Element], root: ET.Element) -> None:
        groups = [(placeholder, _parse_group(placeholder)) for placeholder in placeholders]
        anchors = [
            [self._references.register(item) for item in group.items] if group else []
            for _, group in groups
        ]
        for (placeholder, group), backlink_ids in zip(groups, anchors, strict=True):
            written = placeholder.attrib.pop(PLACEHOLDER_ATTRIBUTE)
            if group and self._is_resolved(group, backlink_ids):
                self._render_citation(placeholder, group, backlink_ids)
            elif group:
                self._render_unknown(placeholder, written)
            else:
                placeholder.text = written
        _insert_no_break_spaces(root, placeholders)
        references = self._references.to_html()
        if references:
            line = read_line(self._context, (group for _, group in groups))
            self._append_list(root, line + references)

    def _append_list(self, root: ET.Element, html: str) -> None:
        attributes = {"class": "footnote explainer-references", "data-search-exclude": ""}
        if self._context.in_template:
            self._context.meta["references"] = f'<div class="{attributes["class"]}">{html}</div>'
        else:
            ET.SubElement(root, "div", attributes).text = self._context.stash_html(html)

    def _is_resolved(self, group: citations.Group, backlink_ids: Iterable[str | None]) -> bool:
        return any(backlink_ids) or any(
            item.key in LABELS and not item.passage for item in group.items
        )

    def _render_unknown(self, placeholder: ET.Element, written: str) -> None:
        """Show a citation that cites nothing as it was written, marked as unknown."""
        placeholder.tag = "mark"
        placeholder.attrib = {
            "class": "explainer-unknown",
            "title": self._translations.translate("unknown"),
        }
        _append(placeholder, _unescape(written))

    def _render_citation(
        self, placeholder: ET.Element, group: citations.Group, anchors: list[str | None]
    ) -> None:
        only = group.items[0]
        if len(group.items) == 1 and not (group.narrative or only.prefix or only.locator):
            # Most citations are a single number, which needs no element around it.
            self._render_single(placeholder, only, anchors[0], group)
            return
        placeholder.set("class", "explainer-cite")
        pieces: list[ET.Element | str] = []
        between = "; " if any(item.prefix or item.locator for item in group.items) else " "
        for item, use in zip(group.items, anchors, strict=True):
            if item.prefix:
                pieces += [*_unescape(item.prefix), " "]
            if group.narrative and use:
                pieces.append(f"{short_name(self._references[item.key].cited)} ")
            pieces.append(self._citation_mark(item, use, group))
            if item.locator and item.key not in LABELS:
                pieces += [
                    "" if item.locator[0] in _CLOSING_PUNCTUATION else ", ",
                    *_unescape(item.locator),
                ]
            pieces.append(between)
        _append(placeholder, pieces[:-1])

    def _render_single(
        self, placeholder: ET.Element, item: citations.Item, use: str | None, group: citations.Group
    ) -> None:
        reference = self._citation_mark(item, use, group)
        placeholder.tag = reference.tag
        placeholder.text = reference.text
        placeholder.attrib.update(reference.attrib)
        placeholder.extend(reference)

    def _citation_mark(
        self, item: citations.Item, use: str | None, group: citations.Group
    ) -> ET.Element:
        if use is not None:
            # In a search result the number has no meaning.
            sup = ET.Element("sup", {"id": use, "data-search-exclude": ""})
            target = f"#fn:{anchor(item.key, item.passage)}"
            cited = self._references[item.key].cited
            link = ET.SubElement(
                sup, "a", {"class": _link_classes(cited, item.passage), "href": target}
            )
            link.set("role", "doc-noteref")
            link.text = self._references[item.key].number_text(item.passage or "")
            return sup
        if is_label(item.key, item.passage):
            return self._render_label(item)
        unknown = ET.Element("mark", {"class": "explainer-unknown"})
        unknown.set("title", self._translations.translate("unknown"))
        key = item.key if item.passage is None else f"{item.key}#{item.passage}"
        unknown.text = f"@{key}" if group.narrative else f"[@{key}]"
        return unknown

    def _render_label(self, item: citations.Item) -> ET.Element:
        label = ET.Element("small", {"class": f"explainer-label explainer-label--{item.key}"})
        label.text = self._translations.translate("label", item.key)
        if item.locator:
            reason = ET.SubElement(label, "span", {"class": "explainer-reason"})
            _append(reason, [": ", *_unescape(item.locator)])
        return label


def _link_classes(cited: Source | Claim, slug: str | None) -> str:
    """The classes of a number; those of claims and second-hand sources have shapes of their own."""
    if isinstance(cited, Claim):
        return "footnote-ref explainer-claim-ref"
    passage = cited.passage(slug) if slug else None
    second_hand = (
        cited.is_second_hand
        or cited.is_pointer
        or (passage is not None and cited.knows_from_others(passage))
    )
    return "footnote-ref explainer-second-hand" if second_hand else "footnote-ref"


def _parse_group(placeholder: ET.Element) -> citations.Group | None:
    return _parse(placeholder.attrib[PLACEHOLDER_ATTRIBUTE])


@functools.lru_cache(maxsize=4096)
def _parse(written: str) -> citations.Group | None:
    return citations.at(written, 0)


def _unescape(text: str) -> Iterator[ET.Element | str]:
    """The text before or after a key, without its backslashes, and with its code spans."""
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


def _append(parent: ET.Element, pieces: Iterable[ET.Element | str]) -> None:
    for piece in pieces:
        if isinstance(piece, ET.Element):
            parent.append(piece)
        elif len(parent):
            parent[-1].tail = (parent[-1].tail or "") + piece
        else:
            parent.text = (parent.text or "") + piece
