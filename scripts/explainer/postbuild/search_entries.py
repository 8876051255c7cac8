"""What can be found on a built site: an entry a section, answer, claim, term, event and source."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING, Any

from mkdocs.utils.meta import get_data
from selectolax.lexbor import LexborHTMLParser

from explainer.files import text_or_nothing
from explainer.postbuild.page_text import article_of, title_of
from explainer.postbuild.source_pages import bibliography_of, source_path
from explainer.text_normalization import single_spaced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

    from explainer.markdown.translations import Translations
    from explainer.model import Source
    from explainer.postbuild.built_site import BuiltPage, BuiltSite

ANSWER, TERM, CLAIM, SECTION, EVENT, SOURCE = (
    "answer",
    "term",
    "claim",
    "section",
    "event",
    "source",
)
KINDS = (ANSWER, TERM, CLAIM, SECTION, EVENT, SOURCE)
"""Kinds of entry; the script has the weight of each."""

_LEFT_OUT = (
    "[data-search-exclude], .headerlink, .explainer-label, .explainer-references,"
    " .explainer-sources, .explainer-counts, .explainer-card, sup, svg, nav, fieldset, button,"
    " script, style, template, noscript"
)
_LONGEST_CLAIM = 300
_LONGEST_SOURCE = 180
"""
Where the text of a claim and the facts of a source are cut, in characters: their pages say the
verdict's reason first, and say at length what other pages say as well.
"""

_HEADING = re.compile("h[1-6]")
_SENTENCE_END = re.compile(r"[.!?](?=\s)|[。！？]")
_BLOCKS = frozenset(
    {
        *("address", "blockquote", "br", "details", "div", "fieldset", "hr", "legend", "p", "pre"),
        *("caption", "dd", "dl", "dt", "figcaption", "figure", "li", "ol", "section", "summary"),
        *("table", "td", "th", "tr", "ul"),
    }
)
_QUESTION = ("?", "？", "؟", ";")


@dataclasses.dataclass(slots=True)
class Entry:
    """
    One thing to be found: a place of a page, what it is, and the words by which it is found.

    `page` is a URL relative to the site's, `anchor` an ID on that page or empty. `note` is shown
    and searched beside the title: the other names of a term, who published a source and when.
    `verdict` is that of a claim.
    """

    kind: str
    page: str
    anchor: str
    title: str
    text: str = ""
    note: str = ""
    verdict: str = ""


def entries(site: BuiltSite, translations: Translations) -> Iterator[Entry]:
    """All that can be found on a site: what is on its pages, in their order, then its sources."""
    claims = {page.path: claim for claim, page in site.claim_pages()}
    for path in sorted(site.pages):
        page = site.pages[path]
        if not page.source:
            continue
        search = _search_settings(site, page)
        if search.get("exclude"):
            if search.get("title"):
                yield Entry(SECTION, page.url, "", title_of(page))
            continue
        found = list(page_entries(page))
        claim = claims.get(path)
        if claim is None:
            yield from found
        else:
            text = _cut(" ".join(entry.text for entry in found), _LONGEST_CLAIM)
            yield Entry(CLAIM, page.url, "", claim.title, text, verdict=claim.verdict)
    yield from _of_sources(site, translations)


def page_titles(site: BuiltSite) -> dict[str, str]:
    """The heading of each page, by its URL."""
    return {page.url: title_of(page) for page in site.pages.values()}


def _search_settings(site: BuiltSite, page: BuiltPage) -> dict[str, Any]:
    """
    What the front matter of a page says of the search.

    `exclude` is the theme's key, and keeps a page out; with `title` it is found by its title alone.
    """
    text = text_or_nothing(site.settings.docs_dir / page.source)
    search = get_data(text)[1].get("search")
    return search if isinstance(search, dict) else {}


def page_entries(page: BuiltPage) -> Iterator[Entry]:
    """What can be found on one page, in its order: its sections, answers, terms and events."""
    article = article_of(page)
    # The steps after this one need the page whole.
    body = LexborHTMLParser((article.html if article else None) or "").body
    if body is None:
        return
    for node in body.css(_LEFT_OUT):
        node.decompose()
    for block in body.css("p, li"):
        # What only leads on to other pages says nothing of its own.
        if single_spaced(block.text()) == single_spaced("".join(a.text() for a in block.css("a"))):
            block.decompose()
    reading = _Reading(page.url, title_of(page))
    reading.read(body)
    for entry in reading.found:
        entry.title, entry.text = single_spaced(entry.title), single_spaced(entry.text)
        yield entry


@dataclasses.dataclass(slots=True)
class _Reading:
    """The entries of a page as they are read, in its order; the open one takes what follows."""

    page: str
    title: str
    found: list[Entry] = dataclasses.field(default_factory=list)
    _entry: Entry = dataclasses.field(init=False)

    def __post_init__(self) -> None:
        self._open(Entry(_kind(self.title), self.page, "", self.title))

    def read(self, node: LexborNode) -> None:
        """Read all that is in an element."""
        for child in node.iter(include_text=True):
            tag = child.tag or ""
            if tag == "-text":
                self._entry.text += child.text(deep=False) or ""
            elif _HEADING.fullmatch(tag):
                self._open_section(tag, child)
            elif tag == "dl" and child.css_first("dt[id]"):
                self._read_terms(child)
            elif tag == "li" and child.id and child.css_first("time"):
                self._read_event(child)
            else:
                space = " " if tag in _BLOCKS else ""
                self._entry.text += space
                self.read(child)
                self._entry.text += ": " if tag == "dt" else space

    def _open(self, entry: Entry) -> None:
        self.found.append(entry)
        self._entry = entry

    def _open_section(self, tag: str, heading: LexborNode) -> None:
        title = heading.text()
        # The heading of the page is the title of its first entry.
        if tag != "h1" and heading.id:
            self._open(Entry(_kind(title), self.page, heading.id, title))

    def _read_terms(self, terms: LexborNode) -> None:
        section, named = self._entry, False
        for child in terms.iter():
            if child.tag == "dt" and child.id:
                self._open(Entry(TERM, self.page, child.id, single_spaced(child.text())))
                named = True
            elif child.tag == "dt" and named:
                # A second name of the same thing.
                names = (self._entry.note, single_spaced(child.text()))
                self._entry.note = ", ".join(filter(None, names))
            else:
                self._entry.text += " "
                self.read(child)
        self._entry = section

    def _read_event(self, item: LexborNode) -> None:
        section, when = self._entry, item.css_first("time")
        self._open(Entry(EVENT, self.page, item.id or "", when.text() if when else ""))
        for block in item.css("p"):
            self._entry.text += " "
            self.read(block)
        self._entry = section


def _kind(title: str) -> str:
    return ANSWER if title.rstrip().endswith(_QUESTION) else SECTION


def _of_sources(site: BuiltSite, translations: Translations) -> Iterator[Entry]:
    listed = bibliography_of(site)
    if listed is None:
        return
    for key in sorted(site.project.sources):
        source = site.project.sources[key]
        page = site.pages.get(source_path(listed, key))
        if page:
            # It says in its heading what a source without a title is called.
            facts = _cut(" ".join(passage.fact for passage in source.passages), _LONGEST_SOURCE)
            note = _byline(source, translations)
            yield Entry(SOURCE, page.url, "", title_of(page), facts, note)


def _cut(text: str, longest: int) -> str:
    """The first sentences of a text, or as many of its words as there is room for."""
    text = single_spaced(text)
    if len(text) <= longest:
        return text
    ends = [match.end() for match in _SENTENCE_END.finditer(text, 0, longest + 1)]
    return text[: ends[-1] if ends else text.rfind(" ", 0, longest)].rstrip()


def _byline(source: Source, translations: Translations) -> str:
    """Who published a source, and when."""
    names = dict.fromkeys((source.container_title or "", source.publisher or ""))
    date = translations.date(source.issued) if source.issued else ""
    return ", ".join(filter(None, (*names, date)))
