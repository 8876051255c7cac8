"""What names a source for good: its address, DOI, ISBN, ISSN."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from explainer.yaml_schema import is_isbn, is_issn

_DOI = re.compile(
    r"(?:doi:\s*|(?:https?://)?(?:dx\.)?doi\.org/(?:doi:)?)?(10\.\d{4,9}(?:\.\d+)*/\S+)",
    re.IGNORECASE,
)
_ISBN = re.compile(r"(?:ISBN(?:-1[03])?:?\s*)?([0-9][0-9 -]{8,15}[0-9Xx])", re.IGNORECASE)
_REMARK = re.compile(r"\([^()]*\)|\bISBN(?:-1[03])?:?|\be?-?ISSN:?", re.IGNORECASE)
_ARXIV = re.compile(r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Za-z-]+)?/\d{7})(?:v\d+)?")
_SAFE = "/:;()<>[],.-_~!$&'*+=@"


class Numbers(NamedTuple):
    """The numbers that a text holds, with commas between, and what in it is none."""

    isbn: str
    issn: str
    wrong: tuple[str, ...]


def same_address(url: str) -> str:
    """What two addresses of one page have in common, however they are written."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}"


def find_doi(text: str) -> str | None:
    """The DOI that a text is, with or without an address or `doi:` before it."""
    match = _DOI.fullmatch(text.strip())
    if match is None:
        return None
    # An address may have its characters escaped; a DOI itself hardly ever has a percent sign.
    return unquote(match[1]) if "doi.org/" in text.lower() else match[1]


def is_arxiv(number: str) -> bool:
    """Whether a text is a number of arXiv, such as `2401.00001` or `hep-th/9901001`."""
    return _ARXIV.fullmatch(number) is not None


def doi_address(doi: str) -> str:
    """Where a DOI leads: its address, which the DOI system itself defines."""
    return f"https://doi.org/{quote(doi, safe=_SAFE)}"


def find_isbn(text: str) -> str | None:
    """The text of an ISBN, if it looks like one; its check digit may be wrong."""
    match = _ISBN.fullmatch(text.strip())
    digits = re.sub(r"[ -]", "", match[1]) if match else ""
    return match[1].strip() if match and len(digits) in {10, 13} else None


def find_numbers(text: str) -> Numbers:
    """The ISBNs and ISSNs in a text, such as `0028-0836 (Print) 1476-4687 (Electronic)`."""
    isbn: list[str] = []
    issn: list[str] = []
    wrong: list[str] = []
    plain = re.sub(r"[\u2010-\u2015\u2212]", "-", text)
    for part in re.split(r"[,;/\n]", _REMARK.sub(",", plain)):
        whole = part.strip()
        for each in [whole] if is_isbn(whole) else whole.split():
            kind = isbn if is_isbn(each) else issn if is_issn(each) else wrong
            kind.append(each)
    return Numbers(", ".join(isbn), ", ".join(issn), tuple(wrong))
