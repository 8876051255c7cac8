"""
Names: of people, bodies, places, products and models.

A name is a word with a capital letter, or with letters and digits. What only opens a sentence
in a capital is told from a name by a list of ordinary words.
"""

from __future__ import annotations

import bisect
import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

from explainer.evidence.case_folding import TOKEN as _TOKEN
from explainer.evidence.case_folding import fold as _fold
from explainer.evidence.english import FUNCTION_WORDS, NAME_PARTICLES, PERSONAL_TITLES
from explainer.evidence.just_before import found_before

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explainer.evidence.lexicon import Lexicon

_CAPITAL = re.compile("[A-ZÀ-ÖØ-Þ]")
# Behind these a capital opens something, as at the start.
_OPENS = re.compile(r"(?:^|[.!?:;|(\[\"“”„«»\u2013]|\A)\s*[\"“'(\[]*\Z")
_ENDINGS = ("ing", "ed", "ly", "s", "er", "ers", "ment", "ments", "ness", "able", "ist", "ists")
# Words with these are made of Latin and Greek, and few of them are names.
_LEARNED = ("ation", "ations", "ition", "itions", "ction", "ctions", "ption", "ptions", "ssion",
            "ssions", "iness", "ability", "ibility", "ality", "ivity", "icity", "ology", "ography",
            "itis", "aemia", "ectomy", "ically")  # fmt: skip
# What follows a verb, and no town: chasing 332, batting the ball.
_BEHIND_ING = re.compile(r" (?:\d|(?:a|an|the|his|her|its|their|them|it|up|down|out)\b)")
# Before its subtitle a title has at least one capital.
_SUBTITLED = re.compile(
    r"[\"“„«](?P<title>[^\"“”„«»:]{2,80}?)(?::| [-\u2013]) (?P<subtitle>[^\"“”„«»]{2,200})[\"”“»]"
)
_GAP = len(" of a")
_REACH = len(" \"'(")
_MAY_HAVE_SUBTITLE = re.compile(r"(?::| [-\u2013]) [^\"“”„«»]{2,200}[\"”“»]")
_SHORT = 3
_LONGEST = 6
_LONG = 7


class Name(NamedTuple):
    """
    One word of a name, or several that are an alias: as written, and `folded` for comparison.

    `before` is the word before it, which may belong to it. `title` is the title whose subtitle it
    is in, as in `"Long Roads: A Tribute to Ada Lim"`.
    """

    written: str
    folded: str
    start: int
    end: int
    before: str = ""
    title: str = ""


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
        if (
            token.islower()
            or index < behind
            or not _CAPITAL.search(token)
            or _fold(token) in common
        ):
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
    return _with_titles(names, text)


def _with_titles(names: list[Name], text: str) -> list[Name]:
    """The names, those in a subtitle with the title before it."""
    found = list(_SUBTITLED.finditer(text)) if _MAY_HAVE_SUBTITLE.search(text) else []
    for match in found:
        start, end = match.span("subtitle")
        first = bisect.bisect_left(names, start, key=lambda name: name.start)
        last = bisect.bisect_left(names, end, key=lambda name: name.start)
        names[first:last] = [name._replace(title=match["title"]) for name in names[first:last]]
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
    if not token[0].isupper() or _CAPITAL.search(token[1:]) or any(map(str.isdigit, token)):
        return False
    if not found_before(_OPENS, text, start, _REACH):
        return False
    if folded.endswith("ing") and _BEHIND_ING.match(text, start + len(token)):
        return True
    return is_ordinary_word(folded, known)


def is_ordinary_word(folded: str, known: frozenset[str]) -> bool:
    """Whether a folded word is one of the ordinary ones, or made of one."""
    if folded in known or (len(folded) > _LONG and folded.endswith(_LEARNED)):
        return True
    return folded.endswith(_ENDINGS) and any(_derived(folded, ending, known) for ending in _ENDINGS)


def _derived(folded: str, ending: str, known: frozenset[str]) -> bool:
    """Whether a word is an ordinary one with an ending: `Stockpiling`, not `Beijing`."""
    stem = folded.removesuffix(ending)
    # Italy is not made of `it`.
    shorter = {stem[:-1]} if len(stem) > _SHORT else set()
    return stem != folded and bool({stem, f"{stem}e", f"{stem}y", *shorter} & known)


def follows(name: Name, other: Name) -> bool:
    """Whether one name follows another, with at most one word between: the Kenyan runner Tola."""
    gap = other.start - name.end
    between = "" if other.before in FUNCTION_WORDS else other.before
    return gap == 1 or (between != "" and gap == len(f" {between} "))


def index_of(name: Name, others: Sequence[Name]) -> int | None:
    """The index of a name among the names of its text; `None` if it is not among them."""
    at = bisect.bisect_left(others, name.start, key=lambda each: each.start)
    return at if at < len(others) and others[at].start == name.start else None


def sequence(name: Name, others: Sequence[Name]) -> list[Name]:
    """The sequence of adjacent names that a name is in."""
    at = index_of(name, others)
    if at is None:
        return [name]
    first = last = at
    while first > at - _LONGEST and first and are_adjacent(others[first - 1 : first + 1]):
        first -= 1
    while last < at + _LONGEST and last + 1 < len(others) and are_adjacent(others[last : last + 2]):
        last += 1
    return list(others[first : last + 1])


def are_adjacent(run: Sequence[Name]) -> bool:
    """Whether names follow each other, with nothing but a short word between."""
    return all(b.start - a.end <= _GAP for a, b in itertools.pairwise(run))
