"""
The lexicon of names, units and words: the general vocabulary together with a site's.

Every function that extracts values takes a `Lexicon`, which is also part of the keys of their
caches. It is a value and not a setting of the process, since one process may check several
projects. It is compared by identity, since hashing a vocabulary for each cached text would be slow;
`lexicon_of` gives the same lexicon for the same vocabulary.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from explainer import yaml_schema
from explainer.evidence.case_folding import TOKEN, fold, singular
from explainer.evidence.english import FUNCTION_WORDS, NON_PLURALS
from explainer.model import Vocabulary
from explainer.vocabulary.spellings import CURRENCY_SPELLINGS
from explainer.vocabulary.unit_spellings import UNITS, UnitDefinition

if TYPE_CHECKING:
    from collections.abc import Mapping

_FOLDER = Path(__file__).parent
_SHORT = 3
_BEHIND = re.compile(r"[ -]((?:[^\W\d_]{1,60}-){0,8}[^\W\d_]{1,60})(?![\w'])")
_MOST_BETWEEN = 3
_THE = re.compile(r"\A[Tt]he (?=\w)")

Phrases = dict[str, list[tuple[tuple[str, ...], bool, str]]]
"""By its first word: the words of a name, whether it begins in a small letter, and its meaning."""


class SpellingIndex:
    """An index of the spellings of units by their first character."""

    def __init__(self, spellings: Mapping[str, UnitDefinition]) -> None:
        """Index every spelling, with the unit that it means."""
        self.known = spellings
        self.longest = max(map(len, spellings), default=0)
        """The characters of the longest spelling."""
        self.by_first: dict[str, list[str]] = defaultdict(list)
        for spelling in sorted(spellings, key=len, reverse=True):
            self.by_first[spelling[0]].append(spelling)


class Lexicon:
    """The general vocabulary with that of a site."""

    def __init__(self, site: Vocabulary) -> None:
        """Take the site's."""
        self._site = site
        self.groups: dict[str, set[str]] = defaultdict(set)
        self.phrases: Phrases = {}
        general = _general()
        for group in (*general["same"], *site.same):
            self._add([str(name) for name in group])
        for entries in self.phrases.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        self.common = frozenset(fold(str(word)) for word in (*general["common"], *site.common))
        self.ordinary = ordinary_words() | {fold(word) for word in site.ordinary}
        self.counted = frozenset(
            str(word).casefold() for word in (*general["counted"], *site.counted)
        )
        self.exact, self.folded = _spelled(site)
        self._apart = [
            frozenset(form for noun in group for form in _plurals(str(noun)))
            for group in (*general["apart"], *site.apart)
        ]
        self.glosses: dict[str, tuple[str, ...]] = {}
        for gloss in site.glosses:
            tokens = TOKEN.findall(gloss.name)
            if len(tokens) > 1:
                self._add([gloss.name])
            if tokens:
                meaning = self.meaning(tokens)[0]
                self.glosses[meaning] = (*self.glosses.get(meaning, ()), *gloss.known)

    def _add(self, group: list[str]) -> None:
        """Take in a group, which means the same as one that has a name of it already."""
        # Whether a text writes `the` before a name does not matter.
        bare = [_THE.sub("", name) for name in group]
        worded = [(tuple(map(fold, TOKEN.findall(name))), name[:1].islower()) for name in bare]
        worded = [(words, small) for words, small in worded if words]
        known = (self._known(words) for words, _ in worded)
        meaning = next(filter(None, known), "=" + " ".join(worded[0][0] if worded else ()))
        for words, small in worded:
            entries = self.phrases.setdefault(words[0], [])
            if (words, small, meaning) not in entries:
                entries.append((words, small, meaning))
            self.groups[meaning].add(" ".join(words))

    def _known(self, words: tuple[str, ...]) -> str | None:
        found = self.phrases.get(words[0], ())
        return next((meaning for other, _, meaning in found if other == words), None)

    def is_plural(self, word: str) -> bool:
        """Whether a word in small letters has the form of a plural noun."""
        if word in self.counted:
            return True
        ends = len(word) > _SHORT and word[-1] == "s" and word[-2] not in "su'"
        return ends and word not in NON_PLURALS

    def are_apart(self, noun: str, other: str) -> bool:
        """Whether two plurals, both in small letters, count different things."""
        return any(
            noun in group and other in group and noun not in _plurals(other)
            for group in self._apart
        )

    def counted_at(self, text: str, at: int) -> str:
        """The plural noun after a bare number, with some words between, or an empty text."""
        for _ in range(_MOST_BETWEEN):
            match = _BEHIND.match(text, at)
            word = match[1].casefold() if match else ""
            if not match or word in FUNCTION_WORDS:
                return ""
            if self.is_plural(word):
                # Machine-hours and person-years are measured.
                return "" if word.rpartition("-")[2] in self.exact.known else word
            at = match.end()
        return ""

    def meaning(self, tokens: list[str]) -> tuple[str, int]:
        """The meaning of the longest name that words begin with, and the number of its words."""
        first = fold(tokens[0])
        small = tokens[0].islower()
        for each in (first, singular(first)):
            for words, is_small, meaning in self.phrases.get(each, ()):
                # `us` is not the US, and `who` not the WHO.
                if small and not is_small:
                    continue
                size = len(words)
                if size == 1 or tuple(map(fold, tokens[:size])) == words:
                    return meaning, size
        return first, 1


@functools.cache
def _plurals(noun: str) -> frozenset[str]:
    """The forms that a noun, in the singular or the plural, may have as a plural."""
    word = noun.casefold()
    return frozenset((word, f"{word}s", f"{word}es", f"{word.removesuffix('y')}ies"))


def lexicon_of(site: Vocabulary | None = None) -> Lexicon:
    """The general vocabulary, with that of a site where one is given."""
    return _lexicon(site or Vocabulary())


@functools.lru_cache(maxsize=64)
def _lexicon(site: Vocabulary) -> Lexicon:
    return Lexicon(site)


@functools.cache
def _general() -> dict[str, list[list[str] | str]]:
    data: dict[str, list[list[str] | str]] = yaml_schema.load(
        (_FOLDER / "names.yml").read_text(encoding="utf-8")
    )
    return data


@functools.cache
def ordinary_words() -> frozenset[str]:
    """The words in small letters that are no names."""
    return frozenset((_FOLDER / "common_words.txt").read_text(encoding="utf-8").split())


def _spelled(site: Vocabulary) -> tuple[SpellingIndex, SpellingIndex]:
    """The spellings as they are, and as they are in small letters."""
    if not site.units:
        return _general_spelled()
    own = {each.spelling: UnitDefinition(each.base, each.factor) for each in site.units}
    return _both({**CURRENCY_SPELLINGS, **UNITS, **own})


@functools.cache
def _general_spelled() -> tuple[SpellingIndex, SpellingIndex]:
    return _both({**CURRENCY_SPELLINGS, **UNITS})


def _both(spellings: Mapping[str, UnitDefinition]) -> tuple[SpellingIndex, SpellingIndex]:
    # If two spellings differ in case alone, the first one applies to numbers in words.
    folded = {spelling.lower(): unit for spelling, unit in reversed(list(spellings.items()))}
    return SpellingIndex(spellings), SpellingIndex(folded)
