"""
The aspects of meaning that the rules compare, with the words on both sides.

They are read with the same lists as the rules do; whether the two sides differ is for the rules.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from explainer.meaning import Comparison, Wording
    from explainer.meaning.wording import Use

_CHOICES = (("rather", "than"), ("instead", "of"))


class Aspect(NamedTuple):
    """
    An aspect of a sentence's meaning: the rule that compares it, and the words on both sides.

    `is_judged` is true where there is enough on the two sides for the rule to report anything.
    """

    name: str
    rule: str
    stated: tuple[str, ...]
    held: tuple[str, ...]
    is_judged: bool


def aspects_of(each: Comparison) -> list[Aspect]:
    """All aspects of a sentence beside its facts, also those of which neither side has a word."""
    sentence, texts = each.sentence, each.texts
    return [
        _aspect("negatives", "MEA101", _negatives(sentence), _over(_negatives, texts)),
        _contraries(sentence, texts),
        _aspect("hedges", "MEA103", _hedges(sentence), _over(_hedges, texts), of="held"),
        _aspect(
            "attributions", "MEA104", _attributions(sentence), _over(_attributions, texts),
            of="held",
        ),
        _scope(each),
        _aspect(
            "causes", "MEA106", _roles(sentence, "causes 0"),
            _over(lambda text: _roles(text, "causes 0 allowed"), each.licenses),
            of="stated",
        ),
        _aspect("comparisons", "MEA107", _sides(sentence), _over(_sides, texts), of="both"),
    ]  # fmt: skip


def _aspect(
    name: str, rule: str, stated: Sequence[str], held: Sequence[str], of: str = "either"
) -> Aspect:
    here, there = _unique(stated), _unique(held)
    judged = {
        "either": bool(here or there),
        "both": bool(here and there),
        "stated": bool(here),
        "held": bool(there),
    }
    return Aspect(name, rule, here, there, judged[of])


def _unique(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, words)))


def _over(find: Callable[[Wording], list[str]], texts: Iterable[Wording]) -> list[str]:
    return list(itertools.chain.from_iterable(map(find, texts)))


def _roles(text: Wording, *roles: str) -> list[str]:
    uses = (use for role in roles for use in text.uses(role))
    return _written(text, uses)


def _written(text: Wording, uses: Iterable[Use]) -> list[str]:
    """The words of some uses, in the order of the text and without those within others."""
    spans = sorted({(use.positions.start, -use.positions.stop) for use in uses})
    found: list[str] = []
    end = 0
    for start, stop in spans:
        if start >= end:
            found.append(text.written(range(start, -stop)))
            end = -stop
    return found


def _negatives(text: Wording) -> list[str]:
    """The negatives with what they negate, and the words that negate themselves: `unsold`."""
    return [text.written(range(part.start, scope.stop)) for part, scope in text.negations]


def _hedges(text: Wording) -> list[str]:
    return _roles(text, "hedges", "other_hedges", "hearsay")


def _attributions(text: Wording) -> list[str]:
    return _roles(text, "attributions", "reporting", "hearsay")


def _sides(text: Wording) -> list[str]:
    """Comparatives with `than`, converses such as `ahead of`, and choices."""
    compared = []
    for use in text.uses("opposites"):
        start = use.positions.start
        words = text.words[start : text.clause(start).stop]
        if "than" in words:
            compared.append(text.written(range(start, start + words.index("than") + 1)))
    choices = [" ".join(it) for it in itertools.pairwise(text.words) if it in _CHOICES]
    contrast = "not … but" if "not" in text.words and "but" in text.words else ""
    return [*compared, *_roles(text, "converses"), *choices, contrast]


def _contraries(sentence: Wording, texts: Sequence[Wording]) -> Aspect:
    """Words that have a contrary, and those of the same pairs in the evidence."""
    stated = [use for use in sentence.uses("contraries") if use.side]
    pairs = {use.side.pair for use in stated if use.side}
    held: list[str] = []
    for text in texts:
        held += _written(
            text, (it for it in text.uses("contraries") if it.side and it.side.pair in pairs)
        )
    return _aspect("contraries", "MEA102", _written(sentence, stated), held, of="both")


def _scope(each: Comparison) -> Aspect:
    """Words such as `all` in the sentence, and in the evidence, also such as `some`."""
    wide = [f"scope {number}" for number in range(each.sentence.language.extents)]
    some = each.sentence.language.grammar.some
    narrow = [word for text in each.texts for word in text.words if word in some]
    stated = _roles(each.sentence, *wide)
    held = [*_over(lambda text: _roles(text, *wide), each.licenses), *narrow]
    found = _aspect("extents", "MEA105", stated, held)
    return found._replace(is_judged=bool(stated or narrow))
