"""Figures in their text: whether one is a change, and what stands between two of them."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

from explainer.evidence.just_before import found_before

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explainer.evidence.figure_types import Figure

REACH = 40
"""How many characters before a figure say what it is."""

MOST_FIGURES = 12
"""How many figures of a kind are combined; more would give almost any value."""

MOST_TRIED = 50
"""How many figures are tried in all."""

# The words before and after a figure that is a change or a difference.
_BY = re.compile(
    r"\b(?:by|up|down|another|further|additional|extra|los[et]s?|gain(?:ed|s)?|add(?:ed|s)?|shed"
    r"|lead|margin|majority|gap|difference|deficit|surplus|overrun|rose|fell|grew|shrank|dropped"
    r"|climbed|slipped|jumped|lifted|raised|cut|risen|fallen|grown|shrunk|declined|increased"
    r"|decreased|rise|fall|increase|decrease|decline|drop|growth|loss|reduction)"
    r"(?: (?!(?:to|from|at|in|on|until|since|than|and|or|but|for|with)\b)[a-z']+){0,3} ?[$€£]?\Z",
    re.IGNORECASE,
)
_THAN = re.compile(
    r"(?: (?!or\b)[a-z]+){0,2}? (?:more|less|fewer|lower|higher|larger|smaller|longer|shorter"
    r"|older|younger|heavier|lighter|warmer|colder|cheaper|dearer|faster|slower|above|below|up|down|ahead"
    r"|behind|further|farther|deeper|wider|narrower|taller|outside|inside|clear of|over|under"
    r"|late|early|apart|short|off (?:an?|the|its|his|her|their))\b",
    re.IGNORECASE,
)
_RESULT = re.compile(r" [a-z]+(?: \([^()]{1,20}\))? (?:to|against) | (?:to|against) ")
_FROM_TO = re.compile(r"(?: [a-z]+)? ?(?:to|against|\u2013|-) ?[$€£]?")


class FigureInText(NamedTuple):
    """A figure, and its text in plain characters."""

    figure: Figure
    text: str

    @property
    def is_change(self) -> bool:
        """Whether its words say that it is a change or a difference."""
        figure, text = self.figure, self.text
        return bool(
            figure.sense in {"less", "more"}
            or _THAN.match(text, figure.end)
            or found_before(_BY, text, figure.start, REACH)
        )


def can_be_added(figure: Figure, other: Figure) -> bool:
    """Whether two figures can be added."""
    pair = {figure.unit, other.unit}
    if figure.rates and other.rates and figure.rates != other.rates:
        return False
    return len(pair) == 1 or pair in ({"%", "pp"}, {"$", "USD"})


def results(evidence: Sequence[FigureInText]) -> Iterator[tuple[int, int]]:
    """Both numbers of each result, as 63 votes to 57 and 8,914 votes (52%) to 8,131."""
    bare = [each for each in evidence if each.figure.unit in {"", "score"}][:MOST_TRIED]
    for one in bare:
        if one.figure.unit == "score":
            first, second = (int(other.value) for other in one.figure.also)
            yield first, second
    for one, two in itertools.pairwise(bare):
        numbers = one.figure.value, two.figure.value
        if (
            one.text == two.text
            and not one.figure.unit + two.figure.unit
            and all(number.denominator == 1 for number in numbers)
            and _RESULT.fullmatch(one.text, one.figure.end, two.figure.start)
            and not one.text.endswith(("from ", "between "), 0, one.figure.start)
        ):
            yield int(numbers[0]), int(numbers[1])


def from_to(one: FigureInText, two: FigureInText) -> bool:
    """Whether the evidence has a change from one figure to another."""
    return one.text == two.text and bool(
        _FROM_TO.fullmatch(one.text, one.figure.end, two.figure.start)
    )
