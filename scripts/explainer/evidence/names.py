"""
Names: of people, bodies, places, products and models.

A name is a word with a capital letter, or with letters and digits. What only opens a sentence
in a capital is told from a name by a list of ordinary words. Each word of a name is looked for in
the evidence by itself; names that mean the same are in the lexicon, and countries in a library.
"""

from __future__ import annotations

import bisect
import functools
import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

from explainer.evidence import countries
from explainer.evidence.case_folding import TOKEN as _TOKEN
from explainer.evidence.case_folding import fold as _fold
from explainer.evidence.case_folding import singular as _singular
from explainer.evidence.english import FUNCTION_WORDS, NAME_PARTICLES, PERSONAL_TITLES
from explainer.evidence.initials import MOST_INITIALS as _MOST_INITIALS
from explainer.evidence.initials import is_spelled_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from explainer.evidence.lexicon import Lexicon

_NAME = re.compile(r"[^\W\d_]*[A-ZÀ-ÖØ-Þ]")
_LETTERS_DIGITS = re.compile(r"([^\W\d_]{3,})(\d[^\W_]*)")
# Behind these a capital opens something, as at the start.
_OPENS = re.compile(r"(?:^|[.!?:;|(\[\"“”„«»\u2013]|\A)\s*[\"“'(\[]*\Z")
_ENDINGS = ("ing", "ed", "ly", "s", "er", "ers", "ment", "ments", "ness", "able", "ist", "ists")
# Words with these are made of Latin and Greek, and few of them are names.
_LEARNED = ("ation", "ations", "ition", "itions", "ction", "ctions", "ption", "ptions", "ssion",
            "ssions", "iness", "ability", "ibility", "ality", "ivity", "icity", "ology", "ography",
            "itis", "aemia", "ectomy", "ically")  # fmt: skip
# What is left of a country's name when its people's ending is gone.
_PEOPLE = ("ese", "ians", "ian", "ans", "an", "ish", "is", "i", "ns", "n")
# What follows a verb, and no town: chasing 332, batting the ball.
_BEHIND_ING = re.compile(r" (?:\d|(?:a|an|the|his|her|its|their|them|it|up|down|out)\b)")
_SHORT = 3
_LONGEST = 6
_MOST_NAMES = 3
_MOST_BETWEEN = 2
_LONG = 7


_INITIAL = re.compile(r"[^\W\d_]|(?:[^\W\d_]\.){2,}")


class Name(NamedTuple):
    """
    One word of a name, or several that are an alias: as written, and `folded` for comparison.

    `before` is the word before it, which may belong to it.
    """

    written: str
    folded: str
    start: int
    end: int
    before: str = ""


def extract(text: str, lexicon: Lexicon, taken: Sequence[tuple[int, int]] = ()) -> list[Name]:
    """
    The words of names in a text of plain characters.

    `taken` are the offsets of figures and dates, which are not names.
    """
    tokens = list(_TOKEN.finditer(text))
    words = [match[0] for match in tokens]
    common = lexicon.common
    covered = bytearray(len(text) if taken else 0)
    for first, last in taken:
        covered[first:last] = b"\1" * (last - first)
    names: list[Name] = []
    behind = 0
    for index, token in enumerate(words):
        if token.islower() or index < behind or not _NAME.search(token) or _fold(token) in common:
            continue
        start, end = tokens[index].span()
        if covered.find(1, start, end) >= 0 or _is_title(tokens, index, common):
            continue
        meaning, size = lexicon.meaning(words[index : index + _LONGEST])
        known = size > 1 or meaning.startswith("=")
        behind = index + size
        if known or not _is_ordinary(text, token, start, lexicon.ordinary):
            end = tokens[behind - 1].end()
            before = _fold(words[index - 1]) if index else ""
            names.append(Name(text[start:end], meaning, start, end, before))
    return names


def _is_title(tokens: Sequence[re.Match[str]], index: int, common: frozenset[str]) -> bool:
    """Whether a word is `Judge` or the like before somebody's name."""
    if _fold(tokens[index][0]) not in PERSONAL_TITLES or index + 1 == len(tokens):
        return False
    behind = tokens[index + 1]
    # The Justice Department is not of somebody called so.
    named = behind[0][0].isupper() and _fold(behind[0]) not in common
    return named and behind.start() - tokens[index].end() == 1


def _is_ordinary(text: str, token: str, start: int, known: frozenset[str]) -> bool:
    folded = _fold(token)
    if folded in NAME_PARTICLES or token == "I":  # noqa: S105
        return True
    if not token[0].isupper() or _NAME.search(token[1:]) or any(map(str.isdigit, token)):
        return False
    if not _OPENS.search(text, max(0, start - 4), start):
        return False
    if folded.endswith("ing") and _BEHIND_ING.match(text, start + len(token)):
        return True
    if folded in known or (len(folded) > _LONG and folded.endswith(_LEARNED)):
        return True
    return folded.endswith(_ENDINGS) and any(_derived(folded, ending, known) for ending in _ENDINGS)


def _derived(folded: str, ending: str, known: frozenset[str]) -> bool:
    """Whether a word is an ordinary one with an ending: `Stockpiling`, not `Beijing`."""
    stem = folded.removesuffix(ending)
    # Italy is not made of `it`.
    shorter = {stem[:-1]} if len(stem) > _SHORT else set()
    return stem != folded and bool({stem, f"{stem}e", f"{stem}y", *shorter} & known)


class WordIndex:
    """An index of the words of evidence, in all forms that a name may have there."""

    def __init__(self, texts: Iterable[str], lexicon: Lexicon) -> None:
        """Take the texts, in plain characters."""
        self._lexicon = lexicon
        self._tokens = [_TOKEN.findall(text) for text in texts]
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
        return self._contains(name, others) if initial is None else initial

    def contradicts(self, name: Name, others: Sequence[Name]) -> bool:
        """
        Whether the evidence gives a person another nationality than the sentence.

        `The Ethiopian Joseph Kiprotum` is wrong where there is a Kenyan Joseph Kiprotum.
        """
        at = _index(name, others)
        behind = others[at + 1 : at + 2] if at is not None else ()
        if not behind or not _follows(name, behind[0]):
            return False
        meant = self._nations(name.written)
        run = _sequence(behind[0], others) if meant else ()
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
        forms = {word, _singular(word), f"{word}s"}
        known = self._meanings, self._compounds
        if not ((ambiguous and word == written) or all(map(forms.isdisjoint, known))):
            return True
        spelled_out = is_spelled_out(others, _index(name, others), self._words)
        if spelled_out or (
            not word.startswith("=")
            and (self._as_initials(name) or self._joined(word) or self._written_apart(name, others))
        ):
            return True
        if any(map(str.isdigit, word)):
            return False
        meant = self._countries_of(name, others)
        if meant or word.startswith("="):
            return not (
                meant.isdisjoint(self._countries) and meant.isdisjoint(self._capital_countries)
            )
        return self._as_people(word)

    def _initial_of(self, name: Name, others: Sequence[Name]) -> bool | None:
        """
        Whether the initial of somebody is right: `M. Ashdown` may be Margaret Ashdown.

        It is `None` where it is no initial, or the evidence has nobody with that last name.
        """
        if not _INITIAL.fullmatch(name.written):
            return None
        run = _sequence(name, others)
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
        run = _sequence(name, others)
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
        at = _index(name, others)
        after = others[at + 1 : at + 2] if at is not None else ()
        return name.before + name.folded in self._words or any(
            name.folded + each.folded in self._words for each in after
        )


def _initials_around(tokens: list[str], at: int) -> str:
    """The initials of the names before a last name, a bar, and those of the names after it."""
    before = [token for token in tokens[max(0, at - _MOST_NAMES) : at] if token[0].isupper()]
    behind = [token for token in tokens[at + 1 : at + _MOST_NAMES] if token[0].isupper()]
    return "|".join(map(_letters, (before, behind)))


def _letters(words: Iterable[str]) -> str:
    return "".join(_fold(word) if "." in word else _fold(word)[:1] for word in words)


def _follows(name: Name, other: Name) -> bool:
    """Whether one name follows another, with at most one word between: the Kenyan runner Tola."""
    gap = other.start - name.end
    between = "" if other.before in FUNCTION_WORDS else other.before
    return gap == 1 or gap == len(between) + 2 > 2  # noqa: PLR2004


def _index(name: Name, others: Sequence[Name]) -> int | None:
    """The index of a name among the names of its text; `None` if it is not among them."""
    at = bisect.bisect_left(others, name.start, key=lambda each: each.start)
    return at if at < len(others) and others[at].start == name.start else None


def _sequence(name: Name, others: Sequence[Name]) -> list[Name]:
    """The sequence of adjacent names that a name is in."""
    at = _index(name, others)
    if at is None:
        return [name]
    first = last = at
    while first > at - _LONGEST and first and _are_adjacent(others[first - 1 : first + 1]):
        first -= 1
    while (
        last < at + _LONGEST and last + 1 < len(others) and _are_adjacent(others[last : last + 2])
    ):
        last += 1
    return list(others[first : last + 1])


def _are_adjacent(run: Sequence[Name]) -> bool:
    return all(b.start - a.end <= 5 for a, b in itertools.pairwise(run))  # noqa: PLR2004


def _country_stem(word: str) -> str:
    for ending in _PEOPLE:
        if word.endswith(ending):
            return word.removesuffix(ending)
    return word
