"""
The mutators of meaning: each changes what a sentence says, and leaves it fluent English.

Each is a function of a sentence's text that yields edits. They know the lists of `english.yml` here
and nothing of the lists and the ways of the rules.
"""

from __future__ import annotations

import functools
import itertools
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explainer import yaml_schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from explainer.mutation.mutators import Edit

_WORDS: Mapping[str, Any] = yaml_schema.load(
    (Path(__file__).parent / "english.yml").read_text(encoding="utf-8")
)
_PAST: Mapping[str, str] = _WORDS["past"]
_BASES = {base: past for past, base in (_PAST | _WORDS["spoken"]).items()}
_NOUN_BEFORE = re.compile(r"(\w+) \Z")
_LISTING = frozenset({"and", "or", "with", "nor", "that"})
_REACH = 8
_CAPITAL_BEFORE = re.compile(r"(?:[A-Z][\w'’.-]*|\b[Tt]he|[(/-])\s?\Z")
_CAPITAL_BEHIND = re.compile(r"[\s/-]?[A-Z]|[)]")
# `how many`, `only part of` and `some 80` restrict nothing.
_NOT_SOME = re.compile(r"\b(?:how|only|so|too|as|not|the)\s\Z", re.IGNORECASE)
_NOT_OF = re.compile(r"\s\d")
_END = re.compile(r"[.](?=\W*\Z)")
_AND = re.compile(r",? and (?=(?:it|they|he|she|the \w+|its|their) \w+)")
_AFTER = re.compile(
    r"\b(?P<after>[Aa]fter) (?:(?:it|they|he|she) |(?P<noun>(?:the|an?|its|their) \w+[.,]))"
)
_PAST_TENSE = re.compile(
    rf"(?<=[A-Za-z] )(?:{'|'.join(_PAST)})(?= (?!no\b|not\b))",
)
# Behind other words, what looks like a past tense may be a participle: `pumps made abroad`.
_SUBJECT = re.compile(r"(?:\b(?:it|they|he|she|who)|(?<!\A)\b[A-Z]\w+)\s\Z")


def _any(words: Iterable[str]) -> str:
    """A pattern of any of some words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@functools.cache
def _whole(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern of some words and phrases, whole and in small letters or with a capital."""
    return re.compile(rf"(?<![\w-])(?:{_any(words)})(?![\w-])", re.IGNORECASE)


def _as_in(written: str, instead: str) -> str:
    """Other words with a capital where those that were written have one."""
    return instead[:1].upper() + instead[1:] if written[:1].isupper() else instead


def _exchange(text: str, pairs: Iterable[tuple[str, str]]) -> Iterator[Edit]:
    """The other word of a pair, in the place of each word of one."""
    others: dict[str, list[str]] = {}
    for one, other in pairs:
        others.setdefault(one, []).append(other)
        others.setdefault(other, []).append(one)
    for match in _whole(tuple(others)).finditer(text):
        instead = others[match[0].lower()]
        yield *match.span(), [_as_in(match[0], each) for each in instead]


def _replace(text: str, table: Mapping[str, str]) -> Iterator[Edit]:
    """What a table has in the place of each of its words."""
    for match in _whole(tuple(table)).finditer(text):
        yield *match.span(), [_as_in(match[0], table[match[0].lower()])]


def reversed_verb(text: str) -> Iterator[Edit]:
    """A verb or a word that is turned round: `rose` for `fell`."""
    yield from _exchange(text, _WORDS["verbs"])


def added_negation(text: str) -> Iterator[Edit]:
    """A `not` behind an auxiliary, or `did not` before a verb: `did not sell` for `sold`."""
    for match in _whole(tuple(_WORDS["auxiliaries"])).finditer(text):
        if not re.match(r" (?:not|no|never)\b|n't|[,.;:]|\Z", text[match.end() :]):
            yield match.end(), match.end(), [" not"]
    for match in _PAST_TENSE.finditer(text):
        if _SUBJECT.search(text, 0, match.start()):
            yield *match.span(), [f"did not {_PAST[match[0]]}"]


def dropped_negation(text: str) -> Iterator[Edit]:
    """A negative that goes: `sold` for `did not sell`."""
    for match in re.finditer(r"(?<= )did not (\w+)", text):
        yield *match.span(), [_BASES.get(match[1], f"did {match[1]}")]
    for match in re.finditer(r"(?<! did)(?<! do)(?<! does) (?:not|never)\b(?! only)", text):
        yield *match.span(), [""]
    table = {name: it for name, it in _WORDS["negatives"].items() if name != "never"}
    yield from _replace(text, table)


def removed_hedge(text: str) -> Iterator[Edit]:
    """What may be becomes what is: `had sold` for `may have sold`, `sold` for `reportedly sold`."""
    for match in re.finditer(rf"(?<= )(?:{_any(_WORDS['modals'])}) (?!not\b)(have|be|\w+)\b", text):
        verb = match[1]
        before = _NOUN_BEFORE.search(text, 0, match.start())
        plural = bool(before and re.search(r"[^s]s\Z|they", before[1]))
        instead = {"have": "had", "be": "are" if plural else "is"}
        yield *match.span(), [instead.get(verb, f"will {verb}")]
    yield from _replace(text, _WORDS["hedges"])
    says = _whole(tuple(_WORDS["saying"])).search(text) or "according to" in text.lower()
    adverbs = [*_WORDS["adverbs"], *([] if says else _WORDS["hearsay"])]
    for match in re.finditer(rf"(?<=[\w,] )(?:{_any(adverbs)}) (?=\w)", text):
        yield *match.span(), [""]


def dropped_attribution(text: str) -> Iterator[Edit]:
    """What somebody says becomes what is so: `Sales rose` for `The firm says that sales rose`."""
    verbs = _any(_WORDS["saying"])
    match = re.match(rf"[A-Z][^,;:.]{{0,60}}? (?:{verbs}) that (\w)", text)
    if match:
        yield *match.span(), [match[1].upper()]
    match = re.match(r"According to [^,;:]{3,60}, (\w)", text)
    if match:
        yield *match.span(), [match[1].upper()]
    behind = rf"according to [^,;:.]{{3,60}}|[^,;:.]{{2,50}} (?:{verbs})"
    for match in re.finditer(rf", (?!and |but |which |who )(?:{behind})(?=[,.])", text):
        yield *match.span(), [""]


def widened_scope(text: str) -> Iterator[Edit]:
    """Some become all, a place the world, and what holds for something holds for that only."""
    found = [
        (start, end, instead)
        for start, end, instead in _replace(text, _WORDS["restrictions"])
        if not _NOT_SOME.search(text, 0, start) and not _NOT_OF.match(text, end)
    ]
    places = rf"(?<=\w )in (?:{_any(_WORDS['places'])})(?= [a-z]|[.,;])"
    found += [(*match.span(), _WORDS["everywhere"]) for match in re.finditer(places, text)]
    yield from found
    if not found:
        for match in re.finditer(r"(?<=[a-z]ed )(?=(?:on|for|with|by|in|to) )", text):
            yield match.start(), match.start(), ["only "]


def added_cause(text: str) -> Iterator[Edit]:
    """A cause or an effect of what only is, or what only follows."""
    end = _END.search(text)
    if end:
        yield end.start(), end.start(), [f" {each}" for each in _WORDS["causes"]]
    if re.match(r"(?:In|On|It|They) ", text):
        yield 0, 1, [each + text[0].lower() for each in _WORDS["consequences"]]
    yield from _replace(text, _WORDS["sequences"])
    for match in _AFTER.finditer(text):
        cause = "because of" if match["noun"] else "because"
        yield *match.span("after"), [_as_in(match["after"], cause)]
    for match in _AND.finditer(text):
        yield *match.span(), [" and as a result "]


def reversed_comparison(text: str) -> Iterator[Edit]:
    """A comparison the other way round: `less` for `more`, `B rather than A`."""
    yield from _exchange(text, _WORDS["comparisons"])
    for match in re.finditer(r"(?<=[a-z] )(\w+) (rather than|instead of) (\w+)(?=[.,;])", text):
        yield *match.span(), [f"{match[3]} {match[2]} {match[1]}"]
    for match in re.finditer(r"\bnot ((?:\w+ ){0,3}\w+),? but ((?:\w+ ){0,3}\w+)\b", text):
        yield *match.span(), [f"not {match[2]} but {match[1]}"]


def dropped_place(text: str) -> Iterator[Edit]:
    """Where something is so goes: `sold` for `sold in China`."""
    for match in re.finditer(rf"(?<=\w) in (?:{_any(_WORDS['places'])})(?= [a-z]|[.,;])", text):
        yield *match.span(), [""]


def exchanged(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[Edit]:
    """
    Each two spans of a text that follow each other closely, in each other's place.

    What stands in a list can change places without a mistake, and is left alone.
    """
    for (start, end), (second, stop) in itertools.pairwise(sorted(spans)):
        one, between, other = text[start:end], text[end:second], text[second:stop]
        words = between.split()
        is_list = not words or not _LISTING.isdisjoint(words) or "," in between
        if one != other and not is_list and len(words) <= _REACH:
            yield start, stop, [other + between + one]


def is_whole_name(text: str, start: int, end: int) -> bool:
    """Whether a span is a name by itself, and no part of a longer one."""
    return not _CAPITAL_BEFORE.search(text, 0, start) and not _CAPITAL_BEHIND.match(text, end)
