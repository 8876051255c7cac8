"""A trace as values of JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from explainer.trace.passages import CitedText
    from explainer.trace.reader import Trace


def to_json(trace: Trace) -> dict[str, Any]:
    """What a sentence was compared with, the results, and what the rules report of it."""
    return {
        "text": " ".join(trace.sentence.text.split()),
        "not_compared": trace.reason or None,
        "evidence": [_cited(each) for each in trace.texts],
        "values": [
            {**each._asdict(), "matches": [match._asdict() for match in each.matches]}
            for each in trace.values
        ],
        "meaning": [each._asdict() for each in trace.aspects],
        "problems": [
            {"code": each.code, "name": each.name, "message": each.message, "hint": each.hint}
            for each in trace.problems
        ],
    }


def _cited(text: CitedText) -> dict[str, Any]:
    return {"cite": text.name, "through": text.through or None, **text.fields}
