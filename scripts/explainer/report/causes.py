"""Problems by their causes: each cause once, and the worst first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from explainer.model import Problem

_EXAMPLES = 3

# What readers do not get at all; what they get elsewhere or in part; the rest of what they notice.
_WORTH = (
    ("link-target-missing", "asset-missing", "address-dead"),
    ("folder-without-index", "link-to-markdown", "link-in-wrong-case", "redirect-in-circle"),
    ("anchor-missing", "linked-words-missing"),
    (
        "link-outside-site", "address-empty", "address-malformed", "link-to-private-host",
        "contact-impossible", "mixed-content", "reference-undefined",
    ),
)  # fmt: skip
_RANKS = {name: rank for rank, names in enumerate(_WORTH) for name in names}


class Kind(NamedTuple):
    """How often a rule does not hold: the number of causes, and of the pages that have them."""

    code: str
    name: str
    causes: int
    pages: int


def by_worth(problems: Iterable[Problem]) -> list[Problem]:
    """Problems with dead pages and files first, then what most pages have."""
    ranked = sorted(
        problems,
        key=lambda problem: (_RANKS.get(problem.name, len(_WORTH)), -problem.pages, problem),
    )
    # The places of one cause stay together, at that of the first one.
    first: dict[Hashable, int] = {}
    for index, problem in enumerate(ranked):
        first.setdefault(_key(problem, index), index)
    order = sorted(range(len(ranked)), key=lambda index: first[_key(ranked[index], index)])
    return [ranked[index] for index in order]


def fold(problems: Sequence[Problem]) -> list[Problem]:
    """Each cause as one problem, with some of its other places and the number of its pages."""
    groups: dict[Hashable, list[Problem]] = {}
    for index, problem in enumerate(problems):
        groups.setdefault(_key(problem, index), []).append(problem)
    return [_folded(group) for group in groups.values()]


def _folded(group: list[Problem]) -> Problem:
    first = group[0]
    others = [*first.also, *(problem.place for problem in group[1:])]
    paths = {problem.place.path for problem in group}
    more = sum(problem.pages - 1 for problem in group)
    return first._replace(
        pages=len(paths) + more,
        also=tuple(others[: _EXAMPLES - 1]),
        places=sum(problem.places for problem in group),
    )


def kinds(problems: Iterable[Problem]) -> list[Kind]:
    """The number of problems of each rule, the most frequent first."""
    causes: Counter[tuple[str, str]] = Counter()
    pages: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        causes[problem.code, problem.name] += 1
        pages[problem.code, problem.name] += problem.pages
    return [Kind(*rule, count, pages[rule]) for rule, count in causes.most_common()]


def _key(problem: Problem, index: int) -> Hashable:
    return (problem.code, problem.cause) if problem.cause else index
