"""Where a value of a sentence stands in a text of the evidence, as it is written there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.evidence import date_comparison, figure_comparison, quotations
from explainer.evidence.statement import extract, extract_numbers
from explainer.evidence.word_index import WordIndex
from explainer.text_normalization import plain_characters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from explainer.evidence.date_types import Date
    from explainer.evidence.figure_types import Figure
    from explainer.evidence.lexicon import Lexicon
    from explainer.evidence.names import Name
    from explainer.evidence.quotations import Quotation


def figure_in(text: str, figure: Figure, lexicon: Lexicon, *, loose: bool = False) -> str | None:
    """A figure as a text has it, or `None`; with `loose` a bare number may have any unit."""
    for other in extract_numbers(text, lexicon).figures:
        if figure_comparison.agrees(figure, other, loose=loose):
            return text[other.start : other.end]
    return None


def date_in(text: str, date: Date, lexicon: Lexicon, years: Iterable[int]) -> str | None:
    """A date as a text has it, or `None`; one without a year there may be of any of `years`."""
    known = set(years)
    for other in extract_numbers(text, lexicon).dates:
        if date_comparison.contains(date, other, known):
            return text[other.start : other.end]
    return None


def name_in(text: str, name: Name, others: Sequence[Name], lexicon: Lexicon) -> str | None:
    """
    A name as a text has it, or `None`; `others` are all the names of the sentence.

    The whole text, where its words together make the name, as initials are made.
    """
    if not WordIndex((plain_characters(text),), lexicon).contains(name, others):
        return None
    for other in extract(text, lexicon).names:
        if WordIndex((other.written,), lexicon).contains(name, others):
            return other.written
    return text


def quotation_in(text: str, quotation: Quotation) -> str | None:
    """A quotation, if it is in a text word for word, or `None`."""
    return quotation.text if quotations.is_quoted_from(quotation, (text,)) else None
