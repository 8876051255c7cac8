"""Hedges: the words before or after a figure that say how precise it is."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from explainer.evidence.just_before import found_before, text_before
from explainer.vocabulary.spellings import HEDGE_BY_SPELLING, TRAILING_HEDGES

if TYPE_CHECKING:
    from collections.abc import Iterable


def any_of(spellings: Iterable[str]) -> str:
    """A pattern that matches any of the spellings, the longest first."""
    return "|".join(map(re.escape, sorted(spellings, key=len, reverse=True)))


# A sign may follow a letter, as in p<0.001; a word may not.
_HEDGE = re.compile(
    rf"(?P<hedge>(?<![A-Za-z])(?:{any_of(word for word in HEDGE_BY_SPELLING if word[0].isalpha())})"
    rf"|{any_of(sign for sign in HEDGE_BY_SPELLING if not sign[0].isalpha())})\s?\Z",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s*(?:[\w/-]{1,30}\s)?(?P<hedge>or more|or so|or less|or fewer|or higher|or lower|at least"
    r"|at most|and above|多)\b",
    re.IGNORECASE,
)
_NEGATED = {"over": "most", "through": "most", "under": "least"}
_NEGATION = re.compile(
    r"(?:\b(?:no|not|never|none|nobody|neither|nor|cannot|unable to|incapable of)"
    r"|n't)\b(?! (?:just|only|merely))"
    r"(?: (?!(?:and|or|but|while|until|because|which|who|that|if|when|as|in|since|after|before"
    r"|by|at|on)\b|for (?!an? ))[\w'-]+){0,8}? \Z",
    re.IGNORECASE,
)
_PREFIX = r"(?:[A-Z]{0,3}[$€£₹]|[A-Z]{3} ?)?\Z"
_LIMIT = re.compile(
    r"\b(?:(?P<most>maximum|upper limit|ceiling|cap)|minimum|lower limit|floor)"
    rf"(?: (?!(?:of|is|was|at)\b)[a-z-]+){{0,3}} (?:of|is|was|at) {_PREFIX}"
    r"|\b(?P<caps>caps?|capped|capping|limits?|limited|limiting)"
    rf"(?: (?!(?:at|to|by|and|or|but|that|from)\b)[\w'-]+){{0,5}} (?:at|to) {_PREFIX}",
    re.IGNORECASE,
)
_REACH = 80
_NEAR = 24


def hedge_of(text: str, start: int, end: int) -> str:
    """The hedge of the figure at `text[start:end]`, or an empty text."""
    before = _before(text_before(text, start, _NEAR))
    if before in _NEGATED:
        # Nobody was given more than ten: they were given ten at most.
        negated = found_before(_NEGATION, text, start, _REACH)
        return _NEGATED[before] if negated else before
    if before:
        return before
    behind = _BEHIND.match(text, end)
    return (
        TRAILING_HEDGES[behind["hedge"].lower()]
        if behind
        else _limit(text_before(text, start, _REACH))
    )


@functools.lru_cache(maxsize=20_000)
def _before(text: str) -> str:
    match = _HEDGE.search(text)
    if not match:
        return ""
    word = match["hedge"].lower()
    return "through" if word == "over" else HEDGE_BY_SPELLING[word]


def _limit(text: str) -> str:
    """The hedge of a limit, `ceiling` or `floor`: `a maximum fine of` so much."""
    match = _LIMIT.search(text) if text.endswith(_ENDS) or not text[-1:].isspace() else None
    return ("ceiling" if match["most"] or match["caps"] else "floor") if match else ""


_ENDS = ("of ", "is ", "was ", "at ", "to ")
