"""What the options of the extension say of a whole site: the words that readers see, and texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.config import EXTENSION
from explainer.markdown.options import OPTIONS
from explainer.markdown.translations import Translations, override_texts, read_translations

if TYPE_CHECKING:
    from explainer.settings import Settings


def site_words(settings: Settings) -> Translations:
    """The translations that the extension uses for a project, with its own `words`."""
    translations = read_translations(option_of(settings, "language"))
    own = (settings.extension_configs.get(EXTENSION) or {}).get("words")
    return override_texts(translations, own) if isinstance(own, dict) else translations


def option_of(settings: Settings, name: str) -> str:
    """An option of the extension that is a text, as the site sets it, or its default."""
    given = (settings.extension_configs.get(EXTENSION) or {}).get(name)
    default = next(option.default for option in OPTIONS if option.name == name)
    return str(given or default)
