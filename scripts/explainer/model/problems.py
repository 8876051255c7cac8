"""Problems, and the error that stops a check."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from explainer.model.places import Place


class CannotCheckError(Exception):
    """A check cannot run: something that it needs is missing or invalid. The message says what."""


class Problem(NamedTuple):
    """
    One thing to fix. Problems sort by their places.

    `pages` is the number of pages that have it. `cause` is equal for problems that one change
    fixes, and empty where that is unknown; `also` are some of the other places of a problem that is
    reported once, and `places` is the number of all that are known. `urls` are the forms of the URL
    that it is about.
    """

    place: Place
    code: str
    name: str
    message: str
    hint: str
    pages: int = 1
    cause: str = ""
    also: tuple[Place, ...] = ()
    places: int = 1
    urls: tuple[str, ...] = ()


class Invalid(NamedTuple):
    """A part of a data file that is not valid by its schema."""

    place: Place
    message: str
    hint: str


class OutdatedFile(NamedTuple):
    """A file that `explainer theme` wrote, and the older version of the package that wrote it."""

    place: Place
    version: str
