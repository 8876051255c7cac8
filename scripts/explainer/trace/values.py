"""The values of a sentence, each with the places where the evidence has it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from explainer.evidence import locator, proportions
from explainer.evidence.date_comparison import contains
from explainer.evidence.date_types import from_iso

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from explainer.evidence.date_types import Date
    from explainer.evidence.speakers import Speech
    from explainer.rules.cited_evidence import CitedSentence
    from explainer.trace.passages import CitedText

    Finder = Callable[[str], str | None]

_MOST_NEAREST = 3
_NOT_SPEAKING = ("title", "locator", "issued")
_QUOTABLE = ("words", "title", "fact")
_DATED = ("fact", "words", "locator", "title")


class Match(NamedTuple):
    """Where a value stands: in which passage, in which of its fields, and as what."""

    passage: str
    field: str
    written: str


class Value(NamedTuple):
    """
    A value of a sentence as it is written there, with the rule that compares it.

    `kind` is `figure`, `date`, `name`, `quotation` or `speaker`. `result` is `found`; `derived`
    where it follows from what the evidence has; `uncontradicted` for a word such as `all` that only
    another figure could contradict; `elsewhere` where the evidence has it for something else; or
    `missing`. `nearest` is what the evidence has instead.
    """

    kind: str
    rule: str
    written: str
    result: str
    matches: tuple[Match, ...] = ()
    nearest: tuple[str, ...] = ()


def values_of(each: CitedSentence, texts: Sequence[CitedText]) -> list[Value]:
    """The values of a sentence that cites these texts, in the order of their kinds."""
    return [
        *_figures(each, texts),
        *_dates(each, texts),
        *_names(each, texts),
        *_quotations(each, texts),
        *_speakers(each, texts),
    ]


def _figures(each: CitedSentence, texts: Sequence[CitedText]) -> Iterator[Value]:
    text, whole = each.sentence.text, each.evidence
    for figure in each.stated.figures:
        find = partial(locator.figure_in, figure=figure, lexicon=whole.lexicon, loose=each.loose)
        supported = whole.supports_figure(figure, text, loose=each.loose)
        near = () if supported else whole.similar_figures(figure)
        written = text[figure.start : figure.end]
        value = _value(
            "figure", "EVI101", written, _matches(texts, find), near, supported=supported
        )
        is_word = figure.unit == proportions.UNIT and supported
        yield value._replace(result="uncontradicted", matches=()) if is_word else value


def _dates(each: CitedSentence, texts: Sequence[CitedText]) -> Iterator[Value]:
    text, whole = each.sentence.text, each.evidence
    years = {it.value.year for it in whole.content.dates}
    for date in each.stated.dates:
        find = partial(locator.date_in, date=date, lexicon=whole.lexicon, years=years)
        supported = whole.supports_date(date, text)
        matches = [*_matches(texts, find, _DATED), *_issues(texts, date)]
        near = () if supported else whole.dates
        written = text[date.start : date.end]
        yield _value("date", "EVI102", written, matches, near, supported=supported)
    for relative in each.stated.relative_dates:
        supported = whole.supports_relative_date(relative)
        near, written = () if supported else whole.dates, text[relative.start : relative.end]
        matches = []
        if relative.meant:
            find = partial(locator.date_in, date=relative.meant, lexicon=whole.lexicon, years=years)
            matches = [*_matches(texts, find), *_issues(texts, relative.meant)]
        yield _value("date", "EVI102", written, matches, near, supported=supported)


def _issues(texts: Sequence[CitedText], date: Date) -> Iterator[Match]:
    """The sources that were issued on a date."""
    for each in texts:
        issued = each.fields.get("issued")
        if issued and contains(date, from_iso(issued), ()):
            yield Match(each.name, "issued", issued)


def _names(each: CitedSentence, texts: Sequence[CitedText]) -> Iterator[Value]:
    names, whole = each.stated.names, each.evidence
    for name in names:
        find = partial(locator.name_in, name=name, others=names, lexicon=whole.lexicon)
        supported = whole.supports_name(name, names)
        yield _value("name", "EVI103", name.written, _matches(texts, find), supported=supported)


def _quotations(each: CitedSentence, texts: Sequence[CitedText]) -> Iterator[Value]:
    for quotation in each.stated.quotations:
        find = partial(locator.quotation_in, quotation=quotation)
        supported = each.evidence.supports_quotation(quotation)
        near = () if supported else each.evidence.words[:1]
        matches = _matches(texts, find, _QUOTABLE)
        yield _value("quotation", "EVI104", quotation.text, matches, near, supported=supported)


def _speakers(each: CitedSentence, texts: Sequence[CitedText]) -> Iterator[Value]:
    for speech in each.stated.speeches:
        speaking = [it for it in texts if it.evidence.supports_speaker(speech)]
        matches = [match for it in speaking for match in _speaking_in(it, speech)]
        written = each.sentence.text[speech.start : speech.end]
        supported = each.evidence.supports_speaker(speech)
        yield _value("speaker", "EVI105", written, matches, supported=supported)


def _speaking_in(text: CitedText, speech: Speech) -> list[Match]:
    """Where a passage names a speaker who speaks in it."""
    fields = [name for name in text.fields if name not in _NOT_SPEAKING]
    for name in speech.names:
        find = partial(
            locator.name_in, name=name, others=speech.names, lexicon=text.evidence.lexicon
        )
        found = _matches([text], find, fields)
        if found:
            return found[:1]
    return []


def _matches(
    texts: Iterable[CitedText], find: Finder, fields: Sequence[str] | None = None
) -> list[Match]:
    """The first field of each text, or of these fields of it, in which a value is found."""
    matches = []
    for each in texts:
        for name, text in each.fields.items():
            if fields is not None and name not in fields:
                continue
            written = find(text)
            if written:
                matches.append(Match(each.name, name, written))
                break
    return matches


def _value(  # noqa: PLR0913  (these are its fields)
    kind: str,
    rule: str,
    written: str,
    matches: Sequence[Match],
    nearest: Iterable[str] = (),
    *,
    supported: bool,
) -> Value:
    if supported:
        result = "found" if matches else "derived"
    else:
        result = "elsewhere" if matches else "missing"
    near = tuple(filter(None, dict.fromkeys(nearest)))[:_MOST_NEAREST]
    return Value(kind, rule, written, result, tuple(matches), near)
