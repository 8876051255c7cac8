"""
Meaning: whether a sentence says what its evidence says, or its contrary.

Wip.
"""

from explainer.meaning import attribution, causes, contraries, hedges, negation, order, scope

RULES = {
    "negation": negation.find,
    "contraries": contraries.find,
    "hedges": hedges.find,
    "attribution": attribution.find,
    "scope": scope.find,
    "causes": causes.find,
    "order": order.find,
}
