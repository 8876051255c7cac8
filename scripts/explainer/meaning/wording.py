"""The wording of a text: its words, its clauses, and which of its words are negated."""

from __future__ import annotations

import bisect
import functools
import itertools
import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from explainer.meaning.language import ANYTHING, PREFIXES, bare_of, size_at
from explainer.text_normalization import plain_characters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explainer.meaning.language import Language, Side

_WORD = re.compile(r"\d[\d.,]*\d(?![^\W_])%?|[^\W_]+(?:['’.-][^\W_]+)*%?|[^\w\s]")
_CONTRACTED = ("n't", "n’t")
_MARKS = frozenset(".;:?!()|\u2014")
_ENDS = frozenset(".;")
_NEAR = 3
_LONGEST_INSERTION = 6
_FIRST = frozenset(prefix[0] for prefix in PREFIXES)
_MONTH = "May"
_CHOOSING = frozenset({"not", "never"})
_MOST_NEGATIVES = 100
"""How many negatives of a text are read; no sentence has as many."""


class Use(NamedTuple):
    """A use of a listed word or phrase: its positions in the text, and its side of a pair."""

    positions: range
    side: Side | None


class Wording:
    """
    The words of a text in plain characters.

    Positions count its words and marks from nought. A clause ends at a mark, a comma or a
    conjunction, and a segment at a semicolon or a full stop.
    """

    def __init__(self, text: str, language: Language) -> None:
        """Read a text. No text raises."""
        self.text = plain_characters(text)
        self.language = language
        written = _WORD.findall(self.text)
        self._written = written
        self.words = [
            word if word == _MONTH and at else word.lower() for at, word in enumerate(written)
        ]
        """The words and marks in small letters, but for the month of May."""
        stems = language.stems
        self.stems = [stems[word] for word in written]
        """The stems of the words, empty for those without content."""
        self.content = frozenset(filter(None, self.stems))
        """The stems of the words that carry content."""

    @functools.cached_property
    def spans(self) -> list[tuple[int, int]]:
        """The offsets of the words in the text."""
        return [match.span() for match in _WORD.finditer(self.text)]

    @functools.cached_property
    def common(self) -> frozenset[str]:
        """The stems of the words that carry content and begin with a small letter."""
        words = self._written
        return frozenset(
            stem for at, stem in enumerate(self.stems) if stem and words[at][0].islower()
        )

    @functools.cached_property
    def names(self) -> frozenset[str]:
        """The stems of the words that carry content and begin with a capital, but the first."""
        both = zip(self._written[1:], self.stems[1:], strict=True)
        return frozenset(stem for word, stem in both if stem and word[0].isupper()) - self.common

    def is_name(self, at: int) -> bool:
        """Whether the word at a position carries content and begins with a capital."""
        return bool(self.stems[at]) and self._written[at][0].isupper()

    def is_number(self, at: int) -> bool:
        """Whether there is a number at a position, in digits or as a word."""
        word = self.words[at] if at < len(self.words) else " "
        return word[0].isdigit() or word in self.language.grammar.counts

    def stem_at(self, at: int) -> str:
        """The stem at a position, empty behind the end."""
        return self.stems[at] if at < len(self.stems) else ""

    @functools.cached_property
    def _found(self) -> dict[str, list[tuple[int, int, Side | None]]]:
        """By their roles, the positions of listed words, with their sizes and sides."""
        found: dict[str, list[tuple[int, int, Side | None]]] = defaultdict(list)
        entries, words, grammar = self.language.entries, self.words, self.language.grammar
        for at, word in enumerate(words):
            listed = entries.get(word)
            if not listed:
                continue
            after = words[at + 1] if at + 1 < len(words) else ""
            for role, rest, side in listed:
                if not rest:
                    found[role].append((at, 1, side))
                # Most phrases are ruled out by their second word.
                elif (rest[0] == after or side or rest[0] == ANYTHING) and (
                    size := size_at(words, at, rest, grammar if side else None)
                ):
                    found[role].append((at, size, side))
        return found

    def uses(self, role: str, part: range | None = None) -> list[Use]:
        """The uses of words with a role, which begin in a part."""
        found = self._found.get(role)
        if not found:
            return []
        return [
            Use(range(at, at + size), side)
            for at, size, side in found
            if part is None or at in part
        ]

    def has(self, role: str, part: range | None = None) -> bool:
        """Whether a word with a role is used, in a part."""
        found = self._found.get(role, ())
        return bool(found) if part is None else any(at in part for at, *_ in found)

    @functools.cached_property
    def _edges(self) -> list[int]:
        """The positions at which a clause begins."""
        edges, grammar = [0], self.language.grammar
        for at, word in enumerate(self.words):
            if word in _MARKS or word == ",":
                edges.append(at + 1)
            elif word in grammar.conjunctions or (
                word == "and" and not grammar.auxiliaries.isdisjoint(self.words[at + 1 : at + 2])
            ):
                edges.append(at)
        return edges

    def clause(self, at: int) -> range:
        """The clause at a position."""
        index = bisect.bisect_right(self._edges, at)
        end = self._edges[index] if index < len(self._edges) else len(self.words)
        return range(self._edges[index - 1], end)

    @functools.cached_property
    def clauses(self) -> list[range]:
        """All clauses, in their order."""
        edges = [*self._edges, len(self.words)]
        return [range(a, b) for a, b in itertools.pairwise(edges) if a < b]

    def segment(self, at: int) -> range:
        """The segment at a position."""
        return next((part for part in self.segments if at <= part.stop), range(len(self.words)))

    @functools.cached_property
    def segments(self) -> list[range]:
        """All segments, in their order."""
        marks = [at for at, word in enumerate(self.words) if word in _ENDS]
        ends = itertools.pairwise([-1, *marks, len(self.words)])
        parts = (range(before + 1, end) for before, end in ends)
        return [part for part in parts if part]

    def content_of(self, part: range) -> frozenset[str]:
        """The stems of the words in a part that carry content."""
        return frozenset(filter(None, self.stems[part.start : part.stop]))

    @functools.cached_property
    def negations(self) -> list[tuple[range, range]]:
        """The negatives, each with the part that it negates: up to the end of its clause."""
        exempt = {at for use in self.uses("no_negatives") for at in use.positions}
        spans = [use.positions for use in self.uses("negatives")]
        spans += [
            range(at, at + 1) for at, word in enumerate(self.words) if word.endswith(_CONTRACTED)
        ]
        found: list[tuple[range, range]] = []
        in_order = sorted(set(spans), key=lambda span: (span.start, -span.stop))
        before = range(0)
        for span in in_order[:_MOST_NEGATIVES]:
            if span.start in before:
                # Of `unable to`, `unable` is no second negative.
                continue
            before = span
            begins = self._behind_insertion(span.stop)
            scope = range(begins, self._end_of_scope(begins))
            # No. 4; neither this nor that.
            is_number = self.words[span.start : span.stop + 1] == ["no", "."]
            goes_on = self.words[span.start] == "nor" and found and span.start in found[-1][1]
            exclusives = self.language.grammar.exclusives
            if not (span.start in exempt or is_number or goes_on) and exclusives.isdisjoint(
                self.words[scope.start : scope.stop]
            ):
                found.append((span, scope))
        # What is unreleased is not released.
        inside = (range(at, at + 1) for at in range(len(self.words)) if self.has_own_negative(at))
        return [*found, *((span, span) for span in inside)]

    def has_own_negative(self, at: int) -> bool:
        """Whether a word has a negative within it, as `unreleased` has."""
        word = self.words[at]
        return word[0] in _FIRST and word.startswith(PREFIXES) and bool(bare_of(word))

    def is_choice(self, negative: range) -> bool:
        """Whether a negative leaves something out of a choice: `A, not B`, `not B, but A`."""
        before, word = self.words[max(0, negative.start - 1)], self.words[negative.start]
        end = self._end_of_scope(negative.stop)
        but = "but" in self.words[end : end + 2]
        return len(negative) == 1 and (
            (before == "," and word == "not") or (word in _CHOOSING and but)
        )

    def _behind_insertion(self, at: int) -> int:
        """Where a negative goes on behind what is inserted right after it: `not, it seems, `."""
        inside = self.words[at + 1 : at + _LONGEST_INSERTION]
        inserted = self.words[at : at + 1] == [","] and "," in inside
        return at + inside.index(",") + 2 if inserted else at

    def _end_of_scope(self, start: int) -> int:
        breaks = self.language.grammar.breaks
        for at in range(start, len(self.words)):
            word = self.words[at]
            if word in _MARKS or word in breaks or (word == "and" and at > start + 1):
                return at
        return len(self.words)

    @functools.cached_property
    def negated(self) -> frozenset[int]:
        """The positions of the words that an odd number of negatives negates."""
        odd: set[int] = set()
        for _, scope in self.negations:
            odd.symmetric_difference_update(scope)
        return frozenset(odd)

    def is_turned(self, at: int) -> bool:
        """Whether a negative right before a word, or within it, turns round what it says."""
        # What does not grow as fast grows more slowly.
        if self.is_denied_likeness(at):
            return True
        turned, grammar = False, self.language.grammar
        for negative, scope in self.negations:
            if self.is_choice(negative):
                continue
            between = range(scope.start, at)
            # In `no run succeeded` the noun of `no` comes between.
            nouns = int(self.words[negative.start] == "no")
            is_near = scope.start <= at < min(scope.stop, scope.start + _NEAR) and (
                sum(
                    bool(self.stems[it]) and self.words[it] not in grammar.transparent
                    for it in between
                )
                <= nouns
                and grammar.complements.isdisjoint(self.words[between.start : at])
            )
            turned ^= is_near
        return turned

    def is_denied_likeness(self, at: int) -> bool:
        """Whether a word is what something is not, compared with a like: `not as fast`."""
        return self.words[at - 1] in self.language.grammar.equatives and any(
            scope.stop in {at - 1, at} or at in scope for _, scope in self.negations
        )

    def is_negative(self, part: range | None = None) -> bool:
        """Whether there is a negative, in a part."""
        inside = range(len(self.words)) if part is None else part
        return any(negative.start in inside for negative, _ in self.negations) or any(
            at in inside for at in self.negated
        )

    def written(self, part: range) -> str:
        """The text of a part as it is written."""
        spans = self.spans[part.start : part.stop]
        return self.text[spans[0][0] : spans[-1][1]] if spans else ""

    def positions_of(self, start: int, end: int) -> range:
        """The positions of the words between two offsets of the text."""
        first, stop = (bisect.bisect_left(self.spans, (offset,)) for offset in (start, end))
        return range(first, stop) if first < stop else range(0)


@functools.lru_cache(maxsize=20_000)
def wording_of(text: str, language: Language) -> Wording:
    """The wording of a text."""
    return Wording(text, language)


def any_has(texts: Sequence[Wording], role: str) -> bool:
    """Whether a word with a role is used in one of some texts."""
    return any(text.has(role) for text in texts)
