"""Hedges: a sentence states as a fact what its evidence only supposes."""

from __future__ import annotations

import functools
import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

from explainer.meaning.attribution import is_attributed
from explainer.meaning.wording import any_has

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.meaning.comparison import Comparison, Difference
    from explainer.meaning.wording import Wording

_LEAST_SHARED = 2
_REACH = 4
# The institute put the lead at 30 to 1: so many are its own estimate.
_ESTIMATE = re.compile(
    r"\b[Pp]uts? (?!forward\b|off\b|out\b|up\b|on\b|in\b)(?:[^\s.;:]+ ){1,14}at "
    r"(?:about |around |some |roughly |nearly |over |under )?[$\u20ac\u00a3]?\d"
)


def find(each: Comparison) -> Iterator[Difference]:
    """The first clause of a sentence without a hedge, of which the evidence hedges the like."""
    sentence = each.sentence
    certain = sentence.uses("certainties")
    if certain and not any_has(each.licenses, "certainties"):
        yield each.difference(certain[0].positions, each.closest_fact, "certain")
    elif not (each.is_row or _ESTIMATE.search(sentence.text)):
        found = itertools.chain(_known(each), _unhedged(each), _realised(each), _accomplished(each))
        yield from itertools.islice(found, 1)


def _known(each: Comparison) -> Iterator[Difference]:
    """Words that say that something is known, where the evidence has none, but hedges."""
    sentence = each.sentence
    if any_has(each.licenses, "factives"):
        return
    if not any(
        text.has(role) for text in each.texts for role in ("hedges", "hearsay", "reporting")
    ):
        return
    for use in sentence.uses("factives"):
        clause = sentence.clause(use.positions.start)
        if not (
            sentence.is_negative(clause)
            or _is_open(sentence, clause)
            or sentence.has("failures", clause)
        ):
            yield each.difference(use.positions, each.closest_fact, "certain")


def _unhedged(each: Comparison) -> Iterator[Difference]:
    """The clauses of a sentence without any hedge, of which the closest clauses all hedge."""
    sentence = each.sentence
    if _supposes(sentence) or sentence.has("opinions"):
        return
    # Who says so is no hedge, but one by hearsay.
    attributed = is_attributed(sentence)
    roles = ["hedges"] if attributed else ["hedges", "hearsay"]
    if not any(text.has(role) for text in each.texts for role in roles):
        return
    for clause in sentence.clauses:
        if sentence.is_negative(clause) or sentence.has("other_hedges", clause):
            continue
        own = sentence.content_of(clause)
        closest = _closest(each, own, 2 if attributed else 1)
        for role in roles:
            if closest and all(_is_hedged(text, part, own, role) for text, part in closest):
                text, part = closest[0]
                yield each.difference(clause, text.written(part))


def _realised(each: Comparison) -> Iterator[Difference]:
    """Verbs right behind a hedge or `will` in the evidence, which the sentence has without any."""
    sentence = each.sentence
    supposed = [
        (text, there, use)
        for text in each.texts
        for there, use in _supposed(text).items()
        if text.stems[there] in sentence.common
    ]
    for text, there, use in supposed:
        verb = text.stems[there]
        if _is_stated(each, verb):
            continue
        for at in (at for at, stem in enumerate(sentence.stems) if stem == verb):
            clause = sentence.clause(at)
            # It did not, it seems, open.
            is_open = _is_open(sentence, _with_subject(sentence, clause)) or _is_open(
                sentence, range(max(0, at - _REACH), at)
            )
            shared = sentence.content_of(clause) & text.content_of(text.clause(there))
            if (
                not is_open
                and (there in text.negated) == (at in sentence.negated)
                and len(shared) >= _LEAST_SHARED
                and (use.is_doubt or _is_done(sentence, at))
            ):
                yield each.difference(clause, text.written(range(use.start, there + 1)))


def _accomplished(each: Comparison) -> Iterator[Difference]:
    """The clauses that tell as done what the closest ones of the evidence say is to come."""
    sentence = each.sentence
    if not any_has(each.texts, "prospects"):
        return
    for clause in sentence.clauses:
        if sentence.is_negative(clause) or _is_open(sentence, _with_subject(sentence, clause)):
            continue
        done = _done(sentence, clause)
        if not done or any(done & _done(text) for text in each.texts):
            continue
        own = sentence.content_of(clause)
        closest = _closest(each, own, 1)
        if closest and all(_is_hedged(text, part, own, "prospects") for text, part in closest):
            text, part = closest[0]
            yield each.difference(clause, text.written(part))


def _with_subject(text: Wording, clause: range) -> range:
    """A clause that begins with `is` or `had`, with those before it, where its subject is."""
    goes_on = text.words[clause.start] in text.language.grammar.auxiliaries - {"that", "then"}
    return range(text.segment(clause.start).start, clause.stop) if goes_on else clause


def _done(text: Wording, part: range | None = None) -> frozenset[str]:
    """The stems of verbs of what has happened or is under way, but for those of saying."""
    inside = range(len(text.words)) if part is None else part
    saying = {at for use in text.uses("attributions", part) for at in use.positions}
    determiners = text.language.grammar.determiners
    found = (
        text.stems[at]
        for at in inside
        if at not in saying and _is_done(text, at) and text.words[at - 1] not in determiners
    )
    return frozenset(filter(None, found))


def _is_stated(each: Comparison, verb: str) -> bool:
    """Whether the evidence has a verb somewhere without a hedge."""
    return any(
        stem == verb and at not in _supposed(text) and not _is_noun(text, at)
        for text in each.texts
        for at, stem in enumerate(text.stems)
    )


class _Supposed(NamedTuple):
    """Where a hedge or a future begins, and whether it is a hedge."""

    start: int
    is_doubt: bool


@functools.lru_cache(maxsize=20_000)
def _supposed(text: Wording) -> dict[int, _Supposed]:
    """
    The positions of what hedges and futures bear on.

    It is the first two common words with content behind them, and infinitives in their clause.
    """
    found: dict[int, _Supposed] = {}
    for use in text.uses("doubting"):
        at = use.positions.stop
        if text.stem_at(at):
            found[at] = _Supposed(use.positions.start, is_doubt=True)
    for role in ("prospects", "futures", "hedges"):
        for use in text.uses(role):
            start, end = use.positions.start, use.positions.stop
            behind = range(end, min(end + _REACH, text.clause(start).stop))
            # It appears in the list; it may not open.
            if text.words[end : end + 1] in (["in"], ["on"], ["at"], ["not"]):
                continue
            inside = [at for at in behind if text.stems[at]]
            common = itertools.takewhile(lambda at: text.stems[at] in text.common, inside[:2])
            found.update((at, _Supposed(start, role == "hedges")) for at in common)
            infinitives = (
                at + 1
                for at in range(end, text.clause(start).stop - 1)
                if text.words[at] in {"to", "be"}
            )
            found.update(
                (at, _Supposed(start, is_doubt=False)) for at in infinitives if at not in found
            )
    return found


def _is_done(sentence: Wording, at: int) -> bool:
    """Whether a verb is in a form of what has happened or is under way."""
    word = sentence.words[at]
    if word.endswith("ing"):
        return not _is_noun(sentence, at)
    return word.endswith("ed") or (
        not word.endswith("s") and sentence.language.base_of(word) != word
    )


def _is_noun(text: Wording, at: int) -> bool:
    """Whether a word such as `training` is no verb, since nothing like `is` comes before it."""
    before = text.words[max(0, at - _REACH) : at]
    return text.words[at].endswith("ing") and text.language.grammar.passive.isdisjoint(before)


def _is_open(sentence: Wording, clause: range) -> bool:
    """Whether a clause supposes, asks or wants something, or awaits it."""
    return any(
        sentence.has(role, clause)
        for role in ("hedges", "other_hedges", "futures", "prospects", "hearsay")
    )


def _supposes(text: Wording) -> bool:
    """Whether a text has a hedge; what may not be done is forbidden."""
    return any(
        text.words[use.positions.stop : use.positions.stop + 1] != ["not"]
        for use in text.uses("hedges")
    )


def _closest(each: Comparison, own: frozenset[str], least: int) -> list[tuple[Wording, range]]:
    """
    The clauses of the evidence that share most content with a clause of the sentence.

    At least so many words of it are no names and no numbers, which alone say nothing.
    """
    found = [
        (own & text.content_of(part), text, part)
        for text in (fact.wording for fact in each.facts)
        for part in text.clauses
    ]
    most = max((len(shared) for shared, *_ in found), default=0)
    return [
        (text, part)
        for shared, text, part in found
        if len(shared) == most >= _LEAST_SHARED and len(shared & each.sentence.common) >= least
    ]


def _is_hedged(text: Wording, part: range, own: frozenset[str], role: str) -> bool:
    """Whether a hedge in a part of a text bears on its next word, or on half of what it shares."""
    shared = [at for at in part if text.stems[at] in own]
    for use in text.uses(role, part):
        start, end = use.positions.start, use.positions.stop
        # It may not be sold; it appears in the list.
        is_verb = text.words[end : end + 1] in (["not"], ["in"], ["on"], ["at"])
        is_adverb = role != "prospects" and (end - start > 1 or text.words[start].endswith("ly"))
        after = next((text.stems[at] for at in range(end, part.stop) if text.stems[at]), "")
        if not is_verb and (
            is_adverb or after in own or 2 * sum(at >= end for at in shared) >= len(shared)
        ):
            return True
    return False
