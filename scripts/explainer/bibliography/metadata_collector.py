"""A collector of metadata from one file: the first valid value of each field of a source."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from explainer.bibliography.dates import read_date
from explainer.bibliography.entries import FIELDS_BY_NAME
from explainer.bibliography.person_names import is_suffix
from explainer.bibliography.plain_text import MARKUP_FIELDS, language_tag, strip_markup
from explainer.model import CannotCheckError
from explainer.sources import Values, clean
from explainer.sources.identifiers import find_doi, find_isbn_issn
from explainer.yaml_schema import CHECKS

_PLACEHOLDER = re.compile(
    r"^(?:admin\w*|user\d*|owner|author|unknown|anonymous|root|default|windows user|microsoft"
    r"(?: office)?(?: user)?|preferred customer|pc|scanner|creator|editor|staff|by)$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:[a-z]+:)?//|www\.|@\w+$|\S+@\S+$|[^\s/]+\.[^\s/]+/\S*$", re.IGNORECASE)
_BY = re.compile(r"^\s*by[\s:]+", re.IGNORECASE)
_PARTICLES = frozenset(
    (
        *(
            "af",
            "al",
            "ap",
            "bin",
            "d",
            "da",
            "das",
            "de",
            "del",
            "della",
            "den",
            "der",
            "des",
            "di",
            "do",
            "dos",
            "du",
            "e",
        ),
        *(
            "el",
            "ibn",
            "la",
            "le",
            "les",
            "lo",
            "mac",
            "san",
            "st",
            "ten",
            "ter",
            "van",
            "vom",
            "von",
            "y",
            "zu",
            "zum",
            "zur",
        ),
    )
)
_MAX_WORDS = 4
_PARTS = 2


class MetadataError(CannotCheckError):
    """A file is neither a page nor a PDF that can be read."""


class FileMetadata(NamedTuple):
    """The metadata of a file: the fields of a source, and where in the file each is stated."""

    values: Values
    where: dict[str, str]


class MetadataCollector:
    """Collects the values of fields; the first valid one of each counts."""

    def __init__(self) -> None:
        """Start without values."""
        self.values: Values = {}
        self.where: dict[str, str] = {}

    def add(self, name: str, value: object, where: str) -> None:
        """Add a value, unless the field has one or the schema rejects it. `where` is its place."""
        if not isinstance(value, str) or name in self.values:
            return
        text = normalized_value(name, value)
        entry = FIELDS_BY_NAME[name]
        if text and CHECKS[entry.kind](text, entry) is None:
            self.values[name] = text
            self.where[name] = where

    def add_names(self, names: list[dict[str, str]], where: str) -> None:
        """Add authors, unless there are some. Placeholders such as `admin` are dropped."""
        kept = [
            {part: tidy for part, text in name.items() if (tidy := clean(html.unescape(text)))}
            for name in names
        ]
        known = [name for name in kept if name and not _is_placeholder(next(iter(name.values())))]
        if known and "author" not in self.values:
            self.values["author"] = known
            self.where["author"] = where

    def metadata(self) -> FileMetadata:
        """The collected values, in the order of the schema."""
        return FileMetadata(
            {name: self.values[name] for name in FIELDS_BY_NAME if name in self.values}, self.where
        )


def normalized_value(name: str, value: str) -> str:
    """A text in the form of a field, or an empty text where it has no value for it."""
    text = clean(html.unescape(value))
    if name in MARKUP_FIELDS:
        return clean(strip_markup(text))
    if name in {"issued", "accessed"}:
        return read_date(text) or ""
    if name == "language":
        return language_tag(text)
    if name == "DOI":
        return find_doi(text) or ""
    if name in {"ISBN", "ISSN"}:
        numbers = find_isbn_issn(text)
        return numbers.isbn if name == "ISBN" else numbers.issn
    return text


def parse_byline_name(text: str, *, inverted: bool = False) -> dict[str, str]:
    """
    A name as a literal, or as its parts where it is `inverted` (`Family, Given`) and a person's.

    `A B C` does not show where the given names end, and `A, B` that is not marked as inverted may
    be two names.
    """
    text = " ".join(_BY.sub("", text).split())
    family, *rest = [part.strip() for part in text.split(",")]
    if inverted and rest and all(map(_is_personal, (family, rest[0]))):
        if len(rest) == 1:
            return {"family": family, "given": rest[0]}
        if len(rest) == _PARTS and is_suffix(rest[1]):
            return {"family": family, "given": rest[0], "suffix": rest[1]}
    return {"literal": text}


def _is_personal(text: str) -> bool:
    """Whether a text may be a part of a person's name, and not of an organization's."""
    words = re.split(r"[\s-]+", text)
    return (
        bool(text)
        and len(words) <= _MAX_WORDS
        and all(
            word.casefold() in _PARTICLES or (word[:1].isalpha() and not word[0].islower())
            for word in words
            if word
        )
    )


def _is_placeholder(name: str) -> bool:
    """Whether a name is a placeholder of a program, or an address."""
    return bool(_PLACEHOLDER.match(name) or _ADDRESS.match(name))
