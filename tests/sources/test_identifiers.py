"""Identifiers of works: DOIs, ISBNs and ISSNs, as texts have them."""

from __future__ import annotations

import pytest

from explainer.sources import identifiers


@pytest.mark.parametrize(
    ("text", "isbn"),
    [
        ("978-0-306-40615-7", "978-0-306-40615-7"),
        (" 0-306-40615-2 ", "0-306-40615-2"),
        ("030640615X", "030640615X"),
        ("978-0-306-40615", None),
        ("0-306-40615", None),
        ("0-306-40615-22", None),
        ("12345", None),
        ("", None),
        ("see 978-0-306-40615-7 there", None),
    ],
)
def test_isbn(text: str, isbn: str | None) -> None:
    """An ISBN has ten or thirteen characters, and stands alone."""
    assert identifiers.find_isbn(text) == isbn


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("0028-0836 (Print) 1476-4687 (Electronic)", ("", "0028-0836, 1476-4687", ())),
        ("0028\u20110836; 978-0-306-40615-7", ("978-0-306-40615-7", "0028-0836", ())),
        ("978 0 306 40615 7", ("978 0 306 40615 7", "", ())),
        ("0028-0836 and more", ("", "0028-0836", ("and", "more"))),
        ("0-306-40615-2 0028-0836", ("0-306-40615-2", "0028-0836", ())),
        ("1-2; 0028-0836", ("", "0028-0836", ("1-2",))),
        ("", ("", "", ())),
    ],
)
def test_isbn_issn(text: str, found: tuple[str, str, tuple[str, ...]]) -> None:
    """Of a text with several numbers each is told by its kind, and the rest is named."""
    assert tuple(identifiers.find_isbn_issn(text)) == found


@pytest.mark.parametrize(
    ("number", "known"),
    [("2401.00001", True), ("2401.00001v2", True), ("hep-th/9901001", True), ("2401", False)],
)
def test_arxiv(number: str, known: bool) -> None:  # noqa: FBT001
    """A number of arXiv has a year and a month, or an archive."""
    assert identifiers.is_arxiv(number) == known


def test_doi_url() -> None:
    """The URL of a DOI escapes what a URL cannot have."""
    assert identifiers.doi_url("10.1000/a b%") == "https://doi.org/10.1000/a%20b%25"
