"""
Sources, passages and claims as HTML.

The same source is cited on many pages, so what does not depend on the page is cached.
"""

from __future__ import annotations

import functools
import re
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from explainer.model import Claim

if TYPE_CHECKING:
    from explainer.markdown.translations import Translations
    from explainer.model import Passage, Source

_UNSAFE = re.compile(r"[^A-Za-z0-9_.-]+")
_CODE = re.compile(r"`([^`]+)`")
_TITLE_ATTRIBUTE = re.compile(r' title="[^"]*"')
_PERCENT_ENCODED = re.compile(r"(?:%[89A-F][0-9A-F])+")
_FIRST_HAND = frozenset({"page", "excerpt"})
"""Ways of reading a source that only the page's own list says: they are the usual ones."""


@functools.lru_cache(maxsize=4096)
def anchor(key: str, passage: str | None = None) -> str:
    """
    The part of an element id for a source or one of its passages.

    Scripts compare ids with URL fragments without decoding, so other characters are replaced.
    """
    return _UNSAFE.sub("-", key if passage is None else f"{key}--{passage}")


def short_name(cited: Source | Claim) -> str:
    """The name in running text: a source's author or publisher, with the year; a claim's title."""
    if isinstance(cited, Claim):
        return cited.title.removesuffix(".")
    name = cited.authors[0] if cited.authors else cited.venue or cited.title
    return f"{name} ({cited.issued[:4]})" if cited.issued else name


@functools.lru_cache(maxsize=4096)
def reference_line(source: Source, translations: Translations) -> str:
    """The first line of a reference: title, publisher, date, language, tier and archived copy."""
    line = source_line(source, translations, source.url and escape(source.url))
    if source.seen in _FIRST_HAND:
        line += _provenance_badge(source.seen, translations.translate("provenance", source.seen))
    if source.archive:
        line += (
            f' <a class="explainer-archive" href="{escape(source.archive)}">'
            f"{escape(translations.translate('archive'))}</a>"
        )
    return line


def source_line(
    source: Source, translations: Translations, address: str | None, *, titled: bool = True
) -> str:
    """
    A source in one line, with its title linked to a URL (already escaped), if there is one.

    Without `titled` the title is left out.
    """
    title = f"{_title(source, address)}, " if titled else ""
    return (
        f"{title}{_published(source, translations)}. "
        f"{_tier_badge(source, translations)}{provenance(source, translations)}"
    )


def short_line(source: Source, translations: Translations) -> str:
    """A source by publisher, date and tier, where the list of references is on the same page."""
    name = source.venue or (source.authors[0] if source.authors else source.title)
    issued = translations.date(source.issued) if source.issued else ""
    shown = ", ".join(filter(None, [name, issued or translations.translate("undated")]))
    return f"{escape(shown, quote=False)} {_tier_badge(source, translations)}"


@functools.lru_cache(maxsize=4096)
def provenance(source: Source, translations: Translations) -> str:
    """How a source and its title were read, and whether it is first-hand, as badges."""
    said: dict[str, str] = {}
    if source.title_from:
        said["title"] = translations.translate("title_from", source.title_from)
    if source.seen and (source.seen == "copy" or source.is_second_hand):
        said[source.seen] = translations.translate("provenance", source.seen)
    if source.translated_by or any(it.words_from == "translation" for it in source.passages):
        said["translated"] = translations.translate("provenance", "translated")
    if source.relays:
        said["relays"] = translations.translate("provenance", "relays", whom=source.relays)
    if source.is_pointer:
        said["pointer"] = translations.translate("provenance", "pointer")
    return "".join(_provenance_badge(name, text) for name, text in said.items())


def _provenance_badge(name: str, text: str) -> str:
    kind = f"explainer-provenance explainer-provenance--{name}"
    return f' <span class="{kind}">{escape(text, quote=False)}</span>'


@functools.lru_cache(maxsize=4096)
def passage_line(source: Source, passage: Passage, translations: Translations) -> str:
    """
    What a passage establishes, and its words with a link that opens the source at them.

    Words that are not the source's own have no quotation marks, and say whose they are.
    """
    line = escape(passage.fact, quote=False)
    if passage.words:
        shown = escape(passage.words, quote=False)
        own = passage.words_from == "source"
        tag, href = "q" if own else "span", ""
        kind = "explainer-words" if own else "explainer-words explainer-words--others"
        if source.url and source.has_on_page(passage):
            # The link is the only element; the style sheet adds the quotation marks.
            tag, href = "a", f' href="{escape(text_fragment_url(source.url, passage.words))}"'
        if not own:
            line += (
                f" {escape(translations.translate('words_from', passage.words_from), quote=False)}"
            )
        line += f' <{tag} class="{kind}"{_lang(source)}{href}>{shown}</{tag}>'
    elif source.knows_from_others(passage) and not source.is_second_hand:
        # The source itself was read in another way, so its line does not say it.
        line += _provenance_badge("digest", translations.translate("provenance", "digest"))
    return f"{line} ({escape(passage.locator)})" if passage.locator else line


def code_spans(text: str) -> str:
    """Plain text as HTML, with what stands between backticks as `code` elements."""
    return _CODE.sub(r"<code>\1</code>", escape(text, quote=False))


def claim_page_path(claim: Claim) -> str:
    """The path of a claim's page in the docs directory."""
    return f"{claim.key}.md"


def claim_badge(claim: Claim, translations: Translations) -> str:
    """The badge of a claim's verdict, or of a stub; empty where it has no verdict."""
    if claim.stub:
        kind = "explainer-verdict explainer-verdict--stub"
        return f'<span class="{kind}">{escape(translations.translate("claim", "stub"))}</span>'
    return verdict_badge(claim.verdict, translations) if claim.verdict else ""


def verdict_badge(verdict: str, translations: Translations) -> str:
    """The badge of a verdict, with its definition as tooltip."""
    kind = f"explainer-verdict explainer-verdict--{verdict}"
    means = escape(translations.translate("verdict_means", verdict))
    name = escape(translations.translate("verdict", verdict))
    return f'<span class="{kind}" title="{means}">{name}</span>'


def verdict_title(claim: Claim, translations: Translations) -> str:
    """The claim as plain text with its verdict in front, for where it stands without its page."""
    return translations.translate(
        "claim",
        "titled",
        verdict=capitalized_verdict(claim, translations),
        title=claim.title.removesuffix("."),
    )


def capitalized_verdict(claim: Claim, translations: Translations) -> str:
    """The words of a claim's verdict as they begin a line."""
    said = translations.translate("verdict", claim.verdict)
    return said[:1].upper() + said[1:]


def as_of_text(claim: Claim, translations: Translations) -> str:
    """The date of a claim's verdict as text; empty where it has none."""
    return _on(claim.as_of, "as_of", translations)


def review_text(claim: Claim, translations: Translations) -> str:
    """The date after which a claim is due for review, as text; empty where it has none."""
    return _on(claim.review_after, "review", translations)


def _on(day: str | None, name: str, translations: Translations) -> str:
    return escape(translations.translate("claim", name, date=translations.date(day))) if day else ""


def claim_line(claim: Claim, translations: Translations, address: str) -> str:
    """
    A claim in one line: its title, linked to a URL (already escaped), its verdict and date.

    The badge has no tooltip: a list of many claims would say the same again and again.
    """
    title = escape(claim.title, quote=False)
    link = f'<a class="explainer-title" href="{address}">{title}</a>'
    badge = _TITLE_ATTRIBUTE.sub("", claim_badge(claim, translations))
    return f"{link} {badge} {as_of_text(claim, translations)}".rstrip()


def text_fragment_url(url: str, words: str) -> str:
    """
    The URL that opens a page at the given words.

    Source: WICG, "URL Fragment Text Directives"; its syntax characters `-`, `,` and `&` are
    percent-encoded. Letters of other scripts are not: browsers do that, and the page is lighter.
    """
    page, _, fragment = url.partition("#")
    directive = quote(words, safe="").replace("-", "%2D")
    directive = _PERCENT_ENCODED.sub(_readable, directive)
    return f"{page}#{fragment}:~:text={directive}"


def _readable(encoded: re.Match[str]) -> str:
    text = unquote(encoded[0])
    return text if text.isprintable() else encoded[0]


def _published(source: Source, translations: Translations) -> str:
    names = [", ".join(source.authors), source.container_title, source.publisher]
    parts = list(dict.fromkeys(name for name in names if name))
    parts.append(
        translations.date(source.issued) if source.issued else translations.translate("undated")
    )
    if source.language and not translations.is_same_language(source.language):
        parts.append(
            translations.translate("language", language=translations.language_name(source.language))
        )
    return escape(", ".join(parts), quote=False)


def _tier_badge(source: Source, translations: Translations) -> str:
    name = escape(translations.translate("tier", source.tier))
    return f'<span class="explainer-tier explainer-tier--{source.tier}">{name}</span>'


def _title(source: Source, address: str | None) -> str:
    title = escape(source.title, quote=False)
    lang = title_language(source)
    if address:
        return f'<a class="explainer-title"{lang} href="{address}">{title}</a>'
    tag = "span" if source.title_from == "description" else "cite"
    return f'<{tag} class="explainer-title"{lang}>{title}</{tag}>'


def title_language(source: Source) -> str:
    """The attribute with the language of a title; empty for one that is a description of ours."""
    return "" if source.title_from == "description" else _lang(source)


def _lang(source: Source) -> str:
    return f' lang="{escape(source.language)}"' if source.language else ""
