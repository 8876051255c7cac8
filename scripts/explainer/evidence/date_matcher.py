"""Whether evidence supports a date of a sentence."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from explainer.evidence import date_comparison, relative_dates
from explainer.evidence.context_matcher import is_of_something_else
from explainer.evidence.date_parser import may_be_count
from explainer.evidence.date_types import precision
from explainer.evidence.just_before import text_before
from explainer.text_normalization import plain_characters

if TYPE_CHECKING:
    from explainer.evidence.date_types import Date
    from explainer.evidence.evidence_content import EvidenceContent, Occurrence
    from explainer.evidence.relative_dates import RelativeDate

_DAY = 86400
_MOST_DAYS = 366
_MONTHS = 12
_A_DAY = 3
_IN_FIGURES = re.compile(r"\d\d?/\d\d?/\d{4}")
_BORN = re.compile(r"\bborn\b")
_MOST_INTERVALS = 9
_PUBLISHED = re.compile(
    r"\b(?:report|wrote|writ|publish|dated|article|issue of|post|release note|judge?ment|ruling"
    r"|verdict|study|studies|paper|bulletin|review|came out)"
)
_PLANNED = re.compile(
    r"\b(?:will|plan(?:s|ned)?|schedul\w+|expect\w*|set|due|coming|next|upcoming|slated|from|until)\b"
)
_TOLD = {
    "year": r"\byear\b",
    "month": r"\bmonth\b",
    "week": r"\bweeks?\b|\b(?:seven|7) days\b",
    "day": r"\bday\b|\byesterday\b|\btomorrow\b|\bovernight\b|day\b",
}
_REACH = 40


class DateMatcher:
    """Compares the dates of sentences with those of some evidence."""

    def __init__(self, content: EvidenceContent) -> None:
        """Store the content of the evidence."""
        self._content = content
        self._lexicon = content.lexicon

    def supports(self, date: Date, sentence: str) -> bool:
        """Whether a date of a sentence is in the evidence, or follows from it."""
        return (
            self._supports(date, sentence)
            or self._is_year_of_birth(date, sentence)
            or self._is_in_either_order(date, sentence)
        )

    def _supports(self, date: Date, sentence: str) -> bool:
        if not date_comparison.is_on_its_weekday(date, sentence):
            return False
        found = self._content.dates
        years = {each.value.year for each in found} - {0}
        in_passages = [each for each in found if each.in_passage]
        same = [
            each
            for each in found
            if (each.in_passage or self._may_be_of_issue(date, sentence))
            and date_comparison.contains(date, each.value, years | self._planned_years(each))
        ]
        if not same and date.until:
            return self._is_period_of_figure(date)
        if not same:
            return (
                self._is_interval_apart(date)
                or self._is_told(date)
                or self._is_count(date, sentence)
            )
        same = [each for each in same if each.in_passage] or same
        others = [each for each in in_passages if date_comparison.are_apart(date, each.value)]
        return not is_of_something_else(date, sentence, same, others, self._lexicon)

    def supports_relative(self, date: RelativeDate) -> bool:
        """
        Whether a relative date of a sentence is in the evidence, or told from a date there.

        If the sentence has the date that it is told from, what it means has to be there.
        """
        told = re.compile(_TOLD[date.unit])
        if any(map(told.search, self._content.plain_passages)):
            return True
        values = [each.value for each in self._content.dates]
        meant = date.meant
        if meant:
            years = {each.year for each in values} - {0}
            return any(date_comparison.contains(meant, each, years) for each in values)
        return any(
            each.year if date.unit == "year" else precision(each) >= date.precision
            for each in values
        )

    def _may_be_of_issue(self, date: Date, sentence: str) -> bool:
        """Whether a date of issue counts: passages have none as precise, or it is publication."""
        least = precision(date)
        as_precise = any(
            precision(each.value) >= least and (each.value.year or least)
            for each in self._content.dates
            if each.in_passage
        )
        if not as_precise:
            return True
        return bool(_PUBLISHED.search(sentence, max(0, date.start - _REACH), date.end + _REACH))

    def _is_interval_apart(self, date: Date) -> bool:
        """Whether it is as many days from a date of the evidence as the evidence says."""
        days = [
            int(each.value.value / _DAY)
            for each in self._content.figures
            if each.value.unit == "second" and each.value.value % _DAY == 0
        ]
        return any(
            date_comparison.contains(date, date_comparison.shifted(other, sign * count), ())
            for other in self._days
            for count in days[:_MOST_INTERVALS]
            for sign in (-1, 1)
            if count < _MOST_DAYS
        )

    def _is_told(self, date: Date) -> bool:
        """Whether a passage tells it from the day when it was written, as in `on Wednesday`."""
        # Without a date of issue, that is the only day that it has.
        issued = self._content.texts.issue_dates
        written = issued or {each._replace(start=0, end=0) for each in self._days}
        return (len(written) == 1 or bool(issued)) and any(
            date_comparison.contains(date, told, ())
            for text in self._content.plain_passages
            for day in written
            for told in relative_dates.told(text, day)
        )

    def _is_in_either_order(self, date: Date, sentence: str) -> bool:
        """Whether a date is there in figures alone, with the month before the day: 6/7/2019."""
        swapped = date.first[1], date.first[0]
        return (
            precision(date) == _A_DAY
            and swapped[0] <= _MONTHS
            and any(
                _IN_FIGURES.fullmatch(each.written) and each.value.first == swapped
                for each in self._content.dates
                if each.in_passage and each.value.year == date.year != 0
            )
            and not _IN_FIGURES.fullmatch(sentence[date.start : date.end])
        )

    def _is_year_of_birth(self, date: Date, sentence: str) -> bool:
        """Whether somebody was born in a year who is so old when a source is issued."""
        before = sentence[max(0, date.start - _REACH) : date.start]
        if precision(date) or not _BORN.search(before):
            return False
        ages = {
            meaning.value / _MONTHS
            for each in self._content.figures
            for meaning in each.value.meanings
            if each.in_passage and meaning.unit == "month"
        }
        return any(
            issued.year - age - date.year in {0, 1}
            for issued in self._content.texts.issue_dates
            for age in ages
        )

    def _planned_years(self, occurrence: Occurrence) -> set[int]:
        """The years of what a text plans for a month that was over when it was written."""
        date = occurrence.value
        before = text_before(occurrence.text, date.start, _REACH)
        if date.year or not _PLANNED.search(plain_characters(before)):
            return set()
        return {each.year + 1 for each in self._days if date.last < each.first}

    @functools.cached_property
    def _days(self) -> list[Date]:
        """The full dates in the evidence."""
        values = (each.value for each in self._content.dates)
        return [value for value in values if value.year and value.first == value.last]

    def _is_period_of_figure(self, date: Date) -> bool:
        """Whether a decade or a century has a year that is parsed as a number, as 1789 is."""
        return any(
            not (each.value.unit or each.value.counted)
            and date.year <= each.value.value <= date.until
            for each in self._content.figures
            if each.in_passage
        )

    def _is_count(self, date: Date, sentence: str) -> bool:
        """Whether what was parsed as a year is a count, as in `in 2020 patients`."""
        return may_be_count(date, plain_characters(sentence), self._lexicon) and any(
            not each.value.unit and each.value.value == date.year for each in self._content.figures
        )
