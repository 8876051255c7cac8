"""Suppressed problems: waivers, the option `ignore` and baselines, and the defects of these."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from explainer.model.places import Place


class Waiver(NamedTuple):
    """
    `<!-- allow NAME: reason -->`: a comment that suppresses one problem.

    `covers` is the number of the line that it applies to: its own, or if it is alone on a line,
    the next line with text. `malformed` is true for a comment that was meant to be one.
    """

    rule: str
    reason: str
    place: Place
    covers: int
    malformed: bool = False


def _everywhere(_path: str) -> bool:
    return True


class Ignore(NamedTuple):
    """
    An entry of the option `ignore`: it suppresses problems of some rules on some pages.

    `rules` are codes, names and families as they were written. `covers` takes the path of a
    problem's place, and is true where the entry applies to it.
    """

    rules: tuple[str, ...]
    reason: str
    place: Place
    covers: Callable[[str], bool] = _everywhere


class StaleBaselineEntry(NamedTuple):
    """
    A file and a rule for which a baseline lists more problems than a check finds.

    `listed` and `found` are the numbers of problems. `current_path` is the file in which they are
    found now, where the listed one does not exist any more.
    """

    place: Place
    code: str
    path: str
    listed: int
    found: int
    hint: str
    current_path: str = ""


class SuppressionDefects(NamedTuple):
    """
    What is wrong with the waivers, the option `ignore` and the baseline of a run.

    `unused` waivers suppressed nothing. In the fields `ignore_…` that are pairs, the first item is
    the rule of the entry that is unused or unknown.
    """

    unused: tuple[Waiver, ...] = ()
    without_reason: tuple[Waiver, ...] = ()
    of_unknown_rule: tuple[Waiver, ...] = ()
    ignore_unused: tuple[tuple[str, Ignore], ...] = ()
    ignore_without_reason: tuple[Ignore, ...] = ()
    ignore_of_unknown_rule: tuple[tuple[str, Ignore], ...] = ()
    stale: tuple[StaleBaselineEntry, ...] = ()
