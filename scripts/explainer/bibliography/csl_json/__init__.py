"""CSL-JSON (Citation Style Language 1.0.2), whose field names are those of a source."""

from explainer.bibliography.csl_json.parser import parse
from explainer.bibliography.csl_json.writer import write

__all__ = ["parse", "write"]
