"""
Countries, their peoples and their capitals: Danish firms are firms in Denmark.

The names come from `countryinfo`. It takes 20 milliseconds to load, so it is loaded only for a
name that the evidence does not have as written.
"""

from __future__ import annotations

import functools
import itertools
from collections import defaultdict
from typing import TYPE_CHECKING

from explainer.evidence.case_folding import TOKEN, fold, singular
from explainer.evidence.english import NAME_PARTICLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Countries = frozenset[str]

_MOST_WORDS = 5
_ALIKE = 3
_SAINT = {"st": "saint"}


@functools.cache
def _named() -> dict[tuple[str, ...], Countries]:
    """The countries of each name, by the words of the name without particles."""
    from countryinfo import CountryInfo  # noqa: PLC0415  (see above)

    from explainer.evidence.lexicon import lexicon_of  # noqa: PLC0415  (it needs no countries)

    ordinary = lexicon_of().ordinary
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    peoples: dict[str, list[str]] = defaultdict(list)
    for info in CountryInfo.all().values():
        name = info["name"]
        found[key(name)].add(name)
        # The shortest spellings are codes, which are words as well: IS, IN, NO. Most of the others
        # are a country's name for itself, in whatever letters.
        codes = {str(code) for code in (info.get("ISO") or {}).values()}
        for spelling in info.get("altSpellings") or ():
            if spelling.isascii() and spelling not in codes and fold(spelling) not in ordinary:
                found[key(spelling)].add(name)
        for people in (info.get("demonym") or "").replace("/", ",").split(","):
            peoples[people.strip()].append(name)
    for people, names in peoples.items():
        # The French of Réunion are first of all those of France.
        start = fold(people)[:_ALIKE]
        first = [name for name in names if fold(name).startswith(start)]
        found[key(people)].update(first or names)
    found.pop((), None)
    return {words: frozenset(names) for words, names in found.items()}


def load() -> None:
    """Load the names of countries in advance."""
    _named()


def key(name: str) -> tuple[str, ...]:
    """The folded words of a name, without particles such as `the` and `of`."""
    words = (_SAINT.get(word, word) for word in map(fold, TOKEN.findall(name)))
    return tuple(word for word in words if word not in NAME_PARTICLES)


@functools.cache
def _capitals() -> dict[tuple[str, ...], Countries]:
    """The countries of each capital."""
    from countryinfo import CountryInfo  # noqa: PLC0415  (as above)

    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for info in CountryInfo.all().values():
        capitals = info.get("capital") or ()
        # South Africa has three.
        for name in [capitals] if isinstance(capitals, str) else capitals:
            found[key(name)].add(info["name"])
    found.pop((), None)
    return {words: frozenset(names) for words, names in found.items()}


def of_capitals(tokens: Iterable[Sequence[str]]) -> Countries:
    """The countries whose capitals are named in texts, given as their words."""
    found: set[str] = set()
    for text in tokens:
        words = [(fold(token), token[:1].isupper()) for token in text]
        for first, (_, capital) in enumerate(words):
            for size in range(1, _MOST_OF_CAPITAL + 1) if capital else ():
                found |= _capitals().get(
                    tuple(word for word, _ in words[first : first + size]), frozenset()
                )
    return frozenset(found)


_MOST_OF_CAPITAL = 3


def meant(words: Sequence[str]) -> Countries:
    """The countries that folded words, without particles, are the name of."""
    named = _named()
    return named.get(tuple(words)) or named.get((*words[:-1], singular(words[-1]))) or frozenset()


def around(words: Sequence[str], at: int) -> Countries:
    """The countries that a word means, alone or with its neighbours in a run of names."""
    for size in range(min(_MOST_WORDS, len(words)), 0, -1):
        for first in range(max(0, at - size + 1), min(at, len(words) - size) + 1):
            found = meant(words[first : first + size])
            if found:
                return found
    return frozenset()


def within(tokens: Iterable[Sequence[str]]) -> Countries:
    """The countries named in texts, given as their words."""
    found: set[str] = set()
    for text in tokens:
        # A country has a capital; `turkey` is a bird.
        words = [
            (fold(token), not token.islower())
            for token in text
            if fold(token) not in NAME_PARTICLES
        ]
        for first, (_, capital) in enumerate(words):
            if capital:
                run = itertools.takewhile(lambda word: word[1], words[first : first + _MOST_WORDS])
                together = [word for word, _ in run]
                for size in range(1, len(together) + 1):
                    found |= meant(together[:size])
    return frozenset(found)
