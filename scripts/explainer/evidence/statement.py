"""What a text states: its figures, dates, names, quotations and speakers."""

from __future__ import annotations

import functools
import operator
import re
from typing import TYPE_CHECKING, NamedTuple

from explainer.evidence import (
    date_parser,
    figure_parser,
    names,
    quotations,
    relative_dates,
    speakers,
)
from explainer.text_normalization import plain_characters

if TYPE_CHECKING:
    from explainer.evidence.date_types import Date
    from explainer.evidence.figure_types import Figure
    from explainer.evidence.lexicon import Lexicon
    from explainer.evidence.names import Name
    from explainer.evidence.quotations import Quotation
    from explainer.evidence.relative_dates import RelativeDate
    from explainer.evidence.speakers import Speech

_MODEL_NUMBER = re.compile(r"\d+[A-Z]")


class Statement(NamedTuple):
    """Everything in a text that can be compared; offsets are those of the text."""

    figures: tuple[Figure, ...]
    dates: tuple[Date, ...]
    names: tuple[Name, ...]
    quotations: tuple[Quotation, ...]
    speeches: tuple[Speech, ...]
    relative_dates: tuple[RelativeDate, ...]


class Numbers(NamedTuple):
    """The figures and the dates in a text."""

    figures: tuple[Figure, ...]
    dates: tuple[Date, ...]


@functools.lru_cache(maxsize=20_000)
def extract(text: str, lexicon: Lexicon) -> Statement:
    """What a text states. No text raises."""
    plain = plain_characters(text)
    numbers = extract_numbers(text, lexicon)
    taken = [(each.start, each.end) for kind in numbers for each in kind]
    found = names.extract(plain, lexicon, taken)
    quoted, speeches = quotations.extract(text, lexicon), speakers.extract(plain, found)
    if quoted and len(speeches) == 1:
        speeches = [speeches[0]._replace(quoted=True)]
    return Statement(
        numbers.figures,
        numbers.dates,
        tuple(found),
        tuple(quoted),
        tuple(speeches),
        tuple(relative_dates.extract(plain, numbers.dates)),
    )


@functools.lru_cache(maxsize=20_000)
def extract_numbers(text: str, lexicon: Lexicon) -> Numbers:
    """The figures and the dates in a text, which is all that most evidence needs."""
    plain = plain_characters(text)
    found = date_parser.extract(plain, lexicon)
    return Numbers(
        tuple(figure_parser.extract(date_parser.blank(plain, found), lexicon)),
        tuple(found),
    )


@functools.lru_cache(maxsize=20_000)
def entities(text: str, lexicon: Lexicon) -> tuple[tuple[Name, ...], tuple[Name, ...]]:
    """
    The names in a text that may stand beside a figure, and those that may stand beside a date.

    `910B` is parsed as billions and may be a model; `960` is a number and, beside a date, most
    often a model or a version.
    """
    statement, plain = extract(text, lexicon), plain_characters(text)
    beside_figures, beside_dates = list(statement.names), list(statement.names)
    for figure in statement.figures:
        written = plain[figure.start : figure.end]
        name = names.Name(written, written.casefold(), figure.start, figure.end)
        if _MODEL_NUMBER.fullmatch(written):
            beside_figures.append(name)
            beside_dates.append(name)
        elif written.isdigit():
            beside_dates.append(name)
    in_order = operator.attrgetter("start")
    return tuple(sorted(beside_figures, key=in_order)), tuple(sorted(beside_dates, key=in_order))
