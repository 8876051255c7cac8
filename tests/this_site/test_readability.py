"""Whoever has not heard of any of it can read this repository's site."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

import pytest

import projects
import readability
from explainer.pages import read_pages
from explainer.settings import read_settings

if TYPE_CHECKING:
    from explainer.model import Page

FIRST = ("index.md", "faq.md", "the-deal.md", "the-chips.md", "the-geopolitics.md")
"""The pages that readers come for."""

HARDEST = 10
HARDEST_OF_ALL = 10.5
MOST_LONG = 0.1
MOST_HOW_READ = 3
SYLLABLES = {
    1: "the make makes made rules sales chips trained asked does used times whole while quite",
    2: "table people needed machine being create licence boxes prices parties country science"
    " systems houses export million washes places quiet software",
    3: "company government idea area radio actual evidence inference prediction factories",
    4: "generation society experience ability January",
}


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    """The pages of the site by their paths below `docs`; the maintainers' guide left out."""
    settings = read_settings(projects.ROOT)
    found = {page.path.removeprefix("docs/"): page for page in read_pages(settings)}
    return {path: page for path, page in found.items() if not path.startswith("contribute/")}


@pytest.mark.parametrize("count", SYLLABLES)
def test_syllables(count: int) -> None:
    """Words have as many syllables as a dictionary says."""
    words = SYLLABLES[count].split()

    assert {word: readability.syllables(word) for word in words} == dict.fromkeys(words, count)


def test_measure() -> None:
    """A short sentence of short words is easy, and a long one of long words is not."""
    easy = readability.Reading(words=10, sentences=2, syllables=12, long=0)
    hard = readability.Reading(words=30, sentences=1, syllables=60, long=1)

    assert easy.grade == pytest.approx(0.39 * 5 + 11.8 * 1.2 - 15.59)
    assert (easy.share, hard.share) == (0, 1)
    assert hard.grade > HARDEST


@pytest.mark.parametrize("path", FIRST)
def test_page(pages: dict[str, Page], path: str) -> None:
    """Each of these pages is easy enough by itself, and few of its sentences are long."""
    reading = readability.read(pages[path])

    assert round(reading.grade, 1) <= HARDEST_OF_ALL
    assert reading.share <= MOST_LONG


def test_median(pages: dict[str, Page]) -> None:
    """Half of these pages are for whoever has been to school for ten years."""
    grades = [readability.read(pages[path]).grade for path in FIRST]

    assert statistics.median(grades) <= HARDEST


def test_verdicts(pages: dict[str, Page]) -> None:
    """No sentence gives a verdict on a clause of its own."""
    assert readability.judging(pages.values()) == []


def test_how_read(pages: dict[str, Page]) -> None:
    """Few sentences say how a source was read: its card does."""
    assert readability.how_read(pages.values())[MOST_HOW_READ:] == []
