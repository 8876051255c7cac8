"""Mutation testing: one mistake at a time in the real pages, to see which the rules detect."""

from explainer.mutation.mutants import KINDS, mutants
from explainer.mutation.page_text import GROUPS, Kind, Mutant, Text
from explainer.mutation.runner import Score, run
from explainer.mutation.table import render

__all__ = [
    "GROUPS",
    "KINDS",
    "Kind",
    "Mutant",
    "Score",
    "Text",
    "mutants",
    "render",
    "run",
]
