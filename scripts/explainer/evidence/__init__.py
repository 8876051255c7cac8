"""
Evidence: what a sentence states, and whether the passages that it cites support it.

`lexicon_of` gives the lexicon: the general vocabulary with that of a site. With it `extract` gives
the statement of a text: figures, dates, names, quotations and speakers. `of_passage`, `of_text` and
`union` make the `Evidence`, which tells whether it supports each of them. `is_hedged` tells whether
a sentence is uncertain. `shared_words` and `rarity` tell how similar a passage is to a sentence;
`has_shared_word` whether they have anything in common, apart from `common_words`, if the sentence
`has_enough_words`. `find_external_facts` gives the figures, dates and names in a sentence that is
labelled as being on the site itself. `prepare` loads all of it in advance.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from explainer.evidence.external_facts import find_external_facts
    from explainer.evidence.hedging import is_hedged
    from explainer.evidence.lexicon import Lexicon, lexicon_of
    from explainer.evidence.matcher import Evidence, of_passage, of_text, union
    from explainer.evidence.similarity import (
        common_words,
        different,
        has_enough_words,
        has_shared_word,
        rarity,
        shared_words,
    )
    from explainer.evidence.statement import Statement, extract
    from explainer.model import Vocabulary

__all__ = [
    "Evidence",
    "Lexicon",
    "Statement",
    "common_words",
    "different",
    "extract",
    "find_external_facts",
    "has_enough_words",
    "has_shared_word",
    "is_hedged",
    "lexicon_of",
    "of_passage",
    "of_text",
    "prepare",
    "rarity",
    "shared_words",
    "union",
]

_MODULES = {
    "Evidence": "matcher",
    "Lexicon": "lexicon",
    "Statement": "statement",
    "common_words": "similarity",
    "different": "similarity",
    "extract": "statement",
    "find_external_facts": "external_facts",
    "has_enough_words": "similarity",
    "has_shared_word": "similarity",
    "is_hedged": "hedging",
    "lexicon_of": "lexicon",
    "of_passage": "matcher",
    "of_text": "matcher",
    "rarity": "similarity",
    "shared_words": "similarity",
    "union": "matcher",
}


def prepare(vocabulary: Vocabulary) -> None:
    """Load all that a check with a vocabulary needs, before a process is forked."""
    for name in _MODULES:
        __getattr__(name)
    globals()["lexicon_of"](vocabulary)
    importlib.import_module(f"{__name__}.countries").load()


def __getattr__(name: str) -> Any:  # noqa: ANN401  (whatever is exported)
    """
    Import a name on first use.

    The regular expressions in here take long to compile, and a build of the site, which lists the
    rules but runs none, needs none of them.
    """
    if name not in _MODULES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    module = importlib.import_module(f"{__name__}.{_MODULES[name]}")
    exported = globals()[name] = getattr(module, name)
    return exported
