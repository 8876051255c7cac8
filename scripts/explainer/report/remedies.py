"""Changes that would mend many problems at once, for the end of a report."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from explainer.model import Problem

FEWEST = 3
"""How many problems one change has to mend to be named."""
_FEWEST_SENTENCES = 5
_NAME = re.compile(r"the name '(.+)' is not in the evidence", re.DOTALL)
_SAID_ONCE = frozenset({"CIT101"})
_LABEL = (
    "{path} has so many sentences without citation or label; if all are of one kind,"
    " `label: about`, or another label, in its front matter covers them, and the option `require`"
    " names the pages that have to be covered"
)
_SAME = (
    "{name!r} is not in the evidence; if the evidence has it under another name, list both under"
    " `same` in docs/vocabulary.yml"
)


def remedies(problems: Sequence[Problem], fixable: int = 0) -> tuple[str, ...]:
    """
    The changes that would mend several problems, those that mend most first.

    `fixable` is how many of the problems `explainer fix` mends.
    """
    found = [*_causes(problems), *_pages(problems), *_names(problems)]
    if fixable >= FEWEST:
        found.append((fixable, "`explainer fix` shows how it would mend them, and mends them"))
    found.sort(key=lambda each: -each[0])
    return tuple(f"{count:,} problems: {text}" for count, text in found)


def _causes(problems: Iterable[Problem]) -> Iterator[tuple[int, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], Problem] = {}
    for problem in problems:
        if problem.cause:
            counts[problem.code, problem.cause] += problem.places
            first.setdefault((problem.code, problem.cause), problem)
    for cause, count in counts.items():
        if count >= FEWEST:
            yield count, f"{first[cause].message}; {first[cause].hint}"


def _pages(problems: Iterable[Problem]) -> Iterator[tuple[int, str]]:
    counts = Counter(each.place.path for each in problems if each.code in _SAID_ONCE)
    for path, count in counts.items():
        if count >= _FEWEST_SENTENCES:
            yield count, _LABEL.format(path=path)


def _names(problems: Iterable[Problem]) -> Iterator[tuple[int, str]]:
    matches = (_NAME.match(each.message) for each in problems if each.code == "EVI103")
    counts = Counter(match[1] for match in matches if match)
    for name, count in counts.items():
        if count >= FEWEST:
            yield count, _SAME.format(name=name)
