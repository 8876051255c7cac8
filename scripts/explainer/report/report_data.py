"""What a report contains, in any format."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from explainer.model import Applied, Problem


@dataclass(frozen=True, slots=True)
class Report:
    """
    The problems of a run, and what it checked.

    - `summary`: counts by name, in the order in which they are shown.
    - `pages`: counts page by page; each has its `path`.
    - `line`: returns a line of a file by path and number (from 1), or `None`.
    - `show`: returns a path as it is shown to the reader.
    - `colour`: whether to write ANSI colour codes, in formats that have them.
    - `addresses`: the results of the external links, if they were checked.
    - `command`: the name of the command that checked.
    - `by_kind`: whether to count the problems of each rule; `statistics`: whether to count only.
    - `quiet`: whether to write each problem in one line, and nothing else.
    - `width`: the columns of the terminal that it is written to; `None` elsewhere.
    - `remedies`: changes that would mend many problems, each in a sentence.
    - `left_out`: the number of problems that are ignored, by what ignores them.
    - `applied`: the entries of the settings that name URLs, each with the number of its links.
    """

    problems: tuple[Problem, ...]
    summary: Mapping[str, int] = field(default_factory=dict)
    pages: tuple[Mapping[str, Any], ...] = ()
    line: Callable[[str, int], str | None] = lambda _path, _number: None
    show: Callable[[str], str] = lambda path: path
    colour: bool = False
    addresses: tuple[Mapping[str, Any], ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    applied: tuple[Applied, ...] = ()
    command: str = "check"
    by_kind: bool = False
    statistics: bool = False
    quiet: bool = False
    width: int | None = None
    remedies: tuple[str, ...] = ()
