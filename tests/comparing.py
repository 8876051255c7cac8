"""Sentences compared with evidence: both from plain values, as tables of tests hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from explainer import evidence
from explainer.model import Passage, Place, Source

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLACE = Place("source.yml")
GENERAL = evidence.lexicon_of()
"""The general vocabulary alone."""


def held(row: Mapping[str, Any], lexicon: evidence.Lexicon = GENERAL) -> evidence.Evidence:
    """What the `fact` and the `words` of a row hold, with what its `source` is known by."""
    known = row.get("source") or {}
    source = Source(
        key="source",
        place=_PLACE,
        title=known.get("title", ""),
        authors=tuple(known.get("authors", ())),
        container_title=known.get("container-title"),
        publisher=known.get("publisher"),
        issued=known.get("issued"),
    )
    passage = Passage("it", row["fact"], _PLACE, row.get("words"))
    return evidence.of_passage(source, passage, lexicon)


def lacking(text: str, held: evidence.Evidence) -> dict[str, list[str]]:
    """What each of the comparisons says that the evidence of a text lacks, as it is written."""
    stated = evidence.extract(text, held.lexicon)
    lacked: dict[str, list[Any]] = {
        "figure": [each for each in stated.figures if not held.supports_figure(each, text)],
        "date": [each for each in stated.dates if not held.supports_date(each, text)],
        "name": [each for each in stated.names if not held.supports_name(each, stated.names)],
        "quotation": [each for each in stated.quotations if not held.supports_quotation(each)],
        "speaker": [each for each in stated.speeches if not held.supports_speaker(each)],
    }
    return {kind: [text[each.start : each.end] for each in lacked[kind]] for kind in lacked}
