"""The index of all sources: by kind and first letter, one line each, with a filter."""

from __future__ import annotations

import itertools
import unicodedata
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from explainer.markdown.source_html import anchor, title_language
from explainer.model import TIERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from explainer.markdown.translations import Translations
    from explainer.model import Source

_FILTER = Path(__file__).parent / "source_filter.js"
_OTHER = "#"


class Listed(NamedTuple):
    """What the index says of a source: where its page is, and how many sentences cite it."""

    href: str
    sentences: int


def index_html(sources: Iterable[Source], words: Translations, listed: Mapping[str, Listed]) -> str:
    """The index as HTML, by what it says of each source; its entries keep the long list's ids."""
    ordered = sorted(sources, key=lambda each: (_letter(each), each.title.casefold(), each.key))
    parts = [_filter_html(words)]
    for tier in TIERS:
        entries = [source for source in ordered if source.tier == tier]
        if entries:
            title = escape(words.translate("tiers", tier))
            parts.append(
                f'<section><h2 id="tier-{tier}">{title} <small>{len(entries):,}</small></h2>'
                f"{_letters_html(tier, entries, words, listed)}</section>"
            )
    return "".join(parts)


def _letters_html(
    tier: str, entries: list[Source], words: Translations, listed: Mapping[str, Listed]
) -> str:
    groups = [(letter, list(group)) for letter, group in itertools.groupby(entries, _letter)]
    jumps = "".join(
        f'<a href="#{_letter_id(tier, letter)}">{escape(letter)}</a>' for letter, _ in groups
    )
    label = escape(words.translate("source", "letters"))
    lists = "".join(
        f'<li id="{_letter_id(tier, letter)}"><b>{escape(letter)}</b><ul>'
        + "".join(_entry_html(each, words, listed[each.key]) for each in group)
        + "</ul></li>"
        for letter, group in groups
    )
    return (
        f'<nav class="explainer-letters" aria-label="{label}">{jumps}</nav>'
        f'<ul class="explainer-index">{lists}</ul>'
    )


def _entry_html(source: Source, words: Translations, listed: Listed) -> str:
    key = anchor(source.key)
    lang = title_language(source)
    issued = words.date(source.issued) if source.issued else words.translate("undated")
    said = ", ".join(filter(None, [source.venue, issued]))
    count = listed.sentences
    name = "cited_once" if count == 1 else "cited_times"
    cited = f" · {words.translate('source', name, count=f'{count:,}')}" if count else ""
    title = escape(source.title)
    return (
        f'<li id="{key}"><a href="{escape(listed.href)}"{lang}>{title}</a>'
        f" <small>{escape(said + cited)}</small></li>"
    )


def _filter_html(words: Translations) -> str:
    """The field that filters the entries; only a script shows it."""
    label = escape(words.translate("source", "filter"))
    none = escape(words.translate("source", "none"))
    script = _FILTER.read_text(encoding="utf-8").strip()
    return (
        f'<p class="explainer-source-filter" hidden><label>{label} <input type="search"></label>'
        f' <span role="status" data-none="{none}"></span></p><script>{script}</script>'
    )


def _letter(source: Source) -> str:
    """The letter under which a title stands: its first one without accents, or `#`."""
    first = next((each for each in source.title if each.isalnum()), _OTHER)
    plain = unicodedata.normalize("NFD", first)[0].upper()
    return plain if plain.isascii() and plain.isalpha() else _OTHER


def _letter_id(tier: str, letter: str) -> str:
    return f"tier-{tier}-{'other' if letter == _OTHER else letter.lower()}"
