"""
A small schema for YAML that people maintain.

Every field says what belongs in it, with a good and a bad example; the same text makes the error
messages and the maintainers' page. Values are read from YAML's nodes, so that each problem has a
line and a column, and a date is kept as it was typed.
"""

from explainer.yaml_schema.check_digits import is_isbn, is_issn
from explainer.yaml_schema.field import Field, advice, lacking
from explainer.yaml_schema.loader import compose, load
from explainer.yaml_schema.reader import incomplete, parse
from explainer.yaml_schema.record import Item, Places, Record
from explainer.yaml_schema.syntax_errors import syntax_error
from explainer.yaml_schema.value_checks import CHECKS

__all__ = [
    "CHECKS",
    "Field",
    "Item",
    "Places",
    "Record",
    "advice",
    "compose",
    "incomplete",
    "is_isbn",
    "is_issn",
    "lacking",
    "load",
    "parse",
    "syntax_error",
]
