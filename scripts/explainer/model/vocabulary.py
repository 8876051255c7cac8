"""A site's own names, units and words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fractions import Fraction


class Unit(NamedTuple):
    """A spelling of a unit of measure; one such unit is `factor` units of `base`."""

    base: str
    factor: Fraction
    spelling: str


class Gloss(NamedTuple):
    """What readers know of a name, such as a country or a first name, and may stand beside it."""

    name: str
    known: tuple[str, ...]


class Vocabulary(NamedTuple):
    """
    The names, units and words that a site adds to the general ones of the package.

    `same` are groups of aliases, names of the same thing. `common` are words in capital letters
    that are not names. `counted` are nouns after which a number such as 2048 is a count and not a
    year. `ordinary` are words that are not names at the start of a sentence. `ours` are names of
    the site's own authors and tools. `contraries` are pairs of words that say the contrary of each
    other. `glosses` are what may stand beside a name without evidence.
    `apart` are groups of nouns that count different things. `search` are groups of words that
    readers search for one another.
    """

    same: tuple[tuple[str, ...], ...] = ()
    common: tuple[str, ...] = ()
    units: tuple[Unit, ...] = ()
    counted: tuple[str, ...] = ()
    ordinary: tuple[str, ...] = ()
    ours: tuple[str, ...] = ()
    contraries: tuple[tuple[str, str], ...] = ()
    glosses: tuple[Gloss, ...] = ()
    apart: tuple[tuple[str, ...], ...] = ()
    search: tuple[tuple[str, ...], ...] = ()
