"""The check of a value, one function for each kind of field."""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from explainer import citations
from explainer.model import nearest
from explainer.yaml_schema.check_digits import is_isbn, is_issn

if TYPE_CHECKING:
    from collections.abc import Callable

    from explainer.yaml_schema.field import Field

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_SLUG = re.compile(r"\w(?:\w|[:.%&+~-](?=\w))*")
_MEASURED = re.compile(r"[-−]?(?:[A-Za-z]{0,3}[$¢£¤¥฿៛\u20a0-\u20cf])?[-−]?\d")
_NUMBER = re.compile(r"(?=.*[1-9])(?:\d{1,3}(?:,\d{3}){1,9}|\d{1,30})(?:\.\d{1,30})?")
_FACTOR = re.compile(r"(?![0.]+(?:/|\Z))\d+(?:\.\d+|/[1-9]\d*)?", re.ASCII)
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s]+")
_LAST_MONTH = 12
_DASHES_IN_DAY = 2
_MAX_FACTOR_LENGTH = 40


def _text_fault(text: str, _entry: Field) -> str | None:
    return None if text else "is empty"


def _date_fault(text: str, _entry: Field) -> str | None:
    match = _DATE.fullmatch(text)
    if not match:
        return f"is not a date: {text!r}"
    year, month, day = (int(part) if part else None for part in match.groups())
    if month is not None and not 1 <= month <= _LAST_MONTH:
        return f"has no such month: {text!r}"
    if day is not None and not 1 <= day <= calendar.monthrange(year or 1, month or 1)[1]:
        return f"has no such day: {text!r}"
    return None


def _address_fault(text: str, _entry: Field) -> str | None:
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018  (an impossible port raises only when it is asked for)
    except ValueError:
        return f"is not an address: {text!r}"
    if parts.scheme not in {"http", "https"} or "." not in (parts.hostname or ""):
        return f"is not a full web address: {text!r}"
    return "holds a space" if " " in text else None


def _choice_fault(text: str, entry: Field) -> str | None:
    if text in entry.choices:
        return None
    close = nearest(text, entry.choices)
    return f"cannot be {text!r}" + (f"; did you mean {close!r}?" if close else "")


def _slug_fault(text: str, _entry: Field) -> str | None:
    return None if _SLUG.fullmatch(text) else f"cannot be cited as {text!r}"


def _cite_fault(text: str, _entry: Field) -> str | None:
    written = f"[@{text}]"
    group = next(iter(citations.find(written)), None)
    whole = (
        group and group.end == len(written) and len(group.items) == 1 and not group.items[0].locator
    )
    return None if whole else f"is no citation: {text!r}"


def _fingerprint_fault(text: str, _entry: Field) -> str | None:
    return None if _FINGERPRINT.fullmatch(text) else f"is no fingerprint: {text!r}"


def _digest_fault(text: str, _entry: Field) -> str | None:
    return None if _DIGEST.fullmatch(text) else f"is no hash: {text!r}"


def _yes_no_fault(text: str, _entry: Field) -> str | None:
    return None if text in {"yes", "no"} else f"is neither yes nor no: {text!r}"


def _measured_fault(text: str, _entry: Field) -> str | None:
    return None if _MEASURED.match(text) else f"begins with no number: {text!r}"


def _number_fault(text: str, _entry: Field) -> str | None:
    return None if _NUMBER.fullmatch(text) else f"is no number: {text!r}"


def _doi_fault(text: str, _entry: Field) -> str | None:
    return None if _DOI.fullmatch(text) else f"is no DOI: {text!r}"


def _isbn_fault(text: str, _entry: Field) -> str | None:
    wrong = next((each for each in text.split(", ") if not is_isbn(each)), None)
    return None if wrong is None else f"is no ISBN, or its check digit does not fit: {wrong!r}"


def _issn_fault(text: str, _entry: Field) -> str | None:
    wrong = next((each for each in text.split(", ") if not is_issn(each)), None)
    return None if wrong is None else f"is no ISSN, or its check digit does not fit: {wrong!r}"


def _factor_fault(text: str, _entry: Field) -> str | None:
    good = _FACTOR.fullmatch(text) and len(text) <= _MAX_FACTOR_LENGTH
    return None if good else f"is no number above nought: {text!r}"


def _day_fault(text: str, entry: Field) -> str | None:
    fault = _date_fault(text, entry)
    return fault or (None if text.count("-") == _DASHES_IN_DAY else f"names no day: {text!r}")


CHECKS: dict[str, Callable[[str, Field], str | None]] = {
    "text": _text_fault,
    "date": _date_fault,
    "address": _address_fault,
    "one of": _choice_fault,
    "slug": _slug_fault,
    "cite": _cite_fault,
    "day": _day_fault,
    "digest": _digest_fault,
    "doi": _doi_fault,
    "isbn": _isbn_fault,
    "issn": _issn_fault,
    "fingerprint": _fingerprint_fault,
    "yes or no": _yes_no_fault,
    "measured": _measured_fault,
    "number": _number_fault,
    "factor": _factor_fault,
}
"""Per kind of scalar: from the text and its field to what is wrong with it, if anything."""
