"""Inputs larger than anybody writes: a right answer or a clear problem, soon and in 500 MB."""

from __future__ import annotations

import json
import resource
import time
from typing import TYPE_CHECKING

import pytest

import projects
from explainer import citations
from explainer.evidence import date_parser, figure_parser
from reading import LEXICON, READERS
from test_odd_files import run

if TYPE_CHECKING:
    from pathlib import Path

MOST_SECONDS = 30
"""The time of the processor for a check of any of these projects; most take three seconds."""

LARGE = {
    "a page of 10 MB": "# A\n\n" + "It is so.\n\n" * 1_000_000,
    "a million sentences": "It is so. " * 1_000_000,
    "a paragraph of 300,000 words": "# A\n\n" + "so " * 300_000 + "it is.",
    "a row of brackets": "# A\n\n" + "[" * 100_000,
    "brackets of front matter": f"---\ntitle: {'[' * 100_000}\n---\nA\n",
    "a run of backticks": "# A\n\n" + "`" * 60_000,
    "a quotation": "# A\n\n" + "> " * 50_000,
    "open comments": "# A\n\n" + "<!-- " * 20_000,
    "open scripts": "# A\n\n" + "<script>" * 20_000,
}


@pytest.mark.parametrize("name", LARGE)
def test_large_pages(tmp_path: Path, name: str) -> None:
    """The check ends, and reports the page."""
    projects.write(tmp_path, {**projects.BASE, "docs/large.md": LARGE[name]})
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime

    result = run(tmp_path, "explainer", "check", "--format=json")

    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < MOST_SECONDS
    assert result.returncode == 1, result.stderr
    problems = json.loads(result.stdout)["problems"]
    assert {each["path"] for each in problems} == {"docs/large.md"}
    assert all(each["hint"] for each in problems)


def test_many_citations() -> None:
    """5,000 citations in a paragraph are all read; a bracket of 5,000 is text, and said to be."""
    many = "[@a] " * 5_000
    bracket = f"[{'; '.join(['@a'] * 5_000)}]"
    started = time.process_time()

    assert len(citations.find(many)) == 5_000
    assert all(group.narrative for group in citations.find(bracket))
    assert list(citations.literal(bracket))
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "text",
    [
        "9" * 5_000, f"${'9' * 5_000}", f"1.{'0' * 5_000}1%", f"{'9' * 5_000} million",
        f"1/{'9' * 5_000}", f"{'1,' * 2_000}000", f"1 in {'9' * 5_000}",
        f"{'9' * 5_000}-{'9' * 5_000}",
        f"{'9' * 5_000}th", f"{'9' * 5_000}:30", f"minus {'9' * 5_000} degrees",
    ],
    ids=range(11),
)  # fmt: skip
def test_numbers_of_5000_digits(text: str) -> None:
    """Nobody counts so far: they are no figures, and raise nothing."""
    assert all(figure.value < 10**60 for figure in figure_parser.extract(text, LEXICON))
    date_parser.extract(text, LEXICON)


@pytest.mark.parametrize(
    "text",
    [
        "1 January 0", "0000-01-01", "99999-12-31", "1 January 99999", "31 February 2020",
        "2020-13-45", "0/0/0000", "32.13.2020", "the 0s", "the 99999s", "May 0", "00 May 2020",
        "in 0", "Q5 2020", "the 0th century", "2020-00-00", "0年13月32日", "February 29, 1900",
    ],
)  # fmt: skip
def test_dates_that_are_none(text: str) -> None:
    """A year that is none, or a day that no month has, gives no such date and raises nothing."""
    for date in date_parser.extract(text, LEXICON):
        assert date.year == 0 or 1000 <= date.year < 2140


# A few of the patterns of the benchmark, each of which a reader was slow for.
SLOW = {
    "citations": ("[@a; ", "@a [", "[@{"),
    "opaque text": ("`", "<!--", "<script>", "~", "~~~x\n", '[a]("'),
    "sentinels": ("a.", "{{", "[[", "www."),
    "waivers of a page": ("<!-- allow a: ", "~"),
    "sentences": ("Dr. ", "a.", "! "),
    "names": ("汉", "- ", '"Ab: c '),
    "speakers": ("according to ", "said AB "),
    "figures": ("twenty-", "1 of ", "half "),
    "dates": ("2025–", "January "),
    "quotation in text": ("\n", "["),
    "hedges": ("he said, ", "called a "),
}


@pytest.mark.parametrize("name", SLOW)
def test_readers_are_linear(name: str) -> None:
    """Eight times the size takes nothing like 64 times the time."""
    read = READERS[name]
    for pattern in SLOW[name]:
        short, long = (_seconds(read, pattern, size) for size in (4_000, 32_000))
        assert long < 0.1 or long < 24 * short, pattern


def _seconds(read: object, pattern: str, size: int) -> float:
    assert callable(read)
    times = []
    for number in range(2):
        text = (pattern * (size // len(pattern) + 1))[:size] + f" z{number}"
        started = time.process_time()
        read(text)
        times.append(time.process_time() - started)
    return min(times)
