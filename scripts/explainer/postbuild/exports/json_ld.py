"""
The step that describes each page to machines: one `script` element with JSON-LD in its head.

Without `site_url` nothing in it has an address, and the rest is the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.markdown.source_html import anchor
from explainer.postbuild.exports import page_content
from explainer.postbuild.exports.claim_export import CLAIMS_FILE
from explainer.postbuild.exports.claim_review import claim_review
from explainer.postbuild.exports.csv_export import csv_path
from explainer.postbuild.exports.json_text import json_script
from explainer.postbuild.exports.linked_data import article, breadcrumbs
from explainer.postbuild.exports.page_facts import claim_of, meta_of
from explainer.postbuild.exports.references import ReferenceIndex, cited_sources
from explainer.postbuild.exports.timeline_export import CALENDAR_FILE, TIMELINE_FILE
from explainer.postbuild.exports.verdict_words import claim_with_verdict, verdict_words
from explainer.postbuild.page_edits import append_to_head
from explainer.postbuild.page_text import readable_pages, title_of
from explainer.postbuild.site_words import option_of, site_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.markdown.translations import Translations
    from explainer.model import Claim
    from explainer.postbuild.built_site import BuiltPage, BuiltSite
    from explainer.postbuild.exports.linked_data import Node

MEDIA_TYPE = "application/ld+json"
_CONTEXT = "https://schema.org"


def describe_pages(site: BuiltSite) -> None:
    """Add a description in JSON-LD to the head of each page that readers come to."""
    index = ReferenceIndex(site.project)
    translations = site_words(site.settings)
    for page in readable_pages(site):
        graph = list(_graph(site, page, index, translations))
        described = json_script({"@context": _CONTEXT, "@graph": graph})
        append_to_head(page, "script", {"type": MEDIA_TYPE}, described)


def _graph(
    site: BuiltSite, page: BuiltPage, index: ReferenceIndex, translations: Translations
) -> Iterator[Node]:
    claim = claim_of(site, page)
    headline = headline_of(page, claim, translations)
    yield article(site, page, headline, cited_sources(index.of(page)))
    if claim:
        yield claim_review(site, page, claim, translations)
    crumbs = breadcrumbs(site, page)
    if crumbs:
        yield crumbs
    if page.source == option_of(site.settings, "glossary"):
        terms = page_content.term_set(site, page)
        yield from [terms] if terms else []
    elif not claim:
        questions = page_content.faq_page(site, page)
        yield from [questions] if questions else []
    yield from _datasets(site, page)


def headline_of(page: BuiltPage, claim: Claim | None, translations: Translations) -> str:
    """A page's headline: as it is shared, and for a claim never without its verdict."""
    shared = meta_of(page, "og:title") or title_of(page)
    if claim and verdict_words(claim.verdict, translations).casefold() not in shared.casefold():
        return claim_with_verdict(claim, translations)
    return shared


def _datasets(site: BuiltSite, page: BuiltPage) -> Iterator[Node]:
    checked = site.checked_page(page)
    for shown in dict.fromkeys(checked.data_blocks) if checked else ():
        block, _, name = (part.strip() for part in shown.partition("|"))
        path = csv_path(block, anchor(name))
        if block == "comparison" and path in site.files:
            dataset = page_content.comparison_dataset(site, page, name, path)
            yield from [dataset] if dataset else []
    about = meta_of(page, "description")
    if page.source == option_of(site.settings, "ledger") and CLAIMS_FILE in site.files:
        files = {CLAIMS_FILE: "application/json"}
        yield page_content.file_dataset(site, page, about, files)
    if checked and "timeline" in checked.data_blocks and TIMELINE_FILE in site.files:
        files = {TIMELINE_FILE: "application/json"}
        if CALENDAR_FILE in site.files:
            files[CALENDAR_FILE] = "text/calendar"
        yield page_content.file_dataset(site, page, about, files)
