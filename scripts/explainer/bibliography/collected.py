"""What a file says of itself: the fields of a source, each with where it stands."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from explainer.bibliography.dates import read_date
from explainer.bibliography.entries import BY_NAME
from explainer.bibliography.person_names import is_suffix
from explainer.bibliography.plain_text import MARKED, language_tag, unmarked
from explainer.model import CannotCheckError
from explainer.sources import Values, clean
from explainer.sources.identifiers import find_doi, find_numbers
from explainer.yaml_schema import CHECKS

_NOBODY = re.compile(
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
_MOST_WORDS = 4
_PARTS = 2


class MetadataError(CannotCheckError):
    """A file is neither a page nor a PDF that can be read."""


class Stated(NamedTuple):
    """What a file says of itself: the fields of a source, and where it says each."""

    values: Values
    where: dict[str, str]


class Collected:
    """Fields, of which the first that is right counts."""

    def __init__(self) -> None:
        """Begin with none."""
        self.values: Values = {}
        self.where: dict[str, str] = {}

    def add(self, name: str, value: object, where: str) -> None:
        """Take in a text, if the field is empty and the schema accepts it."""
        if not isinstance(value, str) or name in self.values:
            return
        text = tidied(name, value)
        entry = BY_NAME[name]
        if text and CHECKS[entry.kind](text, entry) is None:
            self.values[name] = text
            self.where[name] = where

    def names(self, names: list[dict[str, str]], where: str) -> None:
        """Take in authors, if there are none yet."""
        kept = [
            {part: tidy for part, text in name.items() if (tidy := clean(html.unescape(text)))}
            for name in names
        ]
        known = [name for name in kept if name and not _is_nobody(next(iter(name.values())))]
        if known and "author" not in self.values:
            self.values["author"] = known
            self.where["author"] = where

    def stated(self) -> Stated:
        """What was taken in, in the order of the schema."""
        return Stated(
            {name: self.values[name] for name in BY_NAME if name in self.values}, self.where
        )


def tidied(name: str, value: str) -> str:
    """A text as a field has it, or an empty one where it holds nothing for the field."""
    text = clean(html.unescape(value))
    if name in MARKED:
        return clean(unmarked(text))
    if name in {"issued", "accessed"}:
        return read_date(text) or ""
    if name == "language":
        return language_tag(text)
    if name == "DOI":
        return find_doi(text) or ""
    if name in {"ISBN", "ISSN"}:
        numbers = find_numbers(text)
        return numbers.isbn if name == "ISBN" else numbers.issn
    return text


def name_of(text: str, *, inverted: bool = False) -> dict[str, str]:
    """
    A name as one piece, or where it is `inverted` and looks like a person's, in its parts.

    Where a person's given names end and the family name begins is not to be told from `A B C`, and
    `A, B` may be two names where nobody says that it is not.
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
    """Whether a text may be a part of a person's name, and not of a body's."""
    words = re.split(r"[\s-]+", text)
    return (
        bool(text)
        and len(words) <= _MOST_WORDS
        and all(
            word.casefold() in _PARTICLES or (word[:1].isalpha() and not word[0].islower())
            for word in words
            if word
        )
    )


def _is_nobody(name: str) -> bool:
    """Whether a name is what programs write, or an address and no name."""
    return bool(_NOBODY.match(name) or _ADDRESS.match(name))
