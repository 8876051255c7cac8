"""
Sentence boundaries.

`sentencex` splits a text in which code is masked; sentences that it splits too often are joined.
Behind a citation `citation_boundaries` decides.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import sentencex

from explainer.pages.citation_boundaries import citation_boundaries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# After these abbreviations a sentence goes on if a figure, an amount or a small letter follows.
_BEFORE_FIGURE = re.compile(
    r"""(?:^|[\s(\["'“‘])(?:
        approx|ca|c|est|min|max|avg|nos?|nr|figs?|eqs?|eqns?|secs?|ch|chap|vols?|pp?|art|para|app|
        refs?|tab|eds?|ver|v|resp|incl|excl|al|inc|corp|ltd|co|bros|u\.s|u\.k|u\.n|
        jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec
    )\.$""",
    re.VERBOSE | re.IGNORECASE,
)
# After these it goes on in any case.
_BEFORE_ANYTHING = re.compile(
    r"""(?:^|[\s(\["'“‘])(?:
        e\.\ ?g|i\.\ ?e|vs|cf|viz|
        Mr|Mrs|Ms|Dr|Prof|Gen|Gov|Sen|Rep|Lt|Col|Sgt|St|Messrs|Hon|Rev
    )\.$""",
    re.VERBOSE,
)
# The same in other languages, for abbreviations that in English are initials or ends of sentences.
_BEFORE_ANYTHING_IN = {
    "fr": re.compile(r"(?:^|[\s(«])(?:MM?|Mmes?|Mlles?|Mgr|Dr|Pr|Stes?)\.$"),
}
# In these languages a full stop after a number makes it an ordinal, as "th" does in English.
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
# As in ASP.NET, where no space follows the full stop.
_IN_NAME = re.compile(r"[A-Z]{2}\.$")
_FIGURE = re.compile(r"[\d$€£¥₩~±<>(a-z]")
# Boundaries that `sentencex` misses: after a word or a letter that it takes for an abbreviation or
# an initial, after a shortened month at the end of a longer sentence, after a unit, after an
# ellipsis, after a whole sentence in brackets, after a "No." without a number, and before a figure
# that follows a full stop of a script without spaces.
_MISSED = re.compile(
    r"""(?:
        (?<!\w)(?:[Mm]ay|the\ Fed|etc|me|ill|ok|id|art|con|ore|ark|arc|fig)\.
      | (?<=\ on\ )X\.
      | (?<!\w)(?i:
            plan|series|vitamin|hepatitis|type|class|grade|group|category|phase|round|option|part
            |appendix|annex|team|variant|version
        )\ [A-Z]\.
      | (?<=\w\s)\w+,?\s(?:in|late|early|mid|since|until|from|by|of|\d{1,2})\s
        (?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.
      | (?:/[a-z]|\d\s?(?:[A-Za-z]{1,2}|sec|min))\.
      | …|\.\.\.
      | (?:^|(?<=[.!?]\ ))\([^()]*[.!?]\)
      | (?:^|(?<=[.!?]\ ))No\.
    )\s+(?=["“‘(\[]?[a-z]{0,2}[A-Z])
    | (?<!\w)[Mm]ay\.\s+(?=\d)
    | (?<=\ )no\.\s+(?=["“‘(\[]?[A-Z][a-z])
    | [。！？]\s*(?=\d)""",
    re.VERBOSE,
)
_NO_STOP = re.compile(r"[.!?…。！？؟۔।]")
_STOPPED = re.compile(r"[.!?…。！？؟۔।][\"'”’»」』)\]*_\s]*$")
# In Japanese a particle marks a question, and a full stop may follow it.
_QUESTION = re.compile(r"(?:[?？؟\u037e⁇⁈][!！]*|か。)[\"'”’»」』)\]*_\s]*$")


def split(
    text: str,
    masked_spans: Iterable[tuple[int, int]],
    language: str,
    citation_ends: Iterable[int] = (),
) -> Iterator[tuple[int, int]]:
    """
    The offsets (start, end) of the sentences of a text, without the white space around them.

    `masked_spans` are offsets of code, in which no sentence ends. `language` is an ISO 639 code.
    `citation_ends` are the offsets at which citations stand that are no words of the text, and the
    ones behind those that are.
    """
    masked = _mask(text, masked_spans)
    starts = _with_words(text, citation_boundaries(masked, citation_ends))
    for start, end in itertools.pairwise([0, *starts, len(text)]):
        for first, last in _split_part(text[start:end], masked[start:end], language):
            yield start + first, start + last


def start_behind(
    text: str, masked_spans: Iterable[tuple[int, int]], citation_end: int
) -> int | None:
    """The offset at which a sentence begins behind a citation, if words precede the citation."""
    starts = citation_boundaries(_mask(text, masked_spans), [citation_end])
    return next(_with_words(text, starts), None)


def _mask(text: str, spans: Iterable[tuple[int, int]]) -> str:
    masked = list(text)
    for start, end in spans:
        masked[start:end] = "X" * (end - start)
    return "".join(masked)


def _with_words(text: str, starts: Iterable[int]) -> Iterator[int]:
    """The offsets with a word between each two of them, and before and behind them."""
    last = next((at for at in range(len(text) - 1, -1, -1) if text[at].isalnum()), -1)
    done = 0
    for start in starts:
        # The first word behind the boundary before, if there is any.
        word = _LETTER.search(text, done, start)
        if word and start <= last:
            yield start
        done = start


_LETTER = re.compile(r"[^\W_]")
# No abbreviation is longer.
_TAIL = 60
_MOST_SPACE = 100


def _split_part(text: str, masked: str, language: str) -> Iterator[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for start, end in _boundaries(masked, language):
        if spans and _joined(_tail(text, *spans[-1]), text[start:end].lstrip(), language):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    for start, end in spans:
        body = text[start:end]
        yield start + len(body) - len(body.lstrip()), start + len(body.rstrip())


def _tail(text: str, start: int, end: int) -> str:
    """The last characters of a sentence, with the white space behind it."""
    last = text[max(start, end - _TAIL - _MOST_SPACE) : end]
    return last[max(0, len(last.rstrip()) - _TAIL) :]


def _boundaries(text: str, language: str) -> Iterator[tuple[int, int]]:
    found = sentencex.get_sentence_boundaries(
        language.partition("-")[0].partition("_")[0] or "en", text
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
    language = language.partition("-")[0]
    if language in _WITH_ORDINALS and _ORDINAL.search(before) and _COUNTED.match(behind):
        return True
    own = _BEFORE_ANYTHING_IN.get(language)
    return bool(_BEFORE_ANYTHING.search(before) or (own and own.search(before)))


def is_question(sentence: str) -> bool:
    """Whether a sentence is a question."""
    return bool(_QUESTION.search(sentence))


def has_stop(text: str) -> bool:
    """Whether a text has a character that ends sentences."""
    return bool(_NO_STOP.search(text))


def ends(text: str) -> bool:
    """Whether a text ends like a sentence."""
    return bool(_STOPPED.search(text))


def states(sentence: str) -> bool:
    """Whether a sentence is a statement: it has a letter or a digit, and is not a question."""
    return any(char.isalnum() for char in sentence) and not is_question(sentence)
