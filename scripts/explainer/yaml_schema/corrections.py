"""What a value that is not valid was plainly meant to be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explainer.yaml_schema.value_checks import CHECKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.yaml_schema.field import Field

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_YEAR_FIRST = re.compile(r"(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?")
_DAY_FIRST = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_DAY_MONTH = re.compile(r"(?:(\d{1,2})\.?\s+)?([A-Za-z]+)\.?\s+(\d{4})")
_MONTH_DAY = re.compile(r"([A-Za-z]+)\.?\s+(\d{1,2}),?\s+(\d{4})")
_SHORTEST_MONTH = 3


def correction(text: str, entry: Field) -> str | None:
    """The value that was plainly meant by one that a field does not accept, or `None`."""
    check = CHECKS[entry.kind]
    candidates = {"date": _dates, "day": _dates, "cite": _cited, "address": _address}
    for candidate in candidates.get(entry.kind, _none)(text):
        if candidate != text and check(candidate, entry) is None:
            return candidate
    return None


def _none(_text: str) -> Iterator[str]:
    yield from ()


def _cited(text: str) -> Iterator[str]:
    yield text.strip("[]@ ")


def _address(text: str) -> Iterator[str]:
    if "://" not in text and not text.startswith("//"):
        yield f"https://{text}"


def _dates(text: str) -> Iterator[str]:
    if match := _YEAR_FIRST.fullmatch(text):
        yield "-".join([match[1], *(part.zfill(2) for part in match.groups()[1:] if part)])
    if match := _DAY_FIRST.fullmatch(text):
        yield f"{match[3]}-{match[2].zfill(2)}-{match[1].zfill(2)}"
    if (match := _DAY_MONTH.fullmatch(text)) and (month := _month(match[2])):
        yield f"{match[3]}-{month}" + (f"-{match[1].zfill(2)}" if match[1] else "")
    if (match := _MONTH_DAY.fullmatch(text)) and (month := _month(match[1])):
        yield f"{match[3]}-{month}-{match[2].zfill(2)}"
    if match := re.fullmatch(r"(?:in|on|since) (.*)", text, re.IGNORECASE):
        yield match[1]
        yield from _dates(match[1])


def _month(word: str) -> str | None:
    found = [
        number
        for number, name in enumerate(_MONTHS, 1)
        if len(word) >= _SHORTEST_MONTH and name.startswith(word.casefold())
    ]
    return str(found[0]).zfill(2) if len(found) == 1 else None
