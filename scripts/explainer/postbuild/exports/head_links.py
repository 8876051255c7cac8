"""What a page's head says of other forms of it, and data files that pages name as links."""

from __future__ import annotations

import urllib.parse
from typing import TYPE_CHECKING

from explainer.postbuild.exports.atom_feed import FEED_FILE
from explainer.postbuild.exports.llms_txt import DATA_FILES, LLMS_FILE
from explainer.postbuild.exports.markdown_export import markdown_path
from explainer.postbuild.exports.schema_files import schema_path
from explainer.postbuild.page_edits import append_to_head, new_element
from explainer.postbuild.page_text import article_of, readable_pages

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from explainer.postbuild.built_site import BuiltPage, BuiltSite


def link_alternates(site: BuiltSite) -> None:
    """Name the feed and the page's Markdown in the head of each page."""
    for page in readable_pages(site):
        _alternate(site, page, FEED_FILE, "application/atom+xml", site.settings.site_name)
        _alternate(site, page, markdown_path(page), "text/markdown", "")


def _alternate(site: BuiltSite, page: BuiltPage, path: str, kind: str, title: str) -> None:
    if path in site.files:
        href = page.relative(urllib.parse.quote(path))
        names = {"rel": "alternate", "type": kind, "title": title, "href": href}
        append_to_head(page, "link", {name: value for name, value in names.items() if value})


def link_data_files(site: BuiltSite) -> None:
    """
    Make links of the names of data files that stand as code in the text of a page.

    Under `mkdocs serve` there are no such files, so that no link in Markdown could lead to them.
    """
    names = {LLMS_FILE, *DATA_FILES, *(schema_path(name) for name in DATA_FILES)}
    made = {path for path in site.files if path in names or path.endswith(".csv")}
    for page in readable_pages(site):
        article = article_of(page)
        for code in article.css("code") if article else ():
            name = code.text(strip=True)
            if name in made and not _in_link_or_listing(code):
                href = page.relative(urllib.parse.quote(name))
                code.insert_before(new_element(page, "a", {"href": href}, code.html or ""))
                code.decompose()


def _in_link_or_listing(code: LexborNode) -> bool:
    return code.parent is not None and code.parent.tag in {"a", "pre"}
