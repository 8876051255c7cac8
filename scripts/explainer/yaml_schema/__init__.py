"""
A small schema for YAML that people maintain.

Every field says what belongs in it, with a good and a bad example; the same text makes the error
messages and the maintainers' page. Values are read from YAML's nodes, so that each problem has a
line and a column, and a date is kept as it was typed.
"""

from explainer.yaml_schema.check_digits import is_isbn, is_issn
from explainer.yaml_schema.encoding import decode, is_folder, misnamed, not_utf8, read_file
from explainer.yaml_schema.field import Field, advice, lacking
from explainer.yaml_schema.front_matter import FRONT_MATTER, check_front_matter, unended
from explainer.yaml_schema.loader import compose, load
from explainer.yaml_schema.reader import incomplete, parse
from explainer.yaml_schema.record import Item, Places, Record, place_of_node
from explainer.yaml_schema.syntax_errors import syntax_error
from explainer.yaml_schema.value_checks import CHECKS

__all__ = [
    "CHECKS",
    "FRONT_MATTER",
    "Field",
    "Item",
    "Places",
    "Record",
    "advice",
    "check_front_matter",
    "compose",
    "decode",
    "incomplete",
    "is_folder",
    "is_isbn",
    "is_issn",
    "lacking",
    "load",
    "misnamed",
    "not_utf8",
    "parse",
    "place_of_node",
    "read_file",
    "syntax_error",
    "unended",
]
