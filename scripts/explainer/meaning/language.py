"""
The words of a language by what they do in a statement, from the language's file.

A file lists words and short phrases. Each stands for all its regular forms; `irregular` has the
others. All are indexed by their first word, so that a text is looked through once.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from explainer import yaml_schema
from explainer.evidence.english import FUNCTION_WORDS
from explainer.evidence.lexicon import ordinary_words
from explainer.evidence.similarity import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_FILES = {"en": ("english.yml", "english_contraries.txt")}
_VOWELS = "aeiou"
_ABBREVIATED = re.compile(r"[A-Z]\.?[A-Z]")
_DOUBLED = re.compile(r"([bdglmnprt])\1$")
_SHORTEST = 3
_SHORTEST_BARE = 4
_LONGEST_OBJECT = 3
PREFIXES = ("non-", "un-", "un")
"""Prefixes that negate a word."""

ANYTHING = "*"
"""In a phrase, a few words before its last one."""
_SIDED = ("contraries", "opposites", "converses", "roles", "bounds", "directions", "sides_of_dates")
_NO_ROLES = ("irregular", "grammar")
_EXTENTS = ("scope", "causes")


class Grammar(NamedTuple):
    """The function words that part a sentence, as a language's file describes them."""

    conjunctions: frozenset[str]
    auxiliaries: frozenset[str]
    complements: frozenset[str]
    breaks: frozenset[str]
    passive: frozenset[str]
    parting: frozenset[str]
    joining: frozenset[str]
    some: frozenset[str]
    counts: frozenset[str]
    prepositions: frozenset[str]
    not_widening: frozenset[str]
    objects: frozenset[str]
    exclusives: frozenset[str]
    degrees: frozenset[str]
    because: frozenset[str]
    emphatic: frozenset[str]
    particles: frozenset[str]
    determiners: frozenset[str]
    equatives: frozenset[str]
    ordinals: frozenset[str]
    transparent: frozenset[str]
    refusals: frozenset[str]
    pronouns: frozenset[str]
    months: frozenset[str]
    no_superlatives: frozenset[str]
    apart: frozenset[str]
    links: frozenset[str]
    one: frozenset[str]
    multiples: frozenset[str]
    fractions: frozenset[str]


class Side(NamedTuple):
    """One side of a pair of words that go against each other: its number, and 1 or -1."""

    pair: int
    sign: int


class Entry(NamedTuple):
    """What a word or the beginning of a phrase does: its role, its next words, and its side."""

    role: str
    rest: tuple[str, ...]
    side: Side | None = None


def size_at(words: Sequence[str], at: int, rest: tuple[str, ...], grammar: Grammar | None) -> int:
    """
    How many words a phrase takes from a position where it begins, or nought.

    `rest` are its words behind the first one. A few words may stand for a `*` before the last one;
    and, with a `grammar`, for an object before a particle: `put it off`.
    """
    end = at + 1 + len(rest)
    if tuple(words[at + 1 : end]) == rest:
        return end - at
    last = rest[-1]
    if rest[0] == ANYTHING or (grammar and len(rest) == 1 and last in grammar.particles):
        behind = words[at + 1 : at + 2 + _LONGEST_OBJECT]
        if last in behind:
            between = behind[: behind.index(last)]
            return len(between) + 2 if grammar is None or grammar.objects.isdisjoint(between) else 0
    return 0


class Language:
    """The words of a language, by their roles."""

    def __init__(
        self, data: Mapping[str, Any], contraries: Iterable[Sequence[Sequence[str]]] = ()
    ) -> None:
        """
        Index the lists of a language's file, whose comments say what each of them is.

        `contraries` are groups of them, each with the words of two sides.
        """
        self.grammar = Grammar(**{name: frozenset(it) for name, it in data["grammar"].items()})
        self.stems = _Stems(self)
        """The stem of each word of a text, or an empty text for one without content."""
        self._irregular: Mapping[str, Sequence[str]] = data["irregular"]
        self._bases: dict[str, str] = {
            form: base for base, forms in self._irregular.items() for form in forms
        }
        self.entries: dict[str, list[Entry]] = defaultdict(list)
        """By a word in small letters, what it does, and what the phrases do that it begins."""
        self.extents = len(data["scope"])
        """How many lists of `scope` there are, each with a role `scope` and its number."""
        for role, listed in data.items():
            if role in _SIDED:
                self._add_pairs(role, listed)
            elif role in _EXTENTS:
                self._add_extents(role, listed)
            elif role not in _NO_ROLES:
                self._add(role, listed)
        self._add_pairs("contraries", contraries)
        for entries in self.entries.values():
            # The longest comes first: `because of` before `because`.
            if any(entry.rest for entry in entries):
                entries.sort(key=lambda entry: -len(entry.rest))

    def base_of(self, word: str) -> str:
        """The base form of an irregular form, or the word itself."""
        return self._bases.get(word, word)

    def _add(self, role: str, listed: Iterable[str], side: Side | None = None) -> None:
        for each in listed:
            first, *rest = each.split()
            for form in self._forms(first, compared=role == "opposites"):
                self.entries[form].append(Entry(role, tuple(rest), side))

    def _add_pairs(self, role: str, pairs: Iterable[Sequence[Sequence[str]]]) -> None:
        for number, (one, other) in enumerate(pairs):
            self._add(role, one, Side(number, 1))
            self._add(role, other, Side(number, -1))

    def _add_extents(self, role: str, listed: Iterable[Mapping[str, Sequence[str]]]) -> None:
        for number, each in enumerate(listed):
            self._add(f"{role} {number}", each["words"])
            self._add(f"{role} {number} allowed", [*each["words"], *each["allowed_by"]])

    def _forms(self, word: str, *, compared: bool) -> frozenset[str]:
        """The forms of a word in small letters: a verb's and a noun's, or an adjective's."""
        return _regular_forms(word, compared=compared).union(self._irregular.get(word, ()))


class _Stems(dict[str, str]):
    """The stems of words, each computed once."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, word: str) -> str:
        low = bare_of(word.lower()) or self._language.base_of(word.lower())
        if low.isdigit():
            found = low
        elif _ABBREVIATED.fullmatch(word):
            # The US is not us.
            found = low.replace(".", "")
        elif len(low) < _SHORTEST or low in FUNCTION_WORDS or not low[0].isalnum():
            found = ""
        else:
            found = _DOUBLED.sub(r"\1", stem(low.removesuffix("'s")))
        self[word] = found
        return found


@functools.lru_cache(maxsize=20_000)
def bare_of(word: str) -> str:
    """What a word with `un-` or `non-` negates, as in `unreleased`, or an empty text."""
    bare = next((word.removeprefix(it) for it in PREFIXES if word.startswith(it)), "")
    return bare if len(bare) >= _SHORTEST_BARE and bare in ordinary_words() else ""


# Many words are in several lists.
@functools.lru_cache(maxsize=20_000)
def _regular_forms(word: str, *, compared: bool) -> frozenset[str]:
    if len(word) < _SHORTEST or not word.isalpha():
        return frozenset({word})
    return frozenset({word, *(_compared(word) if compared else _inflected(word))})


def _inflected(word: str) -> Iterator[str]:
    if word[-1] == "y" and word[-2] not in _VOWELS:
        yield from (f"{word[:-1]}ies", f"{word[:-1]}ied", f"{word}ing")
    elif word[-1] == "e":
        yield from (f"{word}s", f"{word}d", f"{word[:-1]}ing")
    else:
        yield f"{word}es" if word.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{word}s"
        yield from (stem + ending for stem in _stems(word) for ending in ("ed", "ing"))


def _compared(word: str) -> Iterator[str]:
    if word[-1] == "y" and word[-2] not in _VOWELS:
        yield from (f"{word[:-1]}ier", f"{word[:-1]}iest")
    elif word[-1] == "e":
        yield from (f"{word}r", f"{word}st")
    else:
        yield from (stem + ending for stem in _stems(word) for ending in ("er", "est"))


def _stems(word: str) -> list[str]:
    """A word, also with its last letter doubled where that is usual: `ban` and `bann`."""
    doubled = word[-1] not in f"{_VOWELS}wxy" and word[-2] in _VOWELS and word[-3] not in _VOWELS
    return [word, word + word[-1]] if doubled else [word]


def is_known(code: str) -> bool:
    """Whether there is a file for a language, given its code, such as `en` or `en-GB`."""
    return _primary(code) in _FILES


@functools.lru_cache(maxsize=64)
def language_of(code: str, contraries: tuple[tuple[str, str], ...] = ()) -> Language:
    """
    The language with a code, with more pairs of contraries.

    Raises `KeyError` where there is no file for it.
    """
    grammar, groups = (
        (Path(__file__).parent / name).read_text(encoding="utf-8")
        for name in _FILES[_primary(code)]
    )
    more = ([[one], [other]] for one, other in contraries)
    return Language(yaml_schema.load(grammar), [*_groups(groups), *more])


def _groups(text: str) -> Iterator[list[list[str]]]:
    """The sides of the groups of a text, one a line, without comments and empty lines."""
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield [[word.strip(" '") for word in side.split(",")] for side in line.split("|")]


def _primary(code: str) -> str:
    return re.split(r"[-_]", code.lower())[0]
