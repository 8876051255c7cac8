"""The text of a built page, as its readers see it: its article, its title, what an element says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from explainer.text_normalization import single_spaced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

    from explainer.postbuild.built_site import BuiltPage, BuiltSite

NOT_FOUND = "404.html"
"""The page that a server shows for an address that there is not."""

_UNREAD = "sup, svg, script, style, template, button, form, nav, .headerlink, [aria-hidden=true]"
"""What is no text of a page: signs, controls, numbers of references."""


def readable_pages(site: BuiltSite) -> Iterator[BuiltPage]:
    """The pages that readers come to, in the order of their paths."""
    return (site.pages[path] for path in sorted(site.pages) if path != NOT_FOUND)


def titled_articles(site: BuiltSite) -> Iterator[tuple[BuiltPage, LexborNode, LexborNode]]:
    """Each page for readers that has a heading in an article, with the article and the heading."""
    for page in readable_pages(site):
        article = page.tree.css_first("article")
        title = article.css_first("h1") if article else None
        if article and title:
            yield page, article, title


def article_of(page: BuiltPage) -> LexborNode | None:
    """The element with the page's content."""
    found = map(page.tree.css_first, ("article", "main", '[role="main"]'))
    return next(filter(None, found), page.tree.body)


def title_of(page: BuiltPage) -> str:
    """The page's first heading; else the title in its head, or its path."""
    article = article_of(page)
    heading = article.css_first("h1") if article else None
    title = page.tree.css_first("title")
    # As a document of its own, the title would have no text: that is in the body.
    named = single_spaced(title.text()) if title else ""
    return (text_of(heading) if heading else "") or named or page.path


def text_of(node: LexborNode) -> str:
    """The text of an element on one line, without numbers of references and controls."""
    copy = LexborHTMLParser(node.html or "")
    for unread in copy.css(_UNREAD):
        unread.decompose()
    return single_spaced(copy.body.text(separator="")) if copy.body else ""
