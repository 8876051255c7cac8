"""
Traces: what a sentence was compared with, and with which result.

A `Trace` has the passages that a sentence cites, each `Value` of the sentence (figures, dates,
names, quotations, speakers) with the places where the passages have it, and each `Aspect` of its
meaning with the words on both sides. `traces_at` gives those of a page or of a line, and
`coverage` counts for each rule in how many sentences it has anything to compare.
"""

from explainer.trace.aspects import Aspect
from explainer.trace.coverage import Coverage, coverage
from explainer.trace.json_values import to_json
from explainer.trace.passages import CitedText
from explainer.trace.reader import NoSentenceError, Trace, sentences_of, trace_of, traces_at
from explainer.trace.values import Match, Value

__all__ = [
    "Aspect",
    "CitedText",
    "Coverage",
    "Match",
    "NoSentenceError",
    "Trace",
    "Value",
    "coverage",
    "sentences_of",
    "to_json",
    "trace_of",
    "traces_at",
]
