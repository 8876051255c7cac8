"""Texts as they are meant: without the markup of titles, and languages by their tags."""

from __future__ import annotations

import re

from explainer.bibliography.latex import lowered, raised

MARKED = frozenset(
    [
        *("title", "title-short", "container-title", "container-title-short", "publisher"),
        *("collection-title", "event-title"),
    ]
)
"""The fields in which CSL, Crossref and others set words in italics and the like by tags."""

_TAGS = (
    r"i|b|u|em|strong|sup|sub|sc|scp|span|tt|italic|bold|"
    r"(?:jats|mml):[a-z]+"
)
_RAISED = re.compile(r"<(sup|sub)>([^<>]*)</\1>", re.IGNORECASE)
_TAG = re.compile(rf"<(/?)({_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(amp|lt|gt|quot|apos|nbsp|#39|#x27);")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "nbsp": " "}
_LANGUAGES = {
    "en": ("english", "eng", "englisch", "anglais"),
    "en-US": ("american", "usenglish", "american english", "us english"),
    "en-GB": ("british", "ukenglish", "british english", "uk english"),
    "en-CA": ("canadian",),
    "en-AU": ("australian",),
    "de": ("german", "ngerman", "ger", "deu", "deutsch"),
    "de-AT": ("austrian", "naustrian"),
    "de-CH": ("swissgerman", "nswissgerman"),
    "fr": ("french", "francais", "fre", "fra", "français"),
    "es": ("spanish", "spa", "español"),
    "it": ("italian", "ita", "italiano"),
    "pt": ("portuguese", "por", "português"),
    "pt-BR": ("brazilian", "brazilian portuguese"),
    "nl": ("dutch", "dut", "nld", "nederlands"),
    "da": ("danish", "dan", "dansk"),
    "sv": ("swedish", "swe", "svenska"),
    "no": ("norwegian", "nor"),
    "nb": ("norsk", "nob"),
    "nn": ("nynorsk", "nno"),
    "fi": ("finnish", "fin", "suomi"),
    "pl": ("polish", "pol", "polski"),
    "cs": ("czech", "cze", "ces"),
    "sk": ("slovak", "slo", "slk"),
    "hu": ("hungarian", "magyar", "hun"),
    "ru": ("russian", "rus", "русский"),
    "uk": ("ukrainian", "ukr"),
    "el": ("greek", "gre", "ell"),
    "tr": ("turkish", "tur"),
    "zh": ("chinese", "chi", "zho", "中文"),
    "ja": ("japanese", "jpn", "日本語"),
    "ko": ("korean", "kor"),
    "ar": ("arabic", "ara"),
    "he": ("hebrew", "heb"),
    "ca": ("catalan", "cat"),
    "ro": ("romanian", "rum", "ron"),
}
_CODES = {name: tag for tag, names in _LANGUAGES.items() for name in names}


def language_tag(text: str) -> str:
    """The tag of a language that is named in words or by its three letters, else the text."""
    return _CODES.get(text.strip().casefold(), text)


def unmarked(text: str) -> str:
    """A text without the tags and the entities that only say how it looks."""
    if "<" in text and _has_pair(text):
        text = _RAISED.sub(_set, text)
        text = _TAG.sub("", text)
    return _ENTITY.sub(lambda match: _ENTITIES.get(match[1], "'"), text)


def _has_pair(text: str) -> bool:
    """Whether a tag is opened and closed; a single one may be what the text is about."""
    opened = set()
    for closing, name in _TAG.findall(text):
        if not closing:
            opened.add(name.casefold())
        elif name.casefold() in opened:
            return True
    return False


def _set(match: re.Match[str]) -> str:
    return (raised if match[1].casefold() == "sup" else lowered)(match[2])
