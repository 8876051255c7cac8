"""Identifiers of sources: URL, DOI, arXiv number, ISBN, ISSN."""

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
_ANNOTATION = re.compile(r"\([^()]*\)|\bISBN(?:-1[03])?:?|\be?-?ISSN:?", re.IGNORECASE)
_ARXIV = re.compile(r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Za-z-]+)?/\d{7})(?:v\d+)?")
_SAFE = "/:;()<>[],.-_~!$&'*+=@"


class IsbnIssn(NamedTuple):
    """The ISBNs and the ISSNs in a text, each joined by commas, and its parts that are neither."""

    isbn: str
    issn: str
    wrong: tuple[str, ...]


def url_identity(url: str) -> str:
    """A URL without its scheme, `www.`, final slash and fragment: equal for URLs of one page."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}"


def find_doi(text: str) -> str | None:
    """The DOI in a text that has nothing else but `doi:` or the URL of a resolver before it."""
    match = _DOI.fullmatch(text.strip())
    if match is None:
        return None
    # Characters of a URL may be percent-encoded; a DOI itself rarely has a percent sign.
    return unquote(match[1]) if "doi.org/" in text.lower() else match[1]


def is_arxiv(number: str) -> bool:
    """Whether a text is a number of arXiv, such as `2401.00001` or `hep-th/9901001`."""
    return _ARXIV.fullmatch(number) is not None


def doi_url(doi: str) -> str:
    """The URL of a DOI, as the DOI system defines it."""
    return f"https://doi.org/{quote(doi, safe=_SAFE)}"


def find_isbn(text: str) -> str | None:
    """The ISBN in a text, or `None`; its check digit is not verified."""
    match = _ISBN.fullmatch(text.strip())
    digits = re.sub(r"[ -]", "", match[1]) if match else ""
    return match[1].strip() if match and len(digits) in {10, 13} else None


def find_isbn_issn(text: str) -> IsbnIssn:
    """The ISBNs and ISSNs in a text, such as `0028-0836 (Print) 1476-4687 (Electronic)`."""
    isbn: list[str] = []
    issn: list[str] = []
    wrong: list[str] = []
    plain = re.sub(r"[\u2010-\u2015\u2212]", "-", text)
    for part in re.split(r"[,;/\n]", _ANNOTATION.sub(",", plain)):
        whole = part.strip()
        for each in [whole] if is_isbn(whole) else whole.split():
            kind = isbn if is_isbn(each) else issn if is_issn(each) else wrong
            kind.append(each)
    return IsbnIssn(", ".join(isbn), ", ".join(issn), tuple(wrong))
