"""Negation: a sentence affirms what its evidence negates, or negates what it affirms."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.meaning.comparison import Comparison, Difference
    from explainer.meaning.wording import Wording

_LEAST_SHARED = 2
_MOST_OF_IT = 3


def find(each: Comparison) -> Iterator[Difference]:
    """The negatives that only the sentence has, and the first one that only the evidence has."""
    yield from _added(each)
    yield from _dropped(each)


def _added(each: Comparison) -> Iterator[Difference]:
    """Negatives of the sentence, of what the evidence affirms without any."""
    sentence = each.sentence
    for negative, scope in sentence.negations:
        inside = [
            other
            for other, its_scope in sentence.negations
            if other != negative and (other.start in scope or negative.start in its_scope)
        ]
        first = next((sentence.stems[at] for at in scope if sentence.stems[at]), "")
        # What is not without limits, or does not lack them, has some.
        if inside or sentence.has("failures", scope) or sentence.is_choice(negative):
            continue
        own = sentence.content_of(sentence.clause(negative.start))
        denied = (sentence.content_of(scope) or own) & each.content
        if first and first not in denied and len(denied) < _MOST_OF_IT:
            continue
        if not denied or len(own & each.content) < min(_LEAST_SHARED, len(own)):
            continue
        where = [
            (text, part)
            for text in each.texts
            for part in text.clauses
            if text.content_of(part) & denied
        ]
        if not any(
            text.has("restraints", part) or _is_negative_around(text, part) for text, part in where
        ):
            part = range(negative.start, max(scope.stop, negative.stop))
            yield each.difference(part, where[0][0].text, "added")


def _is_negative_around(text: Wording, part: range) -> bool:
    """Whether there is a negative, or a word that amounts to one, in the segment of a part."""
    segment = text.segment(part.start)
    return text.is_negative(segment) or text.has("failures", segment)


def _dropped(each: Comparison) -> Iterator[Difference]:
    """The first negative of the evidence, of what the sentence affirms without any."""
    sentence = each.sentence
    for text in each.texts if sentence.clauses else ():
        for negative, scope in text.negations:
            denied = text.content_of(scope)
            # What does not fail is done.
            if not denied or text.has("failures", scope) or text.is_choice(negative):
                continue
            verb = _negated_verb(text, negative)
            if verb and (_is_contrasted(sentence, verb) or _is_affirming(each, text, verb)):
                part = range(len(sentence.words))
                yield each.difference(part, text.written(range(negative.start, scope.stop)))
                return
            least = max((len(denied) + 1) // 2, min(_LEAST_SHARED, len(denied)))
            clause = max(sentence.clauses, key=lambda part: len(sentence.content_of(part) & denied))
            if (
                len(sentence.content_of(clause) & denied) >= least
                and not sentence.is_negative(clause)
                and not sentence.has("failures", clause)
                and not _is_affirmed(each, denied, least)
            ):
                held = text.written(range(negative.start, scope.stop))
                yield each.difference(clause, held)
                return


def _negated_verb(text: Wording, negative: range) -> str:
    """The stem of the verb behind a negative such as `does not`, or an empty text."""
    if text.words[max(0, negative.start - 1)] not in text.language.grammar.emphatic:
        return ""
    return text.stem_at(negative.stop)


def _is_contrasted(sentence: Wording, verb: str) -> bool:
    """Whether a sentence affirms a verb in contrast: `it does say so`."""
    emphatic = sentence.language.grammar.emphatic
    behind = zip(sentence.words, sentence.stems[1:], strict=False)
    return any(word in emphatic and stem == verb for word, stem in behind)


def _is_affirming(each: Comparison, text: Wording, verb: str) -> bool:
    """Whether a sentence affirms a verb that the evidence has only negated: `does not show`."""
    sentence = each.sentence
    clauses = [sentence.clause(at) for at, stem in enumerate(sentence.stems) if stem == verb]
    return bool(
        clauses
        and not any(map(sentence.is_negative, clauses))
        and not any(sentence.has("failures", clause) for clause in clauses)
        and not _is_affirmed(each, frozenset({verb}), 1)
        and len(text.content & sentence.content) >= _LEAST_SHARED
    )


def _is_affirmed(each: Comparison, denied: frozenset[str], least: int) -> bool:
    """Whether the evidence affirms elsewhere most of what it negates in one place."""
    return any(
        len({stem for at, stem in enumerate(text.stems) if at not in text.negated} & denied)
        >= least
        for text in each.texts
    )
