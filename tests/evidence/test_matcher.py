"""What a sentence states, how it is spelled, and which evidence holds it."""

from __future__ import annotations

import calendar
import gc
import time
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

import comparing
from explainer import evidence

if TYPE_CHECKING:
    from collections.abc import Iterable

TABLES: dict[str, Any] = yaml.safe_load(
    Path(__file__).with_suffix(".yml").read_text(encoding="utf-8")
)
HEDGES = {"about", "nearly", "over", "least", "under", "most", "ceiling", "floor"}
SENSES = {"less", "more", "of", "group"}

Figure = tuple[Fraction, str, str, str]
"""Value, unit, hedge and sense."""

Stretch = tuple[int, tuple[int, int], tuple[int, int]]
"""Year, first and last day."""


def rows(table: str) -> list[Any]:
    """The rows of a table."""
    return [pytest.param(text, expected, id=text) for text, expected in TABLES[table]]


COMPARED = [
    pytest.param(row, row.get("lacks", ""), id=f"{row['says']} < {row['fact']}")
    for row in TABLES["compared"]
]


def parts(text: str) -> list[str]:
    """What stands between bars."""
    return text.split(" | ") if text else []


def figure(text: str) -> Figure:
    """A figure from how a table writes it: `about 5000000 $ less`."""
    words = text.split()
    hedge = words.pop(0) if words[0] in HEDGES else ""
    sense = words.pop() if words[-1] in SENSES else ""
    return Fraction(words[0]), " ".join(words[1:]), hedge, sense


def figures(text: str) -> list[Figure]:
    """The figures that a text states."""
    found = evidence.extract(text, comparing.GENERAL).figures
    # Words such as `most` are compared with shares alone.
    return [(e.value, e.unit, e.hedge, e.sense) for e in found if e.unit != "quantity"]


def stretch(text: str) -> Stretch:
    """A date from how a table writes it: `2025`, `2025-08`, `08-14` or `2025-05..2025-08`."""
    first, _, last = text.partition("..")
    year, months = _days(first)
    return year, months[0], _days(last or first)[1][1]


def _days(text: str) -> tuple[int, tuple[tuple[int, int], tuple[int, int]]]:
    numbers = [int(part) for part in text.split("-")]
    year = numbers.pop(0) if len(text.split("-", maxsplit=1)[0]) > 2 else 0
    if not numbers:
        return year, ((1, 1), (12, 31))
    month, *days = numbers
    # A year that may be any is a leap year.
    ends = (days[0], days[0]) if days else (1, calendar.monthrange(2024, month)[1])
    return year, ((month, ends[0]), (month, ends[1]))


def dates(text: str) -> list[Stretch]:
    """The dates that a text states."""
    return [
        (each.year, each.first, each.last)
        for each in evidence.extract(text, comparing.GENERAL).dates
    ]


def written(text: str, found: Iterable[Any]) -> list[str]:
    """What was found in a text, as it is written there."""
    return [text[each.start : each.end] for each in found]


def unit(spelling: str) -> tuple[Fraction, str]:
    """How many of which base unit a spelling of the table means."""
    factor, base = TABLES["units"][spelling].split(" ", 1)
    return Fraction(factor), base


def join(scale: str, spelling: str) -> bool:
    """Whether somebody may write a scale right before a spelling: not `million元`."""
    return spelling[0] in " -" or not scale or not scale.strip().strip("-").isascii()


@pytest.mark.parametrize("scale", TABLES["scales"])
def test_scales(scale: str) -> None:
    """A scale goes with every currency, before or behind, and with every unit of measure."""
    value = Fraction("2.5") * TABLES["scales"][scale]
    wanted = {
        **{f"{each}2.5{scale}": (value, code) for each, code in TABLES["before"].items()},
        **{
            f"2.5{scale}{each}": (value, code)
            for each, code in TABLES["behind"].items()
            if join(scale, each)
        },
        **{
            f"2.5{scale}{each}": (value * unit(each)[0], unit(each)[1])
            for each in TABLES["units"]
            if join(scale, each)
        },
    }
    found = {text: figures(f"It came to {text}.") for text in wanted}

    assert found == {text: [(*wanted[text], "", "")] for text in wanted}


@pytest.mark.parametrize("spelling", TABLES["units"])
def test_units(spelling: str) -> None:
    """A unit of measure goes with a bare number, and beside an amount in every currency."""
    factor, base = unit(spelling)
    amounts = {
        **{f"{each}2.5": code for each, code in TABLES["before"].items()},
        **{f"2.5{each}": code for each, code in TABLES["behind"].items()},
    }
    found = {text: figures(f"It gave 7{spelling} for {text}.") for text in amounts}

    assert found == {
        text: [(7 * factor, base, "", ""), (Fraction("2.5"), code, "", "")]
        for text, code in amounts.items()
    }


@pytest.mark.parametrize(("text", "expected"), rows("figures"))
def test_figures(text: str, expected: str) -> None:
    """A text states the figures of the table, in base units."""
    assert figures(text) == list(map(figure, parts(expected)))


@pytest.mark.parametrize(("text", "expected"), rows("dates"))
def test_dates(text: str, expected: str) -> None:
    """A text states the dates of the table, as precisely as it does."""
    assert dates(text) == list(map(stretch, parts(expected)))


@pytest.mark.parametrize(("text", "expected"), rows("names"))
def test_names(text: str, expected: str) -> None:
    """A text has the words of names of the table."""
    assert written(text, evidence.extract(text, comparing.GENERAL).names) == parts(expected)


@pytest.mark.parametrize(("text", "expected"), rows("speeches"))
def test_speakers(text: str, expected: str) -> None:
    """Those of the table speak in a text."""
    assert written(text, evidence.extract(text, comparing.GENERAL).speeches) == parts(expected)


@pytest.mark.parametrize(("text", "expected"), rows("hedged"))
def test_hedged(text: str, *, expected: bool) -> None:
    """A text is hedged or attributed as the table says."""
    assert evidence.is_hedged(text) == expected


@pytest.mark.parametrize(("text", "expected"), rows("quotations"))
def test_quotations(text: str, expected: str) -> None:
    """A text quotes what the table says."""
    assert [each.text for each in evidence.extract(text, comparing.GENERAL).quotations] == parts(
        expected
    )


@pytest.mark.parametrize("text", TABLES["odd"])
def test_odd(text: str) -> None:
    """A text that makes little sense is compared all the same, and so is another with it."""
    comparing.lacking(text, evidence.of_text(text, comparing.GENERAL))
    found = comparing.lacking(
        "It was on 28 February 1999.", evidence.of_text(text, comparing.GENERAL)
    )

    assert found["date"] == ["28 February 1999"]


@pytest.mark.parametrize("text", TABLES["repeated"])
def test_long(text: str) -> None:
    """A sentence is read and compared in a time that its length alone decides."""
    held = comparing.held({"fact": "In 2020 it had 12 of 40 kg, 5 mg a day."})
    taken = []
    # What all other tests have left is not to be looked through meanwhile.
    gc.disable()
    try:
        for length in (1_500, 12_000):
            begun = time.process_time()
            comparing.lacking(text * (length // len(text)), held)
            taken.append(time.process_time() - begun)
    finally:
        gc.enable()

    # Eight times as long it would take 64 times as long if each part looked at each other.
    assert taken[1] < 24 * taken[0] + 0.2


@pytest.mark.parametrize(("row", "lacking"), COMPARED)
def test_compared(row: dict[str, Any], lacking: str) -> None:
    """A sentence states nothing that its evidence lacks, or just what the table says."""
    found = comparing.lacking(row["says"], comparing.held(row))

    assert [text for kind in found for text in found[kind]] == parts(lacking)


@pytest.mark.parametrize(("text", "expected"), rows("facts"))
def test_facts(text: str, expected: str) -> None:
    """A sentence on a site may count what the site has and name who is of it, and no more."""
    found = evidence.find_external_facts(text, comparing.GENERAL, ["Bridge Watch", "Python"])

    assert parts(expected) == [text[start:end] for start, end in found]
