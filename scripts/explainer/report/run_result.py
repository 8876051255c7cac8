"""What a run has to say, whatever the format."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from explainer.model import Problem


@dataclass(frozen=True, slots=True)
class Run:
    """
    The problems of a run, and what it looked at.

    `summary` are counts by name, `pages` the same page by page, `addresses` what became of those
    that were asked for. `line` gives a line of a file, by
    path and number, or `None`; `show` turns a path into how the reader would write it.
    `left_out` are problems that are not among these, by who ignores them.
    """

    problems: tuple[Problem, ...]
    summary: Mapping[str, int] = field(default_factory=dict)
    pages: tuple[Mapping[str, Any], ...] = ()
    line: Callable[[str, int], str | None] = lambda _path, _number: None
    show: Callable[[str], str] = lambda path: path
    colour: bool = False
    addresses: tuple[Mapping[str, Any], ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
