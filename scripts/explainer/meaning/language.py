"""The words of a language that the rules of meaning know, from its file."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from explainer import yaml_schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_FOLDER = Path(__file__).parent
_FILES = {"en": "english.yml"}
_VOWELS = "aeiou"
_SHORTEST_DOUBLED = 3


class Side(NamedTuple):
    """One side of a pair of contraries: the number of the pair, and 1 or -1."""

    pair: int
    sign: int


class Extent(NamedTuple):
    """Words that widen a statement, and those of a fact that allow them."""

    words: Phrases
    licenses: Phrases


class Phrases:
    """A set of words and phrases in all their regular forms."""

    def __init__(self, written: Iterable[str], irregular: Mapping[str, Sequence[str]]) -> None:
        """Index the words, and the phrases by their first word."""
        self.words: set[str] = set()
        self._phrases: dict[str, list[tuple[str, ...]]] = {}
        for each in written:
            first, *rest = str(each).split()
            for form in _forms(first, irregular):
                if rest:
                    self._phrases.setdefault(form, []).append((form, *rest))
                else:
                    self.words.add(form)

    def length_at(self, words: Sequence[str], at: int) -> int:
        """How many words from a position are one of these phrases, or nought."""
        found = [
            len(each)
            for each in self._phrases.get(words[at], ())
            if tuple(words[at : at + len(each)]) == each
        ]
        return max(found, default=int(words[at] in self.words))

    def find(self, words: Sequence[str]) -> list[tuple[int, int]]:
        """The start and the end of each that occurs among words."""
        spans = ((at, at + self.length_at(words, at)) for at in range(len(words)))
        return [(start, end) for start, end in spans if end > start]

    def occur(self, words: Sequence[str]) -> bool:
        """Whether one of these is among words."""
        return any(self.length_at(words, at) for at in range(len(words)))


class Language:
    """The words of a language by what they do in a statement."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Index the data of a language's file, whose comments say what each list is."""
        irregular = data["irregular"]

        def phrases(written: Iterable[str]) -> Phrases:
            return Phrases(written, irregular)

        self.negatives = phrases(data["negatives"])
        self.no_negatives = phrases(data["no_negatives"])
        self.failures = phrases(data["failures"])
        self.restraints = phrases([*data["failures"], *data["restraints"]])
        self.hedges = phrases(data["hedges"])
        self.other_hedges = phrases([*data["hedges"], *data["other_hedges"]])
        self.future = phrases(data["future"])
        self.speakers = phrases(data["speakers"])
        self.reporting = phrases(data["reporting"])
        self.evidential = phrases(data["evidential"])
        self.attributions = phrases([*data["attributions"], *data["evidential"]])
        self.restrictions = phrases(data["restrictions"])
        self.extents = [
            Extent(phrases(each["words"]), phrases([*each["words"], *each["licensed_by"]]))
            for each in data["scope"]
        ]
        causes = data["causes"]
        self.causes = Extent(
            phrases(causes["words"]), phrases([*causes["words"], *causes["licensed_by"]])
        )
        self.contraries = _Contraries(data["contraries"], irregular)
        self.opposites = _Contraries(data["opposites"], irregular, compared=True)
        self.converses = _Contraries(data["converses"], irregular)


class _Contraries:
    """Pairs of contraries, by the words and phrases of their sides."""

    def __init__(
        self, pairs: Any, irregular: Mapping[str, Sequence[str]], *, compared: bool = False  # noqa: ANN401
    ) -> None:
        self._words: dict[str, list[Side]] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], Side]]] = {}
        for number, sides in enumerate(pairs):
            for sign, side in zip((1, -1), sides, strict=True):
                for each in side:
                    first, *rest = str(each).split()
                    for form in _forms(first, irregular, compared=compared):
                        if rest:
                            entry = ((form, *rest), Side(number, sign))
                            self._phrases.setdefault(form, []).append(entry)
                        else:
                            self._words.setdefault(form, []).append(Side(number, sign))

    def sides_at(self, words: Sequence[str], at: int) -> tuple[list[Side], int]:
        """The sides of which one begins at a position, and how many words it has."""
        for phrase, side in self._phrases.get(words[at], ()):
            if tuple(words[at : at + len(phrase)]) == phrase:
                return [side], len(phrase)
        return self._words.get(words[at], []), 1


@functools.cache
def language_of(code: str) -> Language | None:
    """The language with a code such as `en` or `en-GB`, or `None` where there is no file for it."""
    name = _FILES.get(re.split(r"[-_]", code.lower())[0])
    if name is None:
        return None
    return Language(yaml_schema.load((_FOLDER / name).read_text(encoding="utf-8")))


def _forms(
    word: str, irregular: Mapping[str, Sequence[str]], *, compared: bool = False
) -> set[str]:
    """The forms of a word in small letters: a verb's and a noun's, or an adjective's."""
    forms = {word, *irregular.get(word, ())}
    if not word.isalpha() or len(word) < _SHORTEST_DOUBLED:
        return forms
    endings = ("er", "est") if compared else ("ed", "ing")
    if word[-1] == "y" and word[-2] not in _VOWELS:
        stem = word[:-1]
        return forms | ({f"{stem}ier", f"{stem}iest"} if compared else {f"{stem}ies", f"{stem}ied", f"{word}ing"})
    if word[-1] == "e":
        return forms | ({f"{word}r", f"{word}st"} if compared else {f"{word}s", f"{word}d", f"{word[:-1]}ing"})
    stems = [word]
    if word[-1] not in f"{_VOWELS}wxy" and word[-2] in _VOWELS and word[-3] not in _VOWELS:
        stems.append(word + word[-1])
    forms.update(stem + ending for stem in stems for ending in endings)
    if not compared:
        forms.add(f"{word}es" if word.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{word}s")
    return forms
