"""The search of this site: that it finds what readers look for, and how much they fetch for it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import projects
import searching

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

QUERIES = searching.read_queries(Path(__file__).parent / "search_queries.yml")
BARS = {"first": 90, "first three": 97, "slip, first five": 90}
"""In how many of 100 queries a right place has to be there."""
MISSPELT = 85
"""In how many of 100 a single misspelt word has to find its place among the first five."""
MOST_BYTES = 60_000
"""What the index may weigh, compressed."""


@pytest.fixture(name="index", scope="module")
def fixture_index(built: Path) -> str:
    """The index of this site."""
    return searching.index_of(projects.ROOT, built)


@pytest.fixture(name="page", scope="module")
def fixture_page(browser: Browser) -> Page:
    """A page in a browser."""
    return browser.new_page()


def test_queries(index: str, page: Page) -> None:
    """Questions, names, terms, claims and sources are found, with a slip of the finger too."""
    found = searching.results(
        page, index, [text for query in QUERIES for text in (query.query, query.slip)]
    )
    shares = searching.shares(QUERIES, found)

    assert len(QUERIES) >= 60
    assert {name: share for name, share in shares.items() if share < BARS[name]} == {}


def test_misspelt_word(index: str, page: Page) -> None:
    """A single word of the glossary finds its entry although it is misspelt."""
    made = json.loads(index.partition("=")[2].strip().rstrip(";"))
    terms = [title for kind, title in zip(made["kinds"], made["titles"], strict=True) if kind == 1]
    words = [term for term in terms if term.isalpha() and len(term) > 4]
    slips = {searching.with_slip(word.lower(), at): word for at, word in enumerate(words)}
    found = searching.results(page, index, list(slips))
    hits = [
        word
        for slip, word in slips.items()
        if any(url.endswith(f"#{word.lower()}") for url in found[slip][:5])
    ]

    assert len(slips) > 40
    assert len(hits) >= MISSPELT / 100 * len(slips), set(slips.values()) - set(hits)


def test_size(index: str) -> None:
    """Those who search fetch no more than a picture's worth."""
    assert len(gzip.compress(index.encode(), 6, mtime=0)) <= MOST_BYTES
