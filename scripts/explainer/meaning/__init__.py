"""
Meaning: whether a sentence says what the facts that it cites say, or something else.

Everything here is by words: `Wording` reads the words of a text, its clauses and its negatives, by
the lists of a language's file, and a `Comparison` is a sentence beside its facts. Each module with
a `find` looks for one kind of `Difference`: `negation`, `contraries`, `hedges`, `attribution`,
`scope`, `causes`, `order` and `exchanges`; `grades` and `roles` help the last two, and `finders`
lists them. It finds nothing in a paraphrase with other words, and needs facts that are short.
"""

from explainer.meaning.comparison import Comparison, Difference, Fact
from explainer.meaning.language import Language, is_known, language_of
from explainer.meaning.wording import Wording, wording_of

__all__ = [
    "Comparison",
    "Difference",
    "Fact",
    "Language",
    "Wording",
    "is_known",
    "language_of",
    "wording_of",
]
