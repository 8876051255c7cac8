"""What figures take from the text around them: ranges, compounds, rates and currencies."""

from __future__ import annotations

import itertools
import re
from fractions import Fraction
from typing import TYPE_CHECKING

from explainer.evidence import proportions, special_figures
from explainer.evidence.figure_types import Alternative
from explainer.evidence.just_before import found_before
from explainer.evidence.units import rates_at, work_at
from explainer.vocabulary.spellings import CURRENCY_CODES, NEVER_OMITTED_UNITS

if TYPE_CHECKING:
    from explainer.evidence.figure_types import Figure
    from explainer.evidence.lexicon import Lexicon

_RANGE = re.compile(
    r"\s*(?:-|\u2013|to|and|or|against|versus|vs\.?|rather than|compared with|/|~|至|到)\s*\Z"
)
_REACH = 40
_PLUS = re.compile(r" (?:and )?|, ")
_COMPOUND_UNITS = {"second", "month", "m", "g"}
_POPULATION = re.compile(
    r"\b(?:population|inhabitants)(?: (?:of|is|was|to|at|stood at|about|some|nearly)| ?[,:(])* ?\Z"
)
_UNITS_WITHOUT_RATES = {"ordinal", "clock", "score", proportions.UNIT}
_STOPS = {"", ".", ",", ";", ")"}
_COMPARED = re.compile(
    r"[^.;\d]{0,60}?,? (?:against|compared with|compared to|versus|where|while|whereas)"
    r"(?: [^\s.;,\d]+){0,6} "
)
_TO = re.compile(r"\b(?:to|from|against|instead of)(?: (?:just|only|about|nearly|almost))? \Z")


def complete_ranges(figures: list[Figure], text: str) -> list[Figure]:
    """In `2 to 3 million` and `about 45-55 %` both ends have the scale, the unit and the hedge."""
    for index in range(len(figures) - 1, 0, -1):
        first, second = figures[index - 1], figures[index]
        between = text[first.end : second.start]
        if not _RANGE.match(between):
            continue
        if between.strip() == "and" and text.endswith("between ", 0, first.start):
            # None is below the first, nor above the second.
            figures[index - 1] = first = first._replace(hedge=first.hedge or "floor")
            figures[index] = second = second._replace(hedge=second.hedge or "ceiling")
        if second.hedge == "" and between.strip() not in {"and", "or", "against"}:
            figures[index] = second = second._replace(hedge=first.hedge)
        if first.unit in CURRENCY_CODES and not second.unit:
            figures[index] = second = second._replace(unit=first.unit)
        if first.unit in {"", second.unit} and text[first.end - 1].isdigit():
            figures[index - 1] = _with_unit_of(first, second)
    return figures


def _with_unit_of(first: Figure, second: Figure) -> Figure:
    """A figure with the scale and the unit of the one that it is in a range with."""
    if first.factor != 1 or second.unit in {"ordinal", "part", "clock", "score"}:
        return first
    digits = second.value / second.factor
    # From 900 to 1.2 million begins at 900; a unit is always that of both.
    measured_ = second.unit and second.unit not in NEVER_OMITTED_UNITS
    factor = second.factor if measured_ or first.value <= digits else Fraction(1)
    return first._replace(
        value=first.value * factor,
        step=first.step * factor,
        factor=factor,
        unit=second.unit,
        size=second.size,
    )


def join_compounds(figures: list[Figure], text: str) -> list[Figure]:
    """`Six years and three months` and `7 lb 3 oz` are one figure each."""
    found: list[Figure] = []
    least = Fraction(0)
    for figure in figures:
        last = found[-1] if found else None
        if (
            last
            and last.unit == figure.unit
            and figure.unit in _COMPOUND_UNITS
            and abs(figure.value) < last.factor
            and figure.factor < least
            and not figure.hedge
            and _PLUS.fullmatch(text, last.end, figure.start)
        ):
            value = last.value + figure.value
            found[-1] = last._replace(value=value, step=figure.step, end=figure.end, also=())
        else:
            found.append(figure)
        # Behind the seconds of one time begins another.
        least = figure.factor
    return found


def complete_figure(figure: Figure, text: str, lexicon: Lexicon) -> Figure:
    """A figure with what it is for each of, and what it counts."""
    if figure.hedge == "through" and figure.unit not in {"second", "month"}:
        figure = figure._replace(hedge="over")
    if not figure.unit and text.endswith("outside the top ", 0, figure.start):
        # They are ranked further down.
        figure = figure._replace(unit="ordinal")
    if figure.unit in _UNITS_WITHOUT_RATES:
        return figure
    if not figure.unit:
        figure = _with_work(figure, text, lexicon)
    if figure.unit == "%" and special_figures.RANKED.search(
        text, max(0, figure.start - _REACH), figure.start
    ):
        figure = figure._replace(sense="group")
    rates, end = rates_at(text, figure.end, lexicon)
    counted = "" if figure.unit or figure.in_name else lexicon.counted_at(text, figure.end)
    begins = max(0, figure.start - _REACH)
    if not (counted or figure.unit) and _POPULATION.search(text, begins, figure.start):
        counted = "people"
    if not rates and not counted:
        return figure
    return figure._replace(rates=rates, end=end, counted=counted)


def _with_work(figure: Figure, text: str, lexicon: Lexicon) -> Figure:
    """A bare figure as one of machine-hours and the like, where these stand behind it."""
    work = work_at(text, figure.end, lexicon)
    if not work:
        return figure
    by = work.unit.factor
    return figure._replace(
        value=figure.value * by, step=figure.step * by, factor=figure.factor * by, size=by,
        unit=work.unit.base, end=work.end, also=(), in_name=False,
    )  # fmt: skip


def infer_units(figures: list[Figure], text: str) -> list[Figure]:
    """In `40 litres, against 60` and `40 litres, where others hold 60` both may be litres."""
    found = figures[:1]
    for last, figure in itertools.pairwise(figures):
        bare = not (figure.unit or figure.counted or figure.in_name)
        measured_ = last.unit and last.unit not in {*NEVER_OMITTED_UNITS, *_UNITS_WITHOUT_RATES}
        if bare and measured_ and _COMPARED.fullmatch(text, last.end, figure.start):
            by = last.size
            also = Alternative(figure.value * by, last.unit, figure.step * by)
            figure = figure._replace(also=(*figure.also, also))  # noqa: PLW2901
        found.append(figure)
    return found


def infer_currencies(figures: list[Figure], text: str) -> list[Figure]:
    """In `72 million euros, and another 9 million` and `by 3 euros, to 8.90` both may be euros."""
    money = next((figure.unit for figure in figures if figure.unit in CURRENCY_CODES), "")
    found, last, paid = [], "", ""
    for figure in figures:
        bare = not (figure.unit or figure.counted or figure.in_name)
        to = bare and last and found_before(_TO, text, figure.start, _REACH)
        ends = bare and paid and text[figure.end : figure.end + 1] in _STOPS
        unit = last if to else paid if ends else money if bare and figure.factor != 1 else ""
        also = (*figure.also, Alternative(figure.value, unit, figure.step)) if unit else figure.also
        found.append(figure._replace(also=also))
        if figure.unit in CURRENCY_CODES:
            last = paid = figure.unit
        elif figure.unit in {"%", "pp"}:
            # Up by half a point, to 4.25: per cent, that is.
            last = "%"
    return found
