"""A site's own names, units and words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fractions import Fraction


class Unit(NamedTuple):
    """A spelling of a unit of measure: one is `factor` of `base`."""

    base: str
    factor: Fraction
    spelling: str


class Vocabulary(NamedTuple):
    """
    What a site adds to the general names, units and words that sentences are compared by.

    `same` are groups of names that mean the same, `common` words in capitals that name nothing,
    `counted` nouns that make 2048 a count and no year, `ordinary` words that may open a sentence,
    `ours` names of the site's own makers and means.
    """

    same: tuple[tuple[str, ...], ...] = ()
    common: tuple[str, ...] = ()
    units: tuple[Unit, ...] = ()
    counted: tuple[str, ...] = ()
    ordinary: tuple[str, ...] = ()
    ours: tuple[str, ...] = ()
