"""Sentences compared with evidence: both from plain values, as tables of tests hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from explainer import evidence, meaning
from explainer.meaning.finders import FINDERS, differences
from explainer.model import Passage, Place, Source
from explainer.rules.cited_meaning import fact_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLACE = Place("source.yml")
GENERAL = evidence.lexicon_of()
"""The general vocabulary alone."""
ENGLISH = meaning.language_of("en")


def held(row: Mapping[str, Any], lexicon: evidence.Lexicon = GENERAL) -> evidence.Evidence:
    """What the `fact` and the `words` of a row hold, with what its `source` is known by."""
    return evidence.of_passage(*_passage(row), lexicon)


def lacking(text: str, held: evidence.Evidence) -> dict[str, list[str]]:
    """What each of the comparisons says that the evidence of a text lacks, as it is written."""
    stated = evidence.extract(text, held.lexicon)
    lacked: dict[str, list[Any]] = {
        "figure": [each for each in stated.figures if not held.supports_figure(each, text)],
        "date": [
            *(each for each in stated.dates if not held.supports_date(each, text)),
            *(each for each in stated.relative_dates if not held.supports_relative_date(each)),
        ],
        "name": [each for each in stated.names if not held.supports_name(each, stated.names)],
        "quotation": [each for each in stated.quotations if not held.supports_quotation(each)],
        "speaker": [each for each in stated.speeches if not held.supports_speaker(each)],
    }
    return {kind: [text[each.start : each.end] for each in lacked[kind]] for kind in lacked}


def comparison(text: str, row: Mapping[str, Any]) -> meaning.Comparison:
    """
    A text beside the facts of a row: one, or several in `facts`.

    `row: true` says that the text is a row of a table, `claim: true` that a fact is the title of
    a claim.
    """
    rows = row.get("facts", [row])
    facts = [
        fact_of(*_passage(each), ENGLISH)._replace(is_claim=each.get("claim", False))
        for each in rows
    ]
    wording = meaning.wording_of(text, ENGLISH)
    return meaning.Comparison(wording, facts, GENERAL, is_row=row.get("row", False))


def differences_of(text: str, row: Mapping[str, Any]) -> dict[str, list[meaning.Difference]]:
    """The differences in meaning between a text and the facts of a row, by their kinds."""
    compared = comparison(text, row)
    if not compared.can_be_told:
        return {}
    found = {kind: differences(compared, kind) for kind in FINDERS}
    return {kind: each for kind, each in found.items() if each}


def differing(text: str, row: Mapping[str, Any]) -> dict[str, list[str]]:
    """The kinds of differences in meaning between a text and a row, each with what is stated."""
    return {
        kind: [each.stated for each in found] for kind, found in differences_of(text, row).items()
    }


def _passage(row: Mapping[str, Any]) -> tuple[Source, Passage]:
    """A source and its passage, from plain values."""
    known = row.get("source") or {}
    source = Source(
        key="source",
        place=_PLACE,
        title=known.get("title", ""),
        authors=tuple(known.get("authors", ())),
        container_title=known.get("container-title"),
        publisher=known.get("publisher"),
        issued=known.get("issued"),
        tier=known.get("tier", "trade-press"),
    )
    passage = Passage("it", row["fact"], _PLACE, row.get("words"))
    return source, passage
