"""
The index of the words of evidence, which tells whether a name is in it, in whatever form.

Each word of a name is looked for by itself; names that mean the same are in the lexicon, and
countries in a library.
"""

from __future__ import annotations

import functools
import itertools
import re
from typing import TYPE_CHECKING

from explainer.evidence import countries
from explainer.evidence.case_folding import TOKEN as _TOKEN
from explainer.evidence.case_folding import fold as _fold
from explainer.evidence.case_folding import singular as _singular
from explainer.evidence.english import (
    FUNCTION_WORDS,
    KINDS_OF_BODY,
    KINDS_OF_PLACE,
    NAME_PARTICLES,
)
from explainer.evidence.initials import MOST_INITIALS as _MOST_INITIALS
from explainer.evidence.initials import is_spelled_out
from explainer.evidence.names import Name, follows, index_of, sequence
from explainer.vocabulary.spellings import NUMBER_WORDS, ORDINALS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from explainer.evidence.lexicon import Lexicon

_LETTERS_DIGITS = re.compile(r"([^\W\d_]{3,})(\d[^\W_]*)")
# What is left of a country's name when its people's ending is gone.
_PEOPLE = ("ese", "ians", "ian", "ans", "an", "ish", "is", "i", "ns", "n")
# Words with one of these and the same beginning are forms of one name.
_ALIKE = (("y", "ies"), ("ism", "isms", "ist", "ists", "istic", "i", "is"))
_KINDS = KINDS_OF_PLACE | KINDS_OF_BODY
_SHORT = 3
_LONGEST = 6
_MOST_NAMES = 3
_MOST_BETWEEN = 2
_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN = re.compile(r"(?=[IVXLC]{2})C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_NUMBERS = {**NUMBER_WORDS, **ORDINALS}
_INITIAL = re.compile(r"[^\W\d_]|(?:[^\W\d_]\.){2,}")


class WordIndex:
    """An index of the words of evidence, in all forms that a name may have there."""

    def __init__(self, texts: Iterable[str], lexicon: Lexicon) -> None:
        """Take the texts, in plain characters."""
        self._lexicon = lexicon
        self._texts = tuple(texts)
        self._tokens = [_TOKEN.findall(text) for text in self._texts]
        self._words = {_fold(token) for tokens in self._tokens for token in tokens}

    @functools.cached_property
    def _capitals(self) -> set[str]:
        return {_fold(each) for tokens in self._tokens for each in tokens if each.isupper()}

    @functools.cached_property
    def _meanings(self) -> set[str]:
        return {
            self._lexicon.meaning(tokens[index : index + _LONGEST])[0]
            for tokens in self._tokens
            for index in range(len(tokens))
        }

    @functools.cached_property
    def _countries(self) -> countries.Countries:
        aliases = (
            self._lexicon.groups[meaning]
            for meaning in self._meanings & self._lexicon.groups.keys()
        )
        found = [countries.meant(alias.split()) for group in aliases for alias in group]
        return countries.within(self._tokens).union(*found)

    @functools.cached_property
    def _capital_countries(self) -> countries.Countries:
        return countries.of_capitals(self._tokens)

    @functools.cached_property
    def _compounds(self) -> set[str]:
        """Two words as one, and letters and digits apart."""
        found: set[str] = set()
        for tokens in self._tokens:
            folded = [_fold(token) for token in tokens]
            found |= {one + two for one, two in itertools.pairwise(folded)}
            for split in filter(None, map(_LETTERS_DIGITS.fullmatch, folded)):
                found |= {split[1], split[2]}
        return found

    @functools.cached_property
    def _initials(self) -> set[str]:
        found: set[str] = set()
        for tokens in self._tokens:
            folded = [_fold(token) for token in tokens]
            letters = [(word[:1], word not in NAME_PARTICLES) for word in folded]
            for start, (letter, counts) in enumerate(letters):
                initials = short = letter
                for other, matters in letters[start + 1 : start + _MOST_INITIALS] if counts else ():
                    initials += other
                    short += other if matters else ""
                    found |= {initials, short}
        return found

    def contains(self, name: Name, others: Sequence[Name] = ()) -> bool:
        """
        Whether the evidence contains a name.

        `others` are the names of the same text, for a name that the evidence has as initials.
        """
        initial = self._initial_of(name, others)
        if name.title and self._has_without_subtitle(name.title):
            return True
        return self._contains(name, others) if initial is None else initial

    def _has_without_subtitle(self, title: str) -> bool:
        """Whether a title is there, and nowhere with a subtitle."""
        found = re.compile(rf"(?<!\w){re.escape(title)}(?!\w)(?P<subtitle>:)?", re.IGNORECASE)
        matches = [match for text in self._texts for match in found.finditer(text)]
        return bool(matches) and not any(match["subtitle"] for match in matches)

    def contradicts(self, name: Name, others: Sequence[Name]) -> bool:
        """
        Whether the evidence gives a person another nationality than the sentence.

        `The Ethiopian Joseph Kiprotum` is wrong where there is a Kenyan Joseph Kiprotum.
        """
        at = index_of(name, others)
        behind = others[at + 1 : at + 2] if at is not None else ()
        if not behind or not follows(name, behind[0]):
            return False
        meant = self._nations(name.written)
        run = sequence(behind[0], others) if meant else ()
        person = [each for each in run if each.start > name.start]
        if not 1 < len(person) <= _MOST_NAMES:
            return False
        words = [each.folded for each in person]
        given = [
            nations
            for tokens, at in self._places.get(words[-1], ())
            if [*map(_fold, tokens[max(0, at + 1 - len(words)) : at + 1])] == words
            for nations in self._nations_beside(tokens, at + 1 - len(words), at + 1)
        ]
        return bool(given) and all(map(meant.isdisjoint, given))

    def _nations_beside(
        self, tokens: Sequence[str], first: int, behind: int
    ) -> Iterator[countries.Countries]:
        """The countries named right before and after a person's name."""
        before = list(tokens[max(0, first - _MOST_BETWEEN - 1) : first])
        while before and before[-1].islower() and before[-1] not in FUNCTION_WORDS:
            before.pop()
        later = tokens[behind + 1 : behind + 2] if tokens[behind : behind + 1] == ["of"] else []
        for word in (*before[-1:], *later):
            nations = self._nations(word)
            if nations:
                yield nations

    def _nations(self, word: str) -> countries.Countries:
        """The countries that a single word with a capital names."""
        folded = _fold(word)
        if not word[:1].isupper():
            return frozenset()
        group = self._lexicon.groups.get(self._lexicon.meaning([word])[0], ())
        return countries.meant([folded]).union(*(countries.meant(each.split()) for each in group))

    def _contains(self, name: Name, others: Sequence[Name]) -> bool:
        written = _fold(name.written)
        word = name.folded
        # The WHO is not who, nor the US us.
        ambiguous = name.written.isupper() and written in self._lexicon.ordinary
        words = self._capitals if ambiguous else self._words
        if {written, _singular(written), f"{written}s"} & words:
            return True
        forms = _forms(word)
        known = self._meanings, self._compounds
        if not ((ambiguous and word == written) or all(map(forms.isdisjoint, known))):
            return True
        if is_spelled_out(others, index_of(name, others), self._words) or (
            not word.startswith("=")
            and (
                self._as_initials(name)
                or self._joined(word)
                or self._written_apart(name, others)
                or self._has_numeral(name.written)
            )
        ):
            return True
        if any(map(str.isdigit, word)):
            return False
        meant = self._countries_of(name, others)
        if meant or word.startswith("="):
            return not (
                meant.isdisjoint(self._countries) and meant.isdisjoint(self._capital_countries)
            )
        return (
            self._as_people(word)
            or self._as_kind(name, others)
            or self._as_short_form(name, others)
            or self._as_gloss(name, others)
        )

    def _has_numeral(self, written: str) -> bool:
        """Whether a Roman numeral is there as a number: Part IV, part 4, the fourth part."""
        if not _ROMAN.fullmatch(written):
            return False
        value = sum(
            -_DIGITS[one] if _DIGITS[one] < _DIGITS.get(two, 0) else _DIGITS[one]
            for one, two in itertools.zip_longest(written, written[1:])
        )
        spelled = {word for word, number in _NUMBERS.items() if number == value}
        return not self._words.isdisjoint({str(value), *spelled})

    def _as_short_form(self, name: Name, others: Sequence[Name]) -> bool:
        """Whether it is the short form of a first name there, or the reverse: Jim, Jimmy Lind."""
        at = index_of(name, others)
        behind = others[at + 1 : at + 2] if at is not None else ()
        if not behind or behind[0].start - name.end != 1:
            return False
        places = self._places.get(behind[0].folded, ())
        first = [_fold(tokens[index - 1]) for tokens, index in places if index]
        return any(
            min(map(len, (name.folded, other))) >= _SHORT
            and (other.startswith(name.folded) or name.folded.startswith(other))
            for other in first
        )

    def _as_gloss(self, name: Name, others: Sequence[Name]) -> bool:
        """Whether it abbreviates the names right before it, in brackets: the Lome Club (LC)."""
        at = index_of(name, others)
        size = len(name.folded)
        before = others[max(0, at - size) : at] if at is not None and name.written.isupper() else ()
        initials = "".join(each.folded.lstrip("=")[0] for each in before)
        return (
            size > 1
            and initials == name.folded
            and name.start - before[-1].end == len(" (")
            and not any(self._words.isdisjoint(_forms(each.folded)) for each in before)
        )

    def _as_kind(self, name: Name, others: Sequence[Name]) -> bool:
        """
        Whether a name is the kind of something whose own name is there, and of no other kind.

        The Hudson may be the Hudson River, but not where it is Hudson Bay.
        """
        if name.folded not in _KINDS:
            return False
        beside = [each for each in sequence(name, others) if each.folded not in _KINDS]
        # A town has bodies of its name: Lome City has a Lome Library.
        other = KINDS_OF_PLACE if name.folded in KINDS_OF_PLACE else _KINDS
        return any(self._is_of_no_kind(each.folded, other) for each in beside)

    def _is_of_no_kind(self, word: str, kinds: frozenset[str]) -> bool:
        """Whether a word is there, and nowhere with one of some kinds right before or after it."""
        places = self._places.get(word, ())
        around = ((*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2]) for tokens, at in places)
        names = (token for words in around for token in words if token[0].isupper())
        return bool(places) and all(kinds.isdisjoint(_forms(_fold(token))) for token in names)

    def _initial_of(self, name: Name, others: Sequence[Name]) -> bool | None:
        """
        Whether the initial of somebody is right: `M. Ashdown` may be Margaret Ashdown.

        It is `None` where it is no initial, or the evidence has nobody with that last name.
        """
        if not _INITIAL.fullmatch(name.written):
            return None
        run = sequence(name, others)
        behind = [each for each in run if each.start > name.start][:_MOST_NAMES]
        places = [place for each in behind for place in self._places.get(each.folded, ())]
        letters = _fold(name.written)
        if any(letters in _initials_around(*place) for place in places):
            return True
        # What no full stop follows may be a group or a vitamin.
        return False if places and behind[0].start - name.end == len(". ") else None

    @functools.cached_property
    def _places(self) -> dict[str, list[tuple[list[str], int]]]:
        """The occurrences of each word: the words of its text, and its index among them."""
        found: dict[str, list[tuple[list[str], int]]] = {}
        for tokens in self._tokens:
            for index, token in enumerate(tokens):
                found.setdefault(_fold(token), []).append((tokens, index))
        return found

    def _countries_of(self, name: Name, others: Sequence[Name]) -> countries.Countries:
        """The countries that a name means: itself, with its neighbours, or by an alias."""
        if name.folded.startswith("="):
            known = (countries.meant(each.split()) for each in self._lexicon.groups[name.folded])
            return frozenset().union(*known)
        run = sequence(name, others)
        at = next(index for index, each in enumerate(run) if each.start == name.start)
        return countries.around([_fold(each.written) for each in run], at)

    def holds_number(self, number: str) -> bool:
        """Whether a name in the evidence contains a number."""
        return any(number in re.findall(r"\d+(?:\.\d+)?", word) for word in self._words)

    def _as_initials(self, name: Name) -> bool:
        letters = name.folded.rstrip("s") if name.written.endswith("s") else name.folded
        return len(letters) > 1 and name.written[:2].isupper() and letters in self._initials

    def _joined(self, word: str) -> bool:
        split = _LETTERS_DIGITS.fullmatch(word)
        return bool(split and split[1] in self._words and split[2] in self._words)

    def _as_people(self, word: str) -> bool:
        """Whether a people is named by its country, or the reverse: Taiwanese, Taiwan."""
        stem = _country_stem(word)
        stems = {stem, word} if len(word) > _SHORT + 1 else {stem} - {word}
        return any(
            stem + ending in self._words
            for stem in stems
            if len(stem) > _SHORT
            for ending in ("", *_PEOPLE, "a", "e", "ia")
        )

    def _written_apart(self, name: Name, others: Sequence[Name]) -> bool:
        """Whether a name and its neighbour are one word there: `Super Micro`, `Supermicro`."""
        at = index_of(name, others)
        after = others[at + 1 : at + 2] if at is not None else ()
        return name.before + name.folded in self._words or any(
            name.folded + each.folded in self._words for each in after
        )


def _forms(word: str) -> set[str]:
    """
    A folded word with the endings of its like: `gallery`, `galleries`; `Marxism`, `Marxists`.

    An Islamist is none of Islam, which is why no ending is left out.
    """
    forms = {word, _singular(word), f"{word}s"}
    for alike in _ALIKE:
        for ending in filter(word.endswith, alike):
            stem = word.removesuffix(ending)
            forms |= {stem + other for other in alike} if len(stem) > _SHORT - 1 else set()
    return forms


def _initials_around(tokens: list[str], at: int) -> str:
    """The initials of the names before a last name, a bar, and those of the names after it."""
    before = [token for token in tokens[max(0, at - _MOST_NAMES) : at] if token[0].isupper()]
    behind = [token for token in tokens[at + 1 : at + _MOST_NAMES] if token[0].isupper()]
    return "|".join(map(_letters, (before, behind)))


def _letters(words: Iterable[str]) -> str:
    return "".join(_fold(word) if "." in word else _fold(word)[:1] for word in words)


def _country_stem(word: str) -> str:
    for ending in _PEOPLE:
        if word.endswith(ending):
            return word.removesuffix(ending)
    return word
