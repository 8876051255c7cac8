"""
What must hold. One file a family, one decorated function a rule.

To add a rule, write a function that takes a `Project`, a `Site` or an `ExternalLinks` and yields
`Found`, and decorate it; its docstring is its entry on the site's page of rules, and its examples
run as tests.
"""

from explainer.rules.registry import (
    ABOUT_SITES,
    FAMILIES,
    Example,
    Found,
    Rule,
    UnknownRuleError,
    all_rules,
    choose,
    default_rules,
    find,
    rule,
    select,
)
from explainer.rules.runner import ALONE, Findings, check, examine

__all__ = [
    "ABOUT_SITES",
    "ALONE",
    "FAMILIES",
    "Example",
    "Findings",
    "Found",
    "Rule",
    "UnknownRuleError",
    "all_rules",
    "check",
    "choose",
    "default_rules",
    "examine",
    "find",
    "rule",
    "select",
]
