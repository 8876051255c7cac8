"""
Enumerations: how many a text lists.

Of `Acme, Bolt and Crane lost money` three firms did.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explainer.evidence.figure_types import Figure

MOST = 12
"""Nobody counts longer lists in words."""

_NAME = r"(?:[Tt]he )?[A-Z][\w'.-]*(?: (?:(?:of|the|de|van|von) )?[A-Z0-9][\w'.-]*){0,4}"
_ITEM = r"[\w'.-]+(?: [\w'-]+){0,3}"
_LISTS = (
    re.compile(rf"{_NAME}(?:, {_NAME}){{0,11}},? and {_NAME}"),
    re.compile(rf"{_ITEM}(?:, {_ITEM}){{1,11}},? and {_ITEM}"),
)
_WITH_NOTES = re.compile(
    r"[\w'-]+ \([^()]{1,40}\)(?:(?:,| and|, and) [\w'-]+ \([^()]{1,40}\)){2,11}"
)
_NOTE = re.compile(r"\([^()]*\)")
_OF_FIGURES = re.compile(r" (?:amounts|figures|numbers|sums)\b")
_SEPARATOR = re.compile(r",? and |, ")


def lengths(text: str) -> Iterator[int]:
    """The number of items in each enumeration of a text of plain characters."""
    for match in _WITH_NOTES.finditer(text):
        yield len(_NOTE.findall(match[0]))
    if " and " not in text:
        return
    for pattern in _LISTS:
        for match in pattern.finditer(text):
            yield len(_SEPARATOR.split(match[0]))


def counts_figures(figure: Figure, sentence: str, stated: Sequence[Figure]) -> bool:
    """Whether a figure says how many others its sentence has: `the two sums`, and two prices."""
    if not (_OF_FIGURES.match(sentence, figure.end) and sentence.endswith(_THE, 0, figure.start)):
        return False
    units = Counter(each.unit for each in stated if each.unit)
    # Their total may stand there, too.
    return any(many - figure.value in {0, 1} for many in units.values())


_THE = ("the ", "The ", "these ", "These ")
