"""Reviews: who has read which sentence beside the passages that it cites."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from explainer.model.places import Place


class Review(NamedTuple):
    """
    The record that a person read a sentence beside what it cites.

    `sentence` and `passages` are the fingerprints of both as they were then. `by` is the person,
    `date` the day (ISO 8601). `begins` is the beginning of the sentence, `note` a remark.
    """

    sentence: str
    passages: str
    by: str
    date: str
    place: Place
    begins: str = ""
    note: str = ""
