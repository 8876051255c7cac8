"""Data that cites: files such as `docs/timeline.yml`, whose rows a block puts on a page."""

from explainer.data.chips import Chip, Figure, read_chips, without_citations
from explainer.data.fields import CATEGORIES, CHIPS, DATA_FILES, TIMELINE, DataFile
from explainer.data.reading import Holdings, Plant, read_data, read_holdings

__all__ = [
    "CATEGORIES",
    "CHIPS",
    "DATA_FILES",
    "TIMELINE",
    "Chip",
    "DataFile",
    "Figure",
    "Holdings",
    "Plant",
    "read_chips",
    "read_data",
    "read_holdings",
    "without_citations",
]
