"""Attribution: a sentence states what its evidence only says that somebody says, or who else."""

from __future__ import annotations

import functools
import itertools
from typing import TYPE_CHECKING, NamedTuple

from explainer.evidence import extract
from explainer.evidence.speakers import has_speaker, in_apposition
from explainer.evidence.word_index import WordIndex
from explainer.meaning.wording import wording_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explainer.evidence import Lexicon
    from explainer.evidence.names import Name
    from explainer.meaning.comparison import Comparison, Difference, Fact
    from explainer.meaning.wording import Wording

_LEAST_SHARED = 2
_REACH = 6
_MOST_SEGMENTS = 20
"""How many statements of a text are read for who makes them."""


def find(each: Comparison) -> Iterator[Difference]:
    """The sentence where it attributes nothing, or a segment of it where it does to another."""
    if not each.is_row:
        yield from _lost(each)
        if each.sentence.has("reporting") or has_speaker(each.sentence.text):
            both = itertools.chain(_moved(each), _given_to_another(each))
            yield from itertools.islice(both, 1)


@functools.lru_cache(maxsize=20_000)
def is_attributed(text: Wording) -> bool:
    """Whether a text says whose word something is."""
    return (
        text.has("attributions") or text.has("hearsay") or '"' in text.words
        or has_speaker(text.text)
    )  # fmt: skip


def _lost(each: Comparison) -> Iterator[Difference]:
    """The sentence, where it attributes nothing and every fact that it is close to does."""
    sentence = each.sentence
    if is_attributed(sentence) or sentence.has("hedges") or sentence.has("other_hedges"):
        return
    close = [
        (fact, part)
        for fact in each.facts
        if not fact.is_claim
        for part in [_closest_segment(sentence, fact.wording)]
        if part
    ]
    if close and all(_is_reported(each, fact, part) for fact, part in close):
        fact, part = close[0]
        yield each.difference(range(len(sentence.words)), fact.wording.written(part))


def _closest_segment(sentence: Wording, text: Wording) -> range | None:
    """
    The segment of a text that shares most with a sentence.

    Names do not count, which stand in any. It has as much as the whole text lacks.
    """
    own = sentence.common
    best, most = None, _LEAST_SHARED - 1
    for part in text.segments:
        content = text.content_of(part)
        shared, also = len(content & own), len(content & sentence.content)
        is_close = shared >= len(own - text.content) or also >= 2 * len(
            sentence.content - text.content
        )
        if shared and max(shared, also - 1) > most and is_close:
            best, most = part, shared
    return best


def _is_reported(each: Comparison, fact: Fact, part: range) -> bool:
    """
    Whether somebody speaks in a part of a fact.

    It is nobody whom the sentence mentions, and no authority that publishes the source itself.
    """
    text = fact.wording
    if source := _prefixed(text):
        return not source & each.sentence.content
    if not (text.has("reporting", part) or has_speaker(text.written(part))):
        return False
    is_authority = fact.is_authority and not text.has("opining", part)
    first = text.uses("reporting", range(part.start, part.start + 2))
    if (
        first
        and not is_authority
        and (
            first[0].positions.start == part.start
            or text.words[part.start] in text.language.grammar.pronouns
        )
    ):
        # Says that: the source itself does; and so he does.
        return True
    names, subject = _speakers(text, part, each.lexicon), _subject_of(text, part)
    if subject & each.sentence.content or _mentions(each, names, *_places(each.sentence)):
        return False
    if is_authority:
        own = (wording_of(name, text.language).content for name in fact.publishers)
        return bool(_stems_of(each, names).difference(*own))
    return bool(names or subject)


def _prefixed(text: Wording) -> frozenset[str]:
    """The content of who is named before a colon at the beginning: `Reuters, May 2025: ...`."""
    mark = next((at for at in range(min(_REACH, len(text.words))) if text.words[at] == ":"), 0)
    names = text.content_of(range(mark)) - text.common
    return frozenset(name for name in names if not name[0].isdigit())


def _subject_of(text: Wording, part: range) -> frozenset[str]:
    """The content before the verbs of saying in a part of a text, without that of a phrase."""
    found: set[str] = set()
    for use in text.uses("reporting", part):
        at = use.positions.start
        subject = range(_beginning(text, part, at), at)
        phrase = next((i for i in subject if text.words[i] in {"of", "in"}), at)
        found |= text.content_of(range(subject.start, phrase))
    return frozenset(found)


def _beginning(text: Wording, part: range, at: int) -> int:
    """Where the clause of a word in a part of a text begins, before a remark in brackets."""
    start = text.clause(at).start
    opening = [i for i in range(part.start, start) if text.words[i] == "("]
    if opening and text.words[start - 1] == ")":
        return text.clause(opening[-1]).start
    return start


def _moved(each: Comparison) -> Iterator[Difference]:
    """The first segment that gives to one speaker what the evidence gives to another."""
    sentence = each.sentence
    for segment in sentence.segments[:_MOST_SEGMENTS]:
        own = _stems_of(each, _speakers(sentence, segment, each.lexicon))
        if not own:
            continue
        content = sentence.content_of(segment) - own
        mine, others = [], []
        for fact in each.facts:
            text = fact.wording
            for part in text.segments[:_MOST_SEGMENTS]:
                names = _speakers(text, part, each.lexicon)
                shared = len(text.content_of(part) & content)
                if _stems_of(each, names) & own:
                    mine.append(shared)
                elif names and not own & text.content_of(part) and not _mentions(each, names):
                    others.append((shared, text.written(part)))
        if mine and others and max(others)[0] >= max(mine) + _LEAST_SHARED:
            yield each.difference(segment, max(others)[1], "moved")
            return


class _Saying(NamedTuple):
    """Who says something, what, and the positions of the segment."""

    subject: frozenset[str]
    statement: frozenset[str]
    segment: range


def _given_to_another(each: Comparison) -> Iterator[Difference]:
    """The sayings of somebody in the evidence that are somebody else's there, by their nouns."""
    said = _sayings(each.sentence)
    texts = [fact.wording for fact in each.facts] if said else []
    held = [(text, saying) for text in texts for saying in _sayings(text)]
    for own in said:
        shared = [(len(own.statement & other.statement), text, other) for text, other in held]
        most = max((size for size, *_ in shared), default=0)
        if most < _LEAST_SHARED or 3 * most < 2 * len(own.statement):
            continue
        close = [(text, other) for size, text, other in shared if size == most]
        if all(
            own.subject.issubset(text.content)
            and not own.subject & (other.subject | other.statement)
            and not own.statement & other.subject
            for text, other in close
        ):
            text, other = close[0]
            yield each.difference(own.segment, text.written(other.segment), "moved")


@functools.lru_cache(maxsize=20_000)
def _sayings(text: Wording) -> list[_Saying]:
    """What is said in the segments of a text with one verb of saying each."""
    found = []
    for part in text.segments[:_MOST_SEGMENTS]:
        uses = text.uses("reporting", part)
        if len({use.positions.start for use in uses}) == 1:
            verb = uses[0].positions
            subject = text.content_of(range(part.start, verb.start))
            statement = text.content_of(range(verb.stop, part.stop))
            if subject:
                found.append(_Saying(subject, statement - subject, part))
    return found


@functools.lru_cache(maxsize=20_000)
def _speakers(text: Wording, part: range, lexicon: Lexicon) -> tuple[Name, ...]:
    """The names of those who speak in a part of a text."""
    if not (text.has("reporting", part) or has_speaker(text.written(part))):
        return ()
    statement = extract(text.text, lexicon)
    first, last = text.spans[part.start][0], text.spans[part.stop - 1][1]
    names = [
        name
        for speech in statement.speeches
        if first <= speech.start < last
        for name in speech.names
    ]
    inside = [name for name in statement.names if first <= name.start < last]
    names += (name for name in in_apposition(text.text, inside) if name not in names)
    for use in text.uses("reporting", part):
        verb = text.spans[use.positions.start][0]
        begin = text.spans[_beginning(text, part, use.positions.start)][0]
        names += [name for name in statement.names if begin <= name.start < verb]
    # The mayor of Lierbeek speaks, and not Lierbeek.
    return tuple(name for name in names if not _is_of(text, name))


def _is_of(text: Wording, name: Name) -> bool:
    """Whether a preposition stands before a name."""
    before = text.text[: name.start].split()[-1:]
    return not text.language.grammar.prepositions.union({"of"}).isdisjoint(before)


def _places(sentence: Wording) -> list[range]:
    """The parts of a sentence that may say whose word it is, without a verb that does."""
    size, words = len(sentence.words), sentence.words
    starts = [0, *(at + 1 for at, word in enumerate(words) if word in {"by", "for", "as", "per"})]
    ends = sentence.language.grammar.prepositions
    return [
        range(at, next((i for i in range(at, size) if words[i] in ends or i == at + _REACH), size))
        for at in starts
    ]


def _mentions(each: Comparison, names: Sequence[Name], *parts: range) -> bool:
    """Whether some parts of the sentence have most of some names, or the whole any of them."""
    texts = [each.sentence.written(part) for part in parts] or [each.sentence.text]
    wording = WordIndex(texts, each.lexicon)
    found = sum(wording.contains(name, names) for name in names)
    return found > 1 or 2 * found > len(names) if parts else bool(found)


def _stems_of(each: Comparison, names: Sequence[Name]) -> frozenset[str]:
    language = each.sentence.language
    return frozenset().union(*(wording_of(name.written, language).content for name in names))
