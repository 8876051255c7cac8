"""Verdicts in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.markdown.source_html import capitalized_verdict

if TYPE_CHECKING:
    from explainer.markdown.translations import Translations
    from explainer.model import Claim


def verdict_words(verdict: str, translations: Translations) -> str:
    """The words of a verdict, as its badge has them."""
    return translations.translate("verdict", verdict)


def claim_with_verdict(claim: Claim, translations: Translations) -> str:
    """A claim's title behind its verdict, so that it never travels alone."""
    return f"{capitalized_verdict(claim, translations)}: {claim.title}"
