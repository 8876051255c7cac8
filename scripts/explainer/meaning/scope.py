"""Scope: a sentence says of all what its evidence says of some."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.meaning.facts import Comparison, Difference
    from explainer.meaning.wording import Wording

_REACH = 3
_LONGEST = 3
_SOME = frozenset({"some", "several", "few", "part", "certain", "many", "half", "minority"})
_PREPOSITIONS = frozenset({"on", "by", "with", "from", "for", "in", "to", "at"})
_SUPERLATIVE = re.compile(r"most|least|best|worst|first|last|[a-z]{2,}est")


def find(each: Comparison) -> Iterator[Difference]:
    """The words of the sentence that widen it, and that nothing in the evidence allows."""
    yield from itertools.islice(itertools.chain(_widened(each), _unrestricted(each), _best(each)), 1)


def _widened(each: Comparison) -> Iterator[Difference]:
    sentence = each.sentence
    if each.is_row:
        return
    titles = [fact.title for fact in each.facts if fact.title]
    for extent in each.language.extents:
        found = [(start, end) for start, end in extent.words.find(sentence.words) if _widens(sentence, start)]
        if found and not any(extent.licenses.occur(text.words) for text in (*each.texts, *titles)):
            start, end = found[0]
            yield each.difference(range(start, end), each.facts[0].wording.text)


def _widens(sentence: Wording, at: int) -> bool:
    """Whether a word widens a sentence where it stands: `all`, and not `at all` or `in all`."""
    word, before, after = sentence.words[at], sentence.words[at - 1 : at], sentence.words[at + 1 : at + 2]
    if at in sentence.negated or before in (["at"], ["in"], ["of"], ["above"], ["after"], ["not"]) or sentence.is_turned(at):
        return False
    if word == "only":
        return bool(at) and (after[0] if after else "") in _PREPOSITIONS or after == ["."]
    return not (word == "most" and before in (["the"], ["at"], ["its"]))


def _unrestricted(each: Comparison) -> Iterator[Difference]:
    """Nouns that the evidence restricts to some of them, and the sentence does not."""
    sentence, language = each.sentence, each.language
    if each.is_row or language.restrictions.occur(sentence.words) or any(map(str.isdigit, sentence.text)):
        return
    for fact in each.facts:
        text = fact.wording
        for at, word in enumerate(text.words):
            if word not in _SOME:
                continue
            end = at + 2 if text.words[at + 1 : at + 2] == ["of"] else at + 1
            noun = next((i for i in range(end, min(end + _REACH, len(text.words))) if text.stems[i]), None)
            if noun is None:
                continue
            where = [i for i in sentence.contents if sentence.stems[i] == text.stems[noun]]
            if where and len(text.stems_in(text.clause(noun)) & sentence.content) > 2:
                yield each.difference(range(where[0], where[0] + 1), text.written(range(at, noun + 1)))
                return


def _best(each: Comparison) -> Iterator[Difference]:
    """Superlatives among fewer: `the largest port`, where the evidence has `the largest Baltic port`."""
    sentence = each.sentence
    for at, _ in enumerate(sentence.words):
        own = _superlative(sentence, at)
        if own is None or not own[1]:
            continue
        found = [
            (text, other)
            for fact in each.facts
            for text in [fact.wording]
            for i in range(len(text.words))
            if (other := _superlative(text, i)) is not None and other[0] == own[0]
        ]
        noun = own[1][0]
        lacking = [
            (text, positions)
            for text, (_, stems, positions) in found
            if noun in stems and not set(stems[: stems.index(noun)]) <= sentence.content
        ]
        if lacking and len(lacking) == len(found):
            text, positions = lacking[0]
            yield each.difference(range(at, at + 1), text.written(positions))
            return


def _superlative(text: Wording, at: int) -> tuple[str, list[str], range] | None:
    """What is the most: its superlative, and the stems of the next few words of its phrase."""
    word = text.words[at]
    if not _SUPERLATIVE.fullmatch(word) or text.words[at - 1 : at] != ["the"]:
        return None
    start = at + 1
    if word in {"most", "least"}:
        word, start = " ".join(text.words[at : at + 2]), at + 2
    end = min(start + _LONGEST, text.clause(at).stop)
    stop = next((i for i in range(start, end) if not text.stems[i]), end)
    return word, text.stems[start:stop], range(at, stop)
