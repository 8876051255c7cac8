"""
What a figure or a date stands beside, so that one thing's figure is not given to another.

Where a passage has several figures of a kind, the right one is told by its company: the word
behind it, the two words before it, and the nearest name that has a number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from explainer.evidence.english import FUNCTION
from explainer.vocabulary.spellings import SCALES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from explainer.evidence.names import Name

_WORD = re.compile(r"\d[\d,.]*\d[^\W_]*|[^\W_]+(?:['.][^\W_]+)*")
_FIGURE = re.compile(r"(?<![\w.])\d")
_REACH = 60
_IN_BRACKETS = re.compile(r" \((?P<other>[^()]{1,30} (?:v|vs\.?|versus|against) )?\Z")
_COMPARED = re.compile(r" (?:than|versus|vs\.?|compared (?:with|to)|against) ")
_ALL = re.compile(r" (?:out )?of (?:the |its |their )?[\d,]+")
_AMOUNT = re.compile(rf"(?:[\d,.]+|{'|'.join(SCALES)}) (?:in|by|at|on|for)\Z")
_CLAUSE = re.compile(r"[,;.:()]")


class Context(NamedTuple):
    """
    The company of a value: the word behind, the two words before, the nearest numbered name.

    `later` are the words that follow the one behind it in its clause, and `joined` is the word
    before where nothing but little words stand there: and by 2%.
    """

    behind: str
    before: str
    name: str
    later: frozenset[str] = frozenset()
    joined: str = ""


_SIGNS = ("behind", "before", "name")


def extract(text: str, start: int, end: int, names: Iterable[Name]) -> Context:
    """The company of what stands at `text[start:end]`, given the names in the text."""
    behind, later = "", set()
    for match in _WORD.finditer(text, end, min(len(text), end + _REACH)):
        if match[0].casefold() in _JOINS or _stops(text, end, match.start()):
            break
        if match[0].casefold() in FUNCTION:
            continue
        if not behind and _ALL.fullmatch(text, end, match.end()):
            # Nine of the 21 seats are nine seats.
            continue
        if behind:
            later.add(_folded(match[0]))
        else:
            behind = _folded(match[0])
    owner = _owner(text, start)
    words = _WORD.findall(text[max(0, start - 30) : start] if owner is None else owner)[-2:]
    if not behind and owner and words and words[-1].casefold() not in FUNCTION:
        behind = _folded(words[-1])
    before = " ".join(map(str.casefold, words)) if len(words) > 1 else ""
    joined = ""
    if all(word.casefold() in FUNCTION for word in words) and before != "at most":
        before, joined = "", before.rpartition(" ")[2]
    return Context(behind, before, _nearest(text, start, end, names), frozenset(later), joined)


def _owner(text: str, start: int) -> str | None:
    """
    What a figure in brackets is of, which is `None` where it stands in none.

    Lower with aspirin (22.9% v 25.7%) has the first one with aspirin, and lower with aspirin than
    with rest (22.9% v 25.7%) the second one with rest.
    """
    brackets = _IN_BRACKETS.search(text, max(0, start - _REACH), start)
    if not brackets:
        return None
    clause = _CLAUSE.split(text[max(0, brackets.start() - _REACH) : brackets.start()])[-1]
    sides = _COMPARED.split(clause)
    if len(sides) == 1 and brackets["other"]:
        return ""
    return sides[-1 if brackets["other"] else 0]


def _stops(text: str, start: int, end: int) -> bool:
    return any(char in ",;:.()|\u2013" for char in text[start:end])


def _joins(context: Context, before: str) -> bool:
    return context.joined != "" and before.endswith(f" {context.joined}")


_JOINS = {"and", "or", "but", "while", "v", "vs", "versus", "against"}


def _folded(word: str) -> str:
    return word.casefold().removesuffix("s")


def _nearest(text: str, start: int, end: int, names: Iterable[Name]) -> str:
    nearest, least = "", 2 * _REACH
    # Only a model's or a version's number is sure to tell two things apart.
    for name in (name for name in names if any(map(str.isdigit, name.folded))):
        gap = name.start - end if name.start >= end else start - name.end
        between = text[end : name.start] if name.start >= end else text[name.end : start]
        if _FIGURE.search(between):
            gap += _REACH
        # A comma or a conjunction is further than a space.
        gap += 10 * sum(between.count(mark) for mark in ",;:") + 5 * between.count(" and ")
        if 0 <= gap < least:
            nearest, least = name.folded, gap
    return nearest


def misplaced(
    stated: Context,
    same: Sequence[Context],
    others: Sequence[Context],
    names: Collection[str],
    *,
    count: bool,
) -> bool:
    """
    Whether a value stands in company that the evidence gives to another value.

    `same` are the contexts of that value in the evidence, `others` those of other values of its
    kind, and `names` all the names in the sentence. Of a mere `count`, what it counts may be left
    out: of 57 seats they won 23.
    """
    signs = {key: _tells(stated, same, others, key) for key in _SIGNS}
    if count and not all(context.behind for context in same):
        signs["behind"] = None
    if signs["name"] and all(each.name and each.name not in names for each in same):
        return True
    return bool(signs["behind"] or signs["before"]) and False not in signs.values()


def _tells(
    stated: Context, same: Sequence[Context], others: Sequence[Context], key: str
) -> bool | None:
    """Whether one part of the company speaks for another value, for this one, or for neither."""
    mine = getattr(stated, key)
    here = any(getattr(context, key) == mine for context in same)
    there = any(getattr(context, key) == mine for context in others)
    if key == "behind" and there and any(mine in context.later for context in same):
        # Both have it: it was 7 % higher in May, and 6 % in May.
        return None
    if key == "before" and there and any(_AMOUNT.match(context.before) for context in same):
        # What was counted was left out: 40 ships in 2019 and 32 in 2020.
        return None
    if key == "before" and there and any(_joins(context, mine) for context in same):
        # What is said of the others is said of it as well: it fell by 14 % there and by 2 % here.
        return None
    if key == "before" and here and not any(context.before for context in others):
        # What stood before the others may have been left out: by 14 % on the one and 2 % on that.
        return None
    return there if mine and here != there else None
