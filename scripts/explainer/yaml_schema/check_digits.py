"""The check digits of ISBN and ISSN."""

from __future__ import annotations

import re

_ISBN_13 = re.compile(r"97[89][0-9]{10}")
_ISBN_10 = re.compile(r"[0-9]{9}[0-9Xx]")
_ISSN = re.compile(r"[0-9]{4}-?[0-9]{3}[0-9Xx]")


def is_isbn(text: str) -> bool:
    """Whether a text is an ISBN of 10 or 13 digits, hyphens or not, whose check digit fits."""
    digits = text.replace("-", "").replace(" ", "")
    if _ISBN_13.fullmatch(digits):
        return not sum(int(each) * (1, 3)[at % 2] for at, each in enumerate(digits)) % 10
    return bool(_ISBN_10.fullmatch(digits)) and _has_valid_checksum(digits)


def is_issn(text: str) -> bool:
    """Whether a text is an ISSN whose check digit fits."""
    return bool(_ISSN.fullmatch(text)) and _has_valid_checksum(text.replace("-", ""))


def _has_valid_checksum(digits: str) -> bool:
    """Whether digits, the last of which may be X for ten, add up as ISBN-10 and ISSN have it."""
    values = [10 if each in "Xx" else int(each) for each in digits]
    return not sum(value * weight for weight, value in enumerate(reversed(values), 1)) % 11
