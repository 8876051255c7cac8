"""What the steps share that add to pages for readers: the article of a page, its title, words."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from selectolax.lexbor import LexborHTMLParser

from explainer.config import EXTENSION
from explainer.markdown.translations import Translations, override_texts, read_translations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

    from explainer.postbuild.built_site import BuiltPage, BuiltSite


def translations_of(site: BuiltSite) -> Translations:
    """The words that readers see, as the extension's options choose them."""
    options: dict[str, Any] = site.settings.extension_configs.get(EXTENSION) or {}
    translations = read_translations(str(options.get("language") or "en"))
    words = options.get("words")
    return override_texts(translations, words) if isinstance(words, dict) else translations


def articles(site: BuiltSite) -> Iterator[tuple[BuiltPage, LexborNode, LexborNode]]:
    """Each page that has a title in an article, with the article and the title."""
    for page in site.pages.values():
        article = page.tree.css_first("article")
        title = article.css_first("h1") if article is not None else None
        if page.path != "404.html" and article is not None and title is not None:
            yield page, article, title


def title_of(page: BuiltPage) -> str:
    """The text of a page's heading, without the link to it; empty where it has none."""
    title = page.tree.css_first("article h1")
    return text_of(title) if title is not None else ""


def text_of(node: LexborNode) -> str:
    """The text of a heading without the link to it."""
    link = node.css_first(".headerlink")
    text = node.text()
    return " ".join((text.removesuffix(link.text()) if link is not None else text).split())


def insert_html(place: LexborNode, html: str, *, before: bool = False) -> None:
    """Insert a single element, given as HTML, behind a node or before it."""
    holder = _holder(place, html)
    (place.insert_before if before else place.insert_after)(holder)


def append_html(parent: LexborNode, html: str) -> None:
    """Append a single element, given as HTML, to the children of a node."""
    parent.insert_child(_holder(parent, html))


def escaped(text: str) -> str:
    """A text as content of an element."""
    return escape(text, quote=False)


def _holder(near: LexborNode, html: str) -> LexborNode:
    """The element as a node; it is copied when it is inserted."""
    node = LexborHTMLParser(html, is_fragment=True).root
    assert node is not None, (near.tag, html)
    return node
