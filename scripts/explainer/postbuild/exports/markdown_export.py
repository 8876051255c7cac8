"""
Each page as Markdown beside it: `faq/index.md` for `faq/`, `faq.md` for `faq.html`.

It is made of the page as readers get it, so that lists and tables that blocks make are in it. A
citation is its number in brackets, and the list at the end says what each number stands for: title,
publisher, date, address, the fact and the source's own words. Labels and verdicts stand in their
words. Controls, pictures and signs are left out; the numbers of a picture are in its table.
"""

from __future__ import annotations

import re
import urllib.parse
from typing import TYPE_CHECKING

import html_to_markdown
from selectolax.lexbor import LexborHTMLParser

from explainer.markdown.source_html import claim_page_path
from explainer.model import Claim
from explainer.postbuild.exports.page_facts import claim_of, meta_of
from explainer.postbuild.exports.references import MARK, ReferenceIndex
from explainer.postbuild.exports.verdict_words import verdict_words
from explainer.postbuild.page_days import last_changed
from explainer.postbuild.page_text import article_of, readable_pages, title_of
from explainer.postbuild.site_words import site_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from selectolax.lexbor import LexborNode

    from explainer.markdown.translations import Translations
    from explainer.model import Passage, Source
    from explainer.postbuild.built_site import BuiltPage, BuiltSite
    from explainer.postbuild.exports.references import Reference

_LEFT_OUT = (
    ".headerlink, svg, img, script, style, template, button, form, fieldset, dialog, nav, input,"
    " [aria-hidden=true], [hidden], .explainer-legend, .explainer-panels, .explainer-lanes,"
    " .explainer-references, .footnote, #references, .explainer-card, .footnote-backref"
)
_REMARKS = "small, .explainer-tier, .explainer-provenance"
"""What stands apart by its type, and needs brackets where all letters are alike."""
_STRONG = "dt, .explainer-verdict"
_LATER = "td > div + div, .explainer-basis, .explainer-standing p > span + span"
"""What follows something else without a sign between."""
_ENTRY = 'a[href^="#fn:"]'
_JOINT = "\ue000"
_BEFORE_JOINT = re.compile(rf"\s*{_JOINT}")
_OWN_WORDS = "a.explainer-words:not(.explainer-words--others)"
"""The words of a source, whose quotation marks the style sheet adds."""
_REFERENCE_PLACES = ("fn:", "fnref")
_MANY_LINES = re.compile(r"\n{3,}")
_NUMBER = re.compile(r"\d+")


def markdown_path(page: BuiltPage) -> str:
    """The path of a page's Markdown below the site's folder."""
    return f"{page.path.removesuffix('.html')}.md"


def add_markdown(site: BuiltSite) -> None:
    """Add the Markdown of each page that readers come to, where the project has no such file."""
    index = ReferenceIndex(site.project)
    translations = site_words(site.settings)
    for page in readable_pages(site):
        path = markdown_path(page)
        if not (site.folder / path).exists():
            site.add_text(path, _markdown(site, page, index.of(page), translations))


def _markdown(
    site: BuiltSite, page: BuiltPage, references: list[Reference], translations: Translations
) -> str:
    parts = [_front_matter(site, page), _body(site, page)]
    if references:
        entries = "\n".join(_entries(site, references, translations))
        parts.append(f"## {translations.translate('references')}\n\n{entries}")
    return _MANY_LINES.sub("\n\n", "\n\n".join(parts)) + "\n"


def _front_matter(site: BuiltSite, page: BuiltPage) -> str:
    claim = claim_of(site, page)
    values = {
        "title": title_of(page),
        "description": meta_of(page, "description"),
        "url": site.absolute(page.url) if site.settings.site_url else "",
        "date": last_changed(site, page),
        "verdict": claim.verdict if claim else "",
    }
    fields = (f"{name}: {_quoted(value)}" for name, value in values.items() if value)
    return "\n".join(["---", *fields, "---"])


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _body(site: BuiltSite, page: BuiltPage) -> str:
    article = article_of(page)
    tree = LexborHTMLParser(article.html or "" if article else "")
    for node in tree.css(_LEFT_OUT):
        node.decompose()
    for link in tree.css(MARK):
        link.replace_with(f"[{link.text(strip=True)}]")
    for link in tree.css(_ENTRY):
        link.unwrap()
    for term in tree.css("abbr"):
        term.unwrap()
    _say_by_letters(tree)
    for caption in tree.css("caption"):
        _move_before_table(caption, tree)
    for link in tree.css("a[href]"):
        link.attrs["href"] = _full(site, page, link.attributes.get("href") or "")
    body = tree.body
    options = html_to_markdown.ConversionOptions(extract_metadata=False, compact_tables=True)
    converted = html_to_markdown.convert(body.html or "" if body else "", options)
    return _BEFORE_JOINT.sub("", converted.content or "").strip()


def _say_by_letters(tree: LexborHTMLParser) -> None:
    """Put into letters what type, place and style sheet say: brackets, bold, joints, quotes."""
    for remark in tree.css(_REMARKS):
        remark.insert_before("(")
        remark.insert_after(")")
    for term in tree.css(_STRONG):
        term.inner_html = f"<strong>{term.inner_html}</strong>"
    for words in tree.css(_OWN_WORDS):
        words.inner_html = f"“{words.inner_html}”"
    for later in tree.css(_LATER):
        later.insert_before(f"{_JOINT}; ")


def _move_before_table(caption: LexborNode, tree: LexborHTMLParser) -> None:
    """Put the caption of a table before it: Markdown has no place for it."""
    table = caption.parent
    if table is not None:
        before = tree.create_node("p")
        before.inner_html = caption.inner_html or ""
        table.insert_before(before)
    caption.decompose()


def _full(site: BuiltSite, page: BuiltPage, href: str) -> str:
    """
    A link of a page in full, where the site knows its own address.

    Places of references on pages are left out of it: the Markdown of these pages has none.
    """
    address, _, fragment = href.partition("#")
    if fragment.startswith(_REFERENCE_PLACES):
        href = address
    return urllib.parse.urljoin(site.absolute(page.url), href) if site.settings.site_url else href


def _entries(
    site: BuiltSite, references: Sequence[Reference], translations: Translations
) -> Iterator[str]:
    """The list of references: each source once, with what is taken from it below its line."""
    done: set[str] = set()
    for reference in references:
        cited = reference.cited
        if cited.key in done:
            continue
        done.add(cited.key)
        of_it = [each for each in references if each.cited is cited]
        number = _NUMBER.match(reference.number)
        if isinstance(cited, Claim):
            yield f"- [{reference.number}] {_claim_line(site, cited, translations)}"
            continue
        line = f"- [{number[0] if number else ''}] {_source_line(cited, translations)}"
        if len(of_it) == 1:
            yield f"{line} {_passage_line(reference.passage)}".rstrip()
            continue
        yield line
        for each in of_it:
            if each.passage:
                yield f"    - [{each.number}] {_passage_line(each.passage)}"


def _claim_line(site: BuiltSite, claim: Claim, translations: Translations) -> str:
    page = site.page_of(claim_page_path(claim))
    said = verdict_words(claim.verdict, translations) if claim.verdict else ""
    address = f" <{site.absolute(page.url)}>" if page and site.settings.site_url else ""
    return f"{claim.title} ({said}, {claim.as_of or translations.translate('undated')}){address}"


def _source_line(source: Source, translations: Translations) -> str:
    names = [source.title, ", ".join(source.authors), source.container_title, source.publisher]
    said = list(dict.fromkeys(name for name in names if name))
    said.append(source.issued or translations.translate("undated"))
    known = [translations.translate("tier", source.tier)]
    if source.title_from:
        known.append(translations.translate("title_from", source.title_from))
    line = f"{', '.join(said)} ({', '.join(known)})"
    return f"{line} <{source.url}>" if source.url else line


def _passage_line(passage: Passage | None) -> str:
    if passage is None:
        return ""
    if not passage.words:
        return passage.fact
    own = passage.words_from == "source"
    return f"{passage.fact} {f'“{passage.words}”' if own else f'({passage.words})'}"
