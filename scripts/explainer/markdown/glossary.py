"""
The terms of the glossary, wherever a page uses them.

The page with the glossary is the one place where a term is defined; its definition lists are read
as they stand there, so that what is shown elsewhere cannot differ.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from explainer import citations
from explainer.markdown.context import is_there
from explainer.markdown.inline_citations import PLACEHOLDER
from explainer.markdown.labels import labels_itself

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from markdown import Markdown

    from explainer.markdown.context import Context

# A definition list: lines of terms, and below them, behind a colon, what they mean.
_ENTRY = re.compile(
    r"^(?P<terms>(?:[^\s:].*\n)+):[ \t]+(?P<text>.+(?:\n[ \t]+\S.*)*)", re.MULTILINE
)
_ATTRIBUTES = re.compile(r"\s*\{[^{}]*\}$")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKUP = re.compile(r"[*`]")

# Headings are read in the navigation, too; where something can be followed, it says where to.
_CLOSED = frozenset(
    ["a", "abbr", "button", "code", "dt", "kbd", "pre", "samp", "script", "style", "summary", "sup"]
    + [f"h{level}" for level in range(1, 7)]
)
_SECTION = "h2"


class TermsTreeprocessor(Treeprocessor):
    """
    Marks a term where a section of a page first uses it, with its definition.

    The mark is an `abbr` that the keyboard reaches, since a definition that only a mouse can call
    up is none for many readers.
    """

    def __init__(self, md: Markdown, context: Context) -> None:
        """Take a parser and what is known of its page."""
        super().__init__(md)
        self._context = context

    def run(self, root: ET.Element) -> None:
        """Change the tree in place."""
        # A page for maintainers may use the same words for something else.
        path = None if self._context.meta.get("glossary") is False else self._context.glossary
        docs = self._context.docs_of_keys
        terms = read_terms(path, path.stat().st_mtime_ns, docs) if path else {}
        if terms:
            _Marking(terms).walk(root)


@functools.lru_cache(maxsize=8)
def read_terms(path: Path, changed: int, docs: Path | None = None) -> Mapping[str, str]:
    """
    The terms on a page, each with its definition; `changed` is when the file last was.

    `docs` is the folder whose sources and claims tell citations in running text from mentions;
    without it, there are only citations. Of a page that cites nothing and wears no label there are
    no terms: a site that takes up citations may have a glossary of its own.
    """
    del changed
    known = functools.partial(is_there, docs) if docs else None
    terms: dict[str, str] = {}
    page = path.read_text(encoding="utf-8-sig", errors="replace")
    if not (citations.find(page, known) or labels_itself(page)):
        return terms
    for entry in _ENTRY.finditer(page):
        text = _plain(entry["text"], known)
        for line in entry["terms"].splitlines():
            term = _ATTRIBUTES.sub("", line).strip()
            terms.setdefault(term, text)
            # Within a sentence, a term that is no name and no acronym begins small.
            terms.setdefault(_within_sentence(term), text)
    return terms


def _within_sentence(term: str) -> str:
    ordinary = term[1:2].islower() or term[1:2] in {" ", "-"}
    return term[:1].lower() + term[1:] if ordinary else term


def _plain(text: str, known: Callable[[str], bool] | None) -> str:
    for group in reversed(citations.find(text, known)):
        text = text[: group.start] + text[group.end :]
    return " ".join(_MARKUP.sub("", _LINK.sub(r"\1", text)).split())


@functools.lru_cache(maxsize=8)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    # The longest first; one of several, as in `GPUs`, is the same term.
    longest = sorted(terms, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, longest))})s?(?![\w-])")


class _Marking:
    def __init__(self, terms: Mapping[str, str]) -> None:
        self._terms = terms
        self._pattern = _pattern(tuple(terms))
        self._seen: set[str] = set()

    def walk(self, element: ET.Element) -> None:
        """Mark the terms in an element, in the order of reading."""
        children = list(element)
        element.text, marks = self._split(element.text)
        _insert(element, 0, marks)
        for child in children:
            if child.tag == _SECTION:
                self._seen.clear()
            if child.tag not in _CLOSED and PLACEHOLDER not in child.attrib:
                self.walk(child)
            child.tail, marks = self._split(child.tail)
            _insert(element, list(element).index(child) + 1, marks)

    def _split(self, text: str | None) -> tuple[str | None, list[ET.Element]]:
        marks: list[ET.Element] = []
        if not text or isinstance(text, AtomicString):
            return text, marks
        rest = 0
        for match in self._pattern.finditer(text):
            definition = self._terms[match[1]]
            if definition in self._seen:
                continue
            self._seen.add(definition)
            before = text[rest : match.start()]
            if marks:
                marks[-1].tail = before
            else:
                first = before
            mark = ET.Element("abbr", {"title": definition, "tabindex": "0"})
            mark.text = AtomicString(match[0])
            marks.append(mark)
            rest = match.end()
        if not marks:
            return text, marks
        marks[-1].tail = text[rest:]
        return first, marks


def _insert(element: ET.Element, index: int, marks: Iterable[ET.Element]) -> None:
    for offset, mark in enumerate(marks):
        element.insert(index + offset, mark)
