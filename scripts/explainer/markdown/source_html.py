"""
Sources, passages and claims as HTML.

The same source stands on many pages, so that what does not change from page to page is made once.
"""

from __future__ import annotations

import functools
import re
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from explainer.model import Claim

if TYPE_CHECKING:
    from explainer.markdown.translations import Words
    from explainer.model import Passage, Source

_UNSAFE = re.compile(r"[^A-Za-z0-9_.-]+")


@functools.lru_cache(maxsize=4096)
def anchor(key: str, passage: str | None = None) -> str:
    """
    The part of an anchor that names a source or one of its passages.

    Scripts look anchors up as they stand in addresses, so only plain characters will do.
    """
    return _UNSAFE.sub("-", key if passage is None else f"{key}--{passage}")


def short_name(cited: Source | Claim) -> str:
    """What is said in running text: a source's author or publisher, and year; a claim's title."""
    if isinstance(cited, Claim):
        return cited.title.removesuffix(".")
    name = cited.authors[0] if cited.authors else cited.venue or cited.title
    return f"{name} ({cited.issued[:4]})" if cited.issued else name


@functools.lru_cache(maxsize=4096)
def describe(source: Source, words: Words) -> str:
    """A source in one line: title, who published it, when, in which language, and its tier."""
    line = leading(source, words, source.url and escape(source.url))
    if source.archive:
        line += f' <a href="{escape(source.archive)}">{escape(words.of("archive"))}</a>'
    return line


def leading(source: Source, words: Words, address: str | None) -> str:
    """A source in one line, whose title leads to an address, in HTML, if there is one."""
    tier = f"explainer-tier explainer-tier--{source.tier}"
    return (
        f"{_title(source, address)}, {_published(source, words)}. "
        f'<span class="{tier}">{_tier(source, words)}</span>{provenance(source, words)}'
    )


@functools.lru_cache(maxsize=4096)
def provenance(source: Source, words: Words) -> str:
    """How a source was read, and whether it speaks for itself, as words that each have a sign."""
    said: dict[str, str] = {}
    if source.seen and (source.seen == "copy" or source.is_second_hand):
        said[source.seen] = words.of("provenance", source.seen)
    if source.translated_by or any(it.words_from == "translation" for it in source.passages):
        said["translated"] = words.of("provenance", "translated")
    if source.relays:
        said["relays"] = words.of("provenance", "relays", whom=source.relays)
    if source.is_pointer:
        said["pointer"] = words.of("provenance", "pointer")
    return "".join(_sign(name, text) for name, text in said.items())


def _sign(name: str, text: str) -> str:
    kind = f"explainer-provenance explainer-provenance--{name}"
    return f' <span class="{kind}">{escape(text, quote=False)}</span>'


@functools.lru_cache(maxsize=4096)
def card(source: Source, words: Words) -> str:
    """A source in one line for where its number is pointed at: nothing to follow, little markup."""
    title = f"<cite{_lang(source)}>{escape(source.title, quote=False)}</cite>"
    known = provenance(source, words)
    return f"{title}, {_published(source, words)} ({_tier(source, words)}){known}"


@functools.lru_cache(maxsize=4096)
def establishes(source: Source, passage: Passage, words: Words) -> str:
    """
    What a passage establishes, and its words with a link that opens the source at them.

    Words that are not the source's own say whose they are, and stand in no quotation marks.
    """
    line = escape(passage.fact, quote=False)
    if passage.words:
        shown = escape(passage.words, quote=False)
        own = passage.words_from == "source"
        tag, href = "q" if own else "span", ""
        kind = "explainer-words" if own else "explainer-words explainer-words--others"
        if source.url and source.has_on_page(passage):
            # A link is enough of an element; its quotation marks come from the style sheet.
            tag, href = "a", f' href="{escape(at_words(source.url, passage.words))}"'
        if not own:
            line += f" {escape(words.of('words_from', passage.words_from), quote=False)}"
        line += f' <{tag} class="{kind}"{_lang(source)}{href}>{shown}</{tag}>'
    elif source.knows_from_others(passage) and not source.is_second_hand:
        # The rest of the source was read, so its own line does not say it.
        line += _sign("digest", words.of("provenance", "digest"))
    return f"{line} ({escape(passage.locator)})" if passage.locator else line


def page_of(claim: Claim) -> str:
    """The path of a claim's page in the folder of pages."""
    return f"{claim.key}.md"


def badge(claim: Claim, words: Words) -> str:
    """A claim's verdict, if it has one; that it is not written yet, if it is a stub."""
    if claim.stub:
        kind = "explainer-verdict explainer-verdict--stub"
        return f'<span class="{kind}">{escape(words.of("claim", "stub"))}</span>'
    return badge_of(claim.verdict, words) if claim.verdict else ""


def badge_of(verdict: str, words: Words) -> str:
    """A verdict, with what it means for who points at it."""
    kind = f"explainer-verdict explainer-verdict--{verdict}"
    means = escape(words.of("verdict_means", verdict))
    return f'<span class="{kind}" title="{means}">{escape(words.of("verdict", verdict))}</span>'


def as_of(claim: Claim, words: Words) -> str:
    """As of when a claim's verdict stands, if that is known."""
    return _on(claim.as_of, "as_of", words)


def review(claim: Claim, words: Words) -> str:
    """After which day somebody looks at a claim again, if that is known."""
    return _on(claim.review_after, "review", words)


def _on(day: str | None, name: str, words: Words) -> str:
    return escape(words.of("claim", name, date=words.date(day))) if day else ""


def standing(claim: Claim, words: Words, address: str) -> str:
    """A claim in one line: its title, which leads to an address in HTML, its verdict, and when."""
    title = escape(claim.title, quote=False)
    link = f'<a class="explainer-title" href="{address}">{title}</a>'
    return f"{link} {badge(claim, words)} {as_of(claim, words)}".rstrip()


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
    if source.language and not words.is_own(source.language):
        parts.append(words.of("language", language=words.language_name(source.language)))
    return escape(", ".join(parts), quote=False)


def _tier(source: Source, words: Words) -> str:
    return escape(words.of("tier", source.tier))


def _title(source: Source, address: str | None) -> str:
    title = escape(source.title, quote=False)
    if address:
        return f'<a class="explainer-title"{_lang(source)} href="{address}">{title}</a>'
    return f'<cite class="explainer-title"{_lang(source)}>{title}</cite>'


def _lang(source: Source) -> str:
    return f' lang="{escape(source.language)}"' if source.language else ""
