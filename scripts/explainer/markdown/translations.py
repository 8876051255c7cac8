"""
The words that the extension puts on a page, and dates, in the language of the site.

A language is one file in `languages/`. It holds the names of the months and the forms of dates,
too: a library that knows them all takes longer to load than everything else here together.
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
class Words:
    """The words of one language. Two of these are equal only if they are the same."""

    language: str
    values: dict[str, Any] = field(repr=False)

    def of(self, *path: str, **values: object) -> str:
        """The word under some keys, with values put in; the last key where there is none."""
        found: Any = self.values
        for key in path:
            found = found.get(key) if isinstance(found, dict) else None
        return found.format(**values) if isinstance(found, str) else path[-1]

    def date(self, issued: str) -> str:
        """An ISO 8601 date of any precision, as readers of the language write it."""
        year, month, day = (*issued.split("-"), "", "")[:3]
        form: str = self.values["date"]["day" if day else "month" if month else "year"]
        name = self.values["months"][int(month) - 1] if month else ""
        return form.format(year=year, month=name, day=day.lstrip("0"))

    def language_name(self, tag: str) -> str:
        """The name of a language by its BCP 47 tag, or the tag where it is not on the list."""
        name = self.of("languages", tag)
        if name == tag:
            # It is British English that is not on the list, and English is.
            name = self.of("languages", primary(tag))
        return tag if name == primary(tag) else name

    def is_own(self, tag: str) -> bool:
        """Whether a BCP 47 tag is of the language that these are in, whatever its country."""
        return primary(tag).lower() == primary(self.language).lower()


def primary(tag: str) -> str:
    """The language of a BCP 47 tag, without script and country: `en` of `en-GB`."""
    return re.split("[-_]", tag)[0]


@functools.cache
def read_words(language: str) -> Words:
    """The words of a language, or the English ones where there are none."""
    names = (language, primary(language), "en")
    path = next(p for name in names if (p := _LANGUAGES / f"{name}.yml").is_file())
    return Words(language, yaml_schema.load(path.read_text(encoding="utf-8")))


def with_others(words: Words, others: dict[str, Any]) -> Words:
    """Some words with others in their place, by the same keys."""
    known = words.values
    values = dict(known)
    for key, value in others.items():
        whole = isinstance(value, dict) and isinstance(known.get(key), dict)
        values[key] = {**known[key], **value} if whole else value
    return Words(words.language, values)
