"""The words of the site's language, as the pages have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.config import EXTENSION
from explainer.markdown.translations import Translations, override_texts, read_translations

if TYPE_CHECKING:
    from explainer.settings import Settings


def site_words(settings: Settings) -> Translations:
    """The translations that the extension uses for a project, with its own `words`."""
    options = settings.extension_configs.get(EXTENSION) or {}
    translations = read_translations(str(options.get("language") or settings.language))
    own = options.get("words")
    return override_texts(translations, own) if isinstance(own, dict) else translations
