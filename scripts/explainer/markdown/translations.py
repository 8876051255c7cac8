"""
Translations: the texts that the extension adds to a page, and the formats of dates.

A language is one file in `languages/`, with the names of months and the formats of dates. (Loading
Babel takes longer than importing the rest of the extension.)
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from explainer import yaml_schema

_LANGUAGES = Path(__file__).parent / "languages"


@dataclass(frozen=True, eq=False)
class Translations:
    """The texts of one language. Instances are compared by identity."""

    language: str
    values: dict[str, Any] = field(repr=False)

    def translate(self, *path: str, **values: object) -> str:
        """The text under a path of keys, with values inserted; the last key where it has none."""
        found: Any = self.values
        for key in path:
            found = found.get(key) if isinstance(found, dict) else None
        return found.format(**values) if isinstance(found, str) else path[-1]

    def count(self, name: str, number: int) -> str:
        """A number of things with their noun, which is one under `number`: `2 sources`."""
        form = "one" if number == 1 else "other"
        return self.translate("number", name, form, count=f"{number:,}")

    def date(self, issued: str) -> str:
        """An ISO 8601 date of any precision, formatted for readers of the language."""
        year, month, day = (*issued.split("-"), "", "")[:3]
        form: str = self.values["date"]["day" if day else "month" if month else "year"]
        name = self.values["months"][int(month) - 1] if month else ""
        return form.format(year=year, month=name, day=day.lstrip("0"))

    def language_name(self, tag: str) -> str:
        """The name of a language by its BCP 47 tag; the tag itself where it has no name."""
        name = self.translate("languages", tag)
        if name == tag:
            # The list has `en`, but not `en-GB`.
            name = self.translate("languages", primary_language(tag))
        return tag if name == primary_language(tag) else name

    def is_same_language(self, tag: str) -> bool:
        """Whether a BCP 47 tag is of the same language, in any script or country."""
        return primary_language(tag).lower() == primary_language(self.language).lower()


def primary_language(tag: str) -> str:
    """The primary language of a BCP 47 tag, without script and country: `en` of `en-GB`."""
    return re.split("[-_]", tag)[0]


@functools.cache
def read_translations(language: str) -> Translations:
    """The translations of a language, or the English ones where there are none."""
    names = (language, primary_language(language), "en")
    path = next(p for name in names if (p := _LANGUAGES / f"{name}.yml").is_file())
    return Translations(language, yaml_schema.load(path.read_text(encoding="utf-8")))


def override_texts(translations: Translations, others: dict[str, Any]) -> Translations:
    """Translations with some texts replaced, by the same keys."""
    known = translations.values
    values = dict(known)
    for key, value in others.items():
        whole = isinstance(value, dict) and isinstance(known.get(key), dict)
        values[key] = {**known[key], **value} if whole else value
    return Translations(translations.language, values)
