"""Attribution: a sentence states as a fact what its evidence says that somebody says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.evidence import extract
from explainer.evidence.english import SPEECH_VERBS
from explainer.evidence.speakers import has_speaker
from explainer.meaning.wording import wording_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.meaning.facts import Comparison, Difference
    from explainer.meaning.wording import Wording

_LEAST = 2


def find(each: Comparison) -> Iterator[Difference]:
    """The sentence, where the evidence attributes and its source is not the authority."""
    sentence = each.sentence
    if each.is_row or attributes(sentence) or each.language.other_hedges.occur(sentence.words):
        return
    close = [
        (fact, part)
        for fact in each.facts
        if not fact.is_claim
        for part in [_closest(sentence, fact.wording)]
        if part
    ]
    if close and all(
        not fact.primary and _is_reported(each, fact.wording, part) for fact, part in close
    ):
        fact, part = close[0]
        yield each.difference(range(len(sentence.words)), fact.wording.written(part))


def _closest(sentence: Wording, text: Wording) -> range | None:
    """The segment of a text that shares most with a sentence, two stems at least."""
    segments = {text.segment(part.start) for part in text.clauses}
    best = max(
        segments, key=lambda part: (len(text.stems_in(part) & sentence.content), -part.start)
    )
    return best if len(text.stems_in(best) & sentence.content) >= _LEAST else None


def _is_reported(each: Comparison, text: Wording, part: range) -> bool:
    """Whether somebody whom the sentence does not name speaks in a part of a text."""
    words = text.words[part.start : part.stop]
    if not (has_speaker(text.written(part)) or text.language.reporting.occur(words)):
        return False
    names = [
        name
        for speech in extract(text.text, each.lexicon).speeches
        for name in speech.names
    ]
    said = {stem for name in names for stem in wording_of(name.written, each.language).content}
    if said & each.sentence.content:
        return False
    return bool(said) or text.language.speakers.occur(words)


def attributes(text: Wording) -> bool:
    """Whether a text says whose word something is."""
    return (
        any(word in SPEECH_VERBS for word in text.words)
        or text.language.attributions.occur(text.words)
        or '"' in text.words
        or has_speaker(text.text)
    )
