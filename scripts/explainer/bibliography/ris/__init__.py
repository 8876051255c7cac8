"""RIS, the format of Reference Manager: reading and writing."""

from explainer.bibliography.ris.parser import parse
from explainer.bibliography.ris.writer import write

__all__ = ["parse", "write"]
