"""Data that cites: files such as `docs/timeline.yml`, whose rows a block puts on a page."""

from explainer.data.comparison import Comparison, Measure, Thing, read_comparison
from explainer.data.comparison_validation import COMPARISON
from explainer.data.data_file import COLOURS, DataFile, choices, exclusion_of
from explainer.data.figure_syntax import Figure, read_figure, value_of, without_citations
from explainer.data.party_positions import POSITIONS, Party, Positions, Side, read_positions
from explainer.data.reader import Holdings, Plant, read_data, read_holdings
from explainer.data.schema import DATA_FILES
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
