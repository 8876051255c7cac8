"""The result of a mutation run, as a text table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.mutation.page_text import GROUPS, UNSEEN
from explainer.mutation_results import Tally

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explainer.mutation.page_text import Mutant
    from explainer.mutation.runner import Score

_HEAD = ("mistake", "made", "noticed", "")


def render(scores: Sequence[Score], *, quiet: bool = False) -> str:
    """
    A row for each kind, then each mistake that was not noticed.

    `quiet` leaves the mistakes out.
    """
    rows: list[tuple[str, ...]] = [_HEAD]
    for group in GROUPS:
        tallies = [score.tally for score in scores if score.tally.group == group]
        rows += [("", "", "", "")] if len(rows) > 1 else []
        rows += [*map(_row, tallies), *([_total(tallies)] if group != UNSEEN else [])]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    lines = [_line(row, widths).rstrip() for row in rows]
    if not quiet:
        missed = [mutant for each in scores if each.tally.group != UNSEEN for mutant in each.missed]
        lines += ["", "Not noticed:", *map(_missed, missed)] if missed else []
    lines += ["", "The last rows are mistakes that no rule looks for."]
    return "\n".join(lines)


def _row(tally: Tally) -> tuple[str, ...]:
    share = "none to make" if tally.share is None else f"{tally.share:.1%}"
    return tally.kind, str(tally.made), str(tally.noticed), share


def _total(tallies: Sequence[Tally]) -> tuple[str, ...]:
    made = sum(tally.made for tally in tallies)
    noticed = sum(tally.noticed for tally in tallies)
    return _row(Tally("all of these", "", made, noticed))


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = (
        text.ljust(width) if not column else text.rjust(width)
        for column, (text, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join([first, *rest])


def _missed(mutant: Mutant) -> str:
    return f"  {mutant.path}:{mutant.line}: {mutant.kind}: {mutant.before!r} to {mutant.after!r}"
