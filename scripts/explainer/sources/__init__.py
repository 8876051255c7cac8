"""Sources: what readers can look up, one file each in `docs/sources/`."""

from explainer.sources.evidence_fields import PASSAGE_FIELDS
from explainer.sources.identifiers import same_address
from explainer.sources.reader import (
    NAME_ORDER,
    Shelf,
    name_of,
    read_one,
    read_shelf,
    read_source,
    values_of,
)
from explainer.sources.schema import FIELDS, NAMES
from explainer.sources.writer import Values, clean, to_yaml
from explainer.yaml_schema import Field

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
