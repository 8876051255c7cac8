"""Whether evidence supports a date of a sentence."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from explainer.evidence import date_comparison
from explainer.evidence.context_matcher import is_of_something_else
from explainer.evidence.date_parser import may_be_count
from explainer.evidence.date_types import precision
from explainer.evidence.just_before import text_before
from explainer.text_normalization import plain_characters

if TYPE_CHECKING:
    from explainer.evidence.date_types import Date
    from explainer.evidence.evidence_content import EvidenceContent, Occurrence

_DAY = 86400
_MOST_DAYS = 366
_MOST_INTERVALS = 9
_PUBLISHED = re.compile(
    r"\b(?:report|wrote|writ|publish|dated|article|issue of|post|release note|judge?ment|ruling"
    r"|verdict|study|studies|paper|bulletin|review|came out)"
)
_PLANNED = re.compile(
    r"\b(?:will|plan(?:s|ned)?|schedul\w+|expect\w*|set|due|coming|next|upcoming|slated|from|until)\b"
)
_REACH = 40


class DateMatcher:
    """Compares the dates of sentences with those of some evidence."""

    def __init__(self, content: EvidenceContent) -> None:
        """Store the content of the evidence."""
        self._content = content
        self._lexicon = content.lexicon

    def supports(self, date: Date, sentence: str) -> bool:
        """Whether a date of a sentence is in the evidence, or follows from it."""
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
            return self._is_interval_apart(date) or self._is_count(date, sentence)
        same = [each for each in same if each.in_passage] or same
        others = [each for each in in_passages if date_comparison.are_apart(date, each.value)]
        return not is_of_something_else(date, sentence, same, others, self._lexicon)

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
