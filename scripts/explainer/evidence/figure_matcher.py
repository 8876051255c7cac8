"""
Whether evidence supports a figure of a sentence.

It does if it has a figure that agrees and is about the same thing, or figures from which the
sentence's figure follows.
"""

from __future__ import annotations

import bisect
import functools
import itertools
import re
from typing import TYPE_CHECKING

from explainer.evidence import (
    arithmetic,
    date_comparison,
    enumerations,
    figure_comparison,
    figure_conflicts,
    proportions,
    ranks,
)
from explainer.evidence.context_matcher import (
    CONTEXT_REACH,
    context_at,
    context_of,
    is_of_something_else,
)
from explainer.evidence.date_parser import YEARS
from explainer.evidence.date_types import from_iso
from explainer.evidence.english import AUTHOR_NOUNS
from explainer.evidence.figure_in_text import FigureInText, from_to
from explainer.evidence.figure_precision import hedge_of
from explainer.evidence.figure_types import Figure
from explainer.evidence.just_before import found_before, text_before
from explainer.evidence.statement import extract, extract_numbers
from explainer.text_normalization import plain_characters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from explainer.evidence.evidence_content import EvidenceContent, Occurrence
    from explainer.evidence.lexicon import Lexicon

_SECOND = 2
_HIGHEST_RANK = 20
"""Up to here an ordinal of the evidence counts the same as `first` or `second`."""

_MOST_DURATIONS = 20
_RUNNER_UP = re.compile(r"\brunners?-up\b|\bsilver\b")
_PERIOD = re.compile(
    r"\b(?:an?|the|last|past|previous|next|coming|this|that) "
    r"(hour|day|week|fortnight|month|year|decade|century|millennium)\b"
)
_FELL = re.compile(
    r"\b(?:fell|fall(?:s|en|ing)?|dropp?(?:s|ed|ing)?|lost|lose[sd]?|los(?:s|ing)|declin\w+|decreas\w+|"
    r"reduc\w+|lower\w*|cut|cuts|shrank|shr[iu]nk\w*|down|contract\w+|slid|sank|plunged|less|below)\b"
)
_REST = re.compile(r"\b(?:other|remaining) \Z")
_ONE_OF = re.compile(r"\bone of (?:the |its |their |only )?\Z")
_REACH = 24
_CHANGE_REACH = 50
_NUMBER_AS_NAME = re.compile(r"\d{3,4}[A-Z]?")


class FigureMatcher:
    """Compares the figures of sentences with those of some evidence."""

    def __init__(self, content: EvidenceContent) -> None:
        """Store the content of the evidence."""
        self._content = content
        self._lexicon = content.lexicon

    def supports(self, figure: Figure, sentence: str, *, loose: bool = False) -> bool:
        """
        Whether a figure of a sentence is in the evidence, or follows from it.

        With `loose` a bare number may stand for any unit.
        """
        if figure.unit == proportions.UNIT:
            around = plain_characters(sentence[: figure.end + CONTEXT_REACH])
            passages = self._content.plain_passages
            return not proportions.contradicts(figure, around, self._shares, passages)
        similar = self._of_same_unit(figure, loose=loose)
        same = [
            each for each in similar if figure_comparison.agrees(figure, each.value, loose=loose)
        ]
        if not same and figure.unit == "ordinal" and figure.value <= _SECOND:
            return self._may_rank(figure, sentence, similar)
        if not same:
            return self._follows(figure, sentence, similar)
        if figure_conflicts.has_only_another(figure, sentence, similar, same):
            return False
        written = sentence[figure.start : figure.end]
        counts = figure.counted and all(each.value.counted for each in same)
        if not (figure.unit or counts) and _NUMBER_AS_NAME.fullmatch(written):
            # As in `the 960`, the name of a thing and not how many there are.
            return True
        others = self._different(figure, similar, same)
        return not is_of_something_else(figure, sentence, same, others, self._lexicon)

    def occurs(self, figure: Figure, *, loose: bool = False) -> bool:
        """Whether a figure is in the evidence, whatever it is about."""
        return any(
            figure_comparison.agrees(figure, each.value, loose=loose)
            for each in self._content.figures
        )

    def similar(self, figure: Figure) -> list[str]:
        """
        The other figures of the evidence that count the same, as they are written there.

        Those with the same unit go before bare numbers, those of the same noun before others, and
        then the nearest first. A number that only a title or a name has says nothing about a
        measure, and is left out.
        """
        similar = [
            each
            for each in self._content.figures
            if figure_comparison.same_unit(figure, each.value)
            and (figure.in_name or not each.value.in_name)
            and not figure_comparison.agrees(figure, each.value)
        ]
        same = [each for each in similar if each.value.unit == figure.unit]
        found = same or [each for each in similar if each.in_passage]
        return [each.written for each in sorted(found, key=functools.partial(_distance, figure))]

    def _of_same_unit(self, figure: Figure, *, loose: bool) -> list[Occurrence]:
        """The figures of the evidence that may count the same as a figure."""
        similar = [
            each
            for each in self._content.figures
            if figure_comparison.same_unit(figure, each.value, loose=loose)
        ]
        if figure.unit and any(e.in_passage and e.value.unit == figure.unit for e in similar):
            # A passage takes precedence over a title.
            return [each for each in similar if each.in_passage]
        return similar

    @staticmethod
    def _different(
        figure: Figure, similar: Sequence[Occurrence], same: Sequence[Occurrence]
    ) -> list[Occurrence]:
        """The similar figures of passages with another value."""
        known = set(map(id, same))
        return [
            each
            for each in similar
            if each.in_passage
            and id(each) not in known
            and each.value.unit == figure.unit
            and abs(each.value.value) != abs(figure.value)
        ]

    def _may_rank(self, figure: Figure, sentence: str, similar: Sequence[Occurrence]) -> bool:
        """Whether a `first` or `second` may be right that the evidence has in other words."""
        noun = context_at(sentence, figure.start, figure.end, self._lexicon).behind
        counted = [
            each
            for each in similar
            if each.value.value <= _HIGHEST_RANK or context_of(each).behind == noun
        ]
        if ranks.is_in_expression(figure, sentence) or self._precedes(figure, sentence, counted):
            return True
        if counted:
            # It counts the same with other ordinals.
            passages = self._content.plain_passages
            return figure.value == _SECOND and any(map(_RUNNER_UP.search, passages))
        return ranks.are_borne(figure, sentence, self._content.all_texts)

    def _precedes(self, figure: Figure, sentence: str, counted: Sequence[Occurrence]) -> bool:
        """Whether it is the first before a second or third of the sentence and the evidence."""
        later = {each.value.value for each in counted} & _ordinals(sentence, self._lexicon)
        return figure.value == 1 and any(value > 1 for value in later)

    def _follows(self, figure: Figure, sentence: str, similar: Sequence[Occurrence]) -> bool:
        """Whether a figure that the evidence does not have follows from what it has."""
        if self._moves_elsewhere(figure, sentence):
            return False
        stated = extract_numbers(sentence, self._lexicon).figures
        return (
            (figure.in_name and self._content.wording.holds_number(figure.digits))
            or self._with_unit_of_neighbours(figure)
            or self._with_others(figure)
            or self._as_listed(figure)
            or enumerations.counts_figures(figure, sentence, stated)
            or self._as_year(figure)
            or self._as_share(figure)
            or self._as_authors(figure, sentence)
            or self._as_rest(figure, sentence)
            or self._as_score(figure, similar)
            or self._as_decrease(figure, sentence, similar)
            or self._by_arithmetic(figure, sentence)
        )

    def _moves_elsewhere(self, figure: Figure, sentence: str) -> bool:
        """Whether it is the end of a change from a value that the evidence changes otherwise."""
        stated = extract_numbers(sentence, self._lexicon).figures
        index = bisect.bisect_left(stated, figure.start, key=lambda each: each.start)
        if not 0 < index < len(stated) or not self._changes:
            return False
        begin = stated[index - 1].start
        if figure.start - begin > CONTEXT_REACH:
            return False
        text = plain_characters(sentence[begin : figure.end])
        one, two = (
            FigureInText(each._replace(start=each.start - begin, end=each.end - begin), text)
            for each in stated[index - 1 : index + 1]
        )
        return from_to(one, two) and any(
            figure_comparison.agrees(one.figure, start) and figure_comparison.same_unit(figure, end)
            for start, end in self._changes
        )

    @functools.cached_property
    def _changes(self) -> list[tuple[Figure, Figure]]:
        """The figures in the evidence from which, and to which, something changed."""
        pairs = itertools.pairwise(self._figures_in_text)
        return [(one.figure, two.figure) for one, two in pairs if from_to(one, two)]

    @functools.cached_property
    def _figures_in_text(self) -> tuple[FigureInText, ...]:
        """The figures of passages, each with its text; from those of titles nothing follows."""
        return tuple(
            FigureInText(each.value, plain_characters(each.text))
            for each in self._content.figures
            if each.in_passage
        )

    @functools.cached_property
    def _durations(self) -> tuple[arithmetic.Duration, ...]:
        """The durations in the evidence without a number: `a decade`, and `from 1990 to 2020`."""
        # Of a date of issue only the year says how long ago something was.
        found = [
            each.value if each.in_passage else from_iso(str(each.value.year))
            for each in self._content.dates
        ]
        return (
            *date_comparison.durations(found),
            *(it for text in self._content.texts.passages for it in _periods(text, self._lexicon)),
        )

    def _by_arithmetic(self, figure: Figure, sentence: str) -> bool:
        """Whether it is a duration of the evidence, or follows from its figures by arithmetic."""
        times = [
            each for each in figure.meanings if each.unit in {"second", "month"} and not each.rates
        ]
        durations = self._durations if times else ()
        if any(figure_comparison.lasts(each, *one) for each in times for one in durations) or (
            durations
            and any(figure_comparison.agrees(figure, other) for other in self._hedged_periods)
        ):
            return True
        begin = max(0, figure.start - CONTEXT_REACH)
        around = plain_characters(sentence[begin : figure.end + CONTEXT_REACH])
        moved = figure._replace(start=figure.start - begin, end=figure.end - begin)
        durations = (*self._durations, *_durations_in(sentence, self._lexicon))
        return arithmetic.follows(moved, around, self._figures_in_text, durations)

    @functools.cached_property
    def _hedged_periods(self) -> list[Figure]:
        """The durations in the evidence without a number, as figures: `longer than a year`."""
        found = []
        for text in self._content.plain_passages:
            for match in _PERIOD.finditer(text):
                unit = self._lexicon.exact.known[match[1]]
                hedge = hedge_of(text, *match.span())
                factor = unit.factor
                found.append(Figure(factor, unit.base, factor, hedge, *match.span(), factor))
        return found

    @functools.cached_property
    def _shares(self) -> tuple[proportions.Share, ...]:
        """The proportions in the passages."""
        return tuple(
            share
            for text in self._content.texts.passages
            for share in proportions.extract(
                plain_characters(text), extract_numbers(text, self._lexicon).figures
            )
        )

    def _as_listed(self, figure: Figure) -> bool:
        """Whether it is how many the passages list, and they count no such noun themselves."""
        if (
            figure.unit
            or figure.hedge
            or not (figure.counted and figure.value <= enumerations.MOST)
        ):
            return False
        if any(each.value.counted == figure.counted for each in self._content.figures):
            return False
        passages = self._content.plain_passages
        return any(figure.value == many for text in passages for many in enumerations.lengths(text))

    def _as_year(self, figure: Figure) -> bool:
        """Whether what was parsed as a count is a year: in `the 2020 elections` it may be one."""
        may_be_year = not figure.unit and figure.factor == 1 and figure.value in YEARS
        return may_be_year and any(each.value.year == figure.value for each in self._content.dates)

    def _as_share(self, figure: Figure) -> bool:
        """Whether it is a count of a total in per cent: 17 of 212 are 8 per cent."""
        return figure.unit == "%" and any(
            figure_comparison.rounds(figure, share.value * 100)
            for share in self._shares
            if share.counted
        )

    def _as_authors(self, figure: Figure, sentence: str) -> bool:
        """Whether it is the number of authors of a source: `the two economists` found it."""
        counts = self._content.texts.author_counts
        wrote = figure.counted in AUTHOR_NOUNS and figure.value in counts
        return wrote and text_before(sentence, figure.start, 4).casefold() == "the "

    def _as_rest(self, figure: Figure, sentence: str) -> bool:
        """Whether it is all but the one of which the sentence speaks: of three the other two."""
        if figure.unit or not found_before(_REST, sentence, figure.start, _REACH):
            return False
        stated = extract_numbers(sentence, self._lexicon).figures
        return any(
            all_of.value == figure.value + 1 and not all_of.unit and self.supports(all_of, sentence)
            for all_of in stated
            if found_before(_ONE_OF, sentence, all_of.start, _REACH)
        )

    def _as_score(self, figure: Figure, similar: Sequence[Occurrence]) -> bool:
        """Whether both numbers of a score are there, and no score is."""
        if figure.unit != "score" or any(each.value.unit == "score" for each in similar):
            return False
        numbers = {each.value.value for each in self._content.figures if not each.value.unit}
        return all(other.value in numbers for other in figure.also)

    @staticmethod
    def _as_decrease(figure: Figure, sentence: str, similar: Sequence[Occurrence]) -> bool:
        """Whether something fell by so much, and the evidence has the change with its sign."""
        if figure.value <= 0 or not found_before(_FELL, sentence, figure.start, _CHANGE_REACH):
            return False
        less = figure._replace(value=-figure.value)
        negative = (each.value for each in similar if each.value.value < 0)
        return any(figure_comparison.agrees(less, value) for value in negative)

    def _with_unit_of_neighbours(self, figure: Figure) -> bool:
        """Whether a bare number has its unit from its neighbours, as in `sand 2 kg, lime 4`."""
        values = [each.value for each in self._content.figures]
        factors = {
            of for value in values if value.unit == figure.unit for of in (value.factor, value.size)
        }
        bare = [
            each
            for each in values
            if not (each.unit or each.counted or figure_conflicts.is_name(each))
        ]
        return figure_comparison.may_leave_out(figure.unit) and any(
            figure_comparison.agrees(
                figure, other._replace(value=other.value * factor, unit=figure.unit)
            )
            for other in bare
            for factor in factors
        )

    def _with_others(self, figure: Figure) -> bool:
        """Whether the evidence counts all but one, as in `a founder and two others`."""
        return not figure.unit and any(
            context_of(each).behind == "other" and each.value.value + 1 == figure.value
            for each in self._content.figures
        )


def _distance(figure: Figure, other: Occurrence) -> tuple[bool, Fraction]:
    """How far an occurrence is from a figure: whether it counts something else, and its value."""
    nouns = {figure.counted, other.value.counted} - {""}
    return len(nouns) > 1, abs(figure.value - other.value.value)


@functools.lru_cache(maxsize=4_000)
def _durations_in(sentence: str, lexicon: Lexicon) -> tuple[arithmetic.Duration, ...]:
    """The durations in a sentence, up to a maximum number."""
    statement = extract(sentence, lexicon)
    measured = ((f.unit, f.value) for f in statement.figures if f.unit in {"month", "second"})
    found = (*date_comparison.durations(statement.dates), *_periods(sentence, lexicon), *measured)
    return tuple(dict.fromkeys(found))[:_MOST_DURATIONS]


def _periods(text: str, lexicon: Lexicon) -> Iterator[arithmetic.Duration]:
    """The durations without a number: `the decade to 2018` has ten years."""
    for match in _PERIOD.finditer(text):
        unit = lexicon.exact.known[match[1]]
        yield unit.base, unit.factor


@functools.lru_cache(maxsize=4_000)
def _ordinals(sentence: str, lexicon: Lexicon) -> frozenset[Fraction]:
    figures = extract(sentence, lexicon).figures
    return frozenset(each.value for each in figures if each.unit == "ordinal")
