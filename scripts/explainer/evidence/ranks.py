"""
Ranks: whether evidence bears that something is the first or the second of its kind.

A passage says so in other words than a sentence: an inaugural race is the first, and a runner-up
comes second. Where it says nothing of the kind, `its first store` is a store and no more.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explainer.evidence.english import IRREGULAR_PAST_TENSES
from explainer.text_normalization import plain_characters
from explainer.vocabulary.spellings import NUMBER_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explainer.evidence.figure_types import Figure

_BEARS = {
    1: re.compile(
        r"\b(?:first\w*|1st|debut\w*|inaugura\w*|maiden|opening|opener|original\w*|initial\w*"
        r"|earliest|pioneer\w*|unprecedented|never|premi[eè]re[ds]?|lead(?:s|ing|er|ers)?|led"
        r"|w[io]n|wins|winn(?:er|ers|ing)|champions?|top(?:s|ped)?|gold|no\. ?1|number one"
        r"|beg[aiu]n\w*|start(?:s|ed|ing)?)\b",
        re.IGNORECASE,
    ),
    2: re.compile(
        r"\b(?:second\w*|2nd|runners?-up|silver|again|another|twice|repeat\w*|sequel|follow-up"
        r"|successors?|re-?elect\w*|both|two|pair|other|no\. ?2|number two)\b",
        re.IGNORECASE,
    ),
}
_REACH = 40
# What has one of these before it is one of several: the first store, Lind's second term. `A second
# paper` is another one of those that the text itself names.
_DETERMINED = re.compile(
    r"(?:\b(?:the|its|his|her|their|our|my|your|whose|this|that)|'s|s')"
    r"(?: (?:very|own|club|country|band|group|company|team|state|city)(?:'s)?)? \Z",
    re.IGNORECASE,
)
_NOUN_BEHIND = re.compile(r" [\"']?(?P<noun>[^\W\d_]\w*(?:-\w+)*)")
# At first glance, and on second thoughts, nothing is counted.
_EXPRESSIONS = {
    "aid", "class", "glance", "hand", "instance", "lady", "language", "languages", "name", "names",
    "nature", "person", "thing", "thoughts",
}  # fmt: skip
# Behind these another number counts, or nothing does.
_NO_NOUN = frozenset((*NUMBER_WORDS, *IRREGULAR_PAST_TENSES)) | {
    "among", "and", "but", "few", "for", "half", "in", "is", "line", "of", "on", "opinion", "or",
    "place", "quarter", "step", "to", "was", "were", "who", "world",
}  # fmt: skip


def is_in_expression(figure: Figure, sentence: str) -> bool:
    """Whether a `first` or `second` of a sentence is part of an expression that counts nothing."""
    return _noun_behind(figure, sentence).lower() in _EXPRESSIONS


def are_borne(figure: Figure, sentence: str, texts: Iterable[str]) -> bool:
    """
    Whether evidence bears a `first` or `second` of a sentence that no figure of it is.

    `texts` are those of the evidence. What only orders a list, as `the first` and `the second` may,
    counts nothing.
    """
    return not _counts(figure, sentence) or any(
        _BEARS[int(figure.value)].search(plain_characters(text)) for text in texts
    )


def _counts(figure: Figure, sentence: str) -> bool:
    """Whether it says which one of several something is."""
    written, noun = sentence[figure.start : figure.end], _noun_behind(figure, sentence)
    if not noun or noun.lower() in _NO_NOUN or noun.endswith("ed"):
        return False
    if written[0].isdigit():
        return True
    before = plain_characters(sentence[max(0, figure.start - _REACH) : figure.start])
    return written.islower() and _DETERMINED.search(before) is not None


def _noun_behind(figure: Figure, sentence: str) -> str:
    """The word that may be its noun, or an empty text."""
    behind = _NOUN_BEHIND.match(plain_characters(sentence[figure.end : figure.end + _REACH]))
    return behind["noun"] if behind else ""
