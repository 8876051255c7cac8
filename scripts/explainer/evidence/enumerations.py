"""
Enumerations: how many a text lists.

Of `Acme, Bolt and Crane lost money` three firms did.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 12
"""Nobody counts longer lists in words."""

_NAME = r"(?:[Tt]he )?[A-Z][\w'.-]*(?: (?:(?:of|the|de|van|von) )?[A-Z0-9][\w'.-]*){0,4}"
_ITEM = r"[\w'.-]+(?: [\w'-]+){0,3}"
_LISTS = (
    re.compile(rf"{_NAME}(?:, {_NAME}){{0,11}},? and {_NAME}"),
    re.compile(rf"{_ITEM}(?:, {_ITEM}){{1,11}},? and {_ITEM}"),
)
_SEPARATOR = re.compile(r",? and |, ")


def lengths(text: str) -> Iterator[int]:
    """The number of items in each enumeration of a text of plain characters."""
    if " and " not in text:
        return
    for pattern in _LISTS:
        for match in pattern.finditer(text):
            yield len(_SEPARATOR.split(match[0]))
