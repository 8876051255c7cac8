"""The words of a site's language, and those that machines get instead of readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.config import EXTENSION
from explainer.markdown.options import OPTIONS
from explainer.markdown.translations import override_texts, read_translations

if TYPE_CHECKING:
    from explainer.markdown.translations import Translations
    from explainer.model import Claim
    from explainer.settings import Settings


def translations_of(settings: Settings) -> Translations:
    """The words that the extension puts on the pages of a site, with the site's own ones."""
    options = settings.extension_configs.get(EXTENSION) or {}
    translations = read_translations(str(options.get("language") or "en"))
    words = options.get("words")
    return override_texts(translations, words) if isinstance(words, dict) else translations


def verdict_words(verdict: str, translations: Translations) -> str:
    """The words of a verdict, as its badge has them."""
    return translations.translate("verdict", verdict)


def claim_with_verdict(claim: Claim, translations: Translations) -> str:
    """A claim's title behind its verdict, so that it never travels alone."""
    said = verdict_words(claim.verdict, translations)
    return f"{said[:1].upper()}{said[1:]}: {claim.title}"


def option_of(settings: Settings, name: str) -> str:
    """An option of the extension that is a text, as the site sets it, or its default."""
    given = (settings.extension_configs.get(EXTENSION) or {}).get(name)
    default = next(option.default for option in OPTIONS if option.name == name)
    return str(given or default)
