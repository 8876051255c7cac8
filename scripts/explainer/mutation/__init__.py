"""Mutation testing: one mistake at a time in the real pages, to see which the rules detect."""

from explainer.mutation.mutants import KINDS, Kind, Mutant, mutants
from explainer.mutation.runner import Score, run
from explainer.mutation.table import render

__all__ = [
    "KINDS",
    "Kind",
    "Mutant",
    "Score",
    "mutants",
    "render",
    "run",
]
