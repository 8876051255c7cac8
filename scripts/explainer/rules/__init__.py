"""
What must hold. One file a family, one decorated function a rule.

To add a rule, write a function that takes a `Project`, a `Site` or a `Web` and yields `Found`, and
decorate it; its docstring is its entry on the site's page of rules, and its examples run as tests.
"""

from explainer.rules import age, citation, claim, data, evidence, link, source, text, web
from explainer.rules.registry import (
    FAMILIES,
    Example,
    Found,
    Rule,
    UnknownRuleError,
    all_rules,
    default_rules,
    find,
    rule,
    select,
)
from explainer.rules.waiving import check

__all__ = [
    "FAMILIES",
    "Example",
    "Found",
    "Rule",
    "UnknownRuleError",
    "age",
    "all_rules",
    "check",
    "citation",
    "claim",
    "data",
    "default_rules",
    "evidence",
    "find",
    "link",
    "rule",
    "select",
    "source",
    "text",
    "web",
]
