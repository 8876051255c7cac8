"""
The rules: what must hold. One decorated function a rule, one or several modules a family.

To add a rule, write a function that takes a `Project`, a `Site` or an `ExternalLinks` and yields
`Finding`, and decorate it with `rule`, in a module that is named after its family, such as
`claim_fields`.
The docstring is the rule's entry on the site's page of rules, and its examples run as tests.
"""

from explainer.rules.page_results import PageResults
from explainer.rules.registry import (
    ABOUT_SITES,
    FAMILIES,
    ON_REQUEST,
    Example,
    Finding,
    Message,
    Rule,
    UnknownRuleError,
    all_rules,
    choose,
    default_rules,
    find,
    rule,
    select,
)
from explainer.rules.runner import ALONE, CheckResult, check, rules_by_page, suppress

__all__ = [
    "ABOUT_SITES",
    "ALONE",
    "FAMILIES",
    "ON_REQUEST",
    "CheckResult",
    "Example",
    "Finding",
    "Message",
    "PageResults",
    "Rule",
    "UnknownRuleError",
    "all_rules",
    "check",
    "choose",
    "default_rules",
    "find",
    "rule",
    "rules_by_page",
    "select",
    "suppress",
]
