"""Text for people: as wide as the terminal, one line a problem if asked, and what mends most."""

from __future__ import annotations

from dataclasses import replace

from explainer.model import Place, Problem
from explainer.report import Report, render
from explainer.report.remedies import remedies

LONG = "say what it shows in a sentence with its citation, or take it off the list of evidence"


def problem(
    path: str, line: int, code: str = "CIT101", message: str = "m", cause: str = ""
) -> Problem:
    """A problem on a line of a file."""
    return Problem(Place(path, line), code, "name", message, LONG, cause=cause)


REPORT = Report((problem("docs/a.md", 1), problem("docs/b.md", 2)), {"pages": 2})


def test_width() -> None:
    """On a terminal no line is wider than it, and files are apart; elsewhere each is as it is."""
    narrow = render(replace(REPORT, width=50), "text")
    plain = render(REPORT, "text")

    assert max(map(len, narrow.splitlines())) <= 50
    assert "in a sentence with its\n      citation, or take it off the list" in narrow
    assert "\n\ndocs/b.md:2:1: CIT101 m\n" in narrow
    assert f"docs/a.md:1:1: CIT101 m\n    hint: {LONG}\ndocs/b.md" in plain


def test_quiet() -> None:
    """A quiet report is a line a problem, and empty where there is none."""
    quiet = render(replace(REPORT, quiet=True), "text")

    assert quiet == "docs/a.md:1:1: CIT101 m\ndocs/b.md:2:1: CIT101 m\n"
    assert not render(Report((), {"pages": 2}, quiet=True), "text")


def test_remedies() -> None:
    """One change that mends three problems or more is named, the one that mends most first."""
    unknown = [problem("docs/a.md", n, "CIT102", "unknown source 'x'", "x") for n in range(1, 4)]
    other = [problem("docs/a.md", 9, "CIT102", "unknown source 'y'", "y")]
    bare = [problem("docs/b.md", n) for n in range(1, 7)]
    named = [
        problem("c", n, "EVI103", "the name 'Ann' is not in the evidence") for n in range(1, 4)
    ]

    found = remedies([*unknown, *other, *bare, *named], fixable=2)
    said = render(replace(REPORT, remedies=found), "text")

    assert [each.partition(";")[0] for each in found] == [
        "6 problems: docs/b.md has so many sentences without citation or label",
        "3 problems: unknown source 'x'",
        "3 problems: 'Ann' is not in the evidence",
    ]
    assert remedies(unknown[:2]) == ()
    assert "`explainer fix`" in remedies([], fixable=3)[0]
    assert f"One change would mend several problems:\n  {found[0]}\n" in said
