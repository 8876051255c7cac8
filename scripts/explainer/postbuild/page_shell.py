"""New pages in the shell of one that the builder made: its header, navigation and footer."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from explainer.postbuild.built_site import BuiltPage

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

ARTICLE = "article.md-content__inner"
"""The element that holds what a page says."""

_URL_ATTRIBUTES = (
    ("a", "href"),
    ("link", "href"),
    ("img", "src"),
    ("script", "src"),
    ("form", "action"),
    # What the package's scripts load, and the start page, from which they reckon.
    ("", "data-base"),
    ("", "data-engine"),
    ("", "data-script"),
)
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|/|#|$", re.IGNORECASE)
_SCOPE = re.compile(r'new URL\("([^"]*)"')
_BASE = re.compile(r'"base":\s*"([^"]*)"')


class PageContent(NamedTuple):
    """What a new page says: plain title and description, the HTML of its article, its headings."""

    title: str
    description: str
    html: str
    headings: tuple[tuple[str, str], ...] = ()
    """The id and the plain text of each heading that the table of contents lists."""


class PageShell:
    """The shell of a built page, for pages one folder deeper."""

    def __init__(self, page: BuiltPage, site_name: str) -> None:
        """Take the page whose header, navigation and footer the new ones get."""
        tree = LexborHTMLParser(page.tree.html or "")
        article = tree.css_first(ARTICLE)
        if article is not None:
            article.inner_html = ""
        for element in tree.css(
            "link[rel=prev], link[rel=next], script[type='application/ld+json']"
        ):
            element.decompose()
        _rebase(tree)
        link = page.tree.css_first("article .headerlink")
        self._permalink = (link.attributes.get("title"), link.text()) if link is not None else None
        self._html = tree.html or ""
        self._site_name = site_name
        self._page = page

    def page(self, path: str) -> BuiltPage:
        """A new page, still empty, at a path one folder below that of the shell's own page."""
        return BuiltPage(path, LexborHTMLParser(self._html))

    def fill(self, page: BuiltPage, content: PageContent) -> None:
        """Put what it says into a new page."""
        article = page.tree.css_first(ARTICLE)
        if article is not None:
            article.inner_html = content.html
            if self._permalink:
                _add_permalinks(article, *self._permalink)
        self._set_head(page, content)
        _set_contents(page.tree, content.headings)

    def _set_head(self, page: BuiltPage, content: PageContent) -> None:
        tree = page.tree
        title = tree.css_first("head title")
        if title is not None:
            title.inner_html = escape(f"{content.title} - {self._site_name}")
        values = {
            'meta[name="description"]': content.description,
            'meta[property="og:description"]': content.description,
            'meta[property="og:title"]': content.title,
        }
        for selector, value in values.items():
            for element in tree.css(selector):
                element.attrs["content"] = value
        for selector, name in (
            ('link[rel="canonical"]', "href"),
            ('meta[property="og:url"]', "content"),
        ):
            for element in tree.css(selector):
                address = element.attributes.get(name) or ""
                element.attrs[name] = address.removesuffix(self._page.url) + page.url
        skip = tree.css_first("a.md-skip")
        if skip is not None and content.headings:
            skip.attrs["href"] = f"#{content.headings[0][0]}"


def _add_permalinks(article: LexborNode, title: str | None, mark: str) -> None:
    """Add to each heading a link to itself, as the theme's own pages have."""
    for heading in article.css("h1[id], h2[id]"):
        shown = f' title="{escape(title)}"' if title else ""
        link = f'<a class="headerlink" href="#{escape(heading.id or "")}"{shown}>{escape(mark)}</a>'
        heading.inner_html = f"{heading.inner_html or ''}{link}"


def _rebase(tree: LexborHTMLParser) -> None:
    """Make each relative URL of a page that of one a folder deeper."""
    for tag, name in _URL_ATTRIBUTES:
        for element in tree.css(f"{tag}[{name}]"):
            url = element.attributes.get(name) or ""
            if not _ABSOLUTE.match(url):
                element.attrs[name] = f"../{url.removeprefix('./')}"
    for script in tree.css("script:not([src])"):
        text = script.text()
        changed = _SCOPE.sub(_deeper, _BASE.sub(_deeper, text))
        if changed != text:
            script.inner_html = changed


def _deeper(match: re.Match[str]) -> str:
    deeper = ".." if match[1] == "." else f"../{match[1]}"
    return match[0].replace(f'"{match[1]}"', f'"{deeper}"')


def _set_contents(tree: LexborHTMLParser, headings: tuple[tuple[str, str], ...]) -> None:
    """Make the table of contents that of the new page; without a heading it goes."""
    for navigation in tree.css("nav.md-nav--secondary"):
        contents = navigation.css_first("ul")
        if contents is not None:
            contents.inner_html = "".join(
                f'<li class="md-nav__item"><a href="#{escape(id_)}" class="md-nav__link">'
                f'<span class="md-ellipsis">{escape(text)}</span></a></li>'
                for id_, text in headings
            )
