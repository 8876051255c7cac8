"""The wording of a text: its words, its clauses, and which words are negated."""

from __future__ import annotations

import bisect
import functools
import re
from typing import NamedTuple

from explainer.evidence.english import FUNCTION_WORDS
from explainer.evidence.lexicon import ordinary_words
from explainer.evidence.similarity import stem
from explainer.meaning.language import Language
from explainer.text_normalization import plain_characters

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*%?|[^\w\s]")
_NOT = re.compile(r"(?:n['’]t|\Acannot)\Z")
_STRONG = frozenset(".;:?!()|\u2014")
_CONJUNCTIONS = frozenset({"but", "while", "whereas", "although", "though"})
_COMPLEMENTS = frozenset({"that", "how", "whether", "why", "what"})
_VERBS = frozenset(
    {"that", "is", "are", "was", "were", "has", "have", "had", "will", "would", "does", "did", "then"}
)
_RELATIVES = frozenset({"which", "who", "whose", "where", "when", "because", "since", "if", "as"})
_SHORTEST = 3
_NEAR = 4
_SHORTEST_BARE = 4


class Word(NamedTuple):
    """A word or a mark in a text, in small letters, with its offsets and its stem."""

    text: str
    start: int
    end: int
    stem: str


class Wording:
    """
    The words of a text, and its clauses as ranges of words.

    `contents` are the positions of the words that carry content, `negated` the positions of the
    words in the scope of a negative, and `negatives` those of the negatives.
    """

    def __init__(self, text: str, language: Language) -> None:
        """Read a text, in any language; what the language's file does not know has no role."""
        self.text = plain_characters(text)
        self.language = language
        self.tokens = [
            Word(_lowered(match[0], match.start()), *match.span(), _stem_of(match[0]))
            for match in _WORD.finditer(self.text)
        ]
        self.words = [token.text for token in self.tokens]
        self.stems = [token.stem for token in self.tokens]

    @functools.cached_property
    def contents(self) -> frozenset[int]:
        """The positions of the words that carry content."""
        return frozenset(at for at, stem in enumerate(self.stems) if stem)

    @functools.cached_property
    def content(self) -> frozenset[str]:
        """The stems of the words that carry content."""
        return frozenset(filter(None, self.stems))

    @functools.cached_property
    def _edges(self) -> list[int]:
        """The positions at which a clause begins."""
        edges = [0]
        for at, word in enumerate(self.words):
            if word in _STRONG or word in _CONJUNCTIONS:
                edges.append(at + 1 if word in _STRONG else at)
            elif word == "," and at + 1 < len(self.words):
                edges.append(at + 1)
            elif word == "and" and not _VERBS.isdisjoint(self.words[at + 1 : at + 2]):
                edges.append(at)
        return edges

    def clause(self, at: int) -> range:
        """The positions of the clause that a position lies in."""
        index = bisect.bisect_right(self._edges, at)
        end = self._edges[index] if index < len(self._edges) else len(self.words)
        return range(self._edges[index - 1], end)

    @property
    def clauses(self) -> list[range]:
        """All clauses with a word."""
        ends = [*self._edges[1:], len(self.words)]
        return [range(a, b) for a, b in zip(self._edges, ends, strict=True) if a < b]

    def segment(self, at: int) -> range:
        """The positions up to the semicolons and full stops around a position."""
        marks = [i for i, word in enumerate(self.words) if word in ".;"]
        index = bisect.bisect_left(marks, at)
        return range(marks[index - 1] + 1 if index else 0, [*marks, len(self.words)][index])

    def stems_in(self, positions: range) -> frozenset[str]:
        """The stems of the content words among positions."""
        return frozenset(filter(None, self.stems[positions.start : positions.stop]))

    @functools.cached_property
    def negations(self) -> list[tuple[range, range]]:
        """The negatives, each with the positions that it negates."""
        found = []
        exempt = {
            at
            for start, end in self.language.no_negatives.find(self.words)
            for at in range(start, end)
        }
        for at, word in enumerate(self.words):
            size = self.language.negatives.length_at(self.words, at) or bool(_NOT.search(word))
            if size and at not in exempt and not (word == "no" and self.words[at + 1 : at + 2] and self.words[at + 1] == "."):
                found.append((range(at, at + size), range(at + size, self._scope_end(at + size))))
        return found

    def _scope_end(self, start: int) -> int:
        for at in range(start, len(self.words)):
            word = self.words[at]
            if word in _STRONG or word in _CONJUNCTIONS or word in _RELATIVES or word in ",\u2013":
                return at
            if word == "and" and at > start + 1:
                return at
        return len(self.words)

    @functools.cached_property
    def negated(self) -> frozenset[int]:
        """The positions of words in the scope of an odd number of negatives."""
        odd = {at for at, word in enumerate(self.words) if _bare_of(word)}
        for _, scope in self.negations:
            odd.symmetric_difference_update(scope)
        return frozenset(odd)

    def is_turned(self, at: int) -> bool:
        """Whether a negative right before a word turns round what it says."""
        turned = bool(_bare_of(self.words[at]))
        for negative, scope in self.negations:
            near = range(scope.start, min(scope.stop, scope.start + _NEAR))
            parted = not _COMPLEMENTS.isdisjoint(self.words[scope.start : at])
            turned ^= (at in near and not parted) or at in negative
        return turned

    def written(self, positions: range) -> str:
        """The text from the first to the last of positions."""
        inside = self.tokens[positions.start : positions.stop]
        return self.text[inside[0].start : inside[-1].end].strip() if inside else ""


@functools.lru_cache(maxsize=20_000)
def wording_of(text: str, language: Language) -> Wording:
    """The wording of a text."""
    return Wording(text, language)


@functools.lru_cache(maxsize=20_000)
def _bare_of(word: str) -> str:
    """What a word with `un-` negates, such as `released` in `unreleased`, or an empty text."""
    bare = word.removeprefix("un").removeprefix("-") if word.startswith(("un", "non-")) else ""
    bare = word.removeprefix("non-") if word.startswith("non-") else bare
    return bare if len(bare) >= _SHORTEST_BARE and bare in ordinary_words() else ""


def _lowered(word: str, start: int) -> str:
    """A word in small letters, but for the month of May."""
    return word if word == "May" and start else word.lower()


def _stem_of(word: str) -> str:
    low = _bare_of(word.lower()) or word.lower()
    if len(low) < _SHORTEST or low in FUNCTION_WORDS or not low[0].isalnum():
        return low if low.isdigit() else ""
    return stem(low.removesuffix("'s").removesuffix("’s"))
