"""Sources: what readers can look up, one file each in `docs/sources/`."""

from explainer.schema import Field
from explainer.sources.fields import FIELDS, PASSAGE_FIELDS
from explainer.sources.reading import Shelf, read_one, read_shelf, read_source

__all__ = ["FIELDS", "PASSAGE_FIELDS", "Field", "Shelf", "read_one", "read_shelf", "read_source"]
