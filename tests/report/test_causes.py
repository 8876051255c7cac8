"""Problems by their causes: each once, the worst first, and counted."""

from __future__ import annotations

import json

import pytest

from explainer.model import Place, Problem
from explainer.report import Report, causes, render


def problem(name: str, path: str, cause: str = "", pages: int = 1, *also: str) -> Problem:
    """A problem at the start of a file."""
    others = tuple(map(Place, also))
    code = {"anchor-missing": "LNK102", "link-target-missing": "LNK101"}.get(name, "TXT1")
    return Problem(Place(path), code, name, "m", "h", pages, cause, others, 1 + len(also))


FOUND = [
    problem("heading-jump", "a.md"),
    problem("anchor-missing", "a.md"),
    problem("link-target-missing", "b.md", "x"),
    problem("link-target-missing", "c.md", "y"),
    problem("link-target-missing", "d.md", "x"),
    problem("link-target-missing", "d.md", "x"),
    problem("link-target-missing", "site/a.html", "x", 40, "site/b.html", "site/c.html"),
]


def test_by_worth() -> None:
    """Dead pages come first, then what most pages have; the places of a cause stay together."""
    found = [(each.place.path, each.cause) for each in causes.by_worth(reversed(FOUND))]

    expected = [
        ("site/a.html", "x"), ("b.md", "x"), ("d.md", "x"), ("d.md", "x"), ("c.md", "y"),
        ("a.md", ""), ("a.md", ""),
    ]  # fmt: skip
    assert expected == found


def test_fold() -> None:
    """A cause is one problem, with two more of its places and the number of its pages."""
    folded = causes.fold(FOUND)

    assert folded[:2] == FOUND[:2]
    assert [(each.cause, each.pages, each.places) for each in folded[2:]] == [
        ("x", 42, 6),
        ("y", 1, 1),
    ]
    assert folded[2].also == (Place("d.md"), Place("d.md"))


def test_text() -> None:
    """The text names other places, counts the rest, and says how to see them."""
    said = render(Report(tuple(causes.fold(FOUND)), {"documents": 50}, by_kind=True), "text")

    assert "b.md:1:1: LNK101 m\n    hint: h\n    also: d.md:1:1, d.md:1:1, 3 more; 42 pages" in said
    assert said.endswith(
        "By rule: 2 LNK101 link-target-missing, 1 TXT1 heading-jump, 1 LNK102 anchor-missing.\n"
        "Each cause is reported once; --every reports each place.\n"
        "4 problems in 50 documents.\n"
    )


SPREAD = [
    (1, ("b.md",), 2, "b.md:1:1"),
    (2, ("b.md",), 2, "b.md:1:1; 2 pages have it"),
    (1, ("b.md",), 3, "b.md:1:1, 1 more"),
    (1200, ("b.md", "c.md"), 1203, "b.md:1:1, c.md:1:1, 1,200 more; 1,200 pages have it"),
]


@pytest.mark.parametrize(("pages", "also", "places", "expected"), SPREAD)
def test_spread(pages: int, also: tuple[str, ...], places: int, expected: str) -> None:
    """Other places are listed, the rest counted, and the pages where there are several."""
    found = problem("heading-jump", "a.md", "x", pages, *also)._replace(places=places)
    said = render(Report((found,)), "text").splitlines()
    spread = json.loads(render(Report((found,)), "json"))["problems"][0]

    assert said[2:-1] == [f"    also: {expected}"]
    assert spread.get("pages") == (pages if pages > 1 else None)
    assert [each["path"] for each in spread["also"]] == list(also)


@pytest.mark.parametrize(("number", "listed"), [(1, False), (2, True)])
def test_by_rule(number: int, *, listed: bool) -> None:
    """Rules are counted where there are several."""
    found = [problem("heading-jump", "a.md"), problem("anchor-missing", "a.md")][:number]
    said = render(Report(tuple(found), by_kind=True), "text")

    assert ("By rule: " in said) == listed
    assert "--every" not in said


def test_statistics() -> None:
    """The problems of each rule are counted, and not shown."""
    report = Report(tuple(causes.fold(FOUND)), {"documents": 50}, statistics=True)

    assert render(report, "text").splitlines() == [
        "2 LNK101 link-target-missing, 43 times on a page",
        "1 TXT1 heading-jump",
        "1 LNK102 anchor-missing",
        "4 problems in 50 documents.",
    ]
    assert render(Report((), {"documents": 1}, statistics=True), "text").startswith("No problem")


def test_json() -> None:
    """Programs get the number of pages, the other places, and the counts of the rules."""
    said = json.loads(render(Report(tuple(FOUND), by_kind=True), "json"))

    assert said["summary"]["rules"] == {"LNK101": 5, "TXT1": 1, "LNK102": 1}
    assert "pages" not in said["problems"][0]
    assert said["problems"][-1]["pages"] == 40
    assert said["problems"][-1]["also"][0] == {"path": "site/b.html", "line": 1, "column": 1}
