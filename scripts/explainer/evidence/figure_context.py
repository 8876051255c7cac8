"""
The context of a figure or a date, by which the figures of two things are told apart.

If a passage has several figures of a kind, the features of their contexts are compared: the word
after, the two words before, and the nearest name with a number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from explainer.evidence.english import FUNCTION_WORDS, IRREGULAR_PAST_TENSES, SPEECH_VERBS
from explainer.evidence.just_before import found_before, text_before
from explainer.vocabulary.spellings import SCALES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from explainer.evidence.names import Name

_WORD = re.compile(r"\d[\d,.]*\d[^\W_]*|[^\W_]+(?:['.][^\W_]+)*")
_FIGURE = re.compile(r"(?<![\w.])\d")
_REACH = 60
_NEAR = 30
_IN_BRACKETS = re.compile(r" \((?P<other>[^()]{1,30} (?:v|vs\.?|versus|against) )?\Z")
_COMPARED = re.compile(r" (?:than|versus|vs\.?|compared (?:with|to)|against) ")
_ALL = re.compile(r" (?:out )?of (?:the |its |their )?[\d,]+")
_AMOUNT = re.compile(rf"(?:[\d,.]+|{'|'.join(SCALES)}) (?:in|by|at|on|for)\Z")
_CLAUSE = re.compile(r"[,;.:()]")
_YEAR = r"(?:[A-Z][a-z]+ )?(?P<year>(?:1[89]|20)\d\d)\b(?![s%]|[.,]\d)"
_YEAR_BEHIND = re.compile(rf"[^,;.:()\d]{{0,40}}?\b(?:in|by|for|during|since|of) {_YEAR}")
_YEAR_BEFORE = re.compile(rf"(?:\A|[,;.] |\band )(?:[Ii]n|[Bb]y|[Ff]or) {_YEAR}[^.;\d]{{0,40}}\Z")


class Context(NamedTuple):
    """
    The context of a value: the word after, the two words before, the nearest name with a number.

    `later` are the words after `behind` in its clause; `joined` is the word before if only function
    words are there: `and by 2%`. `when` is the year that a figure is of: `70% in 2024`.
    """

    behind: str
    before: str
    name: str
    later: frozenset[str] = frozenset()
    joined: str = ""
    when: str = ""


_FEATURES = ("behind", "before", "name")


def extract(text: str, start: int, end: int, names: Iterable[Name]) -> Context:
    """The context of the value at `text[start:end]`, given the names in the text."""
    behind, later = "", set()
    for match in _WORD.finditer(text, end, min(len(text), end + _REACH)):
        if match[0].casefold() in _JOINS or _stops(text, end, match.start()):
            break
        if match[0].casefold() in FUNCTION_WORDS:
            continue
        if not behind and _ALL.fullmatch(text, end, match.end()):
            # Nine of the 21 seats are nine seats.
            continue
        if behind:
            later.add(_folded(match[0]))
        else:
            behind = _folded(match[0])
    subject = _subject_of_brackets(text, start)
    words = _WORD.findall(text_before(text, start, _NEAR) if subject is None else subject)[-2:]
    if not behind and subject and words and words[-1].casefold() not in FUNCTION_WORDS:
        behind = _folded(words[-1])
    before = " ".join(map(str.casefold, words)) if len(words) > 1 else ""
    joined = ""
    if all(word.casefold() in FUNCTION_WORDS for word in words) and before != "at most":
        before, joined = "", before.rpartition(" ")[2]
    name, when = _nearest(text, start, end, names), _when(text, start, end)
    return Context(behind, before, name, frozenset(later), joined, when)


def _when(text: str, start: int, end: int) -> str:
    """The year of a figure: right behind it in its clause, or at the beginning of that."""
    match = _YEAR_BEHIND.match(text, end) or found_before(_YEAR_BEFORE, text, start, _REACH)
    return match["year"] if match else ""


def _subject_of_brackets(text: str, start: int) -> str | None:
    """
    The text that a figure in brackets is about; `None` if it is not in brackets.

    Lower with aspirin (22.9% v 25.7%) has the first one with aspirin, and lower with aspirin than
    with rest (22.9% v 25.7%) the second one with rest.
    """
    brackets = found_before(_IN_BRACKETS, text, start, _REACH)
    if not brackets:
        return None
    clause = _CLAUSE.split(text_before(text, brackets.start(), _REACH))[-1]
    sides = _COMPARED.split(clause)
    if len(sides) == 1 and brackets["other"]:
        return ""
    return sides[-1 if brackets["other"] else 0]


def _stops(text: str, start: int, end: int) -> bool:
    return any(char in ",;:.()|\u2013" for char in text[start:end])


def _joins(context: Context, before: str) -> bool:
    return context.joined != "" and before.endswith(f" {context.joined}")


_JOINS = {"and", "or", "but", "while", "v", "vs", "versus", "against"}


def _does_as_others(stated: Context, same: Sequence[Context], others: Sequence[Context]) -> bool:
    """Whether the verb in a sentence is that of another figure: of 24, eight lived and 16 died."""
    said = {stated.behind, *stated.later}
    verbs, own = ({each.behind for each in contexts} for contexts in (others, same))
    return (
        all(map(_is_verb, own))
        and any(verb in said and _is_verb(verb) for verb in verbs - own)
        and said.isdisjoint(own)
    )


def _is_verb(word: str) -> bool:
    return word in IRREGULAR_PAST_TENSES or word in SPEECH_VERBS or word.endswith("ed")


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


def is_misplaced(
    stated: Context,
    same: Sequence[Context],
    others: Sequence[Context],
    names: Collection[str],
    *,
    count: bool,
) -> bool:
    """
    Whether the context of a value is that of another value in the evidence.

    `same` are the contexts of that value in the evidence, `others` those of other values of its
    kind, and `names` all the names in the sentence. Of a mere `count`, what it counts may be left
    out: of 57 seats they won 23.
    """
    if stated.when:
        of_same, of_others = ({each.when for each in contexts} for contexts in (same, others))
        if (stated.when in of_same) != (stated.when in of_others) and "" not in of_same:
            return stated.when in of_others
    if _does_as_others(stated, same, others):
        return True
    features = {key: _favours_other(stated, same, others, key) for key in _FEATURES}
    if count and not all(context.behind for context in same):
        features["behind"] = None
    if features["name"] and all(each.name and each.name not in names for each in same):
        return True
    return bool(features["behind"] or features["before"]) and False not in features.values()


def _favours_other(
    stated: Context, same: Sequence[Context], others: Sequence[Context], key: str
) -> bool | None:
    """Whether a feature of the context favours another value; `None` if it favours neither."""
    feature = getattr(stated, key)
    here = any(getattr(context, key) == feature for context in same)
    there = any(getattr(context, key) == feature for context in others)
    if key == "behind" and there and any(feature in context.later for context in same):
        # Both have it: it was 7 % higher in May, and 6 % in May.
        return None
    if key == "behind" and there and all(_is_verb(context.behind) for context in same):
        # The noun was left out: of the 40 ships, 32 sank.
        return None
    if key == "before" and there and any(_AMOUNT.match(context.before) for context in same):
        # What was counted was left out: 40 ships in 2019 and 32 in 2020.
        return None
    if key == "before" and there and any(_joins(context, feature) for context in same):
        # What is said of the others is said of it as well: it fell by 14 % there and by 2 % here.
        return None
    if key == "before" and here and not any(context.before for context in others):
        # What stood before the others may have been left out: by 14 % on the one and 2 % on that.
        return None
    return there if feature and here != there else None
