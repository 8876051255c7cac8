"""Data that cites: files such as `docs/timeline.yml`, whose rows a block puts on a page."""

from explainer.data.fields import CATEGORIES, DATA_FILES, TIMELINE, DataFile
from explainer.data.reading import Holdings, Plant, read_data, read_holdings

__all__ = [
    "CATEGORIES",
    "DATA_FILES",
    "TIMELINE",
    "DataFile",
    "Holdings",
    "Plant",
    "read_data",
    "read_holdings",
]
