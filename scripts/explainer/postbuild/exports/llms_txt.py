"""
`llms.txt`: what the site is, and where each page is as Markdown and each file of data.

Its form is that of llmstxt.org: a heading, a summary, and lists of links. A claim is listed with
its verdict.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.postbuild.exports.atom_feed import FEED_FILE
from explainer.postbuild.exports.claim_export import CLAIMS_FILE
from explainer.postbuild.exports.markdown_export import markdown_path
from explainer.postbuild.exports.page_facts import claim_of, meta_of
from explainer.postbuild.exports.source_export import BIBTEX_FILE, SOURCES_FILE
from explainer.postbuild.exports.timeline_export import CALENDAR_FILE, TIMELINE_FILE
from explainer.postbuild.exports.verdict_words import verdict_words
from explainer.postbuild.page_text import readable_pages, title_of
from explainer.postbuild.site_words import site_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.markdown.translations import Translations
    from explainer.postbuild.built_site import BuiltPage, BuiltSite

LLMS_FILE = "llms.txt"
DATA_FILES = {
    CLAIMS_FILE: "claims_file",
    SOURCES_FILE: "sources_file",
    BIBTEX_FILE: "bibtex_file",
    TIMELINE_FILE: "timeline_file",
    CALENDAR_FILE: "calendar_file",
    FEED_FILE: "feed_file",
}
"""The files with data that a site may have, each with the name of what is said of it."""


def add_llms_txt(site: BuiltSite) -> None:
    """Add `llms.txt`, unless the project has one of its own."""
    if (site.folder / LLMS_FILE).exists():
        return
    translations = site_words(site.settings)
    start = site.pages.get("index.html")
    summary = site.settings.site_description or (meta_of(start, "description") if start else "")
    blocks = [f"# {site.settings.site_name or LLMS_FILE}"]
    blocks += [f"> {summary}"] if summary else []
    for name, lines in (
        ("pages", [_page_line(site, page) for page in _main_pages(site)]),
        ("claims", list(_claim_lines(site, translations))),
        ("data", list(_data_lines(site, translations))),
    ):
        if lines:
            blocks.append(f"## {translations.translate('machines', name)}")
            blocks.append("\n".join(lines))
    others = list(_others(site))
    if others:
        # The form gives this heading a meaning: what may be left out.
        blocks += ["## Optional", "\n".join(_page_line(site, page) for page in others)]
    site.add_text(LLMS_FILE, "\n\n".join(blocks) + "\n")


def _main_pages(site: BuiltSite) -> list[BuiltPage]:
    """The pages of the navigation in its order; without one, all but those of claims."""
    named = [page for source in site.settings.nav if (page := site.page_of(source))]
    return named or [
        page for page in readable_pages(site) if page.source and not claim_of(site, page)
    ]


def _others(site: BuiltSite) -> Iterator[BuiltPage]:
    """The other pages that people wrote; those made of data are in the data."""
    listed = {page.path for page in _main_pages(site)}
    for page in readable_pages(site):
        if page.source and page.path not in listed and not claim_of(site, page):
            yield page


def _page_line(site: BuiltSite, page: BuiltPage) -> str:
    about = meta_of(page, "description")
    return _line(title_of(page), site.absolute(markdown_path(page)), about)


def _claim_lines(site: BuiltSite, translations: Translations) -> Iterator[str]:
    for claim, page in site.claim_pages():
        if claim_of(site, page):
            said = verdict_words(claim.verdict, translations)
            yield _line(claim.title, site.absolute(markdown_path(page)), said)


def _data_lines(site: BuiltSite, translations: Translations) -> Iterator[str]:
    tables = {path: "table_file" for path in sorted(site.files) if path.endswith(".csv")}
    for path, name in {**DATA_FILES, **tables}.items():
        if path in site.files:
            yield _line(path, site.absolute(path), translations.translate("machines", name))


def _line(name: str, url: str, about: str) -> str:
    title = name.replace("[", "(").replace("]", ")")
    return f"- [{title}]({url})" + (f": {about}" if about else "")
