"""What finds each kind of difference in meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.meaning import (
    attribution,
    bounds,
    causes,
    contraries,
    denials,
    exchanges,
    hedges,
    negation,
    order,
    pairings,
    scope,
    swaps,
)

if TYPE_CHECKING:
    from explainer.meaning.comparison import Comparison, Difference

FINDERS = {
    "negation": (negation.find,),
    "contrary": (contraries.find, denials.find),
    "hedge": (hedges.find,),
    "attribution": (attribution.find,),
    "scope": (scope.find,),
    "cause": (causes.find,),
    "order": (order.find, exchanges.find, bounds.find, pairings.find, swaps.find),
}
"""The functions that look for each kind of difference, in the order in which they are asked."""


def differences(comparison: Comparison, kind: str) -> list[Difference]:
    """The differences of a kind that the first of its functions finds that finds any."""
    found = (list(find(comparison)) for find in FINDERS[kind])
    return next(filter(None, found), [])
