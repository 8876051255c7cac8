"""Verdicts in words, and options of the extension that name pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.config import EXTENSION
from explainer.markdown.options import OPTIONS

if TYPE_CHECKING:
    from explainer.markdown.translations import Translations
    from explainer.model import Claim
    from explainer.settings import Settings


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
