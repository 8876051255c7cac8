"""Sources: what readers can look up, one file each in `docs/sources/`."""

from explainer.sources.evidence_fields import PASSAGE_FIELDS
from explainer.sources.identifiers import url_identity
from explainer.sources.reader import (
    NAME_ORDER,
    SourceFiles,
    name_of,
    read_source,
    read_source_file,
    read_sources,
    values_by_key,
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
    "SourceFiles",
    "Values",
    "clean",
    "name_of",
    "read_source",
    "read_source_file",
    "read_sources",
    "to_yaml",
    "url_identity",
    "values_by_key",
    "values_of",
]
