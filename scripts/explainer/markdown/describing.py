"""
Sources and passages as HTML.

The same source stands on many pages, so that what does not change from page to page is made once.
"""

from __future__ import annotations

import functools
import re
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from explainer.markdown.words import Words
    from explainer.model import Passage, Source

_UNSAFE = re.compile(r"[^A-Za-z0-9_.-]+")


@functools.lru_cache(maxsize=4096)
def anchor(key: str, passage: str | None = None) -> str:
    """
    The part of an anchor that names a source or one of its passages.

    Scripts look anchors up as they stand in addresses, so only plain characters will do.
    """
    return _UNSAFE.sub("-", key if passage is None else f"{key}--{passage}")


def short_name(source: Source) -> str:
    """What a source is called in running text: its author or publisher, and the year."""
    name = source.authors[0] if source.authors else source.venue or source.title
    return f"{name} ({source.issued[:4]})" if source.issued else name


@functools.lru_cache(maxsize=4096)
def describe(source: Source, words: Words) -> str:
    """A source in one line: title, who published it, when, in which language, and its tier."""
    line = f"{_title(source)}, {_published(source, words)}. "
    tier = f"explainer-tier explainer-tier--{source.tier}"
    line += f'<span class="{tier}">{_tier(source, words)}</span>'
    if source.archive:
        line += f' <a href="{escape(source.archive)}">{escape(words.of("archive"))}</a>'
    return line


@functools.lru_cache(maxsize=4096)
def card(source: Source, words: Words) -> str:
    """A source in one line for where its number is pointed at: nothing to follow, little markup."""
    title = f"<cite{_lang(source)}>{escape(source.title, quote=False)}</cite>"
    return f"{title}, {_published(source, words)} ({_tier(source, words)})"


@functools.lru_cache(maxsize=4096)
def establishes(source: Source, passage: Passage) -> str:
    """What a passage establishes, and its words with a link that opens the source at them."""
    line = escape(passage.fact, quote=False)
    if passage.words:
        words = escape(passage.words, quote=False)
        tag, href = "q", ""
        if source.url:
            # A link is enough of an element; its quotation marks come from the style sheet.
            tag, href = "a", f' href="{escape(at_words(source.url, passage.words))}"'
        line += f' <{tag} class="explainer-words"{_lang(source)}{href}>{words}</{tag}>'
    return f"{line} ({escape(passage.locator)})" if passage.locator else line


def at_words(url: str, words: str) -> str:
    """
    An address that opens a page at some words of it.

    Source: WICG, "URL Fragment Text Directives"; `-`, `,` and `&` are its syntax and are escaped.
    """
    page, _, fragment = url.partition("#")
    directive = quote(words, safe="").replace("-", "%2D")
    return f"{page}#{fragment}:~:text={directive}"


def _published(source: Source, words: Words) -> str:
    names = [", ".join(source.authors), source.container_title, source.publisher]
    parts = list(dict.fromkeys(name for name in names if name))
    parts.append(words.date(source.issued) if source.issued else words.of("undated"))
    if source.language:
        parts.append(words.of("language", language=words.language_name(source.language)))
    return escape(", ".join(parts), quote=False)


def _tier(source: Source, words: Words) -> str:
    return escape(words.of("tier", source.tier))


def _title(source: Source) -> str:
    title = escape(source.title, quote=False)
    if source.url:
        return f'<a class="explainer-title"{_lang(source)} href="{escape(source.url)}">{title}</a>'
    return f'<cite class="explainer-title"{_lang(source)}>{title}</cite>'


def _lang(source: Source) -> str:
    return f' lang="{escape(source.language)}"' if source.language else ""
