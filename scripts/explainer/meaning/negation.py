"""Negation: a sentence affirms what its evidence negates, or the other way round."""

from __future__ import annotations

from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.meaning.facts import Comparison, Difference
    from explainer.meaning.language import Phrases
    from explainer.meaning.wording import Wording

_LEAST_SHARED = 2


def find(each: Comparison) -> Iterator[Difference]:
    """The negatives that only the sentence has, then those that only the evidence has."""
    yield from _added(each)
    yield from _dropped(each)


def _added(each: Comparison) -> Iterator[Difference]:
    """Negatives of the sentence, of what the evidence affirms."""
    sentence, language = each.sentence, each.language
    for negative, scope in sentence.negations:
        own = sentence.stems_in(sentence.clause(negative.start))
        denied = sentence.stems_in(scope) or own
        if len(own & each.content) < min(_LEAST_SHARED, len(own)) or not denied & each.content:
            continue
        close = [text for text in each.texts if denied & text.content]
        where = [
            (text, part)
            for text in close
            for part in text.clauses
            if text.stems_in(part) & denied
        ]
        if any(_has_any(text, language.restraints, part) for text, part in where):
            continue
        if any(_has_any(text, language.failures) for text in each.texts):
            continue
        positions = range(negative.start, max(scope.stop, negative.stop))
        yield each.difference(positions, close[0].text)


def _dropped(each: Comparison) -> Iterator[Difference]:
    """Negatives of the evidence, of what the sentence affirms."""
    sentence, language = each.sentence, each.language
    for text in each.texts:
        for negative, scope in text.negations:
            denied = text.stems_in(scope)
            if not denied:
                continue
            least = max((len(denied) + 1) // 2, min(_LEAST_SHARED, len(denied)))
            clause = max(sentence.clauses, key=lambda part: len(sentence.stems_in(part) & denied))
            if len(sentence.stems_in(clause) & denied) < least:
                continue
            if _has_any(sentence, language.failures, clause) or _affirms(each, denied, least):
                continue
            yield each.difference(clause, text.written(range(negative.start, scope.stop)))
            return


def _affirms(each: Comparison, denied: frozenset[str], least: int) -> bool:
    """Whether the evidence affirms elsewhere most of what it negates here."""
    return any(
        len({text.stems[at] for at in text.contents if at not in text.negated} & denied) >= least
        for text in each.texts
    )


def _has_any(text: Wording, phrases: Phrases, part: range | None = None) -> bool:
    """Whether a text, or a part of it, has a negative, or one of some phrases."""
    inside = range(len(text.words)) if part is None else part
    return (
        phrases.occur(text.words[inside.start : inside.stop])
        or any(negative.start in inside for negative, _ in text.negations)
        or any(at in text.negated for at in inside)
    )
