"""
Evidence: what a sentence states and what a passage holds.

`lexicon_of` gives what is known of names, units and words: the general vocabulary with a site's.
With it `read` gives what a text states: figures, dates, names, quotations and who speaks.
`of_passage` and `of_text` give what can back it, and `union` puts several together. `hedged` tells
whether a sentence is certain, `shared` and `rarity` how close a passage is to it, and `telling`
whether it has to do with it at all, if it `is_wordy` enough to tell, with what is `commonplace` in
the project left out. `facts` are the figures, dates and names in a sentence that is said to be on
the site itself. `prepare` loads all of it ahead.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from explainer.evidence.external_facts import facts
    from explainer.evidence.hedging import hedged
    from explainer.evidence.lexicon import Lexicon, lexicon_of
    from explainer.evidence.matcher import (
        Evidence,
        Statement,
        of_passage,
        of_text,
        read,
        union,
    )
    from explainer.evidence.similarity import commonplace, is_wordy, rarity, shared, telling
    from explainer.model import Vocabulary

__all__ = [
    "Evidence",
    "Lexicon",
    "Statement",
    "commonplace",
    "facts",
    "hedged",
    "is_wordy",
    "lexicon_of",
    "of_passage",
    "of_text",
    "prepare",
    "rarity",
    "read",
    "shared",
    "telling",
    "union",
]

_ELSEWHERE = {
    "Lexicon": "lexicon",
    "commonplace": "similarity",
    "facts": "external_facts",
    "hedged": "hedging",
    "is_wordy": "similarity",
    "lexicon_of": "lexicon",
    "rarity": "similarity",
    "shared": "similarity",
    "telling": "similarity",
}


def prepare(vocabulary: Vocabulary) -> None:
    """Load all that is needed to compare sentences with evidence, as a vocabulary has it."""
    for name in __all__:
        if name not in globals():
            __getattr__(name)
    globals()["lexicon_of"](vocabulary)
    importlib.import_module(f"{__name__}.countries").load()


def __getattr__(name: str) -> Any:  # noqa: ANN401  (whatever is exported)
    """
    Load what is asked for when it is.

    The patterns in here take a third of a second to compile, and a build of the site, which lists
    the rules but runs none, needs none of them.
    """
    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    module = importlib.import_module(f"{__name__}.{_ELSEWHERE.get(name, 'matcher')}")
    # From now on the name is there, and is not asked for again.
    found = globals()[name] = getattr(module, name)
    return found
