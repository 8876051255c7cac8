"""Data that cites: files such as `docs/timeline.yml`, whose rows a block puts on a page."""

from explainer.data.comparison import COMPARISON, Comparison, Measure, Thing, read_comparison
from explainer.data.fields import DATA_FILES
from explainer.data.figures import Figure, read_figure, value_of, without_citations
from explainer.data.files import COLOURS, DataFile, choices, exclusion_of
from explainer.data.positions import POSITIONS, Party, Positions, Side, read_positions
from explainer.data.reading import Holdings, Plant, read_data, read_holdings
from explainer.data.timeline import MOST_CATEGORIES, TIMELINE

__all__ = [
    "COLOURS",
    "COMPARISON",
    "DATA_FILES",
    "MOST_CATEGORIES",
    "POSITIONS",
    "TIMELINE",
    "Comparison",
    "DataFile",
    "Figure",
    "Holdings",
    "Measure",
    "Party",
    "Plant",
    "Positions",
    "Side",
    "Thing",
    "choices",
    "exclusion_of",
    "read_comparison",
    "read_data",
    "read_figure",
    "read_holdings",
    "read_positions",
    "value_of",
    "without_citations",
]
