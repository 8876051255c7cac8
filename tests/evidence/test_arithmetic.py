"""What follows from figures by arithmetic, each way alone."""

from __future__ import annotations

from fractions import Fraction

import pytest

import comparing
from explainer import evidence
from explainer.evidence import arithmetic, part_arithmetic
from explainer.evidence.figure_in_text import FigureInText, can_be_added


def figures(text: str) -> list[FigureInText]:
    """The figures of a text, each with that text."""
    return [FigureInText(each, text) for each in evidence.extract(text, comparing.GENERAL).figures]


@pytest.mark.parametrize(
    ("way", "says", "facts", "expected"),
    [
        ("parts", "5 kg", ["Of 30 kg two thirds of it."], "20000"),
        ("parts", "5 kg", ["Of 30 kg 10% of them."], "3000"),
        ("parts", "5 kg", ["Of 30 kg and 60 kg 10% of them."], "6000"),
        ("parts", "5 kg", ["10% of them, of 30 kg."], ""),
        ("parts", "5 kg", ["Of 30 kg.", "10% of them."], ""),
        ("parts", "5 kg", ["Of 30 kg 10% of trees."], ""),
        ("parts", "5 kg", ["Of 30 litres 10% of them."], ""),
        ("averages", "40 trees each", ["80 trees in 2 parks."], "40"),
        ("averages", "40 trees", ["80 trees in 2 parks."], ""),
        ("averages", "40 trees each", ["80 trees.", "2 parks."], ""),
        ("averages", "40 trees each", ["2 parks, 2 trees."], ""),
        ("averages", "40 trees each", ["80 trees in 1 parks."], ""),
        ("averages", "40 trees each", ["80 trees in 0 parks."], ""),
        ("averages", "40 trees each", ["80 trees in 2."], ""),
        ("averages", "40 kg each", ["80 kg in 2 parks."], "40000"),
        ("averages", "40 kg each", ["2 parks of 80 kg."], "40000"),
        ("averages", "40 trees each", [f"80 trees{' in' * 15} all old 2 parks."], "40"),
        ("averages", "40 trees each", [f"80 trees{' in' * 15} all over 2 parks."], ""),
        ("averages", "40 trees each", [f"2 parks{' of' * 15} all old 80 trees."], "40"),
        ("averages", "40 trees each", [f"2 parks{' of' * 15} all over 80 trees."], ""),
        ("averages", "40 kg each", [f"80 kg{' in' * 20} 2 parks."], "40000"),
        ("other_parts", "a half remained", ["Two thirds went."], "1/3"),
        ("other_parts", "a half was not", ["60% went."], "2/5"),
        ("other_parts", "a half remained", ["100% went."], "0"),
        ("other_parts", "a half remained", ["0% went."], ""),
        ("other_parts", "a half remained", ["120% went."], ""),
        ("other_parts", "a half remained", ["60 kg went."], ""),
        ("other_parts", "a half went", ["60% went."], ""),
        ("other_parts", "by a half", ["60% of what it was."], "2/5"),
        ("other_parts", "by a half", ["60% of it."], ""),
        ("other_parts", "a half", ["60% of what it was."], ""),
        ("sums_of_shares", "in all a half", ["40%, 30% and 20%."], "7/10 3/5 1/2"),
        ("sums_of_shares", "in all a half", ["40% and 30 kg."], ""),
        ("sums_of_shares", "a half", ["40% and 30%."], ""),
        ("complements", "8 did not", ["10 of the 30."], "20"),
        ("complements", "8 did", ["10 of the 30."], ""),
        ("complements", "8 did not", ["30 of the 10."], ""),
        ("complements", "8 did not", ["30 of the 30."], ""),
        ("complements", "8 did not", ["10 and 30."], ""),
        ("complements", "8 did not", ["10 kg of the 30."], ""),
        ("complements", "8 did not", ["10 ", "of the 30."], ""),
        ("counts_for_each", "2 wheels for each axle", ["384 wheels, 192 axles."], "2"),
        ("counts_for_each", "2 wheels", ["384 wheels, 192 axles."], ""),
        ("counts_for_each", "2 wheels for each axle", ["384 wheels.", "192 axles."], ""),
        ("counts_for_each", "2 wheels for each axle", ["384 wheels, 384 axles."], ""),
        ("counts_for_each", "2 wheels for each axle", ["384 wheels, 0 axles."], ""),
        ("counts_for_each", "2 wheels for each axle", ["1 wheel, 3 axles."], "3"),
        ("counts_for_each", "2 wheels for each axle", ["384 kg, 192 kg."], ""),
        ("counts_for_each", "2 wheels for each axle", ["4 kg, 384 wheels, 192 axles."], "2"),
        ("per_cent", "60 kg of it", ["10 of 40 trees."], ""),
        ("per_cent", "60%", ["10 kg, 40 kg."], ""),
        ("per_cent", "60% of it", ["10 kg, 40 kg."], "25"),
        ("per_cent", "of its guests 60%", ["10 kg, 40 kg."], "25"),
        ("per_cent", "Of its guests 60%", ["10 kg, 40 kg."], "25"),
        ("per_cent", "six or 60%", ["10 kg, 40 kg."], "25"),
        ("per_cent", "(60%)", ["10 kg, 40 kg."], "25"),
        ("per_cent", "60% on it", ["10 kg, 40 kg."], "25"),
        ("per_cent", "60% of it", ["10 kg, 40 kg a day."], ""),
        ("per_cent", "60% of it", ["10 kg, 40 litres."], ""),
        ("per_cent", "60% of it", ["10 kg, 10 kg."], ""),
        ("per_cent", "60% of it", ["0 kg, 40 kg."], ""),
        ("per_cent", "60% of it", ["10%, 40%."], ""),
        ("per_cent", "60% of it", ["10 times, 40 times."], ""),
        ("per_cent", "60% of it", ["240 trees and 160 kilns."], "60 40 200/3"),
        ("per_cent", "60% of it", ["240 and 160 kilns."], "200/3"),
        ("per_cent", "60% of it", ["0 trees and 0 kilns."], ""),
        ("per_cent", "60% of it", ["63 votes to 57."], "105/2 95/2"),
        ("per_cent", "up 60%", ["10 kg, 40 kg."], "75 300"),
        ("per_cent", "up 60%", ["10 kg, 0 kg."], "100"),
        ("per_cent", "up 60%", ["10, 40."], ""),
        ("per_cent", "up 60%", ["10 to 40."], "75 300"),
        ("per_cent", "up 60%", ["-10 °C, 40 °C."], "125 500"),
        ("ratios", "a half", ["10 kg, 40 kg, 3 m."], "1/4 3/4 4 -3"),
        ("ratios", "by a half", ["10 kg, 40 kg."], "1/4 3/4 4 3"),
        ("ratios", "a half", ["10 kg, 0 kg."], "0 1"),
        ("ratios", "a half", ["10 days, 40 days."], ""),
    ],
)
def test_parts(way: str, says: str, facts: list[str], expected: str) -> None:
    """The values that follow in one way, in their order."""
    stated = figures(says)[-1 if way == "per_cent" else 0]
    held = [each for fact in facts for each in figures(fact)]
    amounts = [each for each in held if each.figure.unit not in part_arithmetic.NO_AMOUNTS]
    like = [each for each in amounts if can_be_added(stated.figure, each.figure)]
    given = {"parts": (amounts, held), "averages": (like, amounts), "ratios": (amounts,),
             "counts_for_each": (amounts,)}  # fmt: skip
    found = getattr(part_arithmetic, way)(stated, *given.get(way, (held,)))

    assert " ".join(map(str, found)) == expected


@pytest.mark.parametrize(
    ("says", "facts", "expected"),
    [
        # products of a rate
        ("It was 20 mg.", ["It was 10 mL at 2 mg/mL."], True),
        ("It was 20 g.", ["It was 10 mL at 2 mg/mL."], False),
        ("It was 20 mg a day.", ["It was 10 mL at 2 mg/mL."], False),
        ("It was 20 litres.", ["It was 10 mL at 2 mg/mL."], False),
        ("It was 20 mg.", ["It was 10 kg at 2 mg/mL."], False),
        ("It had 600 doses.", ["It had 20 people, and 30 doses for each person."], True),
        ("It cost $12 million.", ["It cost $3 million a year for 4 years."], True),
        ("It cost $12 million a year.", ["It cost $36 million for 3 years."], True),
        ("It cost $12 million a year.", ["It cost €36 million for 3 years."], False),
        ("It cost $12 million a year.", ["It cost $36 million for 3 kg."], False),
        ("It cost $12 million a year.", ["It cost $36 million for 0 years."], False),
        (
            "It cost $60 million.",
            ["It cost $3 million a month, for a century or for months."],
            False,
        ),
        # levels
        ("It was 6 kg.", ["It was 8 kg, 2 kg more than it should."], True),
        ("It was 10 kg.", ["It was 8 kg, 2 kg more than it should."], True),
        ("It was 6 kg.", ["It was 8 kg.", "2 kg more than it should."], False),
        ("It was 6 kg.", ["It was 8 kg and 2 kg."], False),
        ("It was 6 kg.", ["It rose by 8 kg, 2 kg more than it should."], False),
        ("It was 6 kg.", ["It was 8 kg, 1 kg more than 3 kg, and 2 kg less."], False),
        ("It was 6%.", ["It was 8%, 2 percentage points more."], True),
        ("It was 6%.", ["It was 8%, 2% more."], False),
        # differences
        ("It rose by 6 kg.", ["It was 8 kg and 2 kg."], True),
        ("It rose by 6 percentage points.", ["It was 8% and 2%."], True),
        ("It rose by 6 percentage points.", ["It was 6%, 12%."], False),
        ("It rose by 6%.", ["It was 8% and 2%."], False),
        ("It rose by 6.", ["It had 8 kilns and 2 kilns."], True),
        ("It rose by 6.", ["It had 8 kilns, 2 ovens."], False),
        ("It rose by 6.", ["It had 8 kilns, and 2."], True),
        ("It rose by 6.", ["It had 8 kilns.", "and 2."], False),
        ("It rose by 6.", ["It had 8 kilns, when it had 2."], False),
        ("It rose by 6.", ["It had 8, at least 2."], True),
        ("It rose by 6.", ["It had 8, over 2."], False),
        ("It rose by 6.", ["It had 8 kilns, 2 kilns, 20 kilns, 30 kilns."], True),
        ("It rose by 6.", ["It had 8 kilns, 2 kilns, 20 kilns, 30 kilns, 50 kilns."], False),
        # sums
        ("It has 9 kg altogether.", ["It has 2 kg, 3 kg, 4 kg."], True),
        ("It has 5 kg altogether.", ["It has 2 kg, 3 kg, 4 kg."], True),
        ("It has 4 kg altogether.", ["It has 2 kg, 3 kg."], False),
        ("It has 5 kg.", ["It has 2 kg, 3 kg."], False),
        ("It has 5 kg.", ["It has 2 kg plus 3 kg."], True),
        ("It has 5 kg.", ["It has 2 kg plus.", "3 kg."], False),
        ("It has 5 kg.", [f"It has 2 kg plus{' old' * 8} 3 kg."], True),
        ("It has 5 kg.", [f"It has 2 kg plus{' old' * 9} 3 kg."], False),
        # what is left
        ("The rest was 3 kg.", ["It has 5 kg, 2 kg."], True),
        ("It was 3 kg.", ["It has 5 kg, 2 kg."], False),
        ("The rest was 30%.", ["It has 70%."], True),
        ("It was 30%.", ["It has 70%."], False),
        # results
        ("It won by 5.", ["It won 7-2."], True),
        ("It won 5.", ["It won 7-2."], False),
        ("Seven of the 9 did.", ["It won 7-2."], True),
        ("Six of the 9 did.", ["It won 7-2."], False),
        ("Of the 9 who did, seven won.", ["It won 7-2."], True),
        ("Of the 9 who did, six won.", ["It won 7-2."], False),
        ("It won seven ninths of them.", ["It won 7-2."], True),
        ("It won two thirds of them.", ["It won 7-2."], False),
        # more than can be combined
        ("It has 3 kg altogether.", ["1 kg, 2 kg" + ", 50 kg" * 10], True),
        ("It has 3 kg altogether.", ["1 kg, 2 kg" + ", 50 kg" * 11], False),
    ],
)
def test_following(says: str, facts: list[str], *, expected: bool) -> None:
    """The last figure of a sentence follows from those of evidence, or does not."""
    found = [each.figure for each in figures(says)]
    stated = next((each for each in found if each.value not in {6, 7} or len(found) == 1), found[0])
    held = [each for fact in facts for each in figures(fact)]

    assert arithmetic.follows(stated, says, held, ()) == expected


@pytest.mark.parametrize(
    ("says", "durations", "expected"),
    [
        ("It cost $12 million.", [("month", 48)], True),
        ("It cost $12 million.", [("month", 12)], False),
        ("It cost $12 million.", [("second", 48)], False),
    ],
)
def test_over_time(says: str, durations: list[tuple[str, int]], *, expected: bool) -> None:
    """A rate is multiplied by a duration of its own unit."""
    (stated,) = figures(says)
    lengths = [(unit, Fraction(many)) for unit, many in durations]

    assert (
        arithmetic.follows(stated.figure, says, figures("It cost $3 million a year."), lengths)
        == expected
    )
