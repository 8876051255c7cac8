"""Sources: what readers can look up, one file each in `docs/sources/`."""

from explainer.schema import Field
from explainer.sources.fields import FIELDS, NAMES, PASSAGE_FIELDS
from explainer.sources.identifiers import same_address
from explainer.sources.reading import (
    NAME_ORDER,
    Shelf,
    name_of,
    read_one,
    read_shelf,
    read_source,
    values_of,
)
from explainer.sources.writing import Values, clean, to_yaml

__all__ = [
    "FIELDS",
    "NAMES",
    "NAME_ORDER",
    "PASSAGE_FIELDS",
    "Field",
    "Shelf",
    "Values",
    "clean",
    "name_of",
    "read_one",
    "read_shelf",
    "read_source",
    "same_address",
    "to_yaml",
    "values_of",
]
