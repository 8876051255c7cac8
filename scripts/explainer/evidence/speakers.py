"""
Speakers: whom a sentence quotes or attributes something to.

`according to X`, `X said`, `X's chief executive told reporters`: the names in the phrase before the
verb. A pronoun, or an organisation without a name, cannot be compared.
"""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING, NamedTuple

from explainer.evidence.english import (
    ADVERBS,
    IRREGULAR_PAST_TENSES,
    NOT_VERBS,
    OFFICES,
    SPEECH_NOUNS,
    SPEECH_VERBS,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explainer.evidence.names import Name

_VERBS = "|".join(sorted(SPEECH_VERBS))
_SPEECH = re.compile(rf"(?<![\w-])(?:{_VERBS})(?![\w-])")
_ACCOUNTS = "account|calculation|count|estimate|figures|reckoning|report|tally|telling"
_ACCORDING = re.compile(
    r"\b(?:[Aa]ccording to|[Ii]n the words of|(?:reported|estimated|announced|claimed) by"
    rf"|[Bb]y the (?:{_ACCOUNTS}) of)\s"
)
# "By the bank's count", "in Baird's words".
_WHOSE = re.compile(
    rf"\b(?:[Bb]y|[Ii]n) (?P<who>[^,;:|()']{{1,60}}'s?) (?:own )?(?:{_ACCOUNTS}|opinion|phrase|view"
    r"|words)\b"
)
# "As Baird put it".
_PUT_IT = re.compile(
    r"\b[Aa]s (?P<who>[^,;:|()]{1,60}?) (?:has |had )?(?:puts?|phrase[sd]|said|says|saw|sees) it\b"
)
_QUOTED = re.compile(
    r"\b(?:is|are|was|were) (?:reported|quoted|said|cited) "
    r"(?:as saying|as having said|to have said)\b"
)
_REACH = 60
_CLAUSE = re.compile(r"[,;:|(\u2013]|\b(?:that|which|who|and|but|while|when|where|because|as|if)\b")
_BRACKETS = re.compile(r"\([^()]{1,40}\)")
# "It rose, says the bank."
_INVERTED = re.compile(
    r"[,\"”'] (?:said|says|reported|reports|wrote|writes|argued|argues|warned|warns)"
    r"(?= (?:the )?(?:(?!(?:a|an|as|at|by|for|from|in|of|on|that|to|with)\b)[a-z]+ ){0,2}"
    r"(?:[A-Z][\w'-]{0,60}+ ?){1,4}(?:[.,;(]|of |at |\Z))"
)
# After one of these, a verb of saying is a noun: "its reports", "the FT report", "to claim".
_NOUN_BEFORE = re.compile(
    r"\b(?:a|an|the|its|his|her|their|our|this|that|these|those|no|any|some|two|three|all|to|of|'s|"
    r"and|or|by|in|on|from|for|with|press|news|company|such|other|also be|be|is|was|are|"
    r"were|been|not|annual|first|last|latest|own)\s\Z"
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|as)\s(?:\w+ly\s|not\s)?\Z")
_VERB = re.compile(
    rf"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|do|did|"
    rf"{_VERBS}|{'|'.join(sorted(IRREGULAR_PAST_TENSES))}|[a-z]+(?:ed|s))\b|[,;:]"
)
# The words after a verb of saying that is not a noun.
_OBJECT = re.compile(
    r"\s+(?:that|the|a|an|its|his|her|their|no|how|it|they|this|these|there|about|more|less|on|"
    r"[\d$\"“A-Z]\S*)(?!\w)|[.]?\s*\Z"
)
_NOUN = re.compile(
    rf"(?<![\w'])(?!(?:{'|'.join(sorted(OFFICES | ADVERBS))})\b)[a-z]{{3,}}(?<!ly)\b"
)


class Speech(NamedTuple):
    """
    A phrase that names a speaker: its names, and its offsets.

    `direct` is true where they speak themselves, as in `Reuters said` and `Nestlé's chief said`,
    and false where they only describe who does, as in `a US official said`. `quoted` is true where
    the text has a quotation, and nobody else in it speaks.
    """

    names: tuple[Name, ...]
    start: int
    end: int
    direct: bool = True
    quoted: bool = False


def extract(text: str, names: Sequence[Name]) -> list[Speech]:
    """The speeches in a text of plain characters, given the names in it."""
    found = []
    for start, end in _phrases(text):
        first = bisect.bisect_left(names, start, key=lambda name: name.start)
        last = bisect.bisect_left(names, end, key=lambda name: name.start)
        inside = tuple(name for name in names[first:last] if name.end <= end)
        if inside:
            direct = not _NOUN.search(text, inside[-1].end, end) or "'s" in inside[-1].written
            found.append(Speech(inside, inside[0].start, inside[-1].end, direct))
    return found


def quoted_people(text: str, names: Sequence[Name]) -> list[Name]:
    """The people that a text of plain characters says are quoted, given its names."""
    found: list[Name] = []
    for match in _IS_QUOTED.finditer(text):
        last = bisect.bisect_right(names, match.start(), key=lambda name: name.end)
        if last and match.start() - names[last - 1].end <= 1:
            found += names[max(0, last - _MOST_OF_ONE) : last]
        elif match[0].startswith(" and "):
            # The judge dissented and is quoted.
            reach = max(0, match.start() - _REACH)
            begin = max(text.rfind(mark, reach, match.start()) for mark in ".,;")
            first = bisect.bisect_left(names, begin, key=lambda name: name.start)
            found += names[first:last][:_MOST_OF_ONE]
    return found


def in_apposition(text: str, names: Sequence[Name]) -> list[Name]:
    """Speakers named in apposition: the convener, Ewan Baird, said; Baird, the convener, said."""
    found: list[Name] = []
    own = _OWN_COUNT.finditer(text) if " own " in text else ()
    for match in (*_SPEECH.finditer(text), *own):
        if text.endswith(", ", 0, match.start()):
            reach = max(0, match.start() - _REACH)
            edge = max(text.rfind(mark, reach, match.start()) for mark in ".;:")
            first = bisect.bisect_left(names, max(edge, reach), key=lambda name: name.start)
            last = bisect.bisect_left(names, match.start(), key=lambda name: name.start)
            found += names[first:last]
    return found


_OWN_COUNT = re.compile(rf"by (?:its|his|her|their) own (?:{_ACCOUNTS})\b")
_IS_QUOTED = re.compile(r",?(?: and| whose(?: [a-z]+){1,3})? (?:is|are|was|were) quoted\b")
_MOST_OF_ONE = 2


def has_speaker(text: str) -> bool:
    """Whether a text of plain characters has a speaker, named or not."""
    return any(True for _ in _phrases(text))


def _phrases(text: str) -> Iterator[tuple[int, int]]:
    """The start and the end of each phrase that names a speaker."""
    # Brackets have a speaker's party, company or age.
    if "(" in text:
        text = _BRACKETS.sub(lambda match: " " * len(match[0]), text)
    clauses: list[re.Match[str]] | None = None
    for pattern in (_ACCORDING, _INVERTED):
        for match in pattern.finditer(text):
            clauses = list(_CLAUSE.finditer(text)) if clauses is None else clauses
            index = bisect.bisect_left(clauses, match.end(), key=lambda each: each.start())
            end = clauses[index].start() if index < len(clauses) else len(text)
            yield match.end(), min(end, match.end() + _LONGEST_PHRASE)
    if "'" in text:
        yield from (match.span("who") for match in _WHOSE.finditer(text))
    if " it" in text:
        yield from (match.span("who") for match in _PUT_IT.finditer(text))
    spoken = [*_QUOTED.finditer(text), *filter(_is_verb, _SPEECH.finditer(text))]
    edges = [clause.end() for clause in _CLAUSE.finditer(text)] if spoken else []
    for match in spoken:
        index = bisect.bisect_right(edges, match.start())
        start = edges[index - 1] if index else 0
        yield max(start, match.start() - _LONGEST_PHRASE), match.start()


_LONGEST_PHRASE = 1000
"""The characters between the edge of a clause and its verb of saying, with the speaker in them."""


def _is_verb(match: re.Match[str]) -> bool:
    """Whether a match of a verb of saying is a verb here."""
    reach = max(0, match.start() - _REACH), match.start()
    if _NOUN_BEFORE.search(match.string, *reach) or _PASSIVE.search(match.string, *reach):
        return False
    return match[0] not in SPEECH_NOUNS or bool(_OBJECT.match(match.string, match.end()))


def subject_of(text: str) -> str:
    """The subject of a text: its beginning, up to about its first verb."""
    for match in _VERB.finditer(text):
        if match[0] not in NOT_VERBS:
            return text[: match.start()]
    return text
