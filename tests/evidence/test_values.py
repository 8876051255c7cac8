"""How the dates, figures and names of a text are compared, each part alone."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

import comparing
from explainer import evidence
from explainer.evidence import (
    case_folding,
    clauses,
    context_matcher,
    date_comparison,
    date_types,
    figure_comparison,
    figure_in_text,
    names,
    proportions,
)
from explainer.evidence.date_types import Date
from explainer.evidence.evidence_content import Occurrence

if TYPE_CHECKING:
    from explainer.evidence.figure_types import Figure


def figures(text: str) -> list[Figure]:
    """The figures of a text."""
    return list(evidence.extract(text, comparing.GENERAL).figures)


def dates(text: str) -> list[Date]:
    """The dates of a text."""
    return list(evidence.extract(f"It was in {text}.", comparing.GENERAL).dates)


def of_text(text: str) -> list[figure_in_text.FigureInText]:
    """The figures of a text, each with that text."""
    return [figure_in_text.FigureInText(each, text) for each in figures(text)]


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("2019", "2020", True),
        ("2019", "May 2019", False),
        ("2019", "May", False),
        ("May 2019", "May 2020", True),
        ("May 2019", "June 2019", True),
        ("31 May 2019", "1 June 2019", True),
        ("31 May 2019", "May 2019", False),
        ("14 May", "14 May 2020", False),
        ("14 May", "15 May 2020", True),
        ("14 May", "15 May", True),
        ("the 1990s", "1989", True),
        ("the 1990s", "1990", False),
        ("the 1990s", "1999", False),
        ("the 1990s", "2000", True),
        ("the 1990s", "the 1980s", True),
        ("the 1990s", "the 20th century", False),
        ("the 1990s", "the 19th century", True),
    ],
)
def test_apart(one: str, two: str, *, expected: bool) -> None:
    """Two dates are apart if they have no day in common, whichever comes first."""
    (date,), (other,) = dates(one), dates(two)

    assert date_comparison.are_apart(date, other) == expected
    assert date_comparison.are_apart(other, date) == expected


@pytest.mark.parametrize(
    ("date", "other", "years", "expected"),
    [
        ("2019", "May 2019", (), True),
        ("May 2019", "2019", (), False),
        ("May 2019", "31 May 2019", (), True),
        ("May 2019", "1 May 2019", (), True),
        ("May 2019", "30 April 2019", (), False),
        ("May 2019", "1 June 2019", (), False),
        ("May 2019", "14 May", (), False),
        ("May 2019", "14 May", (2019,), True),
        ("May 2019", "14 May", (2018,), False),
        ("May", "14 May 2019", (), True),
        ("May", "14 May", (), True),
        ("the 1990s", "1990", (), True),
        ("the 1990s", "1999", (), True),
        ("the 1990s", "1989", (), False),
        ("the 1990s", "2000", (), False),
        ("the 1990s", "May", (1990,), False),
        ("1990", "the 1990s", (), False),
        ("the 20th century", "the 1990s", (), True),
        ("the 1990s", "the 20th century", (), False),
    ],
)
def test_contained(date: str, other: str, years: tuple[int, ...], *, expected: bool) -> None:
    """A date contains what is written more precisely, in its own year or one that it may have."""
    (one,), (two,) = dates(date), dates(other)

    assert date_comparison.contains(one, two, years) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wednesday, the 14 May 2025", True),
        ("Wednesday 14 May 2025", True),
        ("wednesday, 14 May 2025", True),
        ("Thursday, 14 May 2025", False),
        ("Thursday, the 14 May 2025", False),
        ("Thursday, 14 May", True),
        ("Thursday, May 2025", True),
        ("on Thursday or on 14 May 2025", True),
    ],
)
def test_weekday(text: str, *, expected: bool) -> None:
    """A full date is on the weekday right before it."""
    (date,) = evidence.extract(text, comparing.GENERAL).dates

    assert date_comparison.is_on_its_weekday(date, text) == expected


@pytest.mark.parametrize(
    ("date", "days", "expected"),
    [
        ("2025-05-14", 3, "2025-05-17"),
        ("2025-05-14", -3, "2025-05-11"),
        ("2024-02-28", 1, "2024-02-29"),
        ("2024-12-31", 1, "2025-01-01"),
        ("2025-01-01", -1, "2024-12-31"),
    ],
)
def test_shifted(date: str, days: int, expected: str) -> None:
    """A day is so many days later or earlier."""
    shifted = date_comparison.shifted(date_types.from_iso(date), days)

    assert date_types.to_iso(shifted) == expected
    assert shifted.first == shifted.last


@pytest.mark.parametrize(
    ("date", "precision"), [("2025", 0), ("2025-02", 2), ("2025-02-29", 3), ("2025-12-31", 3)]
)
def test_iso(date: str, precision: int) -> None:
    """A date in ISO 8601 is the same date again, as precise as it was."""
    read = date_types.from_iso(date)

    assert date_types.to_iso(read) == date
    assert date_types.precision(read) == precision
    assert (read.start, read.end) == (0, 0)


@pytest.mark.parametrize(
    ("first", "last", "precision"), [(1, 3, 1), (4, 6, 1), (1, 6, 1), (7, 12, 1), (1, 12, 0)]
)
def test_parts_of_years(first: int, last: int, precision: int) -> None:
    """A part of a year goes from the first day of a month to the last one of another."""
    stretch = date_types.months(first, last)

    assert (stretch[0], stretch[1][0]) == ((first, 1), last)
    assert stretch[1][1] >= 30
    assert date_types.precision(Date(2025, *stretch, 0, 0)) == precision


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2001 and in 2010.", ["108 month"]),
        ("From 2001 to 2010.", ["108 month", "120 month"]),
        ("It was 2010, after 2001.", ["108 month"]),
        ("In May 2001 and July 2001.", ["2 month"]),
        ("In July 2001 and May 2002.", ["12 month", "10 month"]),
        ("On 9 August 2018 and 2 September 2018.", ["24 day", "1 month"]),
        ("From 9 August to 2 September 2018.", ["24 day", "1 month"]),
        ("On 14 November 2018, and on 3 December.", ["19 day", "1 month"]),
        ("On 14 November 2018, and on 14 November.", ["0 day", "0 month"]),
        ("On 14 November 2018, and on 3 October.", []),
        ("From 9 August to 2 July 2018.", []),
        ("On 9 August they left all of what they had; on 2 September 2018 it came.", []),
        ("In the 1990s and in 2001.", []),
        ("In 2001 and in May.", []),
        ("In May 2001 and in 2003.", ["24 month"]),
    ],
)
def test_durations(text: str, expected: list[str]) -> None:
    """Between two dates lie months and, where both are full, days."""
    found = date_comparison.durations(evidence.extract(text, comparing.GENERAL).dates)
    days = {"month": ("month", 1), "second": ("day", 86400)}

    assert [f"{many / days[unit][1]} {days[unit][0]}" for unit, many in found] == expected


@pytest.mark.parametrize(
    ("text", "written", "behind", "later", "before", "name", "joined", "when"),
    [
        ("It has nine of the 21 seats there.", "nine", "seat", [], "", "", "has", ""),
        ("It has 9 ships of 21.", "9", "ship", ["21"], "", "", "has", ""),
        ("It has 40 old kilns, ovens.", "40", "old", ["kiln"], "", "", "has", ""),
        ("It has 40 kilns and ovens.", "40", "kiln", [], "", "", "has", ""),
        ("It fell by 2% there.", "2%", "", [], "fell by", "", "", ""),
        ("It rose, and by 2%.", "2%", "", [], "", "", "by", ""),
        ("At most 40 kilns burn.", "40", "kiln", ["burn"], "at most", "", "", ""),
        ("Burning 40 kilns.", "40", "kiln", [], "", "", "", ""),
        ("It had 40 kilns in 2024.", "40", "kiln", ["2024"], "", "", "had", "2024"),
        ("In 2024 it had 40 kilns.", "40", "kiln", [], "", "", "had", "2024"),
        ("It had 40 kilns, in 2024.", "40", "kiln", [], "", "", "had", ""),
        ("The 7C burns 40 W, the 9B 60 W.", "40 W", "", [], "7c burns", "7c", "", ""),
        ("The 7C burns 40 W, the 9B 60 W.", "60 W", "", [], "the 9b", "9b", "", ""),
        ("It burns 40 W with the 9B.", "40 W", "9b", [], "it burns", "9b", "", ""),
        ("The 7C, it burns 40 W, 9B.", "40 W", "", [], "it burns", "9b", "", ""),
        ("The 7C it burns 40 W, 9B.", "40 W", "", [], "it burns", "7c", "", ""),
        (
            "The 7C: fire, 40 W with all the oven 9B.",
            "40 W",
            "oven",
            ["9b"],
            "7c fire",
            "9b",
            "",
            "",
        ),
        ("Less with sand (22.9% v 25.7%).", "22.9%", "sand", [], "with sand", "", "", ""),
        ("Less with sand (22.9% v 25.7%).", "25.7%", "", [], "", "", "", ""),
        ("Less with sand than lime (2.9% v 5.7%).", "2.9%", "sand", [], "with sand", "", "", ""),
        ("Less with sand than old lime (2.9% v 5.7%).", "5.7%", "lime", [], "old lime", "", "", ""),
        ("Season 4 ran long.", "4", "season", ["long"], "", "", "", ""),
        ("It burned three times.", "three times", "time", [], "it burned", "", "", ""),
    ],
)
def test_context(  # noqa: PLR0913, PLR0917  (these are what a context is made of)
    text: str,
    written: str,
    behind: str,
    later: list[str],
    before: str,
    name: str,
    joined: str,
    when: str,
) -> None:
    """The context of a figure is the words around it, the nearest name and its year."""
    value = next(each for each in figures(text) if text[each.start : each.end] == written)
    found = context_matcher.context_of(
        Occurrence(value, text, in_passage=True, lexicon=comparing.GENERAL)
    )

    assert found == (behind, before, name, frozenset(later), joined, when)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("602 of 1,204 farms were sold.", [("1/2", "sold", True)]),
        ("60% of farms, with kilns, sold.", [("3/5", "farms", False)]),
        ("60% of farms sold.", [("3/5", "farms sold", False)]),
        ("Half the farms sold.", []),
        ("5 of 5 burned.", []),
        ("5 of 3 burned.", []),
        ("5 of its 30 burned.", [("1/6", "burne", True)]),
        ("5 kg of 30 burned.", []),
        ("5 of 30 kg burned.", []),
        ("Lost: 20 of 80 that had not swum.", [("1/4", "swum", True)]),
        ("They have 1,204 farms, of which 301 sold.", [("1/4", "sold", True)]),
        ("They have 1,204 farms, of which 1,204 sold.", []),
        ("Of 2,020 people in 37 towns, of whom 505 swam.", [("1/4", "swam whom", True)]),
        ("Of 37 people in 37 towns, of whom 37 swam.", []),
        ("Of 80 kg, of which 20 sold.", []),
        ("Of sand, of which 12 sold.", []),
    ],
)
def test_shares(text: str, expected: list[tuple[str, str, bool]]) -> None:
    """A text has shares of a whole, each with the words of its clause."""
    found = proportions.extract(text, figures(text))

    assert [(str(each.value), " ".join(sorted(each.words)), each.counted) for each in found] == (
        expected
    )


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["It had 63 votes to 57."], [(63, 57)]),
        (["It had 8,914 votes (52%) to 8,131."], [(8914, 8131)]),
        (["It had 57 votes against 63."], [(57, 63)]),
        (["It won 3-1."], [(3, 1)]),
        (["It won 3-1, 4-2."], [(3, 1), (4, 2)]),
        (["It had from 57 votes to 63."], []),
        (["It had between 57 votes to 63."], []),
        (["It had 57 kg votes to 63."], []),
        (["It had 5.5 votes to 63."], []),
        (["It had 57 votes to 6.5."], []),
        (["It had 57 votes, then 63."], []),
        (["It had 57", " votes to 63."], []),
    ],
)
def test_results(texts: list[str], expected: list[tuple[int, int]]) -> None:
    """The results of votes and games have both of their numbers."""
    found = [each for text in texts for each in of_text(text)]

    assert list(figure_in_text.results(found)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from 40 kg to 50 kg", True),
        ("40 kilns to 50", True),
        ("$40 to $50", True),
        ("40\u201350 kg", True),
        ("40 kg, then 50 kg", False),
        ("40 old kilns to 50", False),
    ],
)
def test_from_one_to_another(text: str, *, expected: bool) -> None:
    """Something goes from one figure to another, in one text."""
    one, two = of_text(text)

    assert figure_in_text.from_to(one, two) == expected
    assert not figure_in_text.from_to(one, two._replace(text=f"{text} "))


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("40 kg", "5 g", True),
        ("40 kg", "5 m", False),
        ("40%", "5 percentage points", True),
        ("$40", "US$5", True),
        ("$40", "5 euros", False),
        ("40 kg", "5", False),
        ("40 kg a day", "5 kg a day", True),
        ("40 kg a day", "5 kg a year", False),
        ("40 kg a day", "5 kg", True),
    ],
)
def test_added(one: str, two: str, *, expected: bool) -> None:
    """Two figures of a unit can be added, unless they are for each of different things."""
    (figure,), (other,) = figures(one), figures(two)

    assert figure_in_text.can_be_added(figure, other) == expected
    assert figure_in_text.can_be_added(other, figure) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was 40 kg", False),
        ("It rose by 40 kg", True),
        ("By 40 kg it rose", True),
        ("up 40 kg", True),
        ("Up 40 kg", True),
        ("It rose to 40 kg", False),
        ("It was 40 kg less", True),
        ("It was 40 kg behind", True),
        ("It was 40 kg of sand behind", True),
        ("It was 40 kg or less", False),
        ("It fell, and in the end what they had left of it was 40 kg", False),
    ],
)
def test_changes(text: str, *, expected: bool) -> None:
    """A figure is a change where the words around it say so."""
    (one,) = of_text(text)

    assert one.is_change == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It had 40 kilns", "It had 40 kilns"),
        ("In May, it had 40 kilns, and 3 ovens", " it had 40 kilns"),
        ("It burned but had 40 kilns (and ovens)", " had 40 kilns ("),
        ("In May, 40 kilns", " 40 kilns"),
        ("40, and 3 ovens", "40"),
    ],
)
def test_clause(text: str, expected: str) -> None:
    """A figure is in the clause between two commas, brackets or conjunctions."""
    start = next(each.start for each in figures(text) if each.value == 40)

    assert clauses.clause(text, start) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Lim has met Roe.", ["Ada Lim", "Ada Lim", "Roe"]),
        ("Ada and Lim have gone.", ["Ada and Lim", "Ada and Lim"]),
        ("Ada with Lim has gone.", ["Ada", "Lim"]),
        (
            "Ada Bel Cam Dov Eli Fay Gus Hal Ian met.",
            [
                *["Ada Bel Cam Dov Eli Fay Gus"],
                *["Ada Bel Cam Dov Eli Fay Gus Hal"],
                *["Ada Bel Cam Dov Eli Fay Gus Hal Ian"] * 5,
                *["Bel Cam Dov Eli Fay Gus Hal Ian"],
                *["Cam Dov Eli Fay Gus Hal Ian"],
            ],
        ),
    ],
)
def test_sequences(text: str, expected: list[str]) -> None:
    """A name is in the sequence of those that follow each other, six to each side at most."""
    found = evidence.extract(text, comparing.GENERAL).names
    runs = [names.sequence(each, found) for each in found]

    assert [text[run[0].start : run[-1].end] for run in runs] == expected
    assert names.sequence(found[0], found[1:]) == [found[0]]
    assert names.index_of(found[-1], found[:-1]) is None


@pytest.mark.parametrize(
    ("word", "folded", "singular"),
    [
        ("Kilns", "kilns", "kiln"),
        ("Us", "us", "us"),
        ("Gas", "gas", "ga"),
        ("U.S.", "us", "us"),
        ("Roe's", "roe", "roe"),
        ("Élan's", "elan", "elan"),
        ("Øst", "ost", "ost"),
        ("AT&T", "at&t", "at&t"),
    ],
)
def test_folded(word: str, folded: str, singular: str) -> None:
    """A word is folded, and made singular."""
    assert case_folding.fold(word) == folded
    assert case_folding.singular(folded) == singular


@pytest.mark.parametrize(
    ("says", "value", "expected"),
    [
        ("40 kg", "40000", True),
        ("40 kg", "40500", False),
        ("40 kg", "39900", False),
        ("0.4 m", "9/20", True),
        ("0.4 m", "7/20", True),
        ("0.4 m", "46/100", False),
        ("0.4 m", "34/100", False),
        ("41 trees", "83/2", True),
        ("41 trees", "84/2", False),
        ("400 trees", "401", False),
        ("more than 41 trees", "83/2", True),
        ("more than 41 trees", "41", False),
        ("less than 41 trees", "81/2", True),
        ("less than 41 trees", "41", False),
    ],
)
def test_rounded(says: str, value: str, *, expected: bool) -> None:
    """A computed value is rounded to the last digit of a figure, and by less than one."""
    (figure,) = figures(says)

    assert figure_comparison.rounds(figure, Fraction(value)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the last digit that is no nought
        ("40 kg", "40000 g ±10000 of 1000"),
        ("5.6 million trees", "5600000 ±100000 of 1000000"),
        ("1,200 trees", "1200 ±100 of 1"),
        ("0 trees", "0 ±1 of 1"),
        ("0.10 kg", "100 g ±10 of 1000"),
        ("1,250,000.50 dollars", "2500001/2 $ ±1/100 of 1"),
        ("80 per cent", "80 % ±10 of 1"),
        ("$5-6 million", "5000000 $ ±1000000 of 1000000 | 6000000 $ ±1000000 of 1000000"),
        ("3 hours 20 minutes", "12000 second ±600 of 3600"),
        ("98.6 °F", "37 °C ±1/18 of 5/9 or 493/9 °C ±1/18"),
        # words
        ("twenty trees", "20 ±1 of 1"),
        ("two hundred trees", "200 ±100 of 1"),
        ("two thousand and forty trees", "2040 ±10 of 1"),
        ("ten thousand trees", "10000 ±10000 of 1"),
        ("two dozen trees", "24 ±1 of 1"),
        ("七成", "70 % ±10 of 1"),
        ("两万元", "20000 CNY ±10000 of 10000"),
        # parts
        ("half of it", "1/2 part ±1/10 of 1"),
        ("two thirds of it", "2/3 part ±2/15 of 1"),
        ("nine out of ten", "9/10 part ±9/50 of 1"),
        ("the top fifth", "1/5 part ±1/25 of 1"),
        ("half an hour", "1800 second ±360 of 3600"),
        ("half a million", "500000 ±100000 of 1"),
        ("half a point", "1/2 pp ±1/10 of 1 or 1/2 ±1/10"),
        ("two and a half million", "2500000 ±500000 of 1000000"),
        ("an hour and a quarter", "4500 second ±900 of 3600"),
        # multiples and ordinals
        ("twice", "2 times ±1 of 1"),
        ("doubled", "2 x ±1 of 1"),
        ("halved", "1/2 part ±1 of 1"),
        ("half as much again", "3/2 x ±1/10 of 1"),
        ("the third", "3 ordinal ±1 of 1"),
        ("Season 4", "4 ±1 of 1 or 4 ordinal ±1"),
        ("aged 40", "40 ±10 of 1 or 480 month ±120"),
        # times and results
        ("at noon", "720 clock ±1 of 1"),
        ("at 10:30", "630 clock ±1 of 1 or 1350 clock ±1"),
        ("at 12:30", "750 clock ±1 of 1 or 30 clock ±1"),
        ("at 0:30", "30 clock ±1 of 1"),
        ("at 08:30", "510 clock ±1 of 1"),
        ("at 10.30", "103/10 ±1/100 of 1 or 630 clock ±1 or 1350 clock ±1"),
        ("at 1.05", "21/20 ±1/100 of 1 or 65 clock ±1 or 785 clock ±1"),
        ("at 12.30", "123/10 ±1/100 of 1 or 750 clock ±1 or 30 clock ±1"),
        ("at 13.30", "133/10 ±1/100 of 1 or 810 clock ±1"),
        ("at 0.30", "3/10 ±1/100 of 1 or 30 clock ±1"),
        ("at 09.30", "93/10 ±1/100 of 1 or 570 clock ±1"),
        ("about noon", "about 720 clock ±20 of 1"),
        ("almost noon", "nearly 720 clock ±20 of 1"),
        ("shortly after noon", "over 720 clock ±16 of 1"),
        ("six o'clock", "360 clock ±1 of 1 or 1080 clock ±1"),
        ("six o'clock in the morning", "360 clock ±1 of 1"),
        ("seven in the evening", "7 ±1 of 1"),
        ("at seven in the evening", "1140 clock ±1 of 1"),
        ("about seven in the evening", "about 1140 clock ±20 of 1 or 7 ±1"),
        ("half past six", "390 clock ±1 of 1 or 1110 clock ±1"),
        ("half past six in the evening", "1110 clock ±1 of 1"),
        ("2:03:39", "7419 second ±1 of 1"),
        ("0:59.5", "119/2 second ±1/10 of 1"),
        ("0:59.25", "237/4 second ±1/100 of 1"),
        ("won 3-1", "3001/1000 score ±1/1000 of 1 or 3 ±1 or 1 ±1"),
        ("by seven to two", "3501/500 score ±1/1000 of 1 or 7 ±1 or 2 ±1"),
        ("seven to 2", "7 ±1 of 1 | 2 ±1 of 1"),
        ("most trees", "over 1/2 quantity ±1 of 1"),
    ],
)
def test_precision(text: str, expected: str) -> None:
    """A figure is as precise as it is written, has a factor, and may mean something else."""
    found = []
    for each in figures(text):
        also = [" ".join(filter(None, [str(o.value), o.unit, f"±{o.step}"])) for o in each.also]
        own = [each.hedge, str(each.value), each.unit, f"±{each.step}", f"of {each.factor}"]
        found.append(" or ".join([" ".join(filter(None, own)), *also]))

    assert " | ".join(found) == expected


def test_union() -> None:
    """Several pieces of evidence together hold what each of them does."""
    one, two = (evidence.of_text(f"{text} came.", comparing.GENERAL) for text in ("Volvo", "Bosch"))
    both = evidence.union([one, two])

    assert evidence.union([two]) is two
    assert both.lexicon is one.lexicon
    assert both.texts == ("Volvo came.", "Bosch came.")
    assert both.words == both.texts
    assert both.names == ["Volvo", "Bosch"]
    assert comparing.lacking("Volvo and Bosch and Ford came.", both)["name"] == ["Ford"]


def test_names_in_capitals() -> None:
    """A text in capitals has no names of its own."""
    row = {"fact": "Lim came to Lome.", "source": {"title": "WORKS OF QUEND", "publisher": "Roe"}}

    assert comparing.held(row).names == ["Lim", "Lome", "Roe"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It has 40 old trees.", "40 trees"),
        ("It has 40 kg of trees.", "40000 g"),
        ("The Atlas 950 trees grew.", "950"),
        ("It has a population of 5,000.", "5000 people"),
        ("A population of 5,000 lives on it.", "5000 lives"),
        ("A population of 5,000 kg.", "5000000 g"),
        ("It is 5 mg a day.", "1/200 g / 86400 second"),
        ("It is 5 mg per kg per day per person.", "1/200 g / 1000 g / 86400 second"),
        ("It is $3 a month per seat a year.", "3 $ / 1 month / 1 seat"),
        ("It took 40 man-days a week.", "3456000 work / 604800 second"),
        ("It had 3 trees for each child.", "3 trees"),
        # currencies that are left out
        ("It paid 72 million euros, and another 9 million.", "72000000 EUR | 9000000 or 9 EUR"),
        ("It paid 9 million, or 3 euros.", "9000000 or 9 EUR | 3 EUR"),
        ("It has 3 million people for 3 euros.", "3000000 people | 3 EUR"),
        ("It has 3 million kg for 3 euros.", "3000000000 g | 3 EUR"),
        ("It has 3, and 4 euros.", "3 | 4 EUR"),
        ("It rose by 3 euros, to 8.90.", "3 EUR | 89/10 or 8.9 EUR"),
        ("It rose by 3 euros, to just 9 here.", "3 EUR | 9 or 9 EUR"),
        ("It rose by 3 euros, in 9 here.", "3 EUR | 9"),
        ("It rose by 3 euros, to 9 kilns.", "3 EUR | 9 kilns"),
        ("It rose by 3 euros, for 9.", "3 EUR | 9 or 9 EUR"),
        ("It rose by 3 euros, for the Atlas 9.", "3 EUR | 9"),
        ("It rose by 5%, to 9.", "5 % | 9 or 9 %"),
        ("It rose by 5%, for 9.", "5 % | 9"),
        ("It rose by half a point, to 4.25.", "1/2 pp or 0.5 | 17/4 or 4.25 %"),
    ],
)
def test_counted(text: str, expected: str) -> None:
    """A figure counts a noun, may be for each of something, and may leave out its currency."""
    found = []
    for each in figures(text):
        rates = "".join(f" / {size} {unit}" for unit, size in each.rates)
        own = " ".join(filter(None, [str(each.value), each.unit, each.counted])) + rates
        also = [f"{float(o.value) / float(each.factor):g} {o.unit}".strip() for o in each.also]
        found.append(" or ".join([own, *also]))

    assert " | ".join(found) == expected
