"""The result of a run of mistakes, as a table for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from explainer.mutation.mutants import Mutant
    from explainer.mutation.running import Score

_HEAD = ("mistake", "made", "noticed", "")


def render(scores: Sequence[Score], *, quiet: bool = False) -> str:
    """
    A row for each kind, then each mistake that was not noticed.

    `quiet` leaves the mistakes out.
    """
    expected = [score for score in scores if score.seen]
    rows = [_HEAD, *map(_row, expected), _total(expected)]
    rows += [("", "", "", ""), *(_row(score) for score in scores if not score.seen)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    lines = [_line(row, widths).rstrip() for row in rows]
    if not quiet:
        missed = [mutant for score in expected for mutant in score.missed]
        lines += ["", "Not noticed:", *map(_missed, missed)] if missed else []
    lines += ["", "The last rows are mistakes that no rule looks for."]
    return "\n".join(lines)


def _row(score: Score) -> tuple[str, ...]:
    share = f"{score.noticed / score.made:.1%}" if score.made else "none to make"
    return score.kind, str(score.made), str(score.noticed), share


def _total(scores: Iterable[Score]) -> tuple[str, ...]:
    counted = list(scores)
    made = sum(score.made for score in counted)
    noticed = sum(score.noticed for score in counted)
    return "all of these", str(made), str(noticed), f"{noticed / made:.1%}" if made else ""


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = (
        text.ljust(width) if not column else text.rjust(width)
        for column, (text, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join([first, *rest])


def _missed(mutant: Mutant) -> str:
    return f"  {mutant.path}:{mutant.line}: {mutant.kind}: {mutant.before!r} to {mutant.after!r}"
