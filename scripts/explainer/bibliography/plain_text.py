"""Plain text: titles without markup, and names of languages as BCP 47 tags."""

from __future__ import annotations

import re

from explainer.bibliography.latex import subscript, superscript

MARKUP_FIELDS = frozenset(
    [
        *("title", "title-short", "container-title", "container-title-short", "publisher"),
        *("collection-title", "event-title"),
    ]
)
"""The fields that may contain markup, such as `<i>`, in CSL, Crossref and others."""

_TAGS = (
    r"i|b|u|em|strong|sup|sub|sc|scp|span|tt|italic|bold|"
    r"(?:jats|mml):[a-z]+"
)
_SCRIPT_TAG = re.compile(r"<(sup|sub)>([^<>]*)</\1>", re.IGNORECASE)
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
_TAGS_BY_NAME = {name: tag for tag, names in _LANGUAGES.items() for name in names}


def language_tag(text: str) -> str:
    """The BCP 47 tag of a language from its name or its three-letter code, else the text."""
    return _TAGS_BY_NAME.get(text.strip().casefold(), text)


def strip_markup(text: str) -> str:
    """A text without formatting tags, and with its entities decoded."""
    if "<" in text and _has_pair(text):
        text = _SCRIPT_TAG.sub(_script, text)
        text = _TAG.sub("", text)
    return _ENTITY.sub(lambda match: _ENTITIES.get(match[1], "'"), text)


def _has_pair(text: str) -> bool:
    """Whether a tag is opened and closed; a single tag may be a part of the text."""
    opened = set()
    for closing, name in _TAG.findall(text):
        if not closing:
            opened.add(name.casefold())
        elif name.casefold() in opened:
            return True
    return False


def _script(match: re.Match[str]) -> str:
    return (superscript if match[1].casefold() == "sup" else subscript)(match[2])
