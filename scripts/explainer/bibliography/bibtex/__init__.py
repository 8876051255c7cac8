"""BibTeX and biblatex files: reading and writing."""

from explainer.bibliography.bibtex.parser import parse
from explainer.bibliography.bibtex.writer import write

__all__ = ["parse", "write"]
