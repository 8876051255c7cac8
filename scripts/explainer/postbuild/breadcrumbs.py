"""The path to a page, from the start page on, above its title."""

from __future__ import annotations

import posixpath
import urllib.parse
from typing import TYPE_CHECKING

from explainer.postbuild.page_edits import escaped, insert_html
from explainer.postbuild.page_text import title_of, titled_articles
from explainer.postbuild.site_words import site_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.markdown.translations import Translations
    from explainer.postbuild.built_site import BuiltPage, BuiltSite


def add_breadcrumbs(site: BuiltSite) -> None:
    """Add the path to each page that is not the start page."""
    translations = site_words(site.settings)
    names = _names_in_navigation(site)
    for page, _, title in titled_articles(site):
        if page.url:
            html = _path_html(page, pages_above(site, page), names, translations)
            insert_html(title, html, before=True)


def _path_html(
    page: BuiltPage, above: list[BuiltPage], names: dict[str, str], translations: Translations
) -> str:
    items = [(page.relative(""), translations.translate("page", "home"))]
    items += [(page.relative(each.url), names.get(each.url) or title_of(each)) for each in above]
    links = "".join(f'<li><a href="{url}">{escaped(name)}</a></li>' for url, name in items)
    here = names.get(page.url) or title_of(page)
    label = escaped(translations.translate("page", "path"))
    return (
        f'<nav class="explainer-path" aria-label="{label}" data-search-exclude=""><ol>{links}'
        f'<li><span aria-current="page">{escaped(here)}</span></li></ol></nav>'
    )


def pages_above(site: BuiltSite, page: BuiltPage) -> list[BuiltPage]:
    """The pages of the folders that a page is in, from the top, without the start page."""
    folder = posixpath.dirname(page.path)
    if posixpath.basename(page.path) == "index.html":
        folder = posixpath.dirname(folder)
    found = []
    while folder:
        index = site.pages.get(f"{folder}/index.html") or site.pages.get(f"{folder}.html")
        if index:
            found.append(index)
        folder = posixpath.dirname(folder)
    return found[::-1]


def _names_in_navigation(site: BuiltSite) -> dict[str, str]:
    """What the navigation calls pages, by their URLs: most names there are shorter than titles."""
    names: dict[str, str] = {}
    for page in site.pages.values():
        if page.source:
            for url, name in _links_in_navigation(page):
                names.setdefault(url, name)
            break
    return names


def _links_in_navigation(page: BuiltPage) -> Iterator[tuple[str, str]]:
    for link in page.tree.css(".md-nav--primary a.md-nav__link[href]"):
        url = urllib.parse.urljoin(f"/{page.url}", link.attributes["href"] or "")
        yield url.removeprefix("/"), " ".join(link.text().split())
