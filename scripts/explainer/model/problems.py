"""Problems, and the error that stops a check."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from explainer.model.places import Place


class CannotCheckError(Exception):
    """Something that a check needs is not there, or is wrong; the message says what."""


class Problem(NamedTuple):
    """One thing to fix. Problems are in the order of their places."""

    place: Place
    code: str
    name: str
    message: str
    hint: str


class Invalid(NamedTuple):
    """Something in a data file that does not keep to its schema."""

    place: Place
    message: str
    hint: str


class Outdated(NamedTuple):
    """A file that `explainer theme` wrote, older than the package's own, and who wrote it."""

    place: Place
    version: str
