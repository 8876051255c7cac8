"""
Terms of the glossary, marked on every page that uses them.

A term is defined once, in a definition list on the glossary page. The definitions are read from
there, so that what other pages show cannot differ.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from explainer import citations
from explainer.files import text_or_nothing
from explainer.markdown.citation_keys import key_exists
from explainer.markdown.inline_citations import PLACEHOLDER_ATTRIBUTE
from explainer.markdown.labels import contains_label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from markdown import Markdown

    from explainer.markdown.context import PageContext

# A definition list: lines of terms, and below them, after a colon, their definition.
_ENTRY = re.compile(
    r"^(?P<terms>(?:[^\s:].*\n)+):[ \t]+(?P<text>.+(?:\n[ \t]+\S.*)*)", re.MULTILINE
)
_ATTRIBUTES = re.compile(r"\s*\{[^{}]*\}$")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKUP = re.compile(r"[*`]")

# Headings are repeated in the navigation; links and code have a meaning of their own.
_SKIPPED_TAGS = frozenset(
    ["a", "abbr", "button", "code", "dt", "kbd", "pre", "samp", "script", "style", "summary", "sup"]
    + [f"h{level}" for level in range(1, 7)]
)
_SECTION_TAG = "h2"


class GlossaryTreeprocessor(Treeprocessor):
    """
    Marks the first use of a term in each section of a page with its definition.

    The mark is an `abbr` element with a tab stop, so that the definition can be reached without a
    mouse.
    """

    def __init__(self, md: Markdown, context: PageContext) -> None:
        """Take the parser and the context of the page."""
        super().__init__(md)
        self._context = context

    def run(self, root: ET.Element) -> None:
        """Mark the terms in the tree."""
        # A page for maintainers may use the same words with another meaning.
        path = None if self._context.meta.get("glossary") is False else self._context.glossary_file
        docs = self._context.citation_keys_dir
        terms = read_terms(path, path.stat().st_mtime_ns, docs) if path else {}
        if terms:
            _TermMarker(terms).mark(root)


@functools.lru_cache(maxsize=8)
def read_terms(path: Path, changed: int, docs: Path | None = None) -> Mapping[str, str]:
    """
    The terms on a page, each with its definition; `changed` is the file's modification time.

    `docs` is the docs directory whose sources and claims decide whether `@key` in running text is
    a citation; without it, it always is. A page without citations and labels has no terms: a site
    that adopts citations may have a glossary of its own.
    """
    del changed
    known = functools.partial(key_exists, docs) if docs else None
    terms: dict[str, str] = {}
    page = text_or_nothing(path)
    if not (citations.find(page, known) or contains_label(page)):
        return terms
    for entry in _ENTRY.finditer(page):
        text = _definition_text(entry["text"], known)
        for line in entry["terms"].splitlines():
            term = _ATTRIBUTES.sub("", line).strip()
            terms.setdefault(term, text)
            # Within a sentence, a term that is neither a name nor an acronym starts in lower case.
            terms.setdefault(_lower_first(term), text)
    return terms


def _lower_first(term: str) -> str:
    ordinary = term[1:2].islower() or term[1:2] in {" ", "-"}
    return term[:1].lower() + term[1:] if ordinary else term


def _definition_text(text: str, known: Callable[[str], bool] | None) -> str:
    for group in reversed(citations.find(text, known)):
        text = text[: group.start] + text[group.end :]
    return " ".join(_MARKUP.sub("", _LINK.sub(r"\1", text)).split())


@functools.lru_cache(maxsize=8)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    # The longest term first; a plural such as `GPUs` is the same term.
    longest = sorted(terms, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, longest))})s?(?![\w-])")


class _TermMarker:
    def __init__(self, terms: Mapping[str, str]) -> None:
        self._terms = terms
        self._pattern = _pattern(tuple(terms))
        self._seen: set[str] = set()

    def mark(self, element: ET.Element) -> None:
        """Mark the terms in an element and its descendants, in document order."""
        children = list(element)
        element.text, marks = self._mark_text(element.text)
        _insert(element, 0, marks)
        for child in children:
            if child.tag == _SECTION_TAG:
                self._seen.clear()
            if child.tag not in _SKIPPED_TAGS and PLACEHOLDER_ATTRIBUTE not in child.attrib:
                self.mark(child)
            child.tail, marks = self._mark_text(child.tail)
            _insert(element, list(element).index(child) + 1, marks)

    def _mark_text(self, text: str | None) -> tuple[str | None, list[ET.Element]]:
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
