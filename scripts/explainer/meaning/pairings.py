"""Pairings: a sentence ties a number to another name, year or number than its evidence does."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.meaning.comparison import Comparison, Difference
    from explainer.meaning.wording import Wording

_MOST = 40
"""How many numbers and names of a text are read; no sentence has as many."""
_MARKS = frozenset(",;:.()|")
_LEAST = 3
_YEAR = re.compile(r"(18|19|20)\d\d")


def find(each: Comparison) -> Iterator[Difference]:
    """The first name or number that goes with one of two numbers, and with the other there."""
    sentence = each.sentence
    own = {} if each.is_row else _anchors(sentence)
    if len(own) < _LEAST:
        return
    for text in each.texts:
        there = _anchors(text)
        known = [word for word in own if word in there]
        numbers = [word for word in known if word[0].isdigit()]
        for word in known:
            here = [it for it in numbers if _is_tied(sentence, own[word], own[it])]
            held = [it for it in numbers if _is_tied(text, there[word], there[it])]
            if (
                len(here) == len(held) == 1
                and here != held
                and _is_year(here[0]) == _is_year(held[0])
                and _is_parted(sentence, own[word], own[held[0]])
                and _is_parted(text, there[word], there[here[0]])
            ):
                first, last = sorted((own[word], own[here[0]]))
                start, stop = sorted((there[word], there[held[0]]))
                yield each.difference(range(first, last + 1), text.written(range(start, stop + 1)))
                return


@functools.lru_cache(maxsize=20_000)
def _anchors(text: Wording) -> dict[str, int]:
    """The positions of the numbers and of the names of one word that a text has once each."""
    found: dict[str, list[int]] = {}
    for at, word in enumerate(text.words):
        if word[0].isdigit() or text.stems[at] in text.names:
            found.setdefault(word.replace(",", "").removesuffix("'s"), []).append(at)
    once = {word: at[0] for word, at in found.items() if len(at) == 1}
    return once if len(once) <= _MOST else {}


def _is_tied(text: Wording, word: int, number: int) -> bool:
    """Whether nothing parts a word from a number before or behind it, and no other is between."""
    first, last = sorted((word, number))
    between = text.words[first + 1 : last]
    both = text.words[word], text.words[number]
    # Two numbers go together only if one of them is a year.
    if both[0][0].isdigit() and not any(map(_is_year, both)):
        return False
    # It lost a third between 2000 and 2020.
    if text.words[number - 1] == "between":
        return False
    # The 310 (2018) and the 910 (2019); but 40 ships are no name.
    return between == ["("] or (
        bool(between or number > word)
        and word != number
        and not _is_parted(text, word, number)
        and not any(it[0].isdigit() for it in between)
    )


def _is_parted(text: Wording, one: int, other: int) -> bool:
    """Whether a mark or a word such as `and` parts two words."""
    first, last = sorted((one, other))
    return not (text.language.grammar.apart | _MARKS).isdisjoint(text.words[first + 1 : last])


def _is_year(word: str) -> bool:
    return bool(_YEAR.fullmatch(word))
