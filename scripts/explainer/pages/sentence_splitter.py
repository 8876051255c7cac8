"""
Where sentences end.

`sentencex` splits; code is hidden from it, and what it splits too eagerly is joined again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import sentencex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Behind these a sentence goes on wherever a figure, an amount or a small letter follows.
_BEFORE_FIGURE = re.compile(
    r"""(?:^|[\s(\["'“‘])(?:
        approx|ca|c|est|min|max|avg|nos?|nr|figs?|eqs?|eqns?|secs?|ch|chap|vols?|pp?|art|para|app|
        refs?|tab|eds?|ver|v|resp|incl|excl|al|inc|corp|ltd|co|bros|u\.s|u\.k|u\.n|
        jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec
    )\.$""",
    re.VERBOSE | re.IGNORECASE,
)
# Behind these it goes on whatever follows.
_BEFORE_ANYTHING = re.compile(
    r"""(?:^|[\s(\["'“‘])(?:
        e\.\ ?g|i\.\ ?e|vs|cf|viz|
        Mr|Mrs|Ms|Dr|Prof|Gen|Gov|Sen|Rep|Lt|Col|Sgt|St|Messrs|Hon|Rev
    )\.$""",
    re.VERBOSE,
)
# The same in other languages, where they are what English has for an initial or a sentence's end.
_BEFORE_ANYTHING_IN = {
    "fr": re.compile(r"(?:^|[\s(«])(?:MM?|Mmes?|Mlles?|Mgr|Dr|Pr|Stes?)\.$"),
}
# Behind a day or a number a sentence goes on in languages that write a full stop for "th".
_WITH_ORDINALS = {"da", "de", "nb", "nn", "no"}
_ORDINAL = re.compile(r"(?:^|[^\w.,])\d{1,2}\.$")
_COUNTED = re.compile(
    r"""(?:
        Jan(?:uar)?|Jänner|Feb(?:ruar)?|März?|Apr(?:il)?|Mai|Juni?|Juli?|Aug(?:ust)?
        |Sept?(?:ember)?|Okt(?:ober)?|Nov(?:ember)?|Dez(?:ember)?
        |Jahrhunderts?|Jahrtausends?|Jahrestag\w*|Geburtstag\w*|Lebensjahr\w*|Bezirks?|Stock|Klasse
        |Mal|Platz|Rang|Tag|Kapitel|Auflage|Legislaturperiode|Spieltag\w*|Runde|Minute|Weltkriegs?
        |(?:januar|februar|mars|april|maj|mai|juni|juli|august|september|oktober|november|desember)
    )\b""",
    re.VERBOSE,
)
# As in ASP.NET, where no space follows.
_IN_NAME = re.compile(r"[A-Z]{2}\.$")
_FIGURE = re.compile(r"[\d$€£¥₩~±<>(a-z]")
# Where `sentencex` does not see that a sentence ends: behind a unit, which it takes for an initial,
# behind an ellipsis, behind a whole sentence in brackets, behind a "No." that numbers nothing, and
# where a figure follows a full stop of a script without spaces.
_MISSED = re.compile(
    r"""(?:
        (?:/[a-z]|\d\s?[A-Za-z]{1,2})\.
      | …|\.\.\.
      | (?:^|(?<=[.!?]\ ))\([^()]*[.!?]\)
      | (?:^|(?<=[.!?]\ ))No\.
    )\s+(?=["“‘(\[]?[A-Z])
    | (?<=\ )no\.\s+(?=["“‘(\[]?[A-Z][a-z])
    | [。！？]\s*(?=\d)""",
    re.VERBOSE,
)
_NO_STOP = re.compile(r"[.!?…。！？؟۔।]")
_STOPPED = re.compile(r"[.!?…。！？؟۔।][\"'”’»」』)\]*_\s]*$")
# In Japanese a particle asks, and a full stop may follow it.
_QUESTION = re.compile(r"(?:[?？؟\u037e⁇⁈][!！]*|か。)[\"'”’»」』)\]*_\s]*$")


def split(text: str, hidden: Iterable[tuple[int, int]], language: str) -> Iterator[tuple[int, int]]:
    """
    The sentences of a text as offsets, without the white space around them.

    `hidden` are stretches in which nothing ends a sentence; `language` is an ISO 639 code.
    """
    masked = list(text)
    for start, end in hidden:
        masked[start:end] = "X" * (end - start)
    spans: list[tuple[int, int]] = []
    for start, end in _boundaries("".join(masked), language):
        if spans and _joined(text[slice(*spans[-1])], text[start:end].lstrip(), language):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    for start, end in spans:
        body = text[start:end]
        yield start + len(body) - len(body.lstrip()), start + len(body.rstrip())


def _boundaries(text: str, language: str) -> Iterator[tuple[int, int]]:
    found = sentencex.get_sentence_boundaries(
        language.split("-", maxsplit=1)[0].split("_", maxsplit=1)[0] or "en", text
    )
    ends = {sentence["end_index"] for sentence in found}
    ends |= {match.end() for match in _MISSED.finditer(text)}
    done = 0
    for end in sorted({*ends, len(text)}):
        if done < end <= len(text):
            yield done, end
            done = end


def _joined(before: str, behind: str, language: str) -> bool:
    if _IN_NAME.search(before):
        return True
    before = before.rstrip()
    if not before or not any(char.isalnum() for char in behind):
        return True
    if _BEFORE_FIGURE.search(before):
        return bool(_FIGURE.match(behind))
    language = language.split("-", maxsplit=1)[0]
    if language in _WITH_ORDINALS and _ORDINAL.search(before) and _COUNTED.match(behind):
        return True
    own = _BEFORE_ANYTHING_IN.get(language)
    return bool(_BEFORE_ANYTHING.search(before) or (own and own.search(before)))


def is_question(sentence: str) -> bool:
    """Whether it asks instead of stating."""
    return bool(_QUESTION.search(sentence))


def has_stop(text: str) -> bool:
    """Whether anything in it could end a sentence."""
    return bool(_NO_STOP.search(text))


def ends(text: str) -> bool:
    """Whether it ends as a sentence does."""
    return bool(_STOPPED.search(text))


def states(sentence: str) -> bool:
    """Whether it says anything at all: has a letter or a figure, and asks nothing."""
    return any(char.isalnum() for char in sentence) and not is_question(sentence)
