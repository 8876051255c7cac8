"""
The data files that there are.

A file is a mapping with lists of records. Of each record some fields are *stated*: what they hold
is Markdown for running text, citations included, and is checked like any sentence, at its line and
column in the file. To add a kind of file, describe it in a module of its own, name it here, and
give it a block (`markdown/data_block.py`).
"""

from __future__ import annotations

from explainer.data.comparison_validation import COMPARISON
from explainer.data.party_positions import POSITIONS
from explainer.data.timeline import TIMELINE

DATA_FILES = (TIMELINE, COMPARISON, POSITIONS)
"""Every kind of data file that a site may have."""
