"""Waivers, ignored problems and baselines: what suppresses problems, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from explainer.model.places import Place


class Waiver(NamedTuple):
    """
    `<!-- allow NAME: reason -->`: one problem that is meant to stay.

    `covers` is the line on which the problem is: the waiver's own, or where it stands alone on a
    line, the next one with text.
    """

    rule: str
    reason: str
    place: Place
    covers: int


def _everywhere(_path: str) -> bool:
    return True


class Ignore(NamedTuple):
    """
    An entry of the settings: problems of some rules, on some pages, that are meant to stay.

    `rules` are codes, names and families as they were written, `covers` tells of the path of a
    problem's place whether it is meant.
    """

    rules: tuple[str, ...]
    reason: str
    place: Place
    covers: Callable[[str], bool] = _everywhere


class Stale(NamedTuple):
    """
    Entries of a baseline that list problems of a rule in a file more often than they happen.

    `now` is the file in which they happen, where the one that is listed is gone.
    """

    place: Place
    code: str
    path: str
    listed: int
    happens: int
    hint: str
    now: str = ""


class Outcome(NamedTuple):
    """
    What a run made of the waivers: those that allowed nothing, and those that say too little.

    It is the same of what the settings ignore, where each rule is looked at by itself, and of the
    baseline.
    """

    unused: tuple[Waiver, ...] = ()
    without_reason: tuple[Waiver, ...] = ()
    of_unknown_rule: tuple[Waiver, ...] = ()
    ignore_unused: tuple[tuple[str, Ignore], ...] = ()
    ignore_without_reason: tuple[Ignore, ...] = ()
    ignore_of_unknown_rule: tuple[tuple[str, Ignore], ...] = ()
    stale: tuple[Stale, ...] = ()
