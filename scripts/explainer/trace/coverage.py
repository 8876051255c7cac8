"""Coverage: in how many sentences each rule has anything to compare."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from explainer.rules import find
from explainer.rules.cited_evidence import CitedSentence, cited_sentences
from explainer.rules.cited_meaning import compared_sentences
from explainer.trace.aspects import aspects_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.model import Project

_BY_VALUES = {
    "EVI101": "figures",
    "EVI102": "dates",
    "EVI103": "names",
    "EVI104": "quotations",
    "EVI105": "speeches",
}
"""The rules on values, and the field of a statement that each compares."""

_BY_MEANING = tuple(f"MEA10{number}" for number in range(1, 8))
_BY_WORDS = "EVI107"
"""The rule that compares the passages of a source with each other."""


class Coverage(NamedTuple):
    """In how many of `of` sentences that cite evidence a rule has anything to compare."""

    rule: str
    name: str
    sentences: int
    of: int


def coverage(project: Project) -> list[Coverage]:
    """The coverage of each rule that compares sentences with evidence, in order of their codes."""
    cited = cited_sentences(project)
    judged: Counter[str] = Counter(code for each in cited for code in _judging(project, each))
    for _, comparison in compared_sentences(project):
        judged.update(aspect.rule for aspect in aspects_of(comparison) if aspect.is_judged)
    codes = [*_BY_VALUES, _BY_WORDS, *_BY_MEANING]
    return [Coverage(code, find(code).name, judged[code], len(cited)) for code in codes]


def _judging(project: Project, each: CitedSentence) -> Iterator[str]:
    """The rules on values and passages that have anything to compare in a sentence."""
    for code, field in _BY_VALUES.items():
        if getattr(each.stated, field):
            yield code
    sources = (project.sources.get(citation.key) for citation in each.sentence.citations)
    if any(source and len(source.passages) > 1 for source in sources):
        yield _BY_WORDS
