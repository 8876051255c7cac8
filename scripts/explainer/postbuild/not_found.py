"""The page for addresses at which there is none: what is there instead, and how to look for it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from explainer.postbuild.page_shell import ARTICLE
from explainer.postbuild.page_text import NOT_FOUND
from explainer.postbuild.site_words import site_words

if TYPE_CHECKING:
    from explainer.postbuild.built_site import BuiltSite

_NAVIGATION = "nav.md-nav--primary a.md-nav__link[href]"


def complete_not_found(site: BuiltSite) -> None:
    """Fill the page with a sentence and the pages of the navigation, if the theme made one."""
    page = site.pages.get(NOT_FOUND)
    article = page.tree.css_first(ARTICLE) if page else None
    if page is None or article is None:
        return
    words = site_words(site.settings)
    title, said, pages, search = (
        escape(words.translate("not_found", name)) for name in ("title", "said", "pages", "search")
    )
    links = "".join(
        f'<li><a href="{escape(link.attributes.get("href") or "")}">'
        f"{escape(' '.join(link.text().split()))}</a></li>"
        for link in page.tree.css(_NAVIGATION)
    )
    article.inner_html = (
        f'<h1 id="not-found">{title}</h1><p>{said}</p>'
        + (f"<p>{search}</p>" if page.tree.css_first("[data-md-component=search]") else "")
        + (f"<h2>{pages}</h2><ul>{links}</ul>" if links else "")
    )
    for skip in page.tree.css("a.md-skip"):
        # What it led to is gone.
        skip.attrs["href"] = "#not-found"
    heading = page.tree.css_first("head title")
    if heading is not None:
        name = escape(site.project.site_name)
        heading.inner_html = f"{title} - {name}" if name else title
    for element in page.tree.css('meta[property="og:title"]'):
        element.attrs["content"] = words.translate("not_found", "title")
