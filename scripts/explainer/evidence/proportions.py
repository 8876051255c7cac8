"""
Proportions: `602 of 1,204`, `most participants`.

`Most` is loosely used, so that it is only compared with a share of those who do the same: beside
`602 of 1,204 were women`, most were not women.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from explainer.evidence.english import FUNCTION_WORDS
from explainer.evidence.just_before import found_before

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explainer.evidence.figure_types import Figure

UNIT = "quantity"
"""The unit of figures that are a word such as `most`."""

QUANTITY = re.compile(
    r"\b(?:"
    r"(?P<most>most(?! (?:of (?:all|it)\b|recent|likely|often|notabl|important|common|\w+ly\b))"
    r"|(?:the|a) (?:(?:great|vast|large|clear|narrow) )?majority)"
    r"|(?P<none>nobody|no one|none)|(?P<all>everybody|everyone|all))"
    r"(?= (?:of )?(?:the |its |their |those |these )?[a-z\d])",
    re.IGNORECASE,
)
_SUPERLATIVE = re.compile(r"\b(?:the|at|its|their|his|her|second|one of the|'s) \Z", re.IGNORECASE)
_OF = re.compile(r"\s*(?:out )?of (?:(?:the|its|their|those|these|all) )*\Z")
_OF_WHOM = re.compile(r"\bof (?:whom|which|these|them|those|who)\b[^.;]*\Z")
_EDGE = re.compile(r"[.;,:()](?!\d)")
_WORD = re.compile(r"[a-z]{3,}")
_NEGATION = re.compile(
    r"\b(?:not|no|never|neither|nor|cannot|without|none|nobody)\b|n't\b", re.IGNORECASE
)
_STEM = 5
_REACH = 20
_CLAUSE = 400
"""How far a clause is followed, to each side."""
_COPULAS = {"were", "was", "been", "being", "have", "had", "got"}


class Share(NamedTuple):
    """
    A proportion, and the words of its clause.

    `counted` is true for a count of a total.
    """

    value: Fraction
    words: frozenset[str]
    counted: bool = True


def quantity(match: re.Match[str]) -> tuple[Fraction, str] | None:
    """The value of a word such as `most`, and the hedge to compare it with."""
    if match["most"] and found_before(_SUPERLATIVE, match.string, match.start(), _REACH):
        return None
    if match["most"]:
        return Fraction(1, 2), "over"
    return (Fraction(0), "none") if match["none"] else (Fraction(1), "all")


def extract(text: str, figures: Sequence[Figure]) -> Iterator[Share]:
    """The proportions in a text of plain characters, given its figures."""
    for index, figure in enumerate(figures):
        if figure.unit in {"%", "part"} and figure.sense == "of":
            value = figure.value / (100 if figure.unit == "%" else 1)
            yield Share(value, _clause(text, figure, figure), counted=False)
        if figure.unit or not index:
            continue
        before = figures[index - 1]
        between = text[before.end : figure.start]
        if _OF.fullmatch(between) and not before.unit and before.value < figure.value:
            yield Share(before.value / figure.value, _clause(text, before, figure))
        elif _OF_WHOM.search(between):
            # The total is larger than the part: 2,020 people in 37 towns, of whom 612.
            before_it = reversed(figures[max(0, index - _REACH) : index])
            every = (f for f in before_it if not f.unit and f.value > figure.value)
            whole = next(every, None)
            if whole:
                yield Share(figure.value / whole.value, _clause(text, figure, figure))


def _clause(text: str, first: Figure, last: Figure) -> frozenset[str]:
    begin, stop = max(0, first.start - _CLAUSE), last.end + _CLAUSE
    edges = [match.end() for match in _EDGE.finditer(text, begin, first.start)]
    end = _EDGE.search(text, last.end, stop)
    words = _stems(text[edges[-1] if edges else begin : end.start() if end else stop])
    return words - _stems(last.counted)


def _stems(text: str) -> frozenset[str]:
    words = _WORD.findall(text.casefold())
    return frozenset(
        word[:_STEM] for word in words if word not in FUNCTION_WORDS and word not in _COPULAS
    )


def contradicts(
    figure: Figure, sentence: str, shares: Sequence[Share], texts: Sequence[str]
) -> bool:
    """Whether shares in the evidence are against a word such as `most` in a sentence."""
    if _NEGATION.search(sentence, figure.end) or figure.hedge == "":
        return False
    if any(_same_word(match, figure) for text in texts for match in QUANTITY.finditer(text)):
        return False
    end = _EDGE.search(sentence, figure.end)
    said = sentence[figure.end : end.start() if end else len(sentence)]
    # The subject of the sentence is not part of its predicate.
    predicate = _stems(said) - _stems(figure.counted or (_WORD.findall(said.casefold()) or [""])[0])
    values = [share.value for share in shares if share.words & predicate]
    if not values:
        return False
    if figure.hedge == "over":
        return max(values) <= figure.value
    return min(values) > 0 if figure.hedge == "none" else max(values) < 1


def is_said_of_whole(figure: Figure, sentence: str, text: str, part: Figure) -> bool:
    """
    Whether a sentence says of a part in a text what that says of the whole.

    Of 47 farms that were visited 31 were warned, and nobody visited 31 farms. The sentence and the
    text are in plain characters.
    """
    whole = found_before(_RELATIVE, text, part.start, _CLAUSE)
    if not whole:
        return False
    end = _EDGE.search(text, part.end)
    noun = _stems(figure.counted)
    of_whole = _stems(whole["said"]) - noun
    of_part = _stems(text[part.end : end.start() if end else len(text)]) - noun
    said = _stems(sentence)
    return not said.isdisjoint(of_whole - of_part) and said.isdisjoint(of_part - of_whole)


_RELATIVE = re.compile(
    r"\bof [^.;]{1,60}?\b(?:that|which|whom|who|whose)\b(?P<said>[^,;.]{3,80}), (?:\w+ )?\Z",
    re.IGNORECASE,
)


def _same_word(match: re.Match[str], figure: Figure) -> bool:
    found = quantity(match)
    return found is not None and found[1] == figure.hedge
