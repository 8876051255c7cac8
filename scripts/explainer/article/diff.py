"""The diff between the text of an article and the sentences recorded in `article.yml`."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, NamedTuple

from explainer.model import ArticleSentence, Place, Problem
from explainer.rules import find

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explainer.article.sentences import TextSentence


class Comparison(NamedTuple):
    """The numbers of covered, excused, changed, new and removed sentences, and the problems."""

    counts: dict[str, int]
    problems: list[Problem]


def compare(
    known: Sequence[ArticleSentence], sentences: Sequence[TextSentence], path: str
) -> Comparison:
    """
    Compare what `article.yml`, at `path`, knows with the sentences of a text.

    A sentence that is known may stand anywhere; one that is not has changed if it stands where
    one that is gone stood, and is new otherwise.
    """
    mine = [sentence.fingerprint for sentence in known]
    theirs = [sentence.fingerprint for sentence in sentences]
    entries = {sentence.fingerprint: sentence for sentence in known}
    counts = dict.fromkeys(("sentences", "covered", "excused", "changed", "new", "removed"), 0)
    counts["sentences"] = len(sentences)
    problems: list[Problem] = []
    for sentence in sentences:
        entry = entries.get(sentence.fingerprint)
        if entry and entry.claim:
            counts["covered"] += 1
        elif entry and entry.reason:
            counts["excused"] += 1
        elif entry:
            problems.append(_uncovered(sentence, path))
    for old, new in _differences(mine, theirs):
        if old is not None and new is not None:
            counts["changed"] += 1
            problems.append(_changed(known[old], sentences[new], path))
        elif new is not None:
            counts["new"] += 1
            problems.append(_new(sentences[new], path))
        elif old is not None:
            counts["removed"] += 1
            problems.append(_removed(known[old]))
    return Comparison(counts, sorted(problems, key=lambda problem: problem.place))


def _differences(
    mine: Sequence[str], theirs: Sequence[str]
) -> Iterator[tuple[int | None, int | None]]:
    """The pairs of indexes that differ: both of a change, one of an addition or a removal."""
    matcher = difflib.SequenceMatcher(a=mine, b=theirs, autojunk=False)
    for _, first, last, start, end in matcher.get_opcodes():
        old = [index for index in range(first, last) if mine[index] not in theirs]
        new = [index for index in range(start, end) if theirs[index] not in mine]
        both = min(len(old), len(new))
        yield from zip(old, new, strict=False)
        yield from ((index, None) for index in old[both:])
        yield from ((None, index) for index in new[both:])


def _uncovered(sentence: TextSentence, path: str) -> Problem:
    hint = f"give {sentence.fingerprint} in {path} a `claim`, or a `reason` why none covers it"
    return _problem(sentence.place, "no claim covers this sentence", hint)


def _changed(old: ArticleSentence, new: TextSentence, path: str) -> Problem:
    again = f", and look again at the claim {old.claim!r}" if old.claim else ""
    hint = f"put {new.fingerprint} in the place of {old.fingerprint} there{again}"
    return _problem(new.place, f"this sentence is not as {path} knows it", hint)


def _new(sentence: TextSentence, path: str) -> Problem:
    section = f", section: {sentence.section!r}" if sentence.section else ""
    hint = f"add `- {{fingerprint: {sentence.fingerprint}{section}, claim: ...}}` to its sentences"
    return _problem(sentence.place, f"{path} does not know this sentence", hint)


def _removed(sentence: ArticleSentence) -> Problem:
    again = f", and look again at the claim {sentence.claim!r}" if sentence.claim else ""
    return _problem(sentence.place, "the text no longer has this sentence", f"delete it{again}")


def _problem(place: Place, message: str, hint: str) -> Problem:
    rule = find("article-sentence-not-covered")
    return Problem(place, rule.code, rule.name, message, hint)
